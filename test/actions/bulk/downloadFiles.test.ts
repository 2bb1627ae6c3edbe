/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
});

let server: Server | undefined;
afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
});

/** Downloads from a service whose file is this text. Out: the run, its file, and how often that was fetched. */
async function download(text: string, format: string) {
	let fetched = 0;
	server = createServer((request, response) => {
		void (async () => {
			const { method, url = '/', headers } = request;
			if (/\/bulk\/\d+\/customers/.test(url)) {
				fetched += 1;
				response.setHeader('content-type', format === 'csv' ? 'text/csv' : 'application/json');
				response.end(text);
				return;
			}
			const answer = await fetch(`${bench.sandbox.url}${url}`, {
				method,
				headers: { authorization: String(headers.authorization) },
			});
			response.statusCode = answer.status;
			response.setHeader('content-type', 'application/json');
			response.end(await answer.text());
		})();
	});
	await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const run = await bench.run({
		credential: bench.credential({ baseUrl: `http://127.0.0.1:${port}` }),
		parameters: {
			resource: 'bulk',
			operation: 'download',
			instanceId: byId(instance),
			objectName: { __rl: true, mode: 'id', value: 'customers' },
			format,
		},
	});
	const data = run.outputs[0]?.[0]?.binary?.data.data;
	return { ...run, fetched, text: data && Buffer.from(data, 'base64').toString('utf8') };
}

describe('A CSV file of the service', () => {
	it.each<[string, number]>([
		['Name,Notes\r\nPipe,6" long\r\nRod,x\r\n', 2],
		['Name,Notes\r\n6" pipe,a\r\n7" pipe,"b\nc"\r\n8" pipe,""\r\n', 3],
		['Name,Notes\r\n"6"" pipe",a ""\r\n', 1],
		['Name,Notes\r\n"Pipe" 6",a\r\n"Rod",b\r\n', 2],
		['\uFEFF"Name","Notes"\n"a, ""b""\n","c"\n', 1],
	])('is read as it comes, whatever quotes it holds: %j', async (csv, count) => {
		const { text, json, error } = await download(csv, 'csv');
		expect(error).toBeUndefined();
		expect([text, json[0].recordCount]).toEqual([csv, count]);
	});

	it.each([
		['Name,Notes\r\nA,b\r\nC,"never closed\r\nD,e\r\n', 3],
		['Name\r\n"', 2],
	])('that ends within quotes says in which row they begin: %j', async (csv, row) => {
		const { error } = await download(csv, 'csv');
		expect(error?.message).toBe(
			`The file breaks off within quotes: a value in row ${row} begins with a quote that is never closed`,
		);
		expect(`${error?.message}${error?.description}`).not.toContain('ase URL');
	});
});

describe('JSON of the service that is broken', () => {
	it.each<[string, string, number, number]>([
		['jsonl', '{"Name":"A"}\n{"Name":}\n{"Name":"C"}\n', 2, 2],
		['jsonl', '{"Name":"A"}\n\n{"Name":"B"}\n{"Name" "C"}\n', 3, 4],
		['json', '[\n{"Name":"A"},\n{"Name":"B",}\n]', 2, 3],
		['jsonl', '{"Name":"A\n"}\n{"Name":"B"}\n', 1, 1],
		['json', '{"Name":"A"}\n{"Name":"say "hi""}\n', 2, 2],
		['jsonl', '{"Name":"A"}\n{"Name":"B" {"Name":"C"}}\n', 2, 2],
	])('%s %j is an error with its line', async (format, json, record, line) => {
		const { error, fetched } = await download(json, format);
		expect(error?.message).toBe(`Record ${record} of the file, in line ${line}, is no valid JSON`);
		expect(error?.description).toContain('as CSV');
		// To fetch the same once more would mend nothing.
		expect(fetched).toBe(1);
	});

	it('says where a file breaks off', async () => {
		const { error } = await download('[{"Name":"A"},\n{"Name":"B"},\n{"Name":', 'json');
		expect(error?.message).toBe('The file breaks off in line 3, behind 3 records');
	});

	it('takes what is whole', async () => {
		const { text, error } = await download('{"Name":"A\\"{"}\n{"B":[{"C":1}]}', 'json');
		expect(error).toBeUndefined();
		expect(JSON.parse(String(text))).toEqual([{ Name: 'A"{' }, { B: [{ C: 1 }] }]);
	});
});
