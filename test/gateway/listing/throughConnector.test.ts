import { settled } from '../support/manualClock';
import { ready, useOffice, type Json, type Office } from '../records/support/office';

let office: { readonly now: Office };

/** A new office for each test of a block. */
function useOwn(): void {
	const own = useOffice();
	beforeEach(() => (office = own));
}

const listOf = (body: unknown) => body as Json[];
const idsOf = (body: unknown) => listOf(body).map(({ id }) => String(id));
const where = (text: string) => `where=${encodeURIComponent(text)}`;
const next = (headers: Headers) =>
	`nextPage=${encodeURIComponent(headers.get('elements-next-page-token')!)}`;

/** The company with so many more customers. */
async function connected(customers = 0): Promise<Office> {
	const { now } = office;
	for (let count = 0; count < customers; count += 1) {
		now.company.add('Customer', { Name: `Customer ${count}` });
	}
	await now.connect();
	return await now.confirm();
}

const customersIn = ({ company }: Office) =>
	[...company.list('Customer')].map(({ ListID }) => String(ListID));

/** The documents that leave from now on, as the names and steps of their messages. */
function documentsOf({ store }: Office): string[][] {
	const documents: string[][] = [];
	const handOut = store.handOut.bind(store);
	store.handOut = async (ids, way) => {
		const steps = [...way.document.matchAll(/<(\w+)QueryRq([^>]*)>/g)];
		documents.push(
			steps.map(([, name, attributes]) => {
				const [, step = 'whole'] = / iterator="(\w+)"/.exec(attributes) ?? [];
				return `${name} ${step}`;
			}),
		);
		return await handOut(ids, way);
	};
	return documents;
}

/** Resolves when so many calls wait. */
async function queued({ store, id }: Office, count: number): Promise<void> {
	while ((await store.calls(id, { states: ['queued'] })).length < count) {
		await settled();
	}
}

/** Gives the Web Connector as many sessions as an answer of several messages takes. */
async function served<T>(now: Office, answer: Promise<T>): Promise<T> {
	let isThere = false;
	const ended = answer.finally(() => (isThere = true));
	ended.catch(() => undefined);
	while (!isThere) await now.update();
	return await ended;
}

describe('A list through the Web Connector', () => {
	const shared = useOffice(ready, { isShared: true });

	it('comes with its headers, with the hub in the path or without', async () => {
		const { now } = shared;
		const expected = customersIn(now);
		const { status, body, headers } = await now.send('GET', '/hubs/finance/customers?pageSize=10');
		expect([status, idsOf(body)]).toEqual([200, expected.slice(0, 10)]);
		expect(headers.get('elements-returned-count')).toBe('10');
		expect(headers.get('elements-total-count')).toBe(String(expected.length));
		expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
		const second = await now.send('GET', `/customers?pageSize=10&${next(headers)}`);
		expect(idsOf(second.body)).toEqual(expected.slice(10, 20));
	});

	it('shows records as they are shown one by one', async () => {
		const { now } = shared;
		for (const path of ['customers', 'invoices', 'products', 'SalesRep']) {
			const [record] = listOf((await now.send('GET', `/${path}?pageSize=1`)).body);
			expect((await now.send('GET', `/${path}/${String(record.id)}`)).body).toEqual(record);
		}
	});

	it('that is empty is an empty list', async () => {
		const { now } = shared;
		const { status, body, headers } = await now.send('GET', `/classes?${where("Name = 'no'")}`);
		expect([status, body]).toEqual([200, []]);
		expect(headers.get('elements-returned-count')).toBe('0');
		expect(headers.get('elements-total-count')).toBe('0');
	});

	it('has the members that are asked for, and ignores an order', async () => {
		const { now } = shared;
		const { body } = await now.send('GET', '/vendors?fields=ListID, Name&pageSize=1&orderBy=Name');
		expect(Object.keys(listOf(body)[0])).toEqual(['ListID', 'Name']);
	});

	it.each([
		["/customers?where=Name%20=%20'x", 400, 'a quoted value has no end at position 8'],
		["/customers?where=Nothing%20=%20'x'", 400, 'customers cannot be searched by "Nothing"'],
		["/invoices?where=CustomerRef.FullName%20=%20'x'", 400, 'cannot be searched'],
		['/customers?pageSize=x', 400, "Invalid value for parameter 'pageSize'."],
		['/customers?nextPage=x', 400, 'Invalid nextPage token.'],
		['/nothing', 404, 'This API is not currently supported for this element'],
		['/BillToPay', 400, 'PayeeEntityRef'],
	])('%s is refused before anything is sent', async (path, status, message) => {
		const { now } = shared;
		const documents = documentsOf(now);
		const answer = await now.ask('GET', path);
		expect([answer.status, answer.body]).toEqual([
			status,
			expect.objectContaining({ message: expect.stringContaining(message), outcome: 'notSent' }),
		]);
		expect(documents).toEqual([]);
	});

	it('takes the first of a parameter that is there twice', async () => {
		const { now } = shared;
		const { status, body } = await now.send('GET', '/customers?pageSize=2&pageSize=3');
		expect([status, listOf(body).length]).toEqual([200, 2]);
	});
});

describe('A list of a company of its own', () => {
	useOwn();

	it('is made of as many messages as it takes, with one iterator', async () => {
		const now = await connected(10);
		const documents = documentsOf(now);
		const { body } = await served(now, now.ask('GET', '/customers?pageSize=5000'));
		expect(idsOf(body)).toEqual(customersIn(now));
		// Where this machine is busy a session ends between the two, and the list begins anew.
		expect(documents.slice(-2)).toEqual([['Customer Start'], ['Customer Continue']]);
	});

	it('shows inactive records, custom fields, lines and links', async () => {
		const now = await connected();
		const { company } = now;
		const made = company.add('Customer', { Name: 'Gone', IsActive: 'false' });
		const [inactive] = listOf((await now.send('GET', `/customers?${where("Name = 'Gone'")}`)).body);
		expect(inactive).toMatchObject({ id: made.ListID, IsActive: 'false' });
		const invoices = listOf((await now.send('GET', '/invoices')).body);
		expect(invoices.some(({ InvoiceLineRet: lines }) => Array.isArray(lines))).toBe(true);
		expect(invoices.some(({ LinkedTxn: links }) => Array.isArray(links))).toBe(true);
	});

	it('is 502 at once where the Web Connector has never called', async () => {
		const { now } = office;
		await now.addInstance();
		const { status, body } = await now.ask('GET', '/customers');
		expect([status, body.outcome]).toEqual([502, 'notSent']);
	});
});

describe('A session that is lost in the middle of a list', () => {
	useOwn();

	it.each(['handedOut', 'ran'] as const)('%s: every record comes once', async (when) => {
		const now = await connected(10);
		const documents = documentsOf(now);
		let left = 2;
		now.disturb = (moment) => (moment === when && (left -= 1) === 0 ? 'crash' : undefined);
		const { status, body } = await served(now, now.ask('GET', '/customers?pageSize=5000'));
		expect([status, idsOf(body)]).toEqual([200, customersIn(now)]);
		// The second document is asked again, where its iterator is not known; so the list is read anew.
		expect(documents.map(([step]) => step)).toEqual([
			'Customer Start',
			'Customer Continue',
			'Customer Continue',
			'Customer Start',
			'Customer Continue',
		]);
	});

	it('pages go on in a later session', async () => {
		const now = await connected();
		const found: string[] = [];
		let page = 'pageSize=30';
		for (;;) {
			// Each call has a session of its own here.
			const { body, headers } = await now.send('GET', `/customers?${page}`);
			if (idsOf(body).length === 0) break;
			found.push(...idsOf(body));
			page = next(headers);
		}
		expect(found).toEqual(customersIn(now));
	});

	it('a cursor is good after a restart of the gateway', async () => {
		const now = await connected();
		const { headers } = await now.send('GET', '/customers?pageSize=30');
		await now.restart();
		const { body } = await now.send('GET', `/customers?${next(headers)}`);
		expect(idsOf(body)).toEqual(customersIn(now).slice(30, 60));
	});
});

describe('Lists at once', () => {
	useOwn();

	it('never share a document, and neither is mixed up', async () => {
		const now = await connected(10);
		const documents = documentsOf(now);
		const paths = ['/customers?pageSize=5000', '/vendors', '/invoices', '/ledger-accounts'];
		const answers = paths.map(async (path) => await now.ask('GET', path));
		await queued(now, 4);
		const lists = (await served(now, Promise.all(answers))).map(({ body }) => idsOf(body));
		expect(lists[0]).toEqual(customersIn(now));
		for (const [index, object] of [
			[1, 'Vendor'],
			[2, 'Invoice'],
			[3, 'Account'],
		] as const) {
			const expected = [...now.company.list(object)].map((each) => each.ListID ?? each.TxnID);
			expect(lists[index].sort()).toEqual(expected.map(String).sort());
		}
		expect(documents.length).toBeGreaterThan(4);
		expect(documents.every((messages) => messages.length === 1)).toBe(true);
	});

	it('share one with records that are named one by one', async () => {
		const now = await connected();
		const documents = documentsOf(now);
		const [id, other] = customersIn(now);
		const paths = [`/customers?${where(`id = '${id}'`)}`, '/vendors', `/customers/${other}`];
		const answers = paths.map(async (path) => await now.ask('GET', path));
		await queued(now, 3);
		await now.update();
		const found = (await Promise.all(answers)).map(({ status }) => status);
		expect(found).toEqual([200, 200, 200]);
		// They came over connections of their own, in any order.
		expect(documents.map((messages) => [...messages].sort())).toEqual([
			['Customer whole', 'Customer whole', 'Vendor Start'],
		]);
	});

	it('one whose caller hangs up leaves the other alone, and asks no more', async () => {
		const now = await connected(10);
		const documents = documentsOf(now);
		const gone = new AbortController();
		now.disturb = (moment) => {
			if (moment === 'handedOut') gone.abort();
			return undefined;
		};
		const one = now.ask('GET', '/customers?pageSize=5000', undefined, gone.signal);
		const refused = expect(one).rejects.toThrow('aborted');
		const other = now.ask('GET', '/vendors');
		await now.update();
		await refused;
		expect(idsOf((await other).body).length).toBeGreaterThan(20);
		expect(documents.filter(([step]) => step.startsWith('Customer')).length).toBeLessThan(2);
	});
});
