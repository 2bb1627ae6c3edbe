import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../../support/engine';
import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
});

async function bulk(operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) {
	return await bench.run({
		...more,
		parameters: { resource: 'bulk', operation, instanceId: byId(instance), ...parameters },
	});
}

const object = (value: string) => ({ __rl: true, mode: 'id', value });

async function download(objectName: string, parameters: INodeParameters = {}) {
	return await bulk('download', { objectName: object(objectName), ...parameters });
}

function file(text: string, fileName = 'customers.csv'): IBinaryKeyData {
	const data = Buffer.from(text).toString('base64');
	return { data: { data, mimeType: 'text/csv', fileName } };
}

async function upload(text: string, parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) {
	return await bulk(
		'upload',
		{ objectName: object('customers'), ...parameters },
		{ files: [file(text)], ...more },
	);
}

/** The text of the first item's file. */
function textOf(outputs: Awaited<ReturnType<typeof download>>['outputs'], field = 'data'): string {
	return Buffer.from(outputs[0][0].binary![field].data, 'base64').toString('utf8');
}

const customers = async () => await bench.sandbox.records(instance, 'customers');

const started = () => bench.calls().filter((call) => call.startsWith('POST /hubs/finance/bulk'));

describe.each([2, 3] as const)(
	'Bulk jobs as generation %d of the service tells of them',
	(generation) => {
		beforeEach(() => {
			bench.sandbox.settings.bulkGeneration = generation;
		});

		it.each(['COMPLETE', 'COMPLETED'] as const)('are over when they are %s', async (word) => {
			bench.sandbox.settings.bulkDoneWord = word;
			const { json, outputs } = await download('customers', { format: 'json' });
			const all = await customers();
			expect(json).toEqual([
				{
					jobId: '1',
					status: 'completed',
					objectName: 'customers',
					direction: 'download',
					recordCount: all.length,
					failedCount: 0,
					format: 'json',
				},
			]);
			expect(JSON.parse(textOf(outputs))).toHaveLength(all.length);
			expect(outputs[0][0].binary!.data).toMatchObject({
				fileName: 'customers.json',
				mimeType: 'application/json',
			});
		});

		it('can be cancelled', async () => {
			bench.sandbox.settings.bulkRunMs = 600_000;
			const begun = await download('customers', { options: { waitForCompletion: false } });
			expect(begun.json).toEqual([
				expect.objectContaining({ jobId: '1', status: 'created', objectName: 'customers' }),
			]);
			expect(begun.outputs[0][0].binary).toBeUndefined();
			const { json } = await bulk('cancel', { jobId: '1' });
			expect(json[0]).toMatchObject({ jobId: '1' });
			const ended = await download('customers', { options: { jobId: '1' } });
			expect(ended.error?.message).toBe('Bulk job 1 ended as cancelled');
			const status = await bulk('getStatus', { jobId: '1' });
			expect(status.json[0]).toMatchObject({ jobId: '1', status: 'cancelled' });
			const raw = await bulk('getStatus', { jobId: '1', simplify: false });
			expect(raw.json[0]).toHaveProperty(generation === 2 ? 'recordsCount' : 'recordCount');
		});

		it('name every row that created no record', async () => {
			const { json, hints } = await upload('Name\r\nNew One\r\nNew Two\r\nnew one\r\n');
			expect(json).toEqual([
				expect.objectContaining({ status: 'completed', recordCount: 3, failedCount: 1 }),
			]);
			expect(hints.map(({ message }) => message).join()).toContain('1 of 3 rows of bulk job 1');
			const errors = await bulk('getErrors', { jobId: '1', returnAll: true });
			expect(errors.json).toEqual([
				expect.objectContaining({ row: 3, record: { Name: 'new one' } }),
			]);
			const names = (await customers()).map(({ Name }) => Name);
			expect(names).toEqual(expect.arrayContaining(['New One', 'New Two']));
		});
	},
);

describe('Download', () => {
	it.each(['array', 'lines'] as const)('makes the file asked for out of JSON as %s', async (as) => {
		bench.sandbox.settings.bulkJsonAs = as;
		const asArray = await download('invoices', { format: 'json' });
		const asLines = await download('invoices', { format: 'jsonl' });
		const records = JSON.parse(textOf(asArray.outputs)) as unknown[];
		const lines = textOf(asLines.outputs).trimEnd().split('\n');
		expect(records).toEqual(await bench.sandbox.records(instance, 'invoices'));
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(records);
	});

	it('gives CSV as it came, under the field that was named', async () => {
		const { outputs, json } = await download('customers', { binaryPropertyName: 'file' });
		const text = textOf(outputs, 'file');
		expect(text).toMatch(/^[\w.,]*\bFullName\b[\w.,]*\r\n/);
		expect(json[0].recordCount).toBe((await customers()).length);
	});

	it('asks for the records that meet conditions only', async () => {
		const [{ Name }] = await customers();
		const { outputs } = await download('customers', {
			format: 'json',
			conditions: { values: [{ field: 'Name', operator: 'equals', value: Name as string }] },
		});
		expect(JSON.parse(textOf(outputs))).toEqual([expect.objectContaining({ Name })]);
	});

	it('is the empty list where nothing meets them', async () => {
		const { outputs, json } = await download('customers', {
			format: 'json',
			filterMode: 'ceql',
			ceql: "Name = 'Nobody'",
		});
		expect(JSON.parse(textOf(outputs))).toEqual([]);
		expect(json[0].recordCount).toBe(0);
	});

	it('fetches the file of a job that was started before', async () => {
		await download('customers', { options: { waitForCompletion: false } });
		const { json } = await download('customers', { options: { jobId: '1' } });
		expect(json[0]).toMatchObject({ jobId: '1', recordCount: (await customers()).length });
		expect(started()).toHaveLength(1);
	});

	it('fetches a file again that broke off, without a second job', async () => {
		bench.sandbox.addFault({
			method: 'GET',
			path: '/hubs/finance/bulk/*/customers',
			times: 2,
			fault: { kind: 'truncated' },
		});
		const { json, error } = await download('customers', { format: 'jsonl' });
		expect(error).toBeUndefined();
		expect(json[0].recordCount).toBe((await customers()).length);
		expect(started()).toHaveLength(1);
	});

	it('says what the service answered in place of a file', async () => {
		bench.sandbox.addFault({
			method: 'GET',
			path: '/hubs/finance/bulk/*/customers',
			fault: { kind: 'status', status: 400, message: 'No such file.' },
		});
		const { error } = await download('customers');
		expect(error?.description).toContain('Cloud Elements said: No such file.');
	});

	it('names the job that was at work for too long', async () => {
		bench.sandbox.settings.bulkRunMs = 600_000;
		const { error } = await download('customers', { options: { completionTimeout: 0.001 } });
		expect(error?.message).toMatch(/^Bulk job 1 was still at work/);
		expect(error?.description).toContain('Get Status');
	});

	it('checks everything before it starts', async () => {
		const { error } = await download('={{ "bad name" }}', {
			format: '={{ "xml" }}',
			binaryPropertyName: '={{ "" }}',
			options: { completionTimeout: -1, jobId: 'a/b' },
		});
		expect(error?.message).toBe(
			[
				"Object (objectName) must be a name such as Estimate, not 'bad name'",
				'Job ID (jobId) must be the ID of a bulk job',
				"Format (format) must be one of csv, json, jsonl, not 'xml'",
				'Put Output File in Field (binaryPropertyName) is empty',
				'Completion Timeout (completionTimeout) must be a number of minutes, at most 1440',
			].join('; '),
		);
		expect(bench.calls()).toEqual([]);
	});
});

describe('A bulk job in doubt', () => {
	it.each([['download'], ['upload']])('is never started twice: %s', async (operation) => {
		bench.sandbox.addFault({
			method: 'POST',
			path: '/hubs/finance/bulk/**',
			fault: { kind: 'drop', when: 'after' },
		});
		const { error } =
			operation === 'upload' ? await upload('Name\nNew One\n') : await download('customers');
		expect(error?.message).toMatch(/^Outcome unknown: look for a bulk (up|down)load/);
		expect(started()).toHaveLength(1);
	});
});

describe('Upload', () => {
	it.each([
		['csv', 'Name,BillAddress.City,Notes\nNew One,Bayshore,"a ""b"", c"\n"New\nTwo",,\n'],
		['json', '[{"Name":"New One","BillAddress":{"City":"Bayshore"}},\n {"Name":"New Two"}]'],
		['jsonl', '{"Name":"New One","BillAddress":{"City":"Bayshore"}}\n{"Name":"New Two"}\n'],
	])('creates a record for each row of %s', async (format, text) => {
		const before = (await customers()).length;
		const { json, error } = await upload(text, { format });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ status: 'completed', recordCount: 2, failedCount: 0 });
		const all = await customers();
		expect(all).toHaveLength(before + 2);
		expect(all.find(({ Name }) => Name === 'New One')).toMatchObject({
			BillAddress: { City: 'Bayshore' },
		});
	});

	it('holds every row against the catalogue before any is sent', async () => {
		const { error } = await upload(
			'Name,IsActive,CompanyName,CreditLimit\nA,true,,1\n,true,,\nC:D,maybe,,x\nE,true,F,1,2\n',
		);
		const rows = error?.message.match(/Row \d+:/g);
		expect(rows).toEqual(['Row 3:', 'Row 4:', 'Row 4:', 'Row 4:', 'Row 5:']);
		expect(error?.message).toContain('has 5 values for 4 columns');
		expect(started()).toEqual([]);
	});

	it('suggests the name of a field that is written a little differently', async () => {
		const { error } = await upload('Name,companyname\nA,B\n');
		expect(error?.message).toBe(
			"Columns that are not named as the fields of Customer are: 'companyname' (write CompanyName)",
		);
	});

	it('shows fifty findings and counts the rest', async () => {
		const rows = Array.from({ length: 120 }, (_, index) => `N${index},maybe`).join('\n');
		const { error } = await upload(`Name,IsActive\n${rows}\n`);
		expect(error?.message.match(/Row \d+:/g)).toHaveLength(50);
		expect(error?.message).toContain('and 70 more problems');
		expect(started()).toEqual([]);
	});

	it('says before anything is sent that it updates nothing', async () => {
		const { error } = await upload('ListID,Name\n80000001-1484945874,A\n');
		expect(error?.message).toContain('The rows have ListID');
		expect(error?.message).toContain("'Create or Update'");
		expect(started()).toEqual([]);
	});

	it.each([
		['json', '[{"Name":"A"', 'The file cannot be read as JSON'],
		['jsonl', 'Name\nA\n', 'The file cannot be read as JSONL'],
		['json', '[]', 'The file holds no rows'],
		['csv', 'Name\n', 'The file holds no rows'],
		['csv', 'Name\n"A\n', 'Row 2: has a quote that is never closed'],
	])('refuses what is no %s: %j', async (format, text, message) => {
		const { error } = await upload(text, { format });
		expect(error?.message).toContain(message);
		expect(started()).toEqual([]);
	});

	it('names the field that holds no file', async () => {
		const { error } = await upload('Name\nA\n', { binaryPropertyName: 'other' });
		expect(error?.message).toContain("'other'");
		expect(bench.calls()).toEqual([]);
	});

	it('names the job when the run is stopped by another item', async () => {
		const { error } = await bulk(
			'upload',
			{ objectName: object('={{ $json.to }}'), options: { concurrency: 1 } },
			{
				items: [{ to: 'customers' }, { to: 'nothing-like-it' }],
				files: [file('Name\nNew One\n'), file('Name\nA\n')],
			},
		);
		expect(error?.description).toContain(
			'Started by this run before it ended: bulk upload to customers (ID 1)',
		);
		expect(error?.description).not.toContain('Created by this run');
	});
});

describe('Get Errors', () => {
	it('reads all pages, or as many as are wanted', async () => {
		const [{ Name }] = await customers();
		const rows = Array.from({ length: 450 }, () => `"${String(Name)}"`).join('\n');
		await upload(`Name\n${rows}\n`);
		const all = await bulk('getErrors', { jobId: '1', returnAll: true });
		expect(all.json.map(({ row }) => row)).toEqual(
			Array.from({ length: 450 }, (_, index) => index + 1),
		);
		const some = await bulk('getErrors', { jobId: '1', limit: 7 });
		expect(some.json).toHaveLength(7);
	});

	it('says that there is no such job', async () => {
		const { error } = await bulk('getErrors', { jobId: '99', returnAll: true });
		expect(error?.message).toContain('99');
	});
});

describe('Objects for bulk in the editor', () => {
	it('are all lists of the service, by name', async () => {
		const { results } = await bench.searchWith(
			'searchObjects',
			{ resource: 'bulk', instanceId: byId(instance) },
			'credit m',
		);
		expect(results).toEqual([{ name: 'Credit Memos', value: 'credit-memos' }]);
	});

	it('are all in the plural, those without a resource of their own too', async () => {
		const { results } = await bench.searchWith('searchObjects', {
			resource: 'bulk',
			instanceId: byId(instance),
		});
		const names = results.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['Checks', 'Deposits', 'Bills', 'Classes']));
		expect(names.filter((name) => !/s\b/.test(name))).toEqual([]);
	});
});
