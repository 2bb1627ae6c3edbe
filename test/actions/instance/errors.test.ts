import { sleep, type INode } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { byId, createFields, everythingShown, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const KEEP_GOING: Partial<INode> = { onError: 'continueRegularOutput' };
const ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };

/** Creates one instance for each name; the names given fail with the fault. */
const createAll = async (
	names: string[],
	failing: Record<string, Fault>,
	settings: Partial<INode> = {},
	options: object = {},
) => {
	for (const [name, fault] of Object.entries(failing)) {
		bench.sandbox.addFault({ method: 'POST', bodyContains: `"${name}"`, fault });
	}
	return await bench.run({
		parameters: createFields({ name: '={{ $json.name }}', options: { ...options } }),
		items: names.map((name) => ({ name })),
		settings,
	});
};

const REFUSED: Fault = {
	kind: 'status',
	status: 400,
	message: 'Host is not known',
	providerMessage: 'No such host',
};

describe('Continue', () => {
	it('makes an error item of each item that fails, in its place and paired', async () => {
		const { outputs, error } = await createAll(
			['A', 'Bad', 'C', 'Worse', 'E'],
			{ Bad: REFUSED, Worse: { kind: 'status', status: 403 } },
			KEEP_GOING,
		);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(outputs[0].map(({ json }) => json.name)).toEqual(['A', undefined, 'C', undefined, 'E']);
		const said = String(outputs[0][1].json.error);
		expect(said).toContain('Cloud Elements said: Host is not known');
		expect(said).toContain('QuickBooks or its connector said: No such host');
		expect(said).toMatch(/Request ID: [0-9a-f]{24}/);
	});

	it('makes error items of items that cannot be used, and runs the others', async () => {
		const { outputs } = await bench.run({
			parameters: createFields({ hostIp: '={{ $json.host }}' }),
			items: [{ host: '' }, { host: 'h' }],
			settings: KEEP_GOING,
		});
		expect(outputs[0][0].json.error).toContain(
			'Missing required configuration: Host Name/IP (host.ip)',
		);
		expect(outputs[0][1].json).toMatchObject({ name: 'Store 12' });
		expect(bench.sandbox.requests).toHaveLength(1);
	});

	it('sends no item again with Retry On Fail where only some fail', async () => {
		const { outputs } = await createAll(
			['Bad', 'B'],
			{ Bad: REFUSED },
			{ ...KEEP_GOING, retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		);
		expect(outputs[0]).toHaveLength(2);
		expect(bench.sandbox.instances.map(({ name }) => name)).toEqual(['B']);
		expect(bench.calls()).toEqual(['POST /instances', 'POST /instances']);
	});
});

describe('Continue (using error output)', () => {
	it('parts what failed from what did not, each paired', async () => {
		const { outputs } = await createAll(['A', 'Bad', 'C'], { Bad: REFUSED }, ERROR_OUTPUT);
		expect(outputs[0].map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['A', { item: 0 }],
			['C', { item: 2 }],
		]);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].pairedItem).toEqual({ item: 1 });
		expect(String(outputs[1][0].json.error)).toContain('Host is not known');
	});
});

describe('Stop', () => {
	it('starts nothing new, awaits what is open, and names what was created, never by token', async () => {
		bench.sandbox.addFault({
			method: 'POST',
			bodyContains: '"Slow"',
			fault: { kind: 'delay', ms: 500 },
		});
		const result = await createAll(
			['A', 'Slow', 'Bad', ...Array.from({ length: 20 }, (_, index) => `Later ${index}`)],
			{ Bad: REFUSED },
			{},
			{ concurrency: 2 },
		);
		const { error } = result;
		expect(error?.name).toBe('NodeApiError');
		expect(error?.context?.itemIndex).toBe(2);
		const { instances } = bench.sandbox;
		expect(instances.map(({ name }) => name)).toContain('Slow');
		expect(instances.length).toBeLessThan(6);
		for (const { id, name, token } of instances) {
			expect(error?.description).toContain(`${name} (ID ${id})`);
			expect(everythingShown(result)).not.toContain(token);
		}
	});

	it('says which other items failed as well', async () => {
		const { error } = await createAll(
			['Bad 1', 'Bad 2', 'Bad 3'],
			{
				'Bad 1': REFUSED,
				'Bad 2': { kind: 'status', status: 409 },
				'Bad 3': REFUSED,
			},
			{},
			{ concurrency: 3 },
		);
		expect(error?.context?.itemIndex).toBe(0);
		expect(error?.description).toContain('The same holds for item 2');
		expect(error?.description).toContain('Item 1: Cloud Elements already has such an entry');
	});
});

describe('What an error says', () => {
	it.each<[string, Fault, string, RegExp]>([
		['400', REFUSED, '400', /check them/],
		['401', { kind: 'unauthorized' }, '401', /User Secret and Organization Secret/],
		['403', { kind: 'status', status: 403, message: 'Disabled' }, '403', /role|disabled/],
		['404', { kind: 'status', status: 404, message: 'None' }, '404', /ID 7/],
		['409', { kind: 'status', status: 409, message: 'There' }, '409', /already has/],
		['413', { kind: 'status', status: 413, message: 'Big' }, '413', /8 MB/],
		['429', { kind: 'rateLimit' }, '429', /too many requests/],
		['429 for its size', { kind: 'payloadLimit' }, '429', /8 MB/],
		['500', { kind: 'status', status: 500, message: 'Oops' }, '500', /connector and QuickBooks/],
		['502 of a tunnel', { kind: 'tunnelDown' }, '502', /tunnel to the company's computer/],
		['502 of a connector', { kind: 'connectorDown' }, '502', /connector on the company's computer/],
		['an old connector', { kind: 'qbxmlVersion' }, '500', /Update the QuickBooks connector/],
	])(
		'after %s: what to do, what the service said, and the request id',
		async (_, fault, code, hint) => {
			bench.sandbox.addFault({ fault });
			const { error } = await bench.run({
				parameters: { operation: 'get', instanceId: byId(7), options: { maxAttempts: 1 } },
			});
			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: code });
			expect(error?.message).toMatch(hint);
			expect(error?.message).not.toContain('\n');
			expect(error?.message).not.toMatch(/\b(error|problem|failure|mistake)/i);
			expect(error?.description).toContain('Cloud Elements said: ');
			expect(error?.description).toContain(`HTTP status: ${code}`);
			expect(error?.description).toContain(`Request ID: ${bench.sandbox.requests[0].requestId}`);
		},
	);

	it.each<[string, Fault, RegExp]>([
		['no answer in time', { kind: 'hang' }, /took too long/],
		['a dropped connection', { kind: 'drop' }, /broke off/],
		['an answer that breaks off', { kind: 'truncated' }, /broke off|no readable answer/],
		['JSON that is cut off', { kind: 'truncated', framing: 'shortened' }, /no readable answer/],
		["a proxy's page", { kind: 'notJson' }, /no readable answer/],
		["a proxy's 502 page", { kind: 'notJson', status: 502 }, /connector and QuickBooks/],
		['a redirect', { kind: 'redirect', location: 'https://other.example.com/' }, /another address/],
	])('after %s', async (_, fault, hint) => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ fault });
		const { error } = await bench.run({
			parameters: {
				operation: 'get',
				instanceId: byId(id),
				options: { maxAttempts: 1, timeout: 1000 },
			},
		});
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toMatch(hint);
		expect(error?.message).not.toContain('\n');
		expect(`${error?.message}${error?.description}`).not.toMatch(/<html|<h1|DOCTYPE/i);
	});

	it('keeps its message where the service quotes the code of a network', async () => {
		bench.sandbox.addFault({
			fault: { kind: 'status', status: 400, message: 'connect ECONNREFUSED at approvePermissions' },
		});
		const { error } = await bench.run({ parameters: createFields() });
		expect(error?.message).toContain('could not use the values given');
		expect(error?.description).toContain('connect ECONNREFUSED at approvePermissions');
	});

	it('keeps its message where the name of an instance holds the code of a network', async () => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'drop' } });
		const { error } = await bench.run({
			parameters: createFields({ name: 'Blueperm Works', options: { maxAttempts: 1 } }),
		});
		expect(error?.message).toMatch(/^Outcome unknown.*'Blueperm Works'/);
	});
});

describe('Secrets and tokens', () => {
	it.each(['create', 'get', 'check', 'update', 'delete'])(
		'that the service echoes are in no error of %s, nor anywhere else',
		async (operation) => {
			const { id, token } = bench.sandbox.addInstance({ name: 'Store' });
			const { userSecret, organizationSecret } = bench.sandbox;
			const tokenThatIsKnown = operation === 'update' ? token : '';
			bench.sandbox.addFault({
				method: operation === 'update' ? 'PATCH' : undefined,
				fault: {
					kind: 'status',
					status: 400,
					message: `No ${userSecret} and ${encodeURIComponent(userSecret)} ${tokenThatIsKnown}`,
					providerMessage: `<b>${organizationSecret}</b> refused`,
				},
			});
			// The own check for secrets is in `run`; it reads every text of the run.
			const result = await bench.run({
				parameters: createFields({
					operation,
					instanceId: byId(id),
					updateFields: { name: 'New' },
				}),
			});
			const shown = everythingShown(result);
			expect(shown).toContain('No ********');
			expect(shown).not.toContain(encodeURIComponent(userSecret));
			expect(shown).not.toContain(token);
			expect(shown).not.toContain('Authorization');
		},
	);

	it('stay out of what a network failure leaves behind', async () => {
		bench.sandbox.addFault({ fault: { kind: 'drop' } });
		const { error } = await bench.run({
			parameters: { operation: 'getAll', returnAll: true, options: { maxAttempts: 1 } },
		});
		expect(error?.message).toContain('broke off');
	});

	it('of a create stay out of an error that quotes the signature key', async () => {
		const signatureKey = 's'.repeat(30);
		bench.sandbox.addFault({
			method: 'POST',
			fault: { kind: 'status', status: 400, message: `Bad key ${signatureKey}` },
		});
		const { error } = await bench.run({
			parameters: createFields({ additionalFields: { events: { signatureKey } } }),
		});
		expect(`${error?.message}${error?.description}`).not.toContain(signatureKey);
		expect(error?.description).toContain('Bad key ********');
	});
});

describe('A run that is cancelled', () => {
	it('starts nothing new, awaits the creates that are open, and logs what it created', async () => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'delay', ms: 300 } });
		const { log } = await bench.run({
			parameters: createFields({ name: '={{ $json.name }}', options: { concurrency: 2 } }),
			items: Array.from({ length: 20 }, (_, index) => ({ name: `Store ${index}` })),
			onStart: (cancel) => {
				void (async () => {
					while (bench.sandbox.requests.length < 4) await sleep(5);
					cancel();
				})();
			},
		});
		const { instances } = bench.sandbox;
		expect(bench.sandbox.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(instances).toHaveLength(4);
		const logged = log.join('\n');
		for (const { id, name, token } of instances) {
			expect(logged).toContain(`${name} (ID ${id})`);
			expect(logged).not.toContain(token);
		}
	});

	it.each(['getAll', 'create'])(
		'neither waits for a pause that the service asked for nor sends a %s after it',
		async (operation) => {
			bench.sandbox.addFault({ fault: { kind: 'rateLimit', retryAfterSeconds: 60 } });
			await bench.run({
				parameters: createFields({ operation, returnAll: true }),
				// A pause holds for everybody with the same credential; this one must not reach other tests.
				credential: bench.credential({ organizationSecret: `of the account for ${operation}` }),
				onStart: (cancel) => {
					void (async () => {
						while (bench.sandbox.requests[0]?.status !== 429) await sleep(5);
						await sleep(20);
						cancel();
					})();
				},
			});
			expect(bench.sandbox.requests).toHaveLength(1);
		},
	);
});
