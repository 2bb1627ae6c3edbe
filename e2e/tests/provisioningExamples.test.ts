/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import type { InstanceSeed } from '../../sandbox';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { temporaryFolder, undoAll } from '../../tools/n8n/serve/leftovers';
import { projectFolder } from '../../tools/n8n/install/pack';
import { createOwner, startServer } from '../../tools/n8n/serve/server';
import { type Execution, outputOf, type Workflow } from '../../tools/n8n/drive/workflow';
import {
	activateWorkflow,
	exampleFile,
	loadExamples,
	storeWorkflow,
	webhookOf,
} from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';
import { openForm, submitForm } from '../support/form';

const READING_NODE = 'Read the List';
const SETTINGS_NODE = 'Settings';

interface Summary {
	created: number;
	updated: number;
	unchanged: number;
	failed: number;
	failures: Array<{ name: string; reason: string }>;
	newInstances: Array<{ id: number; name: string }>;
	duplicates: unknown[];
}

let fixture: Fixture;
/** n8n lets workflows read files below the user's home folder only: this stands for it. */
let home: string;
let listFile: string;

function withParameters(
	workflow: Workflow,
	nodeName: string,
	change: (parameters: Record<string, unknown>) => Record<string, unknown>,
): Workflow {
	assert.ok(workflow.nodes.some(({ name }) => name === nodeName));
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === nodeName ? { ...node, parameters: change(node.parameters) } : node,
		),
	};
}

/** The example as it would be with the switch for deleting set to true. */
function withSwitchOn(workflow: Workflow): Workflow {
	const switchedOn = withParameters(workflow, SETTINGS_NODE, (parameters) => {
		const text = JSON.stringify(parameters);
		const changed = text.replace(/("name":"reallyDelete","value":)false/, '$1true');
		assert.notEqual(changed, text);
		return JSON.parse(changed) as Record<string, unknown>;
	});
	return { ...switchedOn, id: 'retire-for-real' };
}

before(async () => {
	home = await temporaryFolder('home');
	listFile = path.join(home, '.n8n-files', 'stores.csv');
	await mkdir(path.dirname(listFile));
	const examples = await loadExamples({ id: 'sandboxCredential', name: 'Cloud Elements account' });
	const example = (id: string) => {
		const found = examples.find((workflow) => workflow.id === id);
		assert.ok(found, id);
		return withParameters(found, READING_NODE, (parameters) => ({
			...parameters,
			fileSelector: listFile.replaceAll('\\', '/'),
		}));
	};
	const retire = example('retire-instances');
	fixture = await createFixture(() => [
		example('nightly-provisioning'),
		retire,
		withSwitchOn(retire),
	]);
});
beforeEach(() => fixture.sandbox.reset());
after(undoAll);

async function execute(workflowId: string): Promise<Execution> {
	fixture.sandbox.resetRequests();
	return await executeWorkflow(fixture.instance, workflowId, { HOME: home, USERPROFILE: home });
}

async function summaryOfNight(): Promise<Summary> {
	const execution = await execute('nightly-provisioning');
	assert.equal(executionFailure(execution), undefined);
	const items = outputOf(execution, 'Summary');
	assert.equal(items.length, 1);
	const shown = JSON.stringify(execution);
	for (const { name, token } of fixture.sandbox.instances) {
		assert.ok(!shown.includes(token), `the token of ${name} stays out of the execution`);
	}
	return items[0].json as unknown as Summary;
}

async function exampleList(): Promise<string> {
	return await readFile(path.join(projectFolder, 'examples', 'stores.csv'), 'utf8');
}

function store(name: string, hostIp: string, tags: string[]): InstanceSeed {
	return { name, tags, configuration: { 'app.name': 'Cloud Elements', 'host.ip': hostIp } };
}

function writes(): string[] {
	return fixture.sandbox.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path: requestPath }) => `${method} ${requestPath}`);
}

test('nightly-provisioning brings the instances to the list and sums up; the next night writes nothing', async () => {
	const { sandbox } = fixture;
	await writeFile(listFile, `${await exampleList()}Broken Store,Cloud Elements,,stores\n`);
	const moved = sandbox.addInstance(store('Harbour Store', 'https://9.example.com', ['stores']));
	const same = sandbox.addInstance(
		store('Airport Store', 'https://4713.g2c.example.com', ['stores']),
	);
	const unlisted = sandbox.addInstance(store('Old Store', 'https://8.example.com', ['stores']));

	const first = await summaryOfNight();
	const created = sandbox.instances.find(({ name }) => name === 'Downtown Store');
	const [{ reason }] = first.failures;
	assert.deepEqual(first, {
		created: 1,
		updated: 1,
		unchanged: 1,
		failed: 1,
		failures: [{ name: 'Broken Store', reason }],
		newInstances: [{ id: created?.id, name: 'Downtown Store' }],
		duplicates: [],
	});
	assert.match(reason, /Missing required configuration: Host Name\/IP \(host\.ip\)/);
	assert.deepEqual(created?.tags, ['stores', 'north']);
	assert.equal(moved.configuration['host.ip'], 'https://4712.g2c.example.com');
	assert.deepEqual(moved.tags, ['stores', 'south']);
	assert.deepEqual(
		sandbox.instances.map(({ id }) => id),
		[moved.id, same.id, unlisted.id, created?.id],
	);
	const written = writes();
	assert.equal(written.length, 2);
	assert.ok(!written.some((request) => request.includes(String(unlisted.id))));

	const second = await summaryOfNight();
	assert.deepEqual(second, {
		created: 0,
		updated: 0,
		unchanged: 3,
		failed: 1,
		failures: [{ name: 'Broken Store', reason }],
		newInstances: [],
		duplicates: [],
	});
	assert.deepEqual(writes(), []);
	assert.ok(sandbox.requests.length <= 2, 'one page of instances, and at most a look for the next');
});

test('retire-instances deletes nothing by default, and with the switch only what left the list', async () => {
	const { sandbox } = fixture;
	await writeFile(listFile, await exampleList());
	const [stays, leaves, other] = [
		sandbox.addInstance(store('Airport Store', 'https://4713.g2c.example.com', ['stores'])),
		sandbox.addInstance(store('Closed Store', 'https://7.example.com', ['stores', 'north'])),
		sandbox.addInstance(store('Warehouse', 'https://6.example.com', ['warehouses'])),
	];
	const left = { id: leaves.id, name: 'Closed Store' };

	const planned = await execute('retire-instances');
	assert.equal(executionFailure(planned), undefined);
	assert.deepEqual(
		outputOf(planned, 'What Would Be Deleted').map(({ json }) => json),
		[{ ...left, plan: 'delete' }],
	);
	assert.deepEqual(outputOf(planned, 'What Was Deleted'), []);
	assert.deepEqual(writes(), []);
	assert.equal(sandbox.instances.length, 3);

	const done = await execute('retire-for-real');
	assert.equal(executionFailure(done), undefined);
	assert.deepEqual(
		outputOf(done, 'What Was Deleted').map(({ json }) => json),
		[{ ...left, deleted: true }],
	);
	assert.deepEqual(writes(), [`DELETE /instances/${leaves.id}`]);
	assert.deepEqual(
		sandbox.instances.map(({ id }) => id),
		[stays.id, other.id],
	);
});

test('retire-instances deletes nothing when the list holds no names, although the switch is on', async () => {
	const { sandbox } = fixture;
	await writeFile(listFile, 'store,appName\nDowntown Store,Cloud Elements\n');
	sandbox.addInstance(store('Airport Store', 'https://4713.g2c.example.com', ['stores']));
	const execution = await execute('retire-for-real');
	assert.match(executionFailure(execution) ?? '', /Nothing was deleted/);
	assert.deepEqual(writes(), []);
	assert.equal(sandbox.instances.length, 1);
});

test('nightly-provisioning and retire-instances end with an error and write nothing when the list is not there', async () => {
	const { sandbox } = fixture;
	await rm(listFile);
	sandbox.addInstance(store('Airport Store', 'https://4713.g2c.example.com', ['stores']));
	for (const id of ['nightly-provisioning', 'retire-for-real']) {
		assert.match(
			executionFailure(await execute(id)) ?? '',
			/"One Item per Row" ended with: .*file/,
		);
		assert.deepEqual(writes(), [], id);
	}
	assert.equal(sandbox.instances.length, 1);
});

test('onboarding-form connects a store, writes its first invoice once, and says how it went', async () => {
	const { sandbox, instance } = fixture;
	const server = await startServer(instance);
	const login = await createOwner(server);
	const form = await exampleFile('onboarding-form');
	const stored = await storeWorkflow(server, login, form);
	await activateWorkflow(server, login, stored);
	const url = `${server.url}/form/${webhookOf(stored, 'Store Form')}`;

	assert.match(await openForm(url), /Store Name.*Application Name.*Host.*Tags/);
	const store = ['Corner Store', 'Cloud Elements', 'https://4714.g2c.example.com', 'stores, east'];
	const invoice = ['Riverside Bakery', '9001', 'Installation', '2', '35.00'];
	const [page, written] = await submitForm(url, store, invoice);
	const [created] = sandbox.instances;
	const isInstance = `Corner Store is instance ${created.id}.`;
	assert.match(page, /Customer.*Invoice Number.*Item.*Quantity.*Price of One/);
	assert.ok(page.includes(`Corner Store is connected as instance ${created.id}`), page);
	assert.match(written, /The store is connected, and its first invoice is written/);
	assert.ok(written.includes(isInstance), written);
	assert.match(written, /Invoice 9001 for Riverside Bakery is in QuickBooks: 70\.00 before tax/);
	assert.equal(created.name, 'Corner Store');
	assert.deepEqual(created.tags, ['stores', 'east']);
	assert.equal(created.configuration['app.name'], 'Cloud Elements');
	assert.equal(created.configuration['host.ip'], 'https://4714.g2c.example.com');
	const invoicesFor = async (customer: string) =>
		(await sandbox.records(created.id, 'invoices')).filter(
			({ CustomerRef }) => (CustomerRef as { FullName?: string }).FullName === customer,
		);
	const [stands] = await invoicesFor('Riverside Bakery');
	assert.equal(stands.RefNumber, '9001');
	const [line] = stands.InvoiceLineRet as Array<Record<string, unknown>>;
	assert.deepEqual(
		[(line.ItemRef as { FullName: string }).FullName, line.Quantity, line.Amount],
		['Installation', '2', '70.00'],
	);

	sandbox.resetRequests();
	const [, again] = await submitForm(url, store, invoice);
	assert.match(again, /no invoice was written.*invoice 9001 for Riverside Bakery already/);
	assert.deepEqual(writes(), [], 'the same form again writes nothing');

	const ordered = (item: string) => ['Lighthouse Keepers', '9002', item, '1', '35.00'];
	const [, refused] = await submitForm(url, store, ordered('No Such Item'));
	assert.match(refused, /The store is connected, but no invoice was written.*No Such Item/);
	assert.deepEqual(await invoicesFor('Lighthouse Keepers'), []);
	const [, mended] = await submitForm(url, store, ordered('Installation'));
	assert.match(mended, /Invoice 9002 for Lighthouse Keepers is in QuickBooks: 35\.00/);
	assert.equal((await invoicesFor('Lighthouse Keepers')).length, 1);

	sandbox.resetRequests();
	const fault = sandbox.addFault({ path: '**/invoices', fault: { kind: 'tunnelDown' } });
	const [, unknown] = await submitForm(url, store, ['Orchard Supply', ...invoice.slice(1)]);
	assert.match(unknown, /The store is connected, but no invoice was written/);
	assert.deepEqual(writes(), [], 'where the number could not be looked up nothing is written');
	sandbox.removeFault(fault);

	sandbox.resetRequests();
	sandbox.addFault({ path: '**/ping', fault: { kind: 'tunnelDown' } });
	const [silent] = await submitForm(url, store);
	assert.match(silent, /set up, but QuickBooks does not answer.*Ground2Cloud/);
	assert.match(silent, /No invoice was written\. Mend this and fill in the form again/);
	assert.deepEqual(writes(), []);
	assert.equal(sandbox.instances.length, 1, 'the same name means the same instance');

	const [notConnected] = await submitForm(url, ['Other Store', '<INSERT_APP_NAME>', ' ', '']);
	assert.match(notConnected, /could not be connected.*Host Name\/IP/);
	assert.equal(sandbox.instances.length, 1);
	await server.stop();
});
