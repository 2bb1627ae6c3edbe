import { sleep } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { byId, createFields, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const get = async (id: number, options: object = {}) =>
	await bench.run({
		parameters: { operation: 'get', instanceId: byId(id), options: { ...options } },
	});

/** Time between the end of one request and the start of the next, in milliseconds. */
const gaps = () =>
	bench.sandbox.requests
		.slice(1)
		.map(({ startedAtMs }, index) => startedAtMs - bench.sandbox.requests[index].finishedAtMs!);

describe('A read', () => {
	it.each<[string, Fault]>([
		['429 without Retry-After', { kind: 'rateLimit' }],
		['429 with Retry-After 0', { kind: 'rateLimit', retryAfterSeconds: 0 }],
		['408', { kind: 'status', status: 408 }],
		['500', { kind: 'status', status: 500 }],
		['502', { kind: 'status', status: 502 }],
		['503', { kind: 'status', status: 503 }],
		['504', { kind: 'status', status: 504 }],
		['a dropped connection', { kind: 'drop' }],
		['an answer that breaks off', { kind: 'truncated' }],
		['JSON that is cut off', { kind: 'truncated', framing: 'shortened' }],
		["a proxy's page", { kind: 'notJson' }],
		['no answer in time', { kind: 'hang' }],
	])('is sent again after %s', async (_, fault) => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ times: 2, fault });
		const { json, error } = await get(id, fault.kind === 'hang' ? { timeout: 1000 } : {});
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id, name: 'Store' });
		expect(bench.sandbox.requests).toHaveLength(3);
	});

	it.each<[string, Fault]>([
		['400', { kind: 'status', status: 400 }],
		['401', { kind: 'unauthorized' }],
		['403', { kind: 'status', status: 403 }],
		['404', { kind: 'status', status: 404 }],
		['409', { kind: 'status', status: 409 }],
		['413', { kind: 'status', status: 413 }],
		['429 for its size', { kind: 'payloadLimit' }],
		['an old connector', { kind: 'qbxmlVersion' }],
		['a redirect', { kind: 'redirect', location: 'https://other.example.com/' }],
	])('is not sent again after %s', async (_, fault) => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ fault });
		const { error } = await get(id);
		expect(error?.name).toBe('NodeApiError');
		expect(bench.sandbox.requests).toHaveLength(1);
	});

	it('is sent as often as Max Attempts says, and the error tells how often', async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ fault: { kind: 'status', status: 503 } });
		const { error } = await get(id, { maxAttempts: 3 });
		expect(bench.sandbox.requests).toHaveLength(3);
		expect(error?.description).toContain('Attempts: 3');
		bench.sandbox.resetRequests();
		await get(id, { maxAttempts: 1 });
		expect(bench.sandbox.requests).toHaveLength(1);
		bench.sandbox.resetRequests();
		await get(id);
		expect(bench.sandbox.requests).toHaveLength(5);
	});

	it('waits as set, and doubles the wait', async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ times: 3, fault: { kind: 'status', status: 503 } });
		await get(id, { waitBetweenAttempts: 40 });
		const waits = gaps();
		expect(waits).toHaveLength(3);
		[40, 80, 160].forEach((wait, index) => expect(waits[index]).toBeGreaterThanOrEqual(wait - 5));
		expect(waits[0]).toBeLessThan(900);
	});

	it('waits as long as Retry-After asks, in seconds', async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ times: 1, fault: { kind: 'rateLimit', retryAfterSeconds: 1 } });
		await get(id);
		expect(gaps()[0]).toBeGreaterThanOrEqual(990);
		expect(gaps()[0]).toBeLessThan(2500);
	});

	it("waits until the date that Retry-After names, by the service's clock, however wrong that is", async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.clock.offsetMs = -3_600_000;
		bench.sandbox.addFault({
			times: 1,
			fault: { kind: 'rateLimit', retryAfterSeconds: 1, retryAfterAs: 'date' },
		});
		const { json } = await get(id);
		expect(json[0]).toMatchObject({ id });
		expect(gaps()[0]).toBeGreaterThanOrEqual(990);
		expect(gaps()[0]).toBeLessThan(2500);
	});

	it('does not wait for a Retry-After that is longer than anybody waits, and says how long', async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ fault: { kind: 'rateLimit', retryAfterSeconds: 3600 } });
		const { error } = await get(id);
		expect(bench.sandbox.requests).toHaveLength(1);
		expect(error?.message).toContain('60 minutes');
	});

	it.each([
		['timeout', 0, 'Timeout (timeout) must be a whole number, 1 or more'],
		['maxAttempts', 'many', 'Max Attempts (maxAttempts) must be a whole number, 1 or more'],
		[
			'waitBetweenAttempts',
			-1,
			'Wait Between Attempts (waitBetweenAttempts) must be a whole number, 0 or more',
		],
	])('refuses %s %j', async (name, value, message) => {
		const { error } = await get(1, { [name]: `={{ ${JSON.stringify(value)} }}` });
		expect(error?.message).toBe(message);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('Other writes than a create', () => {
	it.each(['enable', 'disable', 'delete'])(
		'%s is sent again, as it does the same twice',
		async (operation) => {
			const { id } = bench.sandbox.addInstance({ name: 'Store', disabled: operation === 'enable' });
			bench.sandbox.addFault({ times: 1, fault: { kind: 'drop', when: 'after' } });
			const { error, json } = await bench.run({ parameters: { operation, instanceId: byId(id) } });
			expect(error).toBeUndefined();
			expect(json).toHaveLength(1);
			expect(bench.sandbox.requests).toHaveLength(2);
		},
	);
});

describe('A create that was refused', () => {
	it('is sent again after 429', async () => {
		bench.sandbox.addFault({ method: 'POST', times: 2, fault: { kind: 'rateLimit' } });
		const { json } = await bench.run({ parameters: createFields() });
		expect(json[0]).toMatchObject({ id: bench.sandbox.instances[0].id });
		expect(bench.calls()).toEqual(Array(3).fill('POST /instances'));
		expect(bench.sandbox.instances).toHaveLength(1);
	});

	it('is sent once with Max Attempts 1', async () => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'rateLimit' } });
		const { error } = await bench.run({
			parameters: createFields({ options: { maxAttempts: 1 } }),
		});
		expect(error?.httpCode).toBe('429');
		expect(bench.calls()).toEqual(['POST /instances']);
	});

	it.each<[string, Fault]>([
		['400', { kind: 'status', status: 400 }],
		['401', { kind: 'unauthorized' }],
		['403', { kind: 'status', status: 403 }],
		[
			'404 in the service’s own words',
			{ kind: 'status', status: 404, message: 'No element found with key or ID x' },
		],
		['409', { kind: 'status', status: 409 }],
		['429 for its size', { kind: 'payloadLimit' }],
	])('is not sent again after %s', async (_, fault) => {
		bench.sandbox.addFault({ method: 'POST', fault });
		const { error } = await bench.run({ parameters: createFields() });
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).not.toContain('Outcome unknown');
		expect(bench.calls()).toEqual(['POST /instances']);
	});
});

it('after a 429 nobody asks again before the pause is over', async () => {
	const ids = Array.from(
		{ length: 12 },
		(_, index) => bench.sandbox.addInstance({ name: `${index}` }).id,
	);
	bench.sandbox.addFault({ skip: 3, times: 1, fault: { kind: 'rateLimit', retryAfterSeconds: 1 } });
	const { json } = await bench.run({
		parameters: {
			operation: 'get',
			instanceId: byId('={{ $json.id }}'),
			options: { concurrency: 3 },
		},
		items: ids.map((id) => ({ id })),
	});
	expect(json.map(({ id }) => id)).toEqual(ids);
	const refused = bench.sandbox.requests.find(({ status }) => status === 429)!;
	const pauses = bench.sandbox.requests
		.map(({ startedAtMs }) => startedAtMs - refused.finishedAtMs!)
		.filter((sinceMs) => sinceMs > 0);
	// The two beside it may each be on their way when the answer comes, and could not know of it.
	const late = pauses.filter((sinceMs) => sinceMs >= 950);
	expect(late.length).toBeGreaterThanOrEqual(6);
	expect(pauses.length - late.length).toBeLessThanOrEqual(2);
});

describe('Two runs at the same time', () => {
	const list = async (changes: object = {}) =>
		await bench.run({
			parameters: { operation: 'getAll', returnAll: true },
			credential: bench.credential({ ...changes }),
		});
	const requestsTo = (host: string) =>
		bench.sandbox.requests.filter(({ headers }) => headers.host.startsWith(host));

	it('with one credential share the pause after a 429', async () => {
		bench.sandbox.addFault({ times: 1, fault: { kind: 'rateLimit', retryAfterSeconds: 1 } });
		const first = list();
		while (bench.sandbox.requests[0]?.status !== 429) await sleep(5);
		await sleep(50);
		await Promise.all([first, list()]);
		const [refused, ...later] = bench.sandbox.requests;
		expect(later).toHaveLength(2);
		for (const { startedAtMs } of later) {
			expect(startedAtMs - refused.finishedAtMs!).toBeGreaterThanOrEqual(950);
		}
	});

	it('with different credentials do not hold each other up', async () => {
		bench.sandbox.addFault({ times: 1, fault: { kind: 'rateLimit', retryAfterSeconds: 1 } });
		const first = list();
		while (bench.sandbox.requests[0]?.status !== 429) await sleep(5);
		await list({ baseUrl: bench.sandbox.url.replace('127.0.0.1', 'localhost') });
		expect(requestsTo('localhost')).toHaveLength(1);
		expect(requestsTo('localhost')[0].startedAtMs).toBeLessThan(
			bench.sandbox.requests[0].finishedAtMs! + 900,
		);
		await first;
	});
});
