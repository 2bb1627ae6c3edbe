/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { createOwner, type Login, type N8nServer, startServer } from '../../tools/n8n/serve/server';
import { outputOf } from '../../tools/n8n/drive/workflow';
import { type AgentModel, type Question, startAgentModel } from '../support/agentModel';
import { runFrom } from '../../tools/n8n/drive/editorRun';
import { exampleFile, storeWorkflow, type StoredWorkflow } from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';

let fixture: Fixture;
let model: AgentModel;
let server: N8nServer;
let login: Login;
let agent: StoredWorkflow;
let storeId: number;

before(async () => {
	model = await startAgentModel();
	fixture = await createFixture(
		() => [],
		() => [model.credential],
	);
	server = await startServer(fixture.instance);
	login = await createOwner(server);
	agent = await storeWorkflow(server, login, await exampleFile('ask-an-agent'));
});
beforeEach(() => {
	fixture.sandbox.reset();
	storeId = fixture.sandbox.addInstance({ name: 'Downtown Store' }).id;
	model.questions.length = 0;
	model.heard.length = 0;
});
after(undoAll);

/** What the tools have given the model so far. */
function toolResults({ messages }: Question): string[] {
	return messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
}

/** Asks in the chat; gives what the agent says at the end. */
async function ask(chatInput: string): Promise<string> {
	const said = { sessionId: 'session', action: 'sendMessage', chatInput };
	const execution = await runFrom(server, login, agent, 'When Somebody Asks', said);
	assert.equal(executionFailure(execution), undefined);
	const [{ json }] = outputOf(execution, 'Bookkeeping Agent');
	return String(json.output);
}

/** Neither the model nor n8n's log gets to know what opens the books; and nothing was written. */
function assertDiscreet(): void {
	const { sandbox } = fixture;
	const heard = [...model.heard, ...server.output()].join('\n');
	const tokens = sandbox.instances.map(({ token }) => token);
	for (const secret of [sandbox.userSecret, sandbox.organizationSecret, ...tokens]) {
		assert.ok(!heard.includes(secret), 'no secret leaves the node');
	}
	assert.ok(sandbox.requests.length > 0);
	assert.deepEqual([...new Set(sandbox.requests.map(({ method }) => method))], ['GET']);
}

/** The paths that were called through the instance. */
function calledPaths(): string[] {
	return fixture.sandbox.requests
		.filter(({ headers }) => headers.authorization?.includes('Element '))
		.map(({ path }) => path);
}

test('ask-an-agent is offered two tools that read, each with a description of what it may fill in', async () => {
	model.think(() => ({ text: 'Hello' }));
	assert.equal(await ask('Hello?'), 'Hello');
	const [{ tools, messages }] = model.questions;
	assert.deepEqual(
		tools.map(({ name, parameters }) => [name, Object.keys(parameters.properties ?? {})]).sort(),
		[
			['Find_Customers', ['name_part']],
			['Find_Open_Invoices', ['due_until']],
		],
	);
	for (const { description, parameters } of tools) {
		assert.match(description, /up to 50/);
		for (const { type, description: hint } of Object.values(parameters.properties ?? {})) {
			assert.equal(type, 'string');
			assert.ok(hint);
		}
	}
	const today = new Date().toISOString().slice(0, 8);
	assert.ok(String(messages[0].content).includes(`Today is ${today}`));
	assert.deepEqual(
		fixture.sandbox.requests,
		[],
		'a question without a tool asks QuickBooks nothing',
	);
});

/** What is looked at of an invoice as the tool gives it: its amounts are numbers. */
interface Row {
	RefNumber: string;
	BalanceRemaining: number;
}

test('ask-an-agent answers from the open invoices that the tool returned, and no secret reaches the model', async () => {
	const { sandbox } = fixture;
	const dueUntil = '2017-11-30';
	model.think((question) => {
		const results = toolResults(question);
		if (results.length === 0) {
			return { tool: 'Find_Open_Invoices', values: { due_until: dueUntil } };
		}
		const invoices = (JSON.parse(results[0]) as unknown[]).flat() as Row[];
		const lines = invoices.map((each) => `${each.RefNumber}: ${each.BalanceRemaining.toFixed(2)}`);
		return { text: `Overdue are ${lines.sort().join(', ')}` };
	});

	const answer = await ask('Which invoices are overdue?');
	const overdue = (await sandbox.records(storeId, 'invoices')).filter(
		({ IsPaid, DueDate }) => IsPaid === 'false' && String(DueDate) <= dueUntil,
	);
	assert.ok(overdue.length > 1 && overdue.length < 50, `${overdue.length} invoices`);
	const expected = overdue.map(
		(each) => `${String(each.RefNumber)}: ${String(each.BalanceRemaining)}`,
	);
	assert.equal(answer, `Overdue are ${expected.sort().join(', ')}`);

	assert.equal(model.questions.length, 2);
	assert.deepEqual(
		[...new Set(calledPaths())].map((path) => path.split('/').pop()),
		['invoices'],
	);
	assertDiscreet();
});

test('ask-an-agent finds a customer by a part of the name, and what stands in it stays a value', async () => {
	const { sandbox } = fixture;
	const parts = ['keenan', "O'Hara' OR Name LIKE '%"];
	model.think((question) => {
		const results = toolResults(question);
		const part = parts[results.length];
		if (part) return { tool: 'Find_Customers', values: { name_part: part } };
		return { text: JSON.stringify(results) };
	});
	const answer = await ask('What does Keenan owe us?');
	const [found, injected] = JSON.parse(answer) as string[];
	const names = ((JSON.parse(found) as unknown[]).flat() as Array<{ FullName: string }>).map(
		({ FullName }) => FullName,
	);
	const expected = (await sandbox.records(storeId, 'customers'))
		.map(({ FullName }) => String(FullName))
		.filter((name) => name.toLowerCase().includes('keenan'));
	assert.ok(expected.length > 0);
	assert.deepEqual(names.sort(), expected.sort());
	assert.doesNotMatch(injected, /FullName/);
	assertDiscreet();
});

test('ask-an-agent lets the model read why a tool could not answer, and it can say so', async () => {
	fixture.sandbox.addFault({ path: '**/customers', fault: { kind: 'connectorDown' } });
	model.think((question) => {
		const [result] = toolResults(question);
		if (result === undefined) return { tool: 'Find_Customers', values: { name_part: 'Keenan' } };
		return { text: `The tool said: ${result}` };
	});
	assert.match(await ask('What does Keenan owe us?'), /The tool said: .*connector/);
	assertDiscreet();
});

test('ask-an-agent tells the model what is wrong with a value that it filled in', async () => {
	model.think((question) => {
		const [result] = toolResults(question);
		if (result === undefined) {
			return { tool: 'Find_Open_Invoices', values: { due_until: 'the end of November' } };
		}
		return { text: `The tool said: ${result}` };
	});
	assert.match(
		await ask('Which invoices are overdue?'),
		/The tool said: .*must be a day.*yyyy-MM-dd/,
	);
	assert.deepEqual(calledPaths(), []);
});
