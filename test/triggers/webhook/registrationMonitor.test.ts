/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { outside } from '../../support/outside';
import { useSandbox } from '../../support/sandboxed';
import type { TriggerHost } from '../../support/triggerHost';
import { FOREIGN, KEYS, webhookHost } from '../support/webhookHost';
import type { Fault, StoredInstance } from '../../../sandbox';
import { Client } from '../../sandbox/client';
import { until } from '../../support/until';

const bench = useSandbox();

const MINUTE_MS = 60 * 1000;
/** What a trigger that was just set up waits before it asks for queued deliveries; it never does so here. */
const UNTIL_KEPT_MS = 500;
const OF_ANOTHER = 'No element instance found with ID 99';

let instance: StoredInstance;
let host: TriggerHost;
let switchOff: () => Promise<void>;
/** What waits for a look, and for how many minutes. */
let hourly: Array<() => void>;
let minutes: number[];

beforeEach(async () => {
	hourly = [];
	minutes = [];
	const { setTimeout: real } = outside.globals;
	jest.spyOn(outside.globals, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
		if (ms === UNTIL_KEPT_MS) return undefined;
		if (ms === undefined || ms < 2 * MINUTE_MS) return real(work, ms);
		hourly.push(work);
		minutes.push(ms / MINUTE_MS);
		return undefined;
	}) as typeof setTimeout);
	instance = bench.sandbox.addInstance({ name: 'Store 12' });
	host = webhookHost(bench, instance);
	await host.listen();
	await host.activate();
	switchOff = await host.run();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await switchOff();
	await host.close();
});

/** Lets an hour pass, and waits until the next one is waited for or nothing more happens. */
async function passHour(): Promise<void> {
	const [work] = hourly.splice(0);
	work();
	await until(() => hourly.length > 0);
}

/** Longer than a request of this machine takes. */
async function goneBy(): Promise<void> {
	const client = new Client(bench.sandbox);
	for (let times = 0; times < 5; times++) await client.send('GET', '/organizations/me');
}

const settings = () => Object.values(KEYS).map((key) => instance.configuration[key]);

describe('While the workflow is active', () => {
	it.each([
		['callback', null],
		['enabled', 'false'],
		['interval', '60'],
		['signature', null],
	] as const)('a %s that was changed is put right within the hour', async (name, value) => {
		const before = settings();
		instance.configuration[KEYS[name]] = value;
		await passHour();
		expect(settings()).toEqual(before);
		expect(host.log.join()).toContain(KEYS[name]);
	});

	it('what the service could not deliver is asked for within the hour', async () => {
		const port = await host.close();
		const body = { Name: 'While nobody could reach n8n' };
		await new Client(bench.sandbox).withToken(instance.token, 'POST', '/customers', { body });
		const [delivery] = await bench.sandbox.pollNow(instance.id);
		expect(delivery.status).toBe('queued');
		await host.listen(port);
		await passHour();
		await until(() => host.items.length === 1);
	});

	it('nothing is written where all is as it should be', async () => {
		bench.sandbox.resetRequests();
		await passHour();
		await passHour();
		expect(bench.sandbox.requests.length).toBeGreaterThanOrEqual(4);
		expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
		expect(host.log).toEqual([]);
	});

	it('a look comes soon, again, and then each hour', async () => {
		for (let looks = 0; looks < 4; looks++) await passHour();
		expect(minutes).toEqual([2, 10, 60, 60, 60]);
	});

	it('somebody else’s callback is named and left alone', async () => {
		instance.configuration[KEYS.callback] = FOREIGN;
		const before = settings();
		await passHour();
		expect(settings()).toEqual(before);
		expect(host.log.join()).toContain('https://other.example.com/hooks/quickbooks');
		expect(host.log.join()).not.toContain('4711');
	});

	it.each<[string, Fault]>([
		['a refusal', { kind: 'status', status: 403 }],
		["a proxy's 404", { kind: 'foreign404' }],
		['a 404 about another instance', { kind: 'status', status: 404, message: OF_ANOTHER }],
	])('after %s it is asked again an hour later', async (_what, answer) => {
		instance.configuration[KEYS.enabled] = 'false';
		const fault = bench.sandbox.addFault({ path: '/instances/*', fault: answer });
		await passHour();
		expect(host.log.join()).toMatch(/could not be asked/);
		expect(host.log.join()).not.toContain('is gone');
		bench.sandbox.removeFault(fault);
		await passHour();
		expect(instance.configuration[KEYS.enabled]).toBe('true');
	});

	it('an instance that is gone is named', async () => {
		await new Client(bench.sandbox).send('DELETE', `/instances/${instance.id}`);
		await passHour();
		expect(host.log.join()).toContain(`Instance ${instance.id} is gone`);
	});

	it('a key that was made after the start is the one that is put back', async () => {
		await host.deactivate();
		await host.activate();
		const before = settings();
		instance.configuration[KEYS.signature] = null;
		await passHour();
		expect(settings()).toEqual(before);
	});
});

it('Once it is switched off nothing is asked or written any more', async () => {
	await switchOff();
	await host.deactivate();
	const before = settings();
	await goneBy();
	bench.sandbox.resetRequests();
	for (const work of hourly.splice(0)) work();
	await goneBy();
	const others = bench.sandbox.requests.filter(({ path }) => !path.endsWith('/organizations/me'));
	expect(others).toEqual([]);
	expect(settings()).toEqual(before);
	expect(hourly).toEqual([]);
});

// n8n 2.0 puts the settings back before it ends what runs beside.
it.each(['before', 'while'])('Put back %s a look is under way, the settings stay', async (when) => {
	if (when === 'while') {
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances/*',
			times: 1,
			fault: { kind: 'delay', ms: 400 },
		});
		const asked = bench.sandbox.requests.length;
		hourly.splice(0)[0]();
		await until(() => bench.sandbox.requests.length > asked);
	}
	await host.deactivate();
	const before = settings();
	expect(before[1]).toBeNull();
	if (when === 'before') hourly.splice(0)[0]();
	await until(() => hourly.length > 0);
	expect(settings()).toEqual(before);
});

it('In the editor nothing is watched', async () => {
	const waiting = hourly.length;
	await host.run('manual');
	expect(hourly).toHaveLength(waiting);
});
