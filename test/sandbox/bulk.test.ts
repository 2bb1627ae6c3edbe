/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseCsv, recordOf } from '../../gateway/bulk/files/csv';
import { until } from '../support/until';
import type { Json, Reply } from './client';
import { useCompany } from './finance/company';

const company = useCompany();

const settings = () => company.sandbox.settings;

async function query(q: string, more = '', headers: Record<string, string> = {}): Promise<Reply> {
	const { token } = company.instance;
	const path = `/hubs/finance/bulk/query?q=${encodeURIComponent(q)}${more}`;
	return await company.use.client.withToken(token, 'POST', path, { headers });
}

async function upload(path: string, name: string, content: string): Promise<Reply> {
	const form = new FormData();
	form.set('file', new Blob([content]), name);
	form.set('metaData', '{"note":"x"}');
	const { client, sandbox } = company.use;
	const response = await fetch(`${client.base}/hubs/finance/bulk/${path}`, {
		method: 'POST',
		body: form,
		headers: {
			Authorization: `User ${sandbox.userSecret}, Element ${company.instance.token}`,
		},
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		object: JSON.parse(text) as Json,
		list: [],
	};
}

const status = async (id: unknown) =>
	(await company.send('GET', `bulk/${String(id)}/status`)).object;

/** Lets the sandbox's clock run until a job is through. */
async function finished(id: unknown): Promise<Json> {
	company.sandbox.clock.offsetMs += settings().bulkStartMs + settings().bulkRunMs;
	return await status(id);
}

/** The file of a download. Lines come with the type of JSON, so it is read as text first. */
async function file(id: unknown, path: string, accept: string): Promise<Reply> {
	const { client, sandbox } = company.use;
	const response = await fetch(`${client.base}/hubs/finance/bulk/${String(id)}/${path}`, {
		headers: {
			Accept: accept,
			Authorization: `User ${sandbox.userSecret}, Element ${company.instance.token}`,
		},
	});
	const { status: code, headers } = response;
	const text = await response.text();
	const list = text.startsWith('[') ? (JSON.parse(text) as Json[]) : [];
	return { status: code, headers, text, object: {}, list };
}

const lines = ({ text }: { text: string }) =>
	text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Json);

const all = async (path: string) => (await company.send('GET', `${path}?pageSize=5000`)).list;

beforeEach(() => {
	// Far away, so that a job goes on only as a test moves the clock.
	Object.assign(settings(), { bulkStartMs: 60_000, bulkRunMs: 600_000 });
});

describe('§4.9 bulk, download', () => {
	it('is created, runs and is completed, with the members that were observed', async () => {
		const { status: code, object } = await query('select * from invoices');
		expect([code, object]).toEqual([200, { id: expect.any(String), status: 'CREATED' }]);
		expect(await status(object.id)).toMatchObject({
			status: 'CREATED',
			recordsCount: 0,
			recordsFailedCount: 0,
			object_name: 'invoices',
			job_direction: 'DOWNLOAD',
		});
		expect((await file(object.id, 'invoices', '*/*')).status).toBe(400);
		company.sandbox.clock.offsetMs += 360_000;
		const half = await status(object.id);
		const invoices = await all('invoices');
		expect(half).toMatchObject({ status: 'RUNNING', bulk_finish_time: null });
		expect(Number(half.recordsCount)).toBeGreaterThan(0);
		expect(Number(half.recordsCount)).toBeLessThan(invoices.length);
		expect(await finished(object.id)).toMatchObject({
			status: 'COMPLETED',
			recordsCount: invoices.length,
			bulk_finish_time: expect.any(String),
		});
		const { headers, ...reply } = await file(object.id, 'invoices', 'application/json');
		expect(headers.get('content-type')).toContain('application/json');
		expect(lines(reply)).toEqual(invoices);
	});

	it('as an array, as lines, as CSV', async () => {
		const { id } = (await query('select * from customers')).object;
		await finished(id);
		const customers = await all('customers');
		settings().bulkJsonAs = 'array';
		expect((await file(id, 'customers', 'application/json')).list).toEqual(customers);
		expect(lines(await file(id, 'customers', 'application/x-ndjson'))).toEqual(customers);
		const csv = await file(id, 'customers', 'text/csv');
		expect(csv.headers.get('content-type')).toBe('text/csv');
		const [columns, ...rows] = parseCsv(csv.text)!;
		expect(columns).toEqual(expect.arrayContaining(['id', 'BillAddress.City']));
		expect(rows.map((cells) => recordOf(columns, cells))).toEqual(customers);
		expect((await file(id, 'customers', 'image/png')).status).toBe(406);
		expect((await file(id, 'vendors', 'text/csv')).status).toBe(404);
	});

	it('where, in the query or beside it, and times of change', async () => {
		const count = async (q: string, more = '') => {
			const { id } = (await query(q, more)).object;
			return Number((await finished(id)).recordsCount);
		};
		const vendors = (await all('vendors')).length;
		expect(await count("select * from vendors where Name like 'Lew%' or Name = 'x'")).toBe(1);
		const where = `&where=${encodeURIComponent("Name = 'CalOil Company'")}`;
		expect(await count('SELECT * FROM vendors', where)).toBe(1);
		expect(await count("select * from vendors where Name = 'x'", where)).toBe(0);
		expect(await count('select * from vendors', '&lastRunDate=2017-01-01T00:00:00Z')).toBe(vendors);
		expect(await count('select * from vendors', '&from=2037-01-01T00:00:00Z')).toBe(0);
		expect(await count('select * from vendors', '&to=2016-01-01T00:00:00Z')).toBe(0);
	});

	it.each([
		['select Name from vendors'],
		['select * from vendors order by Name'],
		['select * from vendors where'],
		["select * from vendors where Name = 'x"],
		['vendors'],
		[''],
	])('refused: %s', async (q) => expect((await query(q)).status).toBe(400));

	it('paths, verbs and jobs that are not there', async () => {
		expect((await query('select * from nothing')).status).toBe(404);
		expect((await company.send('GET', 'bulk/99/status')).status).toBe(404);
		expect((await company.send('GET', 'bulk')).status).toBe(404);
		expect((await company.send('GET', 'bulk/query')).status).toBe(405);
		const { id } = (await query('select * from vendors')).object;
		expect((await company.send('GET', `bulk/${String(id)}/cancel`)).status).toBe(405);
		company.instance = company.sandbox.addInstance({ name: 'Other' });
		expect((await company.send('GET', `bulk/${String(id)}/status`)).status).toBe(404);
		settings().bulkEnabled = false;
		expect((await query('select * from vendors')).status).toBe(400);
	});

	it('metadata of the form come back with the state; native names are objects too', async () => {
		const form = new URLSearchParams({ metaData: '{"run":7}' });
		const { client, sandbox } = company.use;
		const response = await fetch(
			`${client.base}/bulk/query?q=${encodeURIComponent('select * from Estimate')}`,
			{
				method: 'POST',
				body: form,
				headers: {
					Authorization: `Element ${company.instance.token}, User ${sandbox.userSecret}`,
				},
			},
		);
		const { id } = (await response.json()) as Json;
		expect(await finished(id)).toMatchObject({
			status: 'COMPLETED',
			object_name: 'Estimate',
			metadata: '{"run":7}',
		});
		const estimates = await file(id, 'Estimate', 'application/json');
		expect(lines(estimates)).toEqual(await all('Estimate'));
	});

	it('a file is kept three days', async () => {
		const { id } = (await query('select * from vendors')).object;
		await finished(id);
		company.sandbox.clock.offsetMs += 3 * 86_400_000 + 60_000;
		expect((await company.send('GET', `bulk/${String(id)}/vendors`)).status).toBe(404);
	});
});

describe('§4.9 bulk, upload', () => {
	const CSV = [
		'Name,BillAddress.City,IsActive',
		'"Quote ""Q"", Ltd",Bayshore,true',
		'Colon:Not allowed,,',
		'Second,,',
		'Second,,',
		'Third,,maybe,more',
	].join('\n');

	it('CSV: every row is a create, and each that fails is named', async () => {
		const before = (await all('customers')).length;
		const started = await upload('customers', 'customers.csv', CSV);
		expect(started.object).toEqual({
			id: expect.any(String),
			status: 'CREATED',
			instanceId: company.instance.id,
		});
		const { id } = started.object;
		expect(await all('customers')).toHaveLength(before);
		expect(await finished(id)).toMatchObject({
			status: 'COMPLETED',
			recordsCount: 5,
			recordsFailedCount: 3,
			metadata: '{"note":"x"}',
		});
		const customers = await all('customers');
		expect(customers).toHaveLength(before + 2);
		expect(customers).toContainEqual(
			expect.objectContaining({
				Name: 'Quote "Q", Ltd',
				BillAddress: expect.objectContaining({ City: 'Bayshore' }),
			}),
		);
		const { list } = await company.send('GET', `bulk/${String(id)}/errors`);
		expect(list.map(({ row, status: code }) => [row, code])).toEqual([
			[2, 400],
			[4, 409],
			[5, 400],
		]);
		expect(list[1]).toMatchObject({
			providerMessage: 'The name "Second" of the list element is already in use.',
			record: { Name: 'Second' },
		});
	});

	it.each([
		['array.json', '[{"Name":"A"},{"Name":"B"},5]', 1],
		['lines.jsonl', '{"Name":"A"}\n{"Name":"B"}\n{"Name":\n', 1],
		['bom.json', '\uFEFF[{"Name":"A"},{"Name":"B"}]', 0],
	])('%s', async (name, content, failed) => {
		const { id } = (await upload('vendors', name, content)).object;
		expect(await finished(id)).toMatchObject({ recordsFailedCount: failed });
		const names = (await all('vendors')).map(({ Name }) => Name);
		expect(names).toEqual(expect.arrayContaining(['A', 'B']));
		const { list } = await company.send('GET', `bulk/${String(id)}/errors`);
		expect(list.map(({ row }) => row)).toEqual(failed === 0 ? [] : [3]);
	});

	it('what cannot be read as a whole, or cannot be created, is refused at once', async () => {
		expect((await upload('vendors', 'a.json', '[{"Name":')).status).toBe(400);
		expect((await upload('vendors', 'a.csv', 'Name\n"open')).status).toBe(400);
		expect((await upload('classes', 'a.csv', 'Name\nx')).status).toBe(405);
		expect((await upload('nothing', 'a.csv', 'Name\nx')).status).toBe(404);
		expect((await company.send('POST', 'bulk/vendors', { Name: 'x' })).status).toBe(400);
	});

	it('pages of errors have no cursor on a short last one (observed)', async () => {
		const rows = Array.from({ length: 37 }, () => 'Keenan, Bridget');
		const csv = `Name\n${rows.map((name) => `"${name}"`).join('\n')}`;
		const { id } = (await upload('customers', 'a.csv', csv)).object;
		await finished(id);
		const path = `bulk/${String(id)}/errors?pageSize=30`;
		const first = await company.send('GET', path);
		const cursor = first.headers.get('Elements-Next-Page-Token');
		expect([first.list.length, cursor]).toEqual([30, expect.any(String)]);
		const next = encodeURIComponent(String(cursor));
		const second = await company.send('GET', `${path}&nextPage=${next}`);
		expect(second.list.map(({ row }) => row)).toEqual([31, 32, 33, 34, 35, 36, 37]);
		expect(second.headers.get('Elements-Next-Page-Token')).toBeNull();
	});

	it('a cancelled one stops; what was stored stays', async () => {
		const before = (await all('vendors')).length;
		const rows = Array.from({ length: 100 }, (_, index) => `Vendor ${index}`);
		const { id } = (await upload('vendors', 'a.csv', `Name\n${rows.join('\n')}`)).object;
		company.sandbox.clock.offsetMs += 60_000 + 300_000;
		await status(id);
		const stored = (await all('vendors')).length - before;
		expect(stored).toBeGreaterThan(40);
		expect((await company.send('PUT', `bulk/${String(id)}/cancel`)).status).toBe(200);
		expect((await status(id)).status).toBe('RUNNING');
		expect((await finished(id)).status).toBe('CANCELLED');
		expect((await all('vendors')).length - before).toBe(stored);
		expect((await company.send('PUT', `bulk/${String(id)}/cancel`)).status).toBe(400);
	});
});

describe('§4.9 bulk, spellings and callback', () => {
	it('the newer generation: its paths, members and states', async () => {
		settings().bulkGeneration = 3;
		const criteria = { objectName: 'vendors', where: "Name like 'Lew%'", fileFormat: 'csv' };
		const created = (await company.send('POST', 'bulk/download', criteria)).object;
		expect(created).toMatchObject({
			jobStatus: 'CREATED',
			jobDirection: 'DOWNLOAD',
			objectName: 'vendors',
			fileFormat: 'CSV',
			createdDate: expect.any(Number),
		});
		const { id } = created;
		expect((await finished(id)).jobStatus).toBe('COMPLETED');
		expect((await company.send('GET', `bulk/${String(id)}/vendors`)).text).toContain(
			'Lew Plumbing',
		);
		const other = (await company.send('POST', 'bulk/download', criteria)).object.id;
		company.sandbox.clock.offsetMs += 70_000;
		await company.send('PUT', `bulk/${String(other)}/cancel`);
		expect((await status(other)).jobStatus).toBe('CANCELLATION_PENDING');
		expect((await finished(other)).jobStatus).toBe('CANCELED');
	});

	it('the older one says COMPLETE or COMPLETED, and does not know the newer path', async () => {
		settings().bulkDoneWord = 'COMPLETE';
		const { id } = (await query('select * from vendors')).object;
		expect((await finished(id)).status).toBe('COMPLETE');
		expect((await company.send('POST', 'bulk/download', { objectName: 'vendors' })).status).toBe(
			404,
		);
	});

	it('jobs are listed by their fields', async () => {
		const { id } = (await query('select * from vendors')).object;
		await query('select * from customers');
		await finished(id);
		const listed = async (where: string) =>
			(await company.where('bulk/jobs', where)).list.map((job) => job.object_name);
		expect(await listed("object_name='vendors' and job_status = 'COMPLETED'")).toEqual(['vendors']);
		const { length } = await all('vendors');
		expect(await listed(`record_count > ${length}`)).toEqual(['customers']);
		expect(await listed("job_direction='UPLOAD'")).toEqual([]);
		expect((await company.where('bulk/jobs', "Name = 'x'")).status).toBe(400);
	});

	it('a finished job calls back, signed, without anybody asking', async () => {
		const key = 'a key of thirty-two characters..';
		company.instance = company.sandbox.addInstance({
			name: 'Signed',
			configuration: { 'event.notification.signature.key': key },
		});
		const received: Array<{ signature: unknown; body: string }> = [];
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const signature = request.headers['elements-webhook-signature'];
				received.push({ signature, body: Buffer.concat(chunks).toString() });
				response.end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		try {
			const { port } = server.address() as AddressInfo;
			Object.assign(settings(), { bulkStartMs: 1, bulkRunMs: 1 });
			const url = { 'Elements-Async-Callback-Url': `http://127.0.0.1:${port}/done` };
			const { id } = (await query('select * from vendors', '', url)).object;
			await until(() => received.length > 0);
			const [{ signature, body }] = received;
			expect(JSON.parse(body)).toMatchObject({ id, status: 'COMPLETED' });
			const expected = createHmac('sha256', key).update(body).digest('base64');
			expect(signature).toBe(`sha256=${expected}`);
		} finally {
			server.close();
		}
		const elsewhere = { 'Elements-Async-Callback-Url': 'https://example.com/done' };
		expect((await query('select * from vendors', '', elsewhere)).status).toBe(400);
	});
});
