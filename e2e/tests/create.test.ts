/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { outputOf } from '../../tools/n8n/drive/workflow';
import { quickBooks, workflow } from '../../tools/n8n/drive/build';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';

const SIMPLIFIED_FIELDS = [
	'createdDate',
	'disabled',
	'elementKey',
	'eventsEnabled',
	'id',
	'name',
	'tags',
	'token',
	'valid',
];

/** The documentation's own example, in its order. */
const INSTANCE_JSON = `{
  "element": {
    "key": "quickbooksonprem"
  },
  "configuration": {
    "app.name": "Cloud Elements",
    "host.ip": "warehouse.example.com"
  },
  "tags": [
    "Docs"
  ],
  "name": "QuickBooks Enterprise"
}`;

const createByFields = quickBooks('Create', {
	operation: 'create',
	specifyInstance: 'fields',
	name: '={{ $json.store }}',
	appName: '={{ $json.app }}',
	hostIp: '={{ $json.host }}',
	tags: '={{ $json.labels }}',
	additionalFields: {},
	simplify: true,
	options: {},
});

const createByJson = quickBooks('Create', {
	operation: 'create',
	specifyInstance: 'json',
	instanceJson: INSTANCE_JSON,
	simplify: false,
	options: {},
});

const STORES = [
	{ store: 'North', app: 'Cloud Elements', host: 'north.example.com', labels: 'stores, north' },
	{ store: 'South', app: 'Cloud Elements', host: 'south.example.com', labels: 'stores' },
];

let fixture: Fixture;
before(async () => {
	fixture = await createFixture(() => [
		workflow('byFields', [createByFields], STORES),
		workflow('byJson', [createByJson]),
	]);
});
beforeEach(() => fixture.sandbox.resetRequests());
after(undoAll);

test('Create by fields sends the documented request for every item', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'byFields');
	assert.equal(executionFailure(execution), undefined);

	const creates = sandbox.requests.filter(({ method }) => method === 'POST');
	assert.equal(creates.length, STORES.length);
	for (const request of creates) {
		assert.equal(request.path, '/instances');
		assert.deepEqual(request.query, {});
		assert.equal(
			request.headers.authorization,
			`User ${sandbox.userSecret}, Organization ${sandbox.organizationSecret}`,
		);
	}
	const north = creates.find(({ rawBody }) => rawBody.includes('"North"'));
	// As text, because the order of the members is part of what is documented.
	assert.equal(
		JSON.stringify(JSON.parse(north?.rawBody ?? 'null')),
		JSON.stringify({
			element: { key: 'quickbooksonprem' },
			configuration: { 'app.name': 'Cloud Elements', 'host.ip': 'north.example.com' },
			tags: ['stores', 'north'],
			name: 'North',
		}),
	);

	const items = outputOf(execution, 'Create');
	assert.deepEqual(
		items.map(({ json }) => json.name),
		['North', 'South'],
	);
	for (const [index, { json, pairedItem }] of items.entries()) {
		assert.deepEqual(Object.keys(json).sort(), SIMPLIFIED_FIELDS);
		assert.deepEqual(pairedItem, { item: index });
		const stored = sandbox.instances.find(({ id }) => id === json.id);
		assert.equal(json.token, stored?.token);
		assert.equal(json.name, stored?.name);
		assert.deepEqual(json.tags, stored?.tags);
	}
});

test('Create by JSON sends the documented instance.json as it is and gives the full answer', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'byJson');
	assert.equal(executionFailure(execution), undefined);

	const creates = sandbox.requests.filter(({ method }) => method === 'POST');
	assert.equal(creates.length, 1);
	assert.equal(creates[0].path, '/instances');
	assert.equal(
		JSON.stringify(JSON.parse(creates[0].rawBody)),
		JSON.stringify(JSON.parse(INSTANCE_JSON)),
	);
	const [{ json }] = outputOf(execution, 'Create');
	assert.equal(json.name, 'QuickBooks Enterprise');
	assert.equal(json.token, sandbox.instances.at(-1)?.token);
	assert.equal((json.element as { key: string }).key, 'quickbooksonprem');
	assert.equal((json.configuration as Record<string, string>)['host.ip'], 'warehouse.example.com');
});
