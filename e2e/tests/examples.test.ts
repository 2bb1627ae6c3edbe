/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { outputOf, type Workflow } from '../../tools/n8n/drive/workflow';
import { loadExamples } from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';

let fixture: Fixture;
let examples: Workflow[];
before(async () => {
	examples = await loadExamples({ id: 'sandboxCredential', name: 'Cloud Elements account' });
	fixture = await createFixture(() => examples);
});
beforeEach(() => fixture.sandbox.resetRequests());
after(undoAll);

test('create-instance creates one instance for each store and hands on the IDs alone', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'create-instance');
	assert.equal(executionFailure(execution), undefined);
	const items = outputOf(execution, 'Hand On the ID').map(({ json }) => json);
	// All are asked for at once, so any may be the first in the account; what is handed on keeps their order.
	const ids = new Map(sandbox.instances.map(({ id, name }) => [name, id]));
	assert.deepEqual(
		items,
		['Downtown Store', 'Harbour Store', 'Airport Store'].map((name) => ({
			id: ids.get(name),
			name,
		})),
	);
	assert.equal(sandbox.instances.length, 3);
});

test('create-instance-from-json creates the instance of the file', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'create-instance-from-json');
	assert.equal(executionFailure(execution), undefined);
	const [{ json }] = outputOf(execution, 'Hand On the ID');
	const stored = sandbox.instances.find(({ id }) => id === json.id);
	assert.equal(stored?.name, 'Warehouse');
	assert.equal(stored?.configuration['host.ip'], 'warehouse.example.com');
});

test('list-and-check-instances lets only broken connections through', async () => {
	const { sandbox, instance } = fixture;
	const broken = sandbox.addInstance({ name: 'Closed Store', disabled: true });
	const execution = await executeWorkflow(instance, 'list-and-check-instances');
	assert.equal(executionFailure(execution), undefined);
	assert.equal(outputOf(execution, 'Check Connection').length, sandbox.instances.length);
	assert.deepEqual(
		outputOf(execution, 'Only Broken Ones').map(({ json }) => json.id),
		[broken.id],
	);
});
