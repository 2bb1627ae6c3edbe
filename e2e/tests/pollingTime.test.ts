/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Sandbox, startSandbox, type StoredInstance } from '../../sandbox';
import { importCredentials } from '../../tools/n8n/drive/cli';
import { prepareN8n } from '../../tools/n8n/install/install';
import { freePorts, type N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd, undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { createOwner, type N8nServer, startServer } from '../../tools/n8n/serve/server';
import { createUserFolder, installPackage } from '../../tools/n8n/serve/userFolder';
import { type Collector, startCollector } from '../queue/collector';
import { until } from '../support/until';
import { addCustomer, changesTo } from '../support/changes';
import { createClock, type MovedClock } from '../support/clock';
import { sandboxCredential } from '../../tools/n8n/drive/credential';
import { activateWorkflow, storeWorkflow } from '../../tools/n8n/drive/examples';
import { tarballToTest } from '../support/fixture';
import { POLLING_TRIGGER_TYPE } from '../../tools/n8n/drive/product';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** When clocks in Denver change. All lies ahead of today: the calendar of an n8n had better not go back. */
const SPRING = ['2027-03-14T09:00:00Z', '2028-03-12T09:00:00Z'];
const AUTUMN = ['2027-11-07T08:00:00Z', '2028-11-05T08:00:00Z'];

let sandbox: Sandbox;
let polled: StoredInstance;
let collector: Collector;
let n8n: N8nInstance;
let server: N8nServer;
let clock: MovedClock;
let port: number;
/** What n8n's calendar shows, in milliseconds since 1970, when it was moved last. */
let nowMs = Date.parse(SPRING[0]) - 48 * HOUR_MS;
/** How far the times that QuickBooks writes are off. */
let offMs = 0;
const expected: string[] = [];

async function start(): Promise<void> {
	const additions = { ...clock.environment, N8N_PORT: String(port) };
	server = await startServer(n8n, { additions });
}

/** Moves everybody's calendar. */
async function goTo(ms: number): Promise<void> {
	nowMs = ms;
	const offsetMs = nowMs - Date.now();
	sandbox.clock.offsetMs = offsetMs + offMs;
	await clock.move(offsetMs);
}

async function add(): Promise<void> {
	expected.push(await addCustomer(sandbox, polled, `Customer ${expected.length}`));
}

/** Waits for a look that began later than now, and for its end. */
async function look(): Promise<void> {
	const sinceMs = Date.now();
	await until('a look', () =>
		sandbox.requests.some(
			({ path, startedAtMs, finishedAtMs }) =>
				path.endsWith('/customers') && startedAtMs >= sinceMs && finishedAtMs !== null,
		),
	);
}

/** Everything that changed was told once, and nothing else. */
async function assertTold(): Promise<void> {
	const told = () => collector.received.map(({ objectId }) => String(objectId));
	// n8n looks once a minute of its calendar, which stands still but for this.
	await goTo(nowMs + MINUTE_MS);
	await until('every change', () => told().length >= expected.length);
	// What is told twice would be told by the next look.
	for (let times = 0; times < 2; times++) {
		await goTo(nowMs + MINUTE_MS);
		await look();
	}
	assert.deepEqual(told().sort(), [...expected].sort());
}

before(async () => {
	undoOnSignals();
	sandbox = await startSandbox({ port: 0, webConnector: true });
	atEnd(async () => await sandbox.stop());
	polled = sandbox.addInstance({ name: 'Store 12' });
	collector = await startCollector();
	clock = await createClock(0);
	[port] = await freePorts(1);
	n8n = { installation: await prepareN8n(), userFolder: await createUserFolder() };
	await installPackage(n8n.userFolder, await tarballToTest());
	await importCredentials(n8n, [sandboxCredential(sandbox)]);
	await goTo(nowMs);
	await start();
	const login = await createOwner(server);
	const workflow = changesTo(collector.url, 'polling', POLLING_TRIGGER_TYPE, polled, {
		pollTimes: { item: [{ mode: 'everyMinute' }] },
		options: { timeZone: 'America/Denver' },
	});
	await activateWorkflow(server, login, await storeWorkflow(server, login, workflow));
	await look();
});
after(undoAll);

test('What changed while n8n was down for a day is told once it is back', async () => {
	await server.stop();
	for (let hour = 0; hour < 24; hour++) {
		await goTo(nowMs + HOUR_MS);
		for (let index = 0; index < 10; index++) await add();
	}
	await start();
	await assertTold();
	assert.equal(sandbox.openCallsPeak(polled.id), 1);
});

/** Changes a quarter of an hour apart, from two hours before a moment until three hours after it, and looks between. */
async function passMoment(moment: string, offMsFromThen: number): Promise<void> {
	await goTo(Date.parse(moment) - 2 * HOUR_MS);
	for (let quarter = 0; quarter < 20; quarter++) {
		if (nowMs >= Date.parse(moment)) offMs = offMsFromThen;
		await goTo(nowMs + 15 * MINUTE_MS);
		await add();
		if (quarter % 3 === 0) await look();
	}
	await assertTold();
}

for (const [year, [how, summerOffMs]] of [
	['an hour behind', -HOUR_MS] as const,
	['an hour ahead', HOUR_MS] as const,
].entries()) {
	test(`Across both clock changes nothing is lost or told twice where QuickBooks is ${how} in summer`, async () => {
		await passMoment(SPRING[year], summerOffMs);
		await passMoment(AUTUMN[year], 0);
	});
}
