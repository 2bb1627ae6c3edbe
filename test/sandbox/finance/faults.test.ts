import type { Fault } from '../../../sandbox';
import { REFUSAL_CODES } from '../../../simulator/quickBooks/refusals/refusals';
import { until } from '../../support/until';
import type { Json } from '../client';
import { refusal, ROW, useCompany } from './company';

const company = useCompany();

const path = '/hubs/**';

const count = async (name: string) =>
	(await company.sandbox.records(company.instance.id, 'customers')).filter(
		({ Name }) => Name === name,
	).length;

const NO_ANSWER = 'AbortError';

/** Gives up a request once the sandbox has it and has begun to apply a fault to it. */
async function gaveUp(controller: AbortController): Promise<void> {
	const { requests } = company.sandbox;
	await until(() => requests[requests.length - 1]?.fault !== undefined);
	controller.abort();
}

/** Sends a write that meets a fault; gives up where no answer is to come. */
async function meet(
	fault: Fault,
	method: string,
	target: string,
	body: Json,
	seen: string,
): Promise<string> {
	company.sandbox.addFault({ method, path, times: 1, fault });
	const controller = new AbortController();
	const { signal } = controller;
	const url = `/hubs/finance/${target}`;
	const sent = company.use.client
		.withToken(company.instance.token, method, url, { body, signal })
		.then(
			({ status, text }) => (text === '' ? `${status} empty` : String(status)),
			(error: Error) => error.name,
		);
	if (seen === NO_ANSWER) await gaveUp(controller);
	return await sent;
}

/** A fault, what the client sees of it, and whether the write had its effect. */
const LOST: Array<[fault: Fault, seen: string, isStored: boolean]> = [
	[{ kind: 'drop' }, 'TypeError', false],
	[{ kind: 'drop', when: 'after' }, 'TypeError', true],
	[{ kind: 'hang' }, NO_ANSWER, false],
	[{ kind: 'hang', when: 'after' }, NO_ANSWER, true],
	[{ kind: 'hang', when: 'after', releaseAfterMs: 5 }, 'TypeError', true],
	[{ kind: 'truncated' }, 'TypeError', true],
	[{ kind: 'truncated', framing: 'shortened' }, 'SyntaxError', true],
	[{ kind: 'emptyBody' }, '200 empty', true],
	[{ kind: 'emptyBody', when: 'before' }, '200 empty', false],
	[{ kind: 'notJson', when: 'after', status: 502 }, '502', true],
	[{ kind: 'status', status: 502, when: 'after' }, '502', true],
	[{ kind: 'status', status: 504 }, '504', false],
	[{ kind: 'tunnelDown', as: 'timeout' }, NO_ANSWER, false],
];

const LATE: Array<[answer: 'hang' | 'drop' | number, seen: string]> = [
	['hang', NO_ANSWER],
	['drop', 'TypeError'],
	[504, '504'],
];

describe('a create whose answer is lost or wrong', () => {
	it.each(LOST)('%j', async (fault, seen, isStored) => {
		expect(await meet(fault, 'POST', 'customers', { Name: 'A' }, seen)).toBe(seen);
		await until(async () => !isStored || (await count('A')) === 1);
		expect(await count('A')).toBe(isStored ? 1 : 0);
		expect(company.sandbox.requests[0].storedRecords).toHaveLength(isStored ? 1 : 0);
	});

	it.each(LATE)('that is stored late: %s', async (answer, seen) => {
		const fault: Fault = { kind: 'storedLate', afterMs: 1000, answer };
		expect(await meet(fault, 'POST', 'customers', { Name: 'A' }, seen)).toBe(seen);
		expect([await count('A'), company.sandbox.pendingStores]).toEqual([0, 1]);
		await until(async () => (await count('A')) === 1);
		expect(company.sandbox.requests[0].storedRecords).toHaveLength(1);
	});
});

describe('an update whose answer is lost or wrong', () => {
	const phone = async (id: unknown) => (await company.read('customers', id)).Phone;

	it.each(LOST)('%j', async (fault, seen, isStored) => {
		const { id, EditSequence } = await company.make('customers', { Name: 'A', Phone: '1' });
		const body = { EditSequence, Phone: '2' };
		expect(await meet(fault, 'PATCH', `customers/${String(id)}`, body, seen)).toBe(seen);
		await until(async () => !isStored || (await phone(id)) === '2');
		expect(await phone(id)).toBe(isStored ? '2' : '1');
	});

	it.each(LATE)('that is stored late: %s', async (answer, seen) => {
		const { id, EditSequence } = await company.make('customers', { Name: 'A', Phone: '1' });
		const fault: Fault = { kind: 'storedLate', afterMs: 1000, answer };
		const body = { EditSequence, Phone: '2' };
		expect(await meet(fault, 'PATCH', `customers/${String(id)}`, body, seen)).toBe(seen);
		expect(await phone(id)).toBe('1');
		await until(async () => (await phone(id)) === '2');
	});

	it('that somebody else changes in between', async () => {
		const { id, EditSequence } = await company.make('customers', { Name: 'A', Fax: '1' });
		const fault: Fault = { kind: 'staleSequence', change: { Fax: '2' } };
		company.sandbox.addFault({ method: 'PATCH', path, times: 1, fault });
		const body = { EditSequence, Phone: '3' };
		const refused = await company.send('PATCH', `customers/${String(id)}`, body);
		expect(refusal(refused)).toEqual([409, expect.stringContaining('is out-of-date. ')]);
		const { object } = await company.change('customers', id, { Phone: '3' });
		expect(object).toMatchObject({ Fax: '2', Phone: '3' });
	});
});

describe('a list that shows a new record late', () => {
	const names = async () =>
		(await company.where('customers', "Name LIKE 'Late%'")).list.map(({ Name }) => Name);

	it('with or without a filter; by its id it is there', async () => {
		const total = (await company.send('GET', 'customers')).list.length;
		const fault: Fault = { kind: 'listedLate', delayMs: 1000 };
		company.sandbox.addFault({ method: 'POST', path, times: 1, fault });
		const { id } = await company.make('customers', { Name: 'Late 1' });
		await company.make('customers', { Name: 'Late 2' });
		expect(await names()).toEqual(['Late 2']);
		expect((await company.send('GET', 'customers')).list).toHaveLength(total + 1);
		expect((await company.read('customers', id)).Name).toBe('Late 1');
		expect(refusal(await company.send('POST', 'vendors', { Name: 'Late 1' }))[0]).toBe(409);
		await until(async () => (await names()).length === 2);
		expect(await names()).toEqual(['Late 1', 'Late 2']);
	});

	it('and in order everything after it too', async () => {
		const fault: Fault = { kind: 'listedLate', delayMs: 1000, keepOrder: true };
		company.sandbox.addFault({ method: 'POST', path, times: 1, fault });
		await company.make('customers', { Name: 'Late 1' });
		await company.make('customers', { Name: 'Late 2' });
		expect(await names()).toEqual([]);
		await until(async () => (await names()).length === 2);
	});
});

describe('the way to QuickBooks', () => {
	it('§3.5 tunnel, connector and version', async () => {
		for (const kind of ['tunnelDown', 'connectorDown', 'qbxmlVersion'] as const) {
			company.sandbox.addFault({ method: 'GET', path, times: 1, fault: { kind } });
			const { status } = await company.send('GET', 'customers');
			expect(status).toBe(kind === 'qbxmlVersion' ? 500 : 502);
		}
		expect((await company.send('GET', 'customers')).status).toBe(200);
	});

	it.each(['badGateway', 'timeout'] as const)(
		'the computer of one instance is off (%s), that of another is not',
		async (as) => {
			const other = company.sandbox.addInstance({ name: 'Other' });
			const { id } = company.instance;
			company.sandbox.addFault({ instanceId: id, fault: { kind: 'tunnelDown', as } });
			const off = as === 'timeout' ? NO_ANSWER : 502;
			const seen = async (token: string, isOff: boolean) => {
				const controller = new AbortController();
				const sent = company.use.client
					.withToken(token, 'GET', '/customers', { signal: controller.signal })
					.then(
						({ status }) => status,
						(error: Error) => error.name,
					);
				if (isOff && as === 'timeout') await gaveUp(controller);
				return await sent;
			};
			expect(await seen(company.instance.token, true)).toBe(off);
			expect(await seen(other.token, false)).toBe(200);
			// Calls that do not go through it are answered.
			expect((await company.use.client.send('GET', `/instances/${id}`)).status).toBe(200);
			expect(await seen(company.instance.token, true)).toBe(off);
			company.sandbox.clearFaults();
			expect(await seen(company.instance.token, false)).toBe(200);
		},
	);
});

describe('§6.2 refusals on demand', () => {
	it.each(REFUSAL_CODES)('%d', async (code) => {
		const fault: Fault = { kind: 'refusedByQuickBooks', code };
		company.sandbox.addFault({ method: 'POST', path, times: 1, fault });
		const refused = refusal(await company.send('POST', 'customers', { Name: 'A' }));
		const status =
			code < 3000
				? 500
				: code === 3120
					? 404
					: code >= 3250
						? 403
						: [3000, 3140, 3210].includes(code)
							? 400
							: 409;
		expect(refused).toEqual([status, expect.stringMatching(/\w+/)]);
		expect(await count('A')).toBe(0);
		await company.make('customers', { Name: 'A' });
	});

	it('with a text of its own', async () => {
		const fault: Fault = { kind: 'refusedByQuickBooks', code: 3260, text: 'Ask Ann.' };
		company.sandbox.addFault({ fault });
		expect(refusal(await company.send('GET', 'customers'))).toEqual([403, 'Ask Ann.']);
	});

	it.each([3170, 3175, 3176, 3180] as const)('in use: %d', async (code) => {
		company.sandbox.addFault({ method: 'POST', path, times: 1, fault: { kind: 'inUse', code } });
		const refused = await company.send('POST', 'customers', { Name: 'A' });
		expect(refusal(refused)).toEqual([409, expect.stringMatching(/in use|locked|modified/)]);
	});
});

describe('books that are closed', () => {
	const closed = [400, expect.stringContaining('on or before the closing date (2017-06-30)')];
	const invoice = (TxnDate: string) => ({
		CustomerRef: { FullName: 'Blue, Dale' },
		TxnDate,
		InvoiceLineRet: [ROW],
	});

	it('take no new, changed or deleted transaction up to that day', async () => {
		const old = await company.make('invoices', invoice('2017-06-30'));
		const later = await company.make('invoices', invoice('2017-07-01'));
		company.sandbox.setClosingDate(company.instance.id, '2017-06-30');
		expect(refusal(await company.send('POST', 'invoices', invoice('2017-06-30')))).toEqual(closed);
		expect(refusal(await company.change('invoices', old.id, { Memo: 'x' }))).toEqual(closed);
		const back = await company.change('invoices', later.id, { TxnDate: '2017-06-01' });
		expect(refusal(back)).toEqual(closed);
		expect(refusal(await company.send('DELETE', `invoices/${String(old.id)}`))).toEqual(closed);
		expect((await company.change('invoices', later.id, { Memo: 'x' })).status).toBe(200);
		await company.make('customers', { Name: 'A' });
		const { CustomerRef, TxnDate } = invoice('2017-01-02');
		await company.make('sales-orders', { CustomerRef, TxnDate, SalesOrderLine: [ROW] });
		company.sandbox.setClosingDate(company.instance.id, undefined);
		expect((await company.change('invoices', old.id, { Memo: 'x' })).status).toBe(200);
	});
});
