/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { API_BASE } from '../../../gateway/api';
import { ready, useOffice, type Json, type Office } from '../records/support/office';

let office: { readonly now: Office };

/** One office for all tests of a block, or a new one for each. */
function useOne(isShared: boolean): void {
	const own = useOffice(ready, { isShared });
	beforeEach(() => (office = own));
}

interface Raw {
	status: number;
	type: string | null;
	text: string;
}

/** A call whose answer is a file. */
async function raw(
	method: string,
	path: string,
	init: { body?: BodyInit; headers?: Record<string, string> } = {},
): Promise<Raw> {
	const answer = await fetch(`${office.now.address}${API_BASE}${path}`, {
		method,
		...init,
		headers: { authorization: `User user-1, Element ${office.now.token}`, ...init.headers },
	});
	const type = answer.headers.get('content-type');
	return { status: answer.status, type, text: await answer.text() };
}

async function upload(object: string, name: string, content: string): Promise<Json> {
	const body = new FormData();
	body.set('file', new Blob([content]), name);
	body.set('metaData', '{"note":"x"}');
	const { status, text } = await raw('POST', `/hubs/finance/bulk/${object}`, { body });
	return { ...(JSON.parse(text) as Json), httpStatus: status };
}

async function download(q: string, more = '', headers = {}): Promise<Json> {
	const path = `/bulk/query?q=${encodeURIComponent(q)}${more}`;
	const { status, text } = await raw('POST', path, { headers });
	return { ...(JSON.parse(text) as Json), httpStatus: status };
}

const status = async (id: unknown) =>
	(await office.now.ask('GET', `/bulk/${String(id)}/status`)).body;

/** The Web Connector calls until a job is over. */
async function finished(id: unknown): Promise<Json> {
	for (let session = 0; session < 60; session += 1) {
		const now = await status(id);
		if (now.bulk_finish_time !== null) return now;
		await office.now.update();
	}
	throw new Error(`The job is not over: ${JSON.stringify(await status(id))}`);
}

const errorsOf = async (id: unknown, more = '') =>
	(await office.now.ask('GET', `/bulk/${String(id)}/errors${more}`)).body as unknown as Json[];

const names = (object: string) => [...office.now.company.list(object)].map(({ Name }) => Name);

describe('An upload', () => {
	useOne(true);

	it('creates a record for each row of a CSV, and names each row that fails', async () => {
		const csv = [
			'Name,BillAddress.City,IsActive',
			'"Quote ""Q"", Ltd",Bayshore,true',
			'Colour,,maybe',
			'Second,,',
			'Second,,',
			'Third,,true,more',
		].join('\r\n');
		const started = await upload('customers', 'customers.csv', csv);
		expect(started).toEqual({
			httpStatus: 200,
			id: expect.any(String),
			status: 'CREATED',
			instanceId: office.now.id,
		});
		expect(await finished(started.id)).toMatchObject({
			status: 'COMPLETED',
			recordsCount: 5,
			recordsFailedCount: 3,
			object_name: 'customers',
			job_direction: 'UPLOAD',
			metadata: '{"note":"x"}',
		});
		expect(names('Customer')).toEqual(expect.arrayContaining(['Quote "Q", Ltd', 'Second']));
		const errors = await errorsOf(started.id);
		expect(errors.map(({ row, status: code, outcome }) => [row, code, outcome])).toEqual([
			[2, 400, 'notSent'],
			[4, 409, 'refused'],
			[5, 400, 'notSent'],
		]);
		expect(errors[1]).toMatchObject({
			providerMessage: 'The name "Second" of the list element is already in use.',
			requestId: `bulk-${String(started.id)}-4`,
			record: { Name: 'Second' },
		});
		expect(await errorsOf(started.id, '?pageSize=1&page=2')).toEqual([errors[1]]);
	});

	it('takes arrays, lines and their text as it is', async () => {
		const name = 'Zoë \u2028 "x"';
		const array = await upload('vendors', 'a.json', JSON.stringify([{ Name: 'A' }, 5]));
		const lines = await upload(
			'vendors',
			'a.jsonl',
			`{"Name":"B"}\n${JSON.stringify({ Name: name })}\n{`,
		);
		expect(await finished(array.id)).toMatchObject({ recordsCount: 2, recordsFailedCount: 1 });
		expect(await finished(lines.id)).toMatchObject({ recordsCount: 3, recordsFailedCount: 2 });
		expect(names('Vendor')).toEqual(expect.arrayContaining(['A', 'B']));
		const [unsendable, unreadable] = await errorsOf(lines.id);
		expect(unsendable.record).toEqual({ Name: name });
		expect(unreadable).toMatchObject({ row: 3, record: '{' });
	});

	it.each([
		['vendors', 'a.json', '[{"Name":', 400],
		['vendors', 'a.csv', 'Name\n"open', 400],
		['classes', 'a.csv', 'Name\nx', 405],
		['nothing', 'a.csv', 'Name\nx', 404],
	])('of %s, %s %j is refused at once', async (object, name, content, code) => {
		const before = (await office.now.ask('GET', '/bulk/jobs')).body;
		const answer = await upload(object, name, content);
		expect([answer.httpStatus, answer.outcome]).toEqual([code, 'notSent']);
		expect((await office.now.ask('GET', '/bulk/jobs')).body).toEqual(before);
	});

	it('without a file, with a broken form, or too large', async () => {
		expect((await office.now.ask('POST', '/bulk/vendors', { Name: 'x' })).status).toBe(400);
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		expect((await raw('POST', '/bulk/vendors', { body: 'x', headers })).status).toBe(400);
		const large = new FormData();
		large.set('file', new Blob(['Name\n', 'x'.repeat(33 * 1024 * 1024)]), 'a.csv');
		expect((await raw('POST', '/bulk/vendors', { body: large })).status).toBe(413);
	});

	it('that is cancelled stops; what was stored stays', async () => {
		const rows = Array.from({ length: 30 }, (_, index) => `Vendor ${index}`).join('\n');
		const { id } = await upload('vendors', 'a.csv', `Name\n${rows}`);
		office.now.disturb = () => {
			if (names('Vendor').includes('Vendor 3')) cancelled ??= cancel();
			return undefined;
		};
		const cancel = async () => (await office.now.ask('PUT', `/bulk/${String(id)}/cancel`)).status;
		let cancelled: Promise<number> | undefined;
		const over = await finished(id);
		expect([over.status, await cancelled]).toEqual(['CANCELLED', 200]);
		const stored = names('Vendor').filter((name) => String(name).startsWith('Vendor '));
		expect(stored.length).toBe(over.recordsCount);
		expect(stored.length).toBeLessThan(30);
		expect(await cancel()).toBe(400);
	});
});

describe('An upload whose gateway ends', () => {
	useOne(false);

	const rows = Array.from({ length: 12 }, (_, index) => `Vendor ${index}`);
	const csv = `Name\n${rows.join('\n')}`;

	it.each(['handedOut', 'ran', 'received'])(
		'goes on where it was, and stores no row twice: after a row was %s',
		async (at) => {
			const { id } = await upload('vendors', 'a.csv', csv);
			let isEnded = false;
			office.now.disturb = (moment) => {
				const hasReached = names('Vendor').includes('Vendor 5');
				if (isEnded || !hasReached || moment !== at) return undefined;
				isEnded = true;
				return 'crash';
			};
			await office.now.update();
			expect(isEnded).toBe(true);
			await office.now.restart();
			const over = await finished(id);
			const stored = names('Vendor').filter((name) => String(name).startsWith('Vendor '));
			expect(new Set(stored).size).toBe(stored.length);
			const errors = await errorsOf(id);
			// A name that is there already would be refused: nothing was sent twice.
			expect(errors.filter(({ outcome }) => outcome !== 'unknown')).toEqual([]);
			expect([over.status, over.recordsCount, over.recordsFailedCount]).toEqual([
				'COMPLETED',
				12,
				errors.length,
			]);
			const inDoubt = errors.map(({ record }) => (record as Json).Name);
			expect(new Set([...stored, ...inDoubt])).toEqual(new Set(rows));
		},
		60_000,
	);

	it('and that was cancelled stays cancelled', async () => {
		const { id } = await upload('vendors', 'a.csv', csv);
		const cancelled = await office.now.ask('PUT', `/bulk/${String(id)}/cancel`);
		expect(cancelled.status).toBe(200);
		await office.now.restart();
		expect((await finished(id)).status).toBe('CANCELLED');
		expect(names('Vendor')).not.toContain('Vendor 0');
	});

	it('whose instance is removed is gone, with its files', async () => {
		await upload('vendors', 'a.csv', csv);
		await office.now.platform('DELETE', `/instances/${office.now.id}`);
		await office.now.restart();
		expect(await office.now.store.jobs()).toEqual([]);
		expect(await office.now.jobFiles.jobs()).toEqual([]);
	});

	it('waits for a company that is away, and says so', async () => {
		const { id } = await upload('vendors', 'a.csv', csv);
		await office.now.restart();
		expect(await status(id)).toMatchObject({ bulk_finish_time: null });
		expect(await finished(id)).toMatchObject({ status: 'COMPLETED', recordsFailedCount: 0 });
	});
});

describe('A download', () => {
	useOne(true);

	it('is read whole, as lines, as CSV', async () => {
		const { id, status: created } = await download('select * from customers');
		expect(created).toBe('CREATED');
		expect((await raw('GET', `/bulk/${String(id)}/customers`)).status).toBe(400);
		const all = names('Customer');
		expect(await finished(id)).toMatchObject({ status: 'COMPLETED', recordsCount: all.length });
		const file = async (accept: string) =>
			await raw('GET', `/bulk/${String(id)}/customers`, { headers: { accept } });
		const json = await file('application/json');
		const records = json.text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Json);
		expect(records.map(({ Name }) => Name)).toEqual(all);
		const [heading, first] = (await file('text/csv')).text.split('\r\n');
		expect(heading.split(',')).toEqual(expect.arrayContaining(['id', 'BillAddress.City']));
		expect(first).toContain(String(records[0].id));
		expect((await file('text/csv')).type).toBe('text/csv');
		expect((await file('image/png')).status).toBe(406);
		expect((await raw('GET', `/bulk/${String(id)}/vendors`)).status).toBe(404);
	});

	it('takes filters, in the query or beside it', async () => {
		const count = async (q: string, more = '') => {
			const { id } = await download(q, more);
			return (await finished(id)).recordsCount;
		};
		const like = "select * from vendors where Name like 'Lew%'";
		expect(await count(like)).toBe(1);
		expect(await count(like, `&where=${encodeURIComponent("Name = 'x'")}`)).toBe(0);
		expect(await count('select * from vendors', '&from=2037-01-01T00:00:00Z')).toBe(0);
	});

	it.each([
		['select Name from vendors', 400],
		['select * from vendors order by Name', 400],
		["select * from vendors where Name = 'x", 400],
		["select * from vendors where Colour = 'x'", 400],
		['select * from nothing', 404],
		['', 400],
	])('%s: %i', async (q, code) => {
		const answer = await download(q);
		expect([answer.httpStatus, answer.outcome]).toEqual([code, 'notSent']);
	});

	it('goes on after a restart', async () => {
		const { id } = await download('select * from invoices');
		await office.now.restart();
		const { length } = [...office.now.company.list('Invoice')];
		expect(await finished(id)).toMatchObject({ status: 'COMPLETED', recordsCount: length });
	});
});

describe('Jobs', () => {
	useOne(true);

	it('call back when they are over, signed', async () => {
		const key = 'a key of thirty-two characters..';
		await office.now.platform('PATCH', `/instances/${office.now.id}`, {
			configuration: { 'event.notification.signature.key': key },
		});
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				response.end();
				const signature = request.headers['elements-webhook-signature'];
				server.emit('called', signature, Buffer.concat(chunks).toString());
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		try {
			const called = once(server, 'called');
			const { port } = server.address() as AddressInfo;
			const url = { 'Elements-Async-Callback-Url': `http://127.0.0.1:${port}/done` };
			const { id } = await download('select * from vendors', '', url);
			await finished(id);
			const [signature, body] = (await called) as [string, string];
			expect(JSON.parse(body)).toMatchObject({ id, status: 'COMPLETED' });
			expect(signature).toBe(`sha256=${createHmac('sha256', key).update(body).digest('base64')}`);
		} finally {
			server.close();
		}
	});

	it.each(['ftp://example.com', 'http://user:x@example.com', 'http://169.254.1.1/', 'x'])(
		'do not call %s',
		async (address) => {
			const url = { 'Elements-Async-Callback-Url': address };
			expect((await download('select * from vendors', '', url)).httpStatus).toBe(400);
		},
	);

	it('are found by their fields, and by their own instance alone', async () => {
		const { id } = await download('select * from vendors');
		await finished(id);
		const where = encodeURIComponent("object_name = 'vendors' and job_status = 'COMPLETED'");
		const { body } = await office.now.ask('GET', `/bulk/jobs?where=${where}`);
		expect((body as unknown as Json[]).map((job) => job.id)).toContain(id);
		await office.now.addInstance();
		for (const path of [`/bulk/${String(id)}/status`, '/bulk/0/status', '/bulk/x/status']) {
			expect((await office.now.ask('GET', path)).status).toBe(404);
		}
		expect((await office.now.ask('GET', '/bulk/query')).status).toBe(405);
		expect((await office.now.ask('GET', '/bulk')).status).toBe(404);
	});
});
