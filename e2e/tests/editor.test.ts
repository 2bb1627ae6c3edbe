/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { INodeTypeDescription } from 'n8n-workflow';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import {
	callN8n,
	createOwner,
	type Login,
	type N8nServer,
	startServer,
} from '../../tools/n8n/serve/server';
import {
	sandboxCredential,
	wrongCredential,
	type WrongCredential,
} from '../../tools/n8n/drive/credential';
import { complaintsOf, descriptionOf } from '../support/exampleNodes';
import { readExamples, storeWorkflow } from '../../tools/n8n/drive/examples';
import { createFixture, type Fixture } from '../support/fixture';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../../tools/n8n/drive/product';

interface NodeDescription {
	name: string;
	displayName: string;
	codex?: { categories?: string[] };
	iconUrl?: { light: string; dark: string };
	properties: Array<{ name: string; options?: Array<{ name: string; value: string }> }>;
}

let fixture: Fixture;
let server: N8nServer;
let login: Login;
let wrong: WrongCredential;
before(async () => {
	fixture = await createFixture(
		() => [],
		(sandbox) => {
			wrong = wrongCredential(sandbox);
			return [wrong.credential];
		},
	);
	server = await startServer(fixture.instance);
	login = await createOwner(server);
});
beforeEach(() => fixture.sandbox.resetRequests());
after(undoAll);

async function nodeTypes(): Promise<NodeDescription[]> {
	return await callN8n<NodeDescription[]>(server, 'GET', '/types/nodes.json', { login });
}

test('The editor is offered the node and its AI tool, with category and both icons', async () => {
	const types = await nodeTypes();
	const node = types.find(({ name }) => name === NODE_TYPE);
	assert.ok(node, `${NODE_TYPE} is served`);
	assert.equal(node.displayName, 'QuickBooks Enterprise');
	assert.ok(types.some(({ name }) => name === `${NODE_TYPE}Tool`));
	assert.ok(node.codex?.categories?.length, 'the node panel knows a category');
	assert.ok(node.iconUrl, 'there are icons');
	assert.notEqual(node.iconUrl.light, node.iconUrl.dark);
	for (const icon of [node.iconUrl.light, node.iconUrl.dark]) {
		const answer = await fetch(`${server.url}/${icon}`);
		assert.equal(answer.status, 200, icon);
		assert.match(await answer.text(), /<svg/);
	}
});

test('The editor is offered the credential type and a node that uses it', async () => {
	const types = await callN8n<Array<{ name: string; supportedNodes?: string[] }>>(
		server,
		'GET',
		'/types/credentials.json',
		{ login },
	);
	const type = types.find(({ name }) => name === CREDENTIAL_TYPE);
	assert.ok(type?.supportedNodes?.includes(NODE_TYPE));
});

test('The output schema of Create is served', async () => {
	const schema = await callN8n<{ type: string; properties: Record<string, unknown> }>(
		server,
		'GET',
		`/schemas/${NODE_TYPE}/1.0.0/instance/create.json`,
		{ login },
	);
	assert.equal(schema.type, 'object');
	for (const field of ['id', 'name', 'token']) assert.ok(schema.properties[field], field);
});

test('The Test button of the credential says yes to the right secrets', async () => {
	const { id, name, type, data } = sandboxCredential(fixture.sandbox);
	const result = await callN8n<{ status: string; message: string }>(
		server,
		'POST',
		'/rest/credentials/test',
		{ login, body: { credentials: { id, name, type, data } } },
	);
	assert.equal(result.status, 'OK', result.message);
	assert.deepEqual(
		fixture.sandbox.requests.map(({ method, path, status }) => [method, path, status]),
		[['GET', '/organizations/me', 200]],
	);
});

test('The Test button of the credential says no to wrong secrets, without showing them', async () => {
	const { id, name, type, data } = wrong.credential;
	const result = await callN8n<{ status: string; message: string }>(
		server,
		'POST',
		'/rest/credentials/test',
		{ login, body: { credentials: { id, name, type, data } } },
	);
	assert.equal(result.status, 'Error');
	assert.ok(result.message.length > 0);
	assert.ok(!result.message.includes(wrong.secret));
	assert.deepEqual([...new Set(fixture.sandbox.requests.map(({ status }) => status))], [401]);
});

test('The instance picker finds instances by a part of their name', async () => {
	const { sandbox } = fixture;
	const wanted = sandbox.addInstance({ name: 'Harbour Store' });
	sandbox.addInstance({ name: 'Airport Store' });
	const { id, name } = sandboxCredential(sandbox);
	const node = (await nodeTypes()).find((type) => type.name === NODE_TYPE);
	const picker = node?.properties.find((property) => property.name === 'instanceId') as
		| { modes: Array<{ name: string; typeOptions?: { searchListMethod?: string } }> }
		| undefined;
	const methodName = picker?.modes.find((mode) => mode.name === 'list')?.typeOptions
		?.searchListMethod;
	assert.ok(methodName, 'the picker has a searchable list');

	const search = async (filter: string) =>
		await callN8n<{ results: Array<{ name: string; value: unknown }> }>(
			server,
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			{
				login,
				body: {
					path: 'parameters.instanceId',
					methodName,
					filter,
					nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
					currentNodeParameters: { resource: 'instance', operation: 'get' },
					credentials: { [CREDENTIAL_TYPE]: { id, name } },
				},
			},
		);
	const { results } = await search('Harbour');
	assert.equal(results.length, 1);
	assert.match(results[0].name, /Harbour Store/);
	assert.equal(String(results[0].value), String(wanted.id));
	assert.deepEqual((await search('nobody is called this')).results, []);
});

test('The editor knows every node of every example, its version and all that is set in it, and misses nothing', async () => {
	const types = await callN8n<INodeTypeDescription[]>(server, 'GET', '/types/nodes.json', {
		login,
	});
	const complaints: string[] = [];
	for (const { file, workflow } of await readExamples()) {
		for (const node of workflow.nodes) {
			const description = descriptionOf(node, types);
			const found = description
				? complaintsOf(node, description)
				: [`unknown: ${node.type} ${node.typeVersion}`];
			complaints.push(...found.map((each) => `${file}, ${node.name}: ${each}`));
		}
	}
	assert.deepEqual(complaints, [
		// Nobody but the user has the table to pick; the note says how to make it.
		'keep-tokens.json, Keep the Token: Parameter "Data table" is required.',
	]);
});

test('Every example can be imported as it is, and finds the credential by its name', async () => {
	for (const { file, workflow } of await readExamples()) {
		const stored = await storeWorkflow(server, login, workflow);
		const ours = stored.nodes.filter(({ type }) => type.startsWith(NODE_TYPE));
		assert.ok(ours.length > 0, file);
		for (const { credentials } of ours) {
			assert.deepEqual(
				credentials?.[CREDENTIAL_TYPE],
				{ id: 'sandboxCredential', name: 'Cloud Elements account' },
				file,
			);
		}
	}
});
