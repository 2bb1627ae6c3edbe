/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Sandbox } from '../../sandbox';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { outputOf, type Workflow } from '../../tools/n8n/drive/workflow';
import { byId, quickBooks, workflow } from '../../tools/n8n/drive/build';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';

const INSTANCES_LISTED = ['Alpha', 'Beta', 'Gamma'];
const theInstance = byId('={{ $("Get").item.json.id }}');

function workflows(sandbox: Sandbox): Workflow[] {
	for (const name of INSTANCES_LISTED) sandbox.addInstance({ name, tags: ['listed'] });
	sandbox.addInstance({ name: 'Somewhere else', elementKey: 'quickbooks' });
	const { id: touredId } = sandbox.addInstance({
		name: 'Toured',
		tags: ['one'],
		configuration: { 'app.name': 'Cloud Elements', 'host.ip': 'toured.example.com' },
	});
	const { id: goneId } = sandbox.addInstance({ name: 'Gone' });
	return [
		workflow('getMany', [
			quickBooks('Get Many', {
				operation: 'getAll',
				returnAll: true,
				filters: { tags: 'listed' },
				simplify: true,
				options: {},
			}),
		]),
		workflow('getManyLimited', [
			quickBooks('Get Many', {
				operation: 'getAll',
				returnAll: false,
				limit: 2,
				filters: {},
				simplify: true,
				options: {},
			}),
		]),
		workflow('getManyNone', [
			quickBooks('Get Many', {
				operation: 'getAll',
				returnAll: true,
				filters: { tags: 'nobody has this' },
				simplify: true,
				options: {},
			}),
		]),
		workflow('tour', [
			quickBooks('Get', {
				operation: 'get',
				instanceId: byId(String(touredId)),
				simplify: true,
				options: {},
			}),
			quickBooks('Update', {
				operation: 'update',
				instanceId: theInstance,
				updateFields: { name: 'Toured Twice', tags: 'two', tagMode: 'add' },
				simplify: true,
				options: {},
			}),
			quickBooks('Disable', { operation: 'disable', instanceId: theInstance, options: {} }),
			quickBooks('Check Disabled', { operation: 'check', instanceId: theInstance, options: {} }),
			quickBooks('Enable', { operation: 'enable', instanceId: theInstance, options: {} }),
			quickBooks('Check Enabled', { operation: 'check', instanceId: theInstance, options: {} }),
		]),
		workflow('delete', [
			quickBooks('Delete', {
				operation: 'delete',
				instanceId: byId(String(goneId)),
				options: {},
			}),
			quickBooks('Delete Again', {
				operation: 'delete',
				instanceId: byId(String(goneId)),
				options: {},
			}),
		]),
	];
}

let fixture: Fixture;
before(async () => {
	fixture = await createFixture(workflows);
});
beforeEach(() => fixture.sandbox.resetRequests());
after(undoAll);

function namesOf(items: Array<{ json: Record<string, unknown> }>): unknown[] {
	return items.map(({ json }) => json.name).sort();
}

test('Get Many lists the instances of the element that carry the tag', async () => {
	const execution = await executeWorkflow(fixture.instance, 'getMany');
	assert.equal(executionFailure(execution), undefined);
	const items = outputOf(execution, 'Get Many');
	assert.deepEqual(namesOf(items), INSTANCES_LISTED);
	for (const { json } of items) {
		assert.equal(json.elementKey, 'quickbooksonprem');
		assert.ok(!('token' in json), 'a list shows no token unless it is asked for');
	}
});

test('Get Many stops at the limit', async () => {
	const execution = await executeWorkflow(fixture.instance, 'getManyLimited');
	assert.equal(executionFailure(execution), undefined);
	assert.equal(outputOf(execution, 'Get Many').length, 2);
});

test('Get Many gives no item, and no error, where nothing matches', async () => {
	const execution = await executeWorkflow(fixture.instance, 'getManyNone');
	assert.equal(executionFailure(execution), undefined);
	assert.deepEqual(outputOf(execution, 'Get Many'), []);
});

test('Get, Update, Disable, Enable and Check Connection work on one instance in turn', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'tour');
	assert.equal(executionFailure(execution), undefined);

	const stored = sandbox.instances.find(({ name }) => name === 'Toured Twice');
	assert.ok(stored, 'the sandbox has the new name');
	const only = (node: string) => {
		const items = outputOf(execution, node);
		assert.equal(items.length, 1, `${node} gives one item`);
		return items[0].json;
	};

	assert.equal(only('Get').id, stored.id);
	assert.equal(only('Get').name, 'Toured');
	assert.ok(!('token' in only('Get')), 'Get shows no token unless it is asked for');
	assert.equal(only('Update').name, 'Toured Twice');
	assert.deepEqual(only('Update').tags, ['one', 'two']);
	assert.deepEqual(stored.tags, ['one', 'two']);
	assert.deepEqual(only('Disable'), { id: stored.id, disabled: true });
	assert.equal(only('Check Disabled').ok, false);
	assert.equal(only('Check Disabled').brokenLink, 'instance');
	assert.deepEqual(only('Enable'), { id: stored.id, disabled: false });
	assert.equal(only('Check Enabled').ok, true);
	assert.equal(only('Check Enabled').brokenLink, null);
	assert.equal(stored.disabled, false);

	const toggles = sandbox.requests
		.filter(({ path, method }) => path.endsWith('/enabled') && method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);
	assert.deepEqual(toggles, [
		`DELETE /instances/${stored.id}/enabled`,
		`PUT /instances/${stored.id}/enabled`,
	]);
});

test('Delete removes the instance, and is content when it is gone already', async () => {
	const { sandbox, instance } = fixture;
	const gone = sandbox.instances.find(({ name }) => name === 'Gone');
	const execution = await executeWorkflow(instance, 'delete');
	assert.equal(executionFailure(execution), undefined);
	for (const node of ['Delete', 'Delete Again']) {
		assert.deepEqual(
			outputOf(execution, node).map(({ json }) => json),
			[{ deleted: true }],
		);
	}
	assert.ok(!sandbox.instances.some(({ id }) => id === gone?.id));
	const deletes = sandbox.requests.filter(({ method }) => method === 'DELETE');
	assert.deepEqual(
		deletes.map(({ path }) => path),
		[`/instances/${gone?.id}`, `/instances/${gone?.id}`],
	);
});
