/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Deliveries, FAILURE_POLICY, mayCall } from '../../../gateway/events';
import { MemoryEvents, type Notification } from '../../../gateway/store';
import { listen, type Callback } from '../../support/callback';
import { until } from '../../support/until';
import { ManualClock } from '../support/manualClock';

const HOUR_MS = 3_600_000;

let callback: Callback;
let events: MemoryEvents;
let clock: ManualClock;
let deliveries: Deliveries;

const start = () =>
	new Deliveries({
		events,
		clock,
		mayCall,
		configurationOf: async (id) => (id === 1 ? {} : undefined),
	});

beforeEach(async () => {
	callback = await listen();
	[events, clock] = [new MemoryEvents(), new ManualClock()];
	deliveries = start();
});
afterEach(async () => {
	deliveries.stop();
	await callback.close();
});

let looks = 0;
async function made(url = callback.url, instanceId = 1): Promise<Notification[]> {
	const last = (await events.look(instanceId))?.atMs;
	const draft = { instanceId, createdAtMs: clock.now(), url, objectType: 'bills', write: String };
	return (await events.keepLook(instanceId, { atMs: (looks += 1), seen: {} }, last, [draft]))!;
}

const stateOf = async ({ id }: Notification) => {
	const { status, attempts } = (await events.notification(id))!;
	return [status, attempts];
};

/** Lets time pass up to the next attempt, which then happens. */
async function next(ms: number, attempt: number): Promise<void> {
	await clock.whenPlanned(ms);
	await clock.pass(ms - 1);
	expect(callback.requests).toHaveLength(attempt - 1);
	await clock.pass(1);
	await until(() => callback.requests.length === attempt);
}

describe('Deliveries', () => {
	it('are tried five times by the documented schedule, then wait in the queue with what comes later', async () => {
		callback.answerWith(500);
		const [one] = await made();
		const sent = deliveries.send([one]);
		await until(() => callback.requests.length === 1);
		for (const [index, seconds] of [8, 64, 512, 4_096].entries()) {
			await clock.whenPlanned(seconds * 1_000);
			expect((await stateOf(one))[0]).toBe('retry');
			await next(seconds * 1_000, index + 2);
		}
		await sent;
		expect(await stateOf(one)).toEqual(['queued', [500, 500, 500, 500, 500]]);
		callback.answerWith(200);
		const [two] = await made();
		await deliveries.send([two]);
		expect(await stateOf(two)).toEqual(['queued', []]);
		await deliveries.redeliver(await events.notificationHeads({}));
		expect([(await stateOf(one))[0], (await stateOf(two))[0]]).toEqual(['delivered', 'delivered']);
		const [three] = await made();
		await deliveries.send([three]);
		expect(await stateOf(three)).toEqual(['delivered', [200]]);
	}, 20_000);

	it('end with the first that arrives, and go on after a restart when they were due', async () => {
		callback.answerWith(503);
		const [one] = await made();
		void deliveries.send([one]);
		await until(() => callback.requests.length === 1);
		await clock.whenPlanned(8_000);
		deliveries.stop();
		await clock.pass(HOUR_MS);
		expect(callback.requests).toHaveLength(1);
		callback.answerWith(200);
		const [two] = await made();
		deliveries = start();
		let isOver = false;
		const resumed = deliveries.resume().finally(() => (isOver = true));
		// What is due may be planned at any moment until all has been sent.
		while (!isOver) await clock.pass(0);
		await resumed;
		expect(await stateOf(one)).toEqual(['delivered', [503, 200]]);
		expect(await stateOf(two)).toEqual(['delivered', [200]]);
	}, 20_000);

	it('follow no redirect', async () => {
		const other = createServer((request, response) => {
			request.resume();
			response.writeHead(307, { location: callback.url }).end();
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		await events.changeSettings({ [FAILURE_POLICY]: 'queue' });
		const { port } = other.address() as AddressInfo;
		const [one] = await made(`http://127.0.0.1:${port}/`);
		await deliveries.send([one]);
		expect(await stateOf(one)).toEqual(['queued', [307]]);
		expect(callback.requests).toEqual([]);
		other.closeAllConnections();
		await new Promise<void>((resolve) => other.close(() => resolve()));
	});

	it('call nobody where the instance or the address is none', async () => {
		await events.changeSettings({ [FAILURE_POLICY]: 'queue' });
		for (const [url, id] of [
			[callback.url, 2],
			['', 1],
			['file:///etc/passwd', 1],
		] as const) {
			const [one] = await made(url, id);
			await deliveries.send([one]);
			expect(await stateOf(one)).toEqual(['queued', [null]]);
		}
		expect(callback.requests).toEqual([]);
	});

	it.each([
		['http://n8n:5678/webhook/a', true],
		['https://n8n.example.com/webhook/a', true],
		['http://192.168.1.5/x', true],
		['http://169.254.169.254/latest', false],
		['http://[fe80::1]/', false],
		['http://[::ffff:169.254.169.254]/', false],
		['http://2852039166/', false],
		['https://user:word@example.com/', false],
		['ftp://example.com/', false],
		['', false],
	])('may go to %s: %s', (url, may) => expect(mayCall(url)).toBe(may));
});
