/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import {
	callN8n,
	createOwner,
	type Login,
	type N8nServer,
	startServer,
} from '../../tools/n8n/serve/server';
import { outputOf } from '../../tools/n8n/drive/workflow';
import { executionsOf, runFrom, storedExecutions } from '../../tools/n8n/drive/editorRun';
import {
	activateWorkflow,
	exampleFile,
	storeWorkflow,
	type StoredWorkflow,
} from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';
import { until } from '../support/until';

let fixture: Fixture;
let server: N8nServer;
let login: Login;

before(async () => {
	fixture = await createFixture(() => []);
	server = await startServer(fixture.instance);
	login = await createOwner(server);
});
after(undoAll);

const store = () => fixture.sandbox.instances[0];

/** n8n sets a trigger up, and takes it back, some time after it has answered. */
const comesTrue = async (what: string, holds: () => boolean) =>
	await until(what, holds, () => `n8n said:\n${server.output().join('\n')}`);

const callback = () => store().configuration['event.notification.callback.url'] ?? null;

async function deactivate({ id }: StoredWorkflow): Promise<void> {
	await callN8n(server, 'POST', `/rest/workflows/${id}/deactivate`, { login, body: {} });
	await comesTrue('Putting back', () => callback() === null);
}

/** Writes a record as somebody at the company's computer would. */
async function write(
	method: 'POST' | 'PATCH',
	path: string,
	body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
	const { sandbox } = fixture;
	const answer = await fetch(`${sandbox.url}/elements/api-v2/${path}`, {
		method,
		headers: {
			Authorization: `User ${sandbox.userSecret}, Element ${store().token}`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	assert.equal(answer.status, 200, text);
	return JSON.parse(text) as Record<string, unknown>;
}

test('connect-and-listen connects the store, and once active says what changed in it', async () => {
	const { sandbox } = fixture;
	const example = await storeWorkflow(server, login, await exampleFile('connect-and-listen'));
	const connect = async () => {
		const trigger = 'When Clicking ‘Execute Workflow’';
		const execution = await runFrom(server, login, example, trigger, {});
		assert.equal(executionFailure(execution), undefined);
		const [{ json }] = outputOf(execution, 'Connect the Store');
		assert.equal(json.token, undefined);
		return json.outcome;
	};
	assert.equal(await connect(), 'created');
	assert.equal(store().name, 'Store 1');

	await activateWorkflow(server, login, example);
	await comesTrue('Setting up', () => callback() !== null);
	const settings = JSON.stringify(store().configuration);
	assert.equal(await connect(), 'unchanged');
	assert.equal(JSON.stringify(store().configuration), settings, 'the events stay set up');

	const { length } = await storedExecutions(server, login, example.id);
	const { ListID: customerId } = await write('POST', 'customers', { Name: 'Riverside Bakery' });
	await sandbox.pollNow(store().id);
	const execution = (await executionsOf(server, login, example.id, length + 1)).at(-1);
	assert.ok(execution);
	assert.equal(executionFailure(execution), undefined);
	const [{ json }, ...others] = outputOf(execution, 'What Happened');
	assert.deepEqual(others, []);
	assert.equal(json.what, `customer ${String(customerId)} was created in Store 1`);
	assert.ok(!Number.isNaN(Date.parse(String(json.when))), String(json.when));
	assert.ok(json.eventKey);

	await deactivate(example);
	assert.equal(sandbox.instances.length, 1);
});

test('tell-about-changed-invoices makes a message of an invoice that was changed', async () => {
	const { sandbox } = fixture;
	const example = await storeWorkflow(
		server,
		login,
		await exampleFile('tell-about-changed-invoices'),
	);
	await activateWorkflow(server, login, example);
	await comesTrue('Setting up', () => callback() !== null);

	const invoices = await sandbox.records(store().id, 'invoices');
	const open = invoices.find(({ IsPaid }) => IsPaid === 'false');
	assert.ok(open);
	await write('PATCH', `invoices/${String(open.TxnID)}`, {
		EditSequence: open.EditSequence,
		Memo: 'Second delivery',
	});
	await write('POST', 'customers', { Name: 'Orchard Supply' });
	await sandbox.pollNow(store().id);

	const [execution, ...others] = await executionsOf(server, login, example.id, 1);
	assert.deepEqual(others, []);
	assert.equal(executionFailure(execution), undefined);
	const customer = (open.CustomerRef as { FullName: string }).FullName;
	const number = String(open.RefNumber);
	assert.deepEqual(
		outputOf(execution, 'Compose Message').map(({ json }) => json),
		[
			{
				subject: `Invoice ${number} was updated`,
				message: `Invoice ${number} of ${customer} was updated in Store 1. Still open: ${String(open.BalanceRemaining)}.`,
			},
		],
	);
	await deactivate(example);
});
