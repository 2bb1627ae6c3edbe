/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Sandbox, startSandbox, type StoredInstance } from '../../sandbox';
import type { CredentialToImport } from '../../tools/n8n/drive/cli';
import { atEnd, undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { projectFolder } from '../../tools/n8n/install/pack';
import { start } from '../../tools/n8n/serve/processes';
import { say, step } from '../../tools/n8n/serve/progress';
import { createOwner, type N8nServer } from '../../tools/n8n/serve/server';
import { type Cluster, createCluster, type Worker } from '../queue/cluster';
import { type Collector, startCollector } from '../queue/collector';
import { registeredWebhooks, storedExecutions, unfinishedExecutions } from '../queue/executions';
import { databaseExists, keysOf } from '../queue/scratch';
import { type Gate, startGate } from '../queue/gate';
import {
	type Answer,
	type Editor,
	startExecution,
	storeActive,
	storeCredential,
} from '../queue/interface';
import { missingServices } from '../queue/services';
import { until } from '../support/until';
import {
	changesTo,
	provisionOnRequest,
	type RecordRow,
	recordsOnRequest,
} from '../queue/workflows';
import { sandboxCredential } from '../../tools/n8n/drive/credential';
import { tarballToTest } from '../support/fixture';
import type { Entry, ProvisionedItem } from '../support/provisioning';

/** Three runs of each kind on three workers that take two each: one worker has one of each. */
const PARTS = ['North', 'East', 'South'];
const CONCURRENCY = 2;
const ROWS_PER_PART = 10;
/** Creates of each part that are answered before the worker is killed; those after them are held. */
const ANSWERED_INSTANCES = 4;
const ANSWERED_INVOICES = 3;

/** Changes that are reported at once, two with each notification. */
const CHANGES = 60;
/** The service tries again after 8, 64, 512 and 4,096 seconds of its own: 39 seconds together. */
const EVENT_MINUTE_MS = 500;
const ABANDONED = path.join(__dirname, '..', 'queue', 'abandoned.ts');

let missing: string | undefined;
let sandbox: Sandbox;
let cluster: Cluster;
let gate: Gate;
let collector: Collector;
let webhooks: N8nServer;
/** By id. */
const workflowNames = new Map<string, string>();
let workers: Worker[];
/**
 * A company file for the records of each part (two runs on one worker take turns through one instance), and the one
 * that is watched.
 */
const books = new Map<string, StoredInstance>();
let watched: StoredInstance;

before(async () => {
	undoOnSignals();
	missing = await missingServices();
	if (missing && process.env.CI) throw new Error(`Queue mode cannot be tested: ${missing}`);
	if (missing) return;

	sandbox = await startSandbox({ port: 0, webConnector: true, eventMinuteMs: EVENT_MINUTE_MS });
	atEnd(async () => await sandbox.stop());
	for (const part of PARTS) books.set(part, sandbox.addInstance({ name: `Books ${part}` }));
	watched = sandbox.addInstance({ name: 'Watched' });
	gate = await startGate(sandbox.url);
	collector = await startCollector();
	const tarball = await tarballToTest();
	cluster = await step(
		'Making a database and a machine with the package',
		async () => await createCluster(tarball, CONCURRENCY),
	);
	const main = await step('Starting the main process', async () => await cluster.startMain());
	const editor: Editor = { main, login: await createOwner(main) };
	[webhooks, ...workers] = await step(
		'Starting a webhook process and three workers',
		async () =>
			(await Promise.all([
				cluster.startWebhookProcess(),
				...[1, 2, 3].map(async (number) => await cluster.startWorker(`worker ${number}`)),
			])) as [N8nServer, ...Worker[]],
	);
	const account = await storeCredential(editor, credentialToGate());
	for (const workflow of [
		provisionOnRequest('provision'),
		recordsOnRequest('records'),
		changesTo(collector.url, 'changes', watched.id),
	]) {
		workflowNames.set(await storeActive(editor, workflow, account), workflow.name);
	}
	// n8n sets triggers up some time after it has answered.
	await until(
		'the webhooks of three workflows',
		async () =>
			(await registeredWebhooks(cluster.database)) === 3 &&
			Boolean(watched.configuration['event.notification.callback.url']),
	);
});
after(undoAll);

/** A test that is left out, with the reason, where there is no PostgreSQL or Redis. */
function queueTest(name: string, work: () => Promise<void>): void {
	test(name, async (context) => {
		if (missing) context.skip(missing);
		else await work();
	});
}

/** The credential that leads to the gate. */
function credentialToGate(): CredentialToImport {
	const credential = sandboxCredential(sandbox);
	return { ...credential, data: { ...credential.data, baseUrl: gate.url } };
}

const numbers = Array.from({ length: ROWS_PER_PART }, (_, index) =>
	String(index + 1).padStart(2, '0'),
);

function entriesOf(part: string): Entry[] {
	return numbers.map((number) => ({
		name: `${part} ${number}`,
		app: 'Cloud Elements',
		host: `https://${part.toLowerCase()}-${number}.g2c.example.com`,
		tags: 'stores',
	}));
}

function recordsOf(part: string): RecordRow[] {
	return numbers.map((number) => ({
		customer: `${part} Customer ${number}`,
		refNumber: `${part.charAt(0)}-${number}`,
		instanceId: books.get(part)?.id ?? 0,
	}));
}

const provisionPart = async (part: string) =>
	await startExecution(webhooks, 'provision', entriesOf(part));
const recordsPart = async (part: string) =>
	await startExecution(webhooks, 'records', recordsOf(part));

function itemsOf<T>({ status, body }: Answer): T[] {
	assert.equal(status, 200, JSON.stringify(body));
	return body as T[];
}

const allEntries = PARTS.flatMap(entriesOf);

/** One instance for each entry, and nothing else but those of the test itself. */
function assertFleet(): void {
	const own = [watched, ...books.values()].map(({ name }) => name);
	const names = sandbox.instances.map(({ name }) => name).filter((name) => !own.includes(name));
	assert.deepEqual(names.sort(), allEntries.map(({ name }) => name).sort());
}

/** One customer and one invoice for each row. */
async function assertBooks(part: string): Promise<void> {
	const rows = recordsOf(part);
	const members = async (path: string, member: string, ours: RegExp) =>
		(await sandbox.records(rows[0].instanceId, path))
			.map((record) => String(record[member]))
			.filter((text) => ours.test(text))
			.sort();
	assert.deepEqual(
		await members('customers', 'Name', / Customer /),
		rows.map(({ customer }) => customer),
	);
	assert.deepEqual(
		await members('invoices', 'RefNumber', /^[NES]-/),
		rows.map(({ refNumber }) => refNumber),
	);
}

/** The items name the very instances that stand, each with its token. */
function assertNamed(part: string, items: ProvisionedItem[]): void {
	const standing = new Map(sandbox.instances.map((instance) => [instance.name, instance]));
	assert.deepEqual(
		items.map(({ name, id, token }) => ({ name, id, token })),
		entriesOf(part).map(({ name }) => {
			const instance = standing.get(name);
			return { name, id: instance?.id, token: instance?.token };
		}),
	);
}

async function atRest(): Promise<void> {
	await until(
		'the end of all requests',
		() =>
			sandbox.pendingStores === 0 &&
			sandbox.requests.every(({ finishedAtMs }) => finishedAtMs !== null),
	);
}

queueTest(
	'Runs on three workers, one of them killed, and again: nothing twice, nothing lost',
	async () => {
		const holds = PARTS.flatMap((part) => [
			gate.hold('/instances', `"${part} `, ANSWERED_INSTANCES),
			gate.hold('/invoices', `"${part.charAt(0)}-`, ANSWERED_INVOICES),
		]);
		const started = [...PARTS.map(provisionPart), ...PARTS.map(recordsPart)];
		await until('six runs in the middle of their creates', () =>
			holds.every(({ passing, answered, held }) => answered === passing && held > 0),
		);
		const executions = await storedExecutions(cluster.database);
		const workflowOf = new Map(
			executions.map(({ id, workflowId }) => [id, workflowNames.get(workflowId)]),
		);
		for (const { name, executionIds } of workers) {
			say(`  ${name}: ${executionIds.map((id) => `${workflowOf.get(id)} (${id})`).join(', ')}`);
			assert.equal(executionIds.length, CONCURRENCY, `${name} has its share`);
		}
		const victim = workers.find(
			({ executionIds }) => new Set(executionIds.map((id) => workflowOf.get(id))).size === 2,
		);
		assert.ok(victim, 'a worker with a run of each kind');
		await victim.kill();
		say(`  ${victim.name} was killed`);
		// What it had sent lands now that nobody waits for it.
		gate.open();
		workers = workers.filter((worker) => worker !== victim);
		const replacement = cluster.startWorker('worker 4');

		const answers = await Promise.all(started);
		const lost = answers.filter(({ status }) => status !== 200);
		assert.deepEqual(
			lost.map(({ status }) => status),
			victim.executionIds.map(() => 500),
			'whoever asked for a run of the killed worker is told',
		);
		await until(
			'the end of all executions',
			async () => (await unfinishedExecutions(cluster.database)) === 0,
		);
		const ends = new Map(
			(await storedExecutions(cluster.database)).map(({ id, status }) => [id, status]),
		);
		for (const [id, status] of ends) {
			// n8n does not run it again by itself.
			assert.equal(status, victim.executionIds.includes(id) ? 'error' : 'success', id);
		}
		workers.push(await replacement);
		await atRest();

		// So slow that the two runs of each part overlap.
		sandbox.addFault({
			method: 'POST',
			path: '/instances',
			fault: { kind: 'delay', ms: 200 },
		});
		const twice = await Promise.all(
			[...PARTS, ...PARTS].map(provisionPart).concat(PARTS.map(recordsPart)),
		);
		await atRest();
		assertFleet();
		for (const part of PARTS) await assertBooks(part);
		for (const [index, part] of [...PARTS, ...PARTS].entries()) {
			assertNamed(part, itemsOf<ProvisionedItem>(twice[index]));
		}

		sandbox.clearFaults();
		sandbox.resetRequests();
		const last = await Promise.all([...PARTS.map(provisionPart), ...PARTS.map(recordsPart)]);
		for (const answer of last) {
			const outcomes = itemsOf<{ outcome: string }>(answer).map(({ outcome }) => outcome);
			assert.deepEqual(
				outcomes,
				numbers.map(() => 'unchanged'),
			);
		}
		assert.deepEqual(
			sandbox.requests.filter(({ method }) => method !== 'GET'),
			[],
		);
	},
);

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** An event of the watched company file; equal for equal numbers. */
function change(number: number) {
	return {
		objectType: 'customers',
		objectId: `8000${String(number).padStart(4, '0')}-1795492542`,
		eventType: 'UPDATED' as const,
		date: '2026-11-24T03:00:00Z',
	};
}

const idOf = (number: number) => change(number).objectId;
const range = (count: number, first = 0) =>
	Array.from({ length: count }, (_, index) => first + index);

async function changeExecutions() {
	const executions = await storedExecutions(cluster.database);
	return executions.filter(({ workflowId }) => workflowNames.get(workflowId) === 'changes');
}

/** Each of the first `count` changes was told, once, and nothing else. */
async function assertTold(count: number): Promise<void> {
	const told = () => collector.received.map(({ objectId }) => String(objectId));
	await until(`${count} changes`, () => new Set(told()).size >= count);
	await until(
		'the end of all executions',
		async () => (await unfinishedExecutions(cluster.database)) === 0,
	);
	assert.deepEqual(told().sort(), range(count).map(idOf).sort());
}

queueTest('Changes reported to the webhook process reach the workers, each once', async () => {
	const before = workers.map(({ executionIds }) => executionIds.length);
	// Two with each notification: nobody goes on before each worker has all that it takes at once.
	collector.holdUntil(2 * CONCURRENCY * workers.length);
	const deliveries = await Promise.all(
		range(CHANGES / 2).map(
			async (pair) => await sandbox.deliver(watched.id, [change(2 * pair), change(2 * pair + 1)]),
		),
	);
	assert.deepEqual(
		deliveries.flat().filter(({ status }) => status !== 'delivered'),
		[],
	);
	await assertTold(CHANGES);
	assert.equal((await changeExecutions()).length, CHANGES / 2);
	const shares = workers.map(({ executionIds }, index) => executionIds.length - before[index]);
	say(`  executions by worker: ${shares.join(', ')}`);
	assert.ok(
		shares.every((share) => share >= CONCURRENCY),
		'all workers took part',
	);

	// The service delivers again when it does not know that it has.
	await sandbox.deliver(watched.id, [change(0), change(1)]);
	assert.equal((await changeExecutions()).length, CHANGES / 2);
});

queueTest('What is reported while the webhook process is gone comes once it is back', async () => {
	await webhooks.kill();
	const attempts = sandbox.deliver(watched.id, [change(CHANGES)]);
	await until('an attempt in vain', () =>
		sandbox.deliveries.some(({ status }) => status === 'retry'),
	);
	webhooks = await cluster.startWebhookProcess();
	assert.deepEqual(
		(await attempts).map(({ status }) => status),
		['delivered'],
	);
	await assertTold(CHANGES + 1);

	// What this process was told is not given out twice.
	const executions = (await changeExecutions()).length;
	const [again] = await sandbox.deliver(watched.id, [change(CHANGES)]);
	assert.equal(again.status, 'delivered');
	assert.equal((await changeExecutions()).length, executions);
});

queueTest('Database, keys and processes go also when the test itself is killed', async () => {
	const owner = start(process.execPath, ['--import', 'tsx', ABANDONED], { cwd: projectFolder });
	atEnd(owner.stop);
	await until('its database', () => owner.output().length > 0 || owner.exitCode() !== undefined);
	const [name, pid] = owner.output()[0]?.split(' ') ?? [];
	assert.ok(await databaseExists(name));
	assert.equal((await keysOf(name)).length, 1);
	await owner.kill();
	await until('the end of its database', async () => !(await databaseExists(name)));
	await until('the end of its keys', async () => (await keysOf(name)).length === 0);
	await until('the end of its process', () => !isRunning(Number(pid)));
});
