import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';
import { CONTINUE, sentBy, standing, stores, upsertFields } from './support/fleet';
import { isListAfterPost, isPost, onRequest } from './support/moments';
import { rewritingProxy } from '../../support/rewritingProxy';

const bench = useSandbox();

const OPERATIONS = ['create', 'upsert'];

const run = async (
	operation: string,
	names: string[],
	changes: INodeParameters = {},
	more: object = {},
) =>
	await bench.run({
		items: stores(...names),
		parameters: upsertFields({ operation, ...changes }),
		...more,
	});

/** The create of one name is refused for good. */
const refuse = (name: string) =>
	bench.sandbox.addFault({
		method: 'POST',
		bodyContains: `"name":"${name}"`,
		fault: { kind: 'status', status: 400, message: 'No such host' },
	});

const manyNames = Array.from({ length: 20 }, (_, index) => `Store ${index}`);

describe.each(OPERATIONS)('Where the node stops at an error, %s', (operation) => {
	it('names every instance that it had created, by name and id, and starts no other', async () => {
		refuse('C');
		const { error } = await run(operation, ['A', 'B', 'C', 'D', 'E'], {
			options: { concurrency: 1 },
		});
		expect(bench.sandbox.instances.map(({ name }) => name)).toEqual(['A', 'B']);
		expect(error?.description).toContain(
			'Created by this run before it ended: A (ID 1001), B (ID 1002)',
		);
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(3);
	});

	it('awaits what is in flight, and names that too', async () => {
		bench.sandbox.addFault({
			method: 'POST',
			bodyContains: '"name":"Slow"',
			fault: { kind: 'delay', ms: 500 },
		});
		refuse('Bad');
		const { error } = await run(operation, ['Slow', 'Bad', 'Next'], {
			options: { concurrency: 2 },
		});
		expect(bench.sandbox.instances.map(({ name }) => name)).toEqual(['Slow']);
		expect(error?.description).toContain('Slow (ID 1001)');
	});

	it('names by name what it may have created', async () => {
		bench.sandbox.addFault({
			method: 'POST',
			bodyContains: '"name":"Doubtful"',
			fault: { kind: 'drop' },
		});
		const { error } = await run(operation, ['A', 'Doubtful'], {
			options: { concurrency: 1, maxAttempts: 1 },
		});
		expect(error?.message).toContain("Outcome unknown: look for an instance named 'Doubtful'");
		expect(error?.description).toContain('A (ID 1001)');
		expect(error?.description).toContain('Possibly created by this run: Doubtful');
	});

	it('names what landed late for an item that had succeeded', async () => {
		// Both are in doubt and sent again; the second is refused then, after the first has succeeded.
		bench.sandbox.addFault({ method: 'POST', times: 2, fault: { kind: 'drop' } });
		refuse('Bad');
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances',
			fault: { kind: 'delay', ms: 300 },
		});
		const landed = onRequest(
			bench.sandbox,
			(request, earlier) =>
				isListAfterPost(request, earlier) && earlier.filter(isPost).length === 4,
			() => bench.sandbox.addInstance(standing('Late', { createdDate: new Date().toISOString() })),
		);
		const { error } = await run(operation, ['Late', 'Bad'], { options: { concurrency: 1 } });
		await landed;
		expect(error?.description).toContain('Created by this run before it ended: Late (ID 1001)');
		expect(error?.description).toContain('Possibly created by this run: Late (ID 1002)');
	});
});

describe.each(OPERATIONS)('An instance whose token cannot be read, %s', (operation) => {
	const runWithoutTokens = async (more: object = {}) => {
		const proxy = await rewritingProxy(bench.sandbox.url, (body, method) =>
			method === 'POST' ? { ...(body as IDataObject), token: undefined } : body,
		);
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances/*',
			fault: { kind: 'status', status: 500 },
		});
		try {
			return await run(
				operation,
				['A'],
				{ options: { maxAttempts: 2 } },
				{ credential: bench.credential({ baseUrl: proxy.url }), ...more },
			);
		} finally {
			await proxy.close();
		}
	};

	it('is named in the error', async () => {
		const { error } = await runWithoutTokens();
		expect(error?.description).toContain('A (ID 1001)');
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
	});

	it('is named in its item, where the node goes on', async () => {
		const { outputs } = await runWithoutTokens(CONTINUE);
		expect(String(outputs[0][0].error?.message)).toContain('Created: A (ID 1001)');
	});
});

describe.each(OPERATIONS)('When the run is cancelled, %s', (operation) => {
	const cancelAfter = (posts: number) => ({
		onStart: (cancel: () => void) => {
			void (async () => {
				while (sentBy(bench.sandbox, 'POST').length < posts) await sleep(2);
				sentBefore = sentBy(bench.sandbox, 'POST').length;
				cancel();
			})();
		},
	});
	const concurrency = 3;
	/** How many had arrived when it was cancelled; where this machine is busy that is later. */
	let sentBefore: number;

	it('logs the ids of what it created, no tokens, and sends nothing more', async () => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'delay', ms: 60 } });
		const { log } = await run(operation, manyNames, { options: { concurrency } }, cancelAfter(6));
		const { instances } = bench.sandbox;
		// Some can have been on their way.
		expect(instances.length).toBeLessThanOrEqual(sentBefore + concurrency);
		expect(instances.length).toBeLessThan(manyNames.length);
		expect(instances.length).toBeGreaterThanOrEqual(3);
		const logged = log.join('\n');
		for (const { id, name, token } of instances) {
			expect(logged).toContain(`${name} (ID ${id})`);
			expect(logged).not.toContain(token);
		}
		const before = bench.sandbox.requests.length;
		await sleep(100);
		expect(bench.sandbox.requests).toHaveLength(before);
	});

	it('logs by name what it may have created, and reads no list for it', async () => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'hang', when: 'after' } });
		const { log } = await run(
			operation,
			['Doubtful', 'Next'],
			{ options: { concurrency: 1, timeout: 1000 } },
			cancelAfter(1),
		);
		expect(log.join('\n')).toContain('Possibly created by this run: Doubtful');
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
		const calls = bench.calls();
		expect(calls.slice(calls.indexOf('POST /instances') + 1)).toEqual([]);
	});
});

it('Create or Update, cancelled half-way and run again, ends with one instance for each item', async () => {
	bench.sandbox.addFault({ method: 'POST', fault: { kind: 'delay', ms: 30 } });
	await run(
		'upsert',
		manyNames,
		{ options: { concurrency: 4 } },
		{
			onStart: (cancel: () => void) => {
				void (async () => {
					while (sentBy(bench.sandbox, 'POST').length < 8) await sleep(2);
					cancel();
				})();
			},
		},
	);
	const halfWay = bench.sandbox.instances.length;
	expect(halfWay).toBeGreaterThan(0);
	expect(halfWay).toBeLessThan(manyNames.length);

	const { json } = await run('upsert', manyNames);
	expect(json.map(({ name }) => name)).toEqual(manyNames);
	expect(json.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(halfWay);
	expect(bench.sandbox.instances).toHaveLength(manyNames.length);
});

describe("n8n's Retry On Fail", () => {
	const retrying = { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };

	it('is warned of by Create', async () => {
		const { hints } = await run('create', ['A'], {}, retrying);
		expect(hints.map(({ message }) => message).join()).toContain('Retry On Fail');
	});

	it('is harmless with Create or Update: no warning, and nothing twice', async () => {
		bench.sandbox.addFault({
			method: 'POST',
			bodyContains: '"name":"B"',
			times: 1,
			fault: { kind: 'status', status: 400 },
		});
		const { json, hints, error } = await run('upsert', ['A', 'B', 'C'], {}, retrying);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(json.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
		expect(bench.sandbox.instances.map(({ name }) => name).sort()).toEqual(['A', 'B', 'C']);
	});
});
