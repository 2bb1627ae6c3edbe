/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { outputOf } from '../../tools/n8n/drive/workflow';
import { quickBooks, workflow } from '../../tools/n8n/drive/build';
import { wrongCredential, type WrongCredential } from '../../tools/n8n/drive/credential';
import { createFixture, type Fixture } from '../support/fixture';

const fromFields = {
	operation: 'create',
	specifyInstance: 'fields',
	name: '={{ $json.name }}',
	appName: '={{ $json.app }}',
	hostIp: '={{ $json.host }}',
	tags: '',
	additionalFields: {},
	simplify: true,
	options: {},
};

const COMPLETE = { name: 'Complete', app: 'Cloud Elements', host: 'complete.example.com' };
const INCOMPLETE = { name: 'Incomplete', app: '', host: '' };

let fixture: Fixture;
let wrong: WrongCredential;
before(async () => {
	fixture = await createFixture(
		() => [
			workflow(
				'wrongSecret',
				[quickBooks('Create', fromFields, { credentialId: 'wrongCredential' })],
				[COMPLETE],
			),
			workflow('missing', [quickBooks('Create', fromFields)], [INCOMPLETE]),
			workflow(
				'missingContinued',
				[quickBooks('Create', fromFields, { onError: 'continueErrorOutput' })],
				[COMPLETE, INCOMPLETE],
			),
		],
		(sandbox) => {
			wrong = wrongCredential(sandbox);
			return [wrong.credential];
		},
	);
});
beforeEach(() => fixture.sandbox.resetRequests());
after(undoAll);

test('A wrong secret ends the run in plain words, creates nothing and shows no secret', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'wrongSecret');
	const { error } = execution.data.resultData;
	assert.ok(error, 'the execution ends with an error');
	assert.match(error.message, /secret|credential/i);
	assert.deepEqual(
		sandbox.requests.map(({ status }) => status),
		[401],
		'the refused request is not repeated',
	);
	assert.deepEqual(sandbox.instances, []);
	const shown = JSON.stringify(execution);
	assert.ok(!shown.includes(wrong.secret), 'the user secret stays out of the result');
	assert.ok(!shown.includes(sandbox.organizationSecret), 'and so does the organization secret');
});

test('Values missing from expressions are named at once and nothing is sent', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'missing');
	const { error } = execution.data.resultData;
	assert.ok(error, 'the execution ends with an error');
	assert.match(
		error.message,
		/Missing required configuration: Configured Application Name \(app\.name\), Host Name\/IP \(host\.ip\)/,
	);
	assert.deepEqual(sandbox.requests, []);
});

test('With the error output an incomplete item goes there and the others are created', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'missingContinued');
	assert.equal(execution.data.resultData.error, undefined);
	const created = outputOf(execution, 'Create');
	assert.deepEqual(
		created.map(({ json }) => json.name),
		['Complete'],
	);
	const refused = outputOf(execution, 'Create', 1);
	assert.equal(refused.length, 1);
	assert.match(JSON.stringify(refused[0].json), /Configured Application Name \(app\.name\)/);
	assert.deepEqual(refused[0].pairedItem, { item: 1 });
	assert.deepEqual(
		sandbox.instances.map(({ name }) => name),
		['Complete'],
	);
});
