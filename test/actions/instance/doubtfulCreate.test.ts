import type { Fault } from '../../../sandbox';
import { createFields, everythingShown, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

/** Answers that leave it open whether the instance exists, and whether it does. */
const DOUBTS: Array<[string, Fault, boolean]> = [
	['no answer in time, stored', { kind: 'hang', when: 'after' }, true],
	['no answer in time, not stored', { kind: 'hang' }, false],
	['a dropped connection, stored', { kind: 'drop', when: 'after' }, true],
	['a dropped connection, not stored', { kind: 'drop' }, false],
	['500, stored', { kind: 'status', status: 500, when: 'after' }, true],
	['500, not stored', { kind: 'status', status: 500 }, false],
	['502, stored', { kind: 'status', status: 502, when: 'after' }, true],
	['503, stored', { kind: 'status', status: 503, when: 'after' }, true],
	[
		'503 with Retry-After, stored',
		{ kind: 'status', status: 503, when: 'after', retryAfterSeconds: 0 },
		true,
	],
	['504, stored', { kind: 'status', status: 504, when: 'after' }, true],
	['408, stored', { kind: 'status', status: 408, when: 'after' }, true],
	["a proxy's page, stored", { kind: 'notJson', when: 'after' }, true],
	["a proxy's 502 page, stored", { kind: 'notJson', when: 'after', status: 502 }, true],
	['an answer that breaks off', { kind: 'truncated' }, true],
	['JSON that is cut off', { kind: 'truncated', framing: 'shortened' }, true],
	['an empty answer', { kind: 'emptyBody' }, true],
	['an empty answer, not stored', { kind: 'emptyBody', when: 'before' }, false],
	['a 303', { kind: 'redirect', location: '/x', status: 303 }, false],
];

const posts = () => bench.sandbox.requests.filter(({ method }) => method === 'POST');

const create = async (more: object = {}) =>
	await bench.run({
		...more,
		parameters: createFields({
			name: '={{ $json.name || "Store 12" }}',
			options: { timeout: 1000, waitBetweenAttempts: 5 },
		}),
	});

describe.each(DOUBTS)('A create that ended with %s', (_, fault, stored) => {
	it('leaves one instance at most', async () => {
		bench.sandbox.addFault({ method: 'POST', times: 1, fault });
		const { json, error } = await create();

		expect(bench.sandbox.instances.length).toBeLessThanOrEqual(1);
		if (stored) expect(posts()).toHaveLength(1);
		if (error) {
			expect(error.message).toContain("'Store 12'");
		} else {
			expect(json[0]).toMatchObject({
				id: bench.sandbox.instances[0].id,
				token: bench.sandbox.instances[0].token,
			});
		}
	});

	it('shows no token where it ends with an error', async () => {
		bench.sandbox.addFault({ method: 'POST', times: 1, fault });
		bench.sandbox.addFault({ method: 'GET', fault: { kind: 'status', status: 500 } });
		const result = await create();
		expect(result.error?.message).toContain("'Store 12'");
		const shown = everythingShown(result);
		for (const { token } of bench.sandbox.instances) expect(shown).not.toContain(token);
		expect(posts()).toHaveLength(1);
	});
});

it('a refused connection is no doubt: nothing was sent, so it is tried again', async () => {
	const { error } = await bench.run({
		parameters: createFields({ options: { maxAttempts: 3 } }),
		credential: bench.credential({ baseUrl: 'http://127.0.0.1:1' }),
	});
	expect(error?.message).toContain('could not be reached');
	expect(error?.description).toContain('Nothing was sent');
	expect(error?.description).toContain('Attempts: 3');
	expect(error?.message).not.toContain('Outcome unknown');
});

it('with Continue other items are not held up, and every instance is there once at most', async () => {
	bench.sandbox.addFault({
		method: 'POST',
		bodyContains: 'Doubtful',
		times: 1,
		fault: { kind: 'drop', when: 'after' },
	});
	const { outputs } = await create({
		items: [{ name: 'A' }, { name: 'Doubtful' }, { name: 'B' }],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(outputs[0][0].json).toMatchObject({ name: 'A' });
	expect(outputs[0][2].json).toMatchObject({ name: 'B' });
	const names = bench.sandbox.instances.map(({ name }) => name);
	expect([...names].sort()).toEqual(['A', 'B', 'Doubtful']);
});
