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
import { type Execution, outputOf, type Workflow } from '../../tools/n8n/drive/workflow';
import { runFrom, storedExecutions } from '../../tools/n8n/drive/editorRun';
import { exampleFile, storeWorkflow, type StoredWorkflow } from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';

interface Row {
	id: number;
	instanceId: number;
	name: string;
	token: string;
}

const KEEPING_NODE = 'Keep the Token';
const TRIGGER = 'When Clicking ‘Execute Workflow’';

let fixture: Fixture;
let server: N8nServer;
let login: Login;
let tablePath: string;
/** The example as it is, with its table. */
let keep: StoredWorkflow;
/** The same, whose executions n8n keeps, so that a test can look at them. */
let watched: StoredWorkflow;

before(async () => {
	fixture = await createFixture(() => []);
	server = await startServer(fixture.instance);
	login = await createOwner(server);
	const example = await exampleFile('keep-tokens');

	// What the sticky note asks for: a table with these columns, picked in the node.
	const note = example.nodes.find(({ name }) => name === 'About This Workflow');
	const columns = [...String(note?.parameters.content).matchAll(/`(\w+)` \((\w+)\)/g)].map(
		([, name, type]) => ({ name, type }),
	);
	assert.equal(columns.length, 3);
	const { id: projectId } = await callN8n<{ id: string }>(
		server,
		'GET',
		'/rest/projects/personal',
		{ login },
	);
	const tables = `/rest/projects/${projectId}/data-tables`;
	const { id: tableId } = await callN8n<{ id: string }>(server, 'POST', tables, {
		login,
		body: { name: 'quickbooks-tokens', columns },
	});
	tablePath = `${tables}/${tableId}`;
	const withTable: Workflow = {
		...example,
		nodes: example.nodes.map((node) =>
			node.name === KEEPING_NODE
				? {
						...node,
						parameters: {
							...node.parameters,
							dataTableId: { __rl: true, mode: 'list', value: tableId },
						},
					}
				: node,
		),
	};
	keep = await storeWorkflow(server, login, withTable);
	watched = await storeWorkflow(server, login, {
		...withTable,
		settings: { executionOrder: 'v1', saveManualExecutions: true },
	});
});
after(undoAll);

async function rows(): Promise<Row[]> {
	const { data } = await callN8n<{ data: Row[] }>(server, 'GET', `${tablePath}/rows`, { login });
	return data;
}

/** What the table holds beside n8n's own columns. */
async function kept(): Promise<Array<Omit<Row, 'id'>>> {
	return (await rows())
		.map(({ instanceId, name, token }) => ({ instanceId, name, token }))
		.sort((a, b) => a.instanceId - b.instanceId);
}

async function execute(): Promise<Execution> {
	fixture.sandbox.resetRequests();
	const execution = await runFrom(server, login, watched, TRIGGER, {});
	assert.equal(executionFailure(execution), undefined);
	return execution;
}

function expectedRows(): Array<Omit<Row, 'id'>> {
	return fixture.sandbox.instances.map(({ id, name, token }) => ({ instanceId: id, name, token }));
}

const outcomes = (execution: Execution) =>
	outputOf(execution, 'Hand On the ID').map(({ json }) => json.outcome);

test('keep-tokens keeps the token of each store in the table and hands on no token', async () => {
	const { sandbox } = fixture;
	const execution = await execute();
	assert.deepEqual(outcomes(execution), ['created', 'created']);
	assert.equal(sandbox.instances.length, 2);
	assert.deepEqual(await kept(), expectedRows());
	// Both are asked for at once, so either may be the first in the account; what is handed on keeps their order.
	const ids = new Map(sandbox.instances.map(({ id, name }) => [name, id]));
	assert.deepEqual(
		outputOf(execution, 'Hand On the ID').map(({ json }) => json),
		['Downtown Store', 'Harbour Store'].map((name) => ({
			id: ids.get(name),
			name,
			outcome: 'created',
		})),
	);
});

test('keep-tokens run again adds no row and writes no instance; an instance made anew gets a row of its own', async () => {
	const { sandbox } = fixture;
	const before = await rows();
	assert.deepEqual(outcomes(await execute()), ['unchanged', 'unchanged']);
	assert.deepEqual(await kept(), expectedRows());
	assert.deepEqual(
		(await rows()).map(({ id }) => id).sort(),
		before.map(({ id }) => id).sort(),
		'the same rows',
	);
	assert.deepEqual([...new Set(sandbox.requests.map(({ method }) => method))], ['GET']);

	const [{ id: gone }] = sandbox.instances;
	const answer = await fetch(`${sandbox.url}/elements/api-v2/instances/${gone}`, {
		method: 'DELETE',
		headers: {
			Authorization: `User ${sandbox.userSecret}, Organization ${sandbox.organizationSecret}`,
		},
	});
	assert.equal(answer.status, 200);
	assert.deepEqual(outcomes(await execute()).sort(), ['created', 'unchanged']);
	assert.deepEqual(
		(await kept()).filter(({ instanceId }) => instanceId !== gone),
		expectedRows(),
	);
});

test('keep-tokens as it is leaves no execution behind, and keeps the tokens all the same', async () => {
	fixture.sandbox.reset();
	await assert.rejects(
		runFrom(server, login, keep, TRIGGER, {}),
		/n8n has kept nothing of execution/,
	);
	assert.deepEqual(await storedExecutions(server, login, keep.id), []);
	const now = expectedRows();
	assert.equal(now.length, 2);
	assert.deepEqual(
		(await kept()).filter(({ instanceId }) => now.some((row) => row.instanceId === instanceId)),
		now,
	);
	for (const setting of ['saveDataSuccessExecution', 'saveDataErrorExecution']) {
		assert.equal(keep.settings?.[setting], 'none', setting);
	}
	assert.equal(keep.settings?.saveExecutionProgress, false);
});
