/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { byId, createFields, useSandbox } from '../support/sandboxed';

const bench = useSandbox();

const getMany = { operation: 'getAll', returnAll: true };

describe('A credential that cannot be used', () => {
	it.each([
		[{ userSecret: 'a,b' }, 'User Secret holds a comma'],
		[{ organizationSecret: 'a\nb' }, 'Organization Secret holds a line break'],
		[
			{ userSecret: '', organizationSecret: ' ' },
			'User Secret is empty; Organization Secret is empty',
		],
		[{ baseUrl: '' }, 'Base URL is empty'],
		[
			{ baseUrl: 'http://api.example.com', userSecret: '' },
			'Base URL must begin with https:// (http:// is for an address on this machine only, such as http://127.0.0.1:4010); User Secret is empty',
		],
		[{ environment: 'moon' }, "Environment 'moon' is not known"],
	])('is named before any request: %j', async (changes, message) => {
		const { error } = await bench.run({
			parameters: getMany,
			credential: bench.credential(changes),
		});
		expect(error?.message).toBe(message);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.description).toContain("credential 'Cloud Elements API'");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('for a gateway is named with where its secrets are', async () => {
		const { error } = await bench.run({
			parameters: getMany,
			credential: bench.credential({
				environment: 'gateway',
				baseUrl: 'http://gateway.example.com',
				userSecret: '',
			}),
		});
		expect(error?.message).toMatch(/^Base URL must begin with https:.*; User Secret is empty$/);
		expect(error?.description).toContain('user-secret');
		expect(error?.description).not.toContain('console');
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('becomes an error item for each item with Continue', async () => {
		const { outputs } = await bench.run({
			parameters: createFields(),
			items: [{}, {}],
			credential: bench.credential({ userSecret: '' }),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0].map(({ json }) => json.error)).toEqual([
			expect.stringContaining('User Secret is empty'),
			expect.stringContaining('User Secret is empty'),
		]);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('by its secrets is told in words, once refused, and not tried again', async () => {
		const { error } = await bench.run({
			parameters: getMany,
			credential: bench.credential({ organizationSecret: 'not the right one' }),
		});
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		expect(error?.message).toContain('Check User Secret and Organization Secret');
		expect(JSON.stringify(error)).not.toContain('not the right one');
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});

it.each([
	['User ', 'Organization '],
	['  ', '\n'],
])('is forgiven a pasted %j and %j', async (beforeUser, beforeOrganization) => {
	const { error } = await bench.run({
		parameters: getMany,
		credential: bench.credential({
			userSecret: beforeUser + bench.sandbox.userSecret,
			organizationSecret: beforeOrganization + bench.sandbox.organizationSecret,
		}),
	});
	expect(error).toBeUndefined();
	expect(bench.sandbox.requests[0].headers.authorization).toBe(
		`User ${bench.sandbox.userSecret}, Organization ${bench.sandbox.organizationSecret}`,
	);
});

it.each(['/', '/elements/api-v2', '/elements/api-v2/'])(
	'finds the API with %j behind the address',
	async (suffix) => {
		await bench.run({
			parameters: getMany,
			credential: bench.credential({ baseUrl: bench.sandbox.url + suffix }),
		});
		expect(bench.sandbox.requests[0].url).toMatch(/^\/elements\/api-v2\/instances\?/);
	},
);

describe('The domains that the credential allows', () => {
	const withDomains = (allowedHttpRequestDomains: string, allowedDomains = '') =>
		bench.credential({ allowedHttpRequestDomains, allowedDomains });

	it.each(['api.example.com', '', 'example.com, *.example.org', '127.0.0.1.example.com'])(
		'without the host of the API (%j) mean no request',
		async (allowed) => {
			const { error } = await bench.run({
				parameters: getMany,
				credential: withDomains('domains', allowed),
			});
			expect(error?.message).toBe('The credential does not allow requests to 127.0.0.1');
			expect(error?.description).toContain("Add 127.0.0.1 to 'Allowed Domains'");
			expect(bench.sandbox.requests).toEqual([]);
		},
	);

	it.each(['127.0.0.1', 'api.example.com, 127.0.0.1'])(
		'with it (%j) let it pass',
		async (allowed) => {
			const { error } = await bench.run({
				parameters: getMany,
				credential: withDomains('domains', allowed),
			});
			expect(error).toBeUndefined();
			expect(bench.sandbox.requests).toHaveLength(1);
		},
	);

	it.each(['none', 'all'])('set to %s leave this node working', async (choice) => {
		const { error } = await bench.run({ parameters: getMany, credential: withDomains(choice) });
		expect(error).toBeUndefined();
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});

describe('A redirect', () => {
	let elsewhere: Server;
	let visits: string[];
	beforeEach(async () => {
		visits = [];
		elsewhere = createServer((request, response) => {
			visits.push(`${request.method} ${request.url} ${request.headers.authorization}`);
			response.end('{"id":1,"name":"x","token":"t"}');
		});
		await new Promise<void>((resolve) => {
			elsewhere.listen(0, '127.0.0.1', resolve);
		});
	});
	afterEach(() => elsewhere.close());

	const host = () => `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

	it.each([301, 302, 303, 307, 308] as const)(
		'%d to another host is not followed by any call',
		async (status) => {
			const { id } = bench.sandbox.addInstance({ name: 'Store' });
			bench.sandbox.addFault({
				method: 'GET',
				fault: { kind: 'redirect', status, location: `http://${host()}/instances` },
			});
			const read = await bench.run({ parameters: { operation: 'get', instanceId: byId(id) } });
			expect(read.error?.message).toContain(`another address (${host()})`);
			expect(bench.sandbox.requests).toHaveLength(1);

			bench.sandbox.addFault({
				method: 'POST',
				fault: { kind: 'redirect', status, location: `http://${host()}/instances` },
			});
			const created = await bench.run({
				parameters: createFields({ options: { timeout: 1000 } }),
			});
			expect(created.error?.name).toBe('NodeApiError');
			expect(bench.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
			expect(visits).toEqual([]);
		},
	);

	it('of a gateway is not followed either', async () => {
		bench.sandbox.addFault({
			fault: { kind: 'redirect', status: 307, location: `http://${host()}/instances` },
		});
		const credential = bench.credential({ environment: 'gateway' });
		for (const parameters of [getMany, createFields()]) {
			const { error } = await bench.run({ parameters, credential });
			expect(error?.message).toContain(`another address (${host()})`);
		}
		expect(bench.sandbox.requests).toHaveLength(2);
		expect(visits).toEqual([]);
	});
});
