/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { RecordedRequest } from '../../sandbox';
import { executeWorkflow, startWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { workflow } from '../../tools/n8n/drive/build';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';
import {
	assertOnePerEntry,
	bodyOf,
	entries,
	provision,
	provisionedItems,
	seedOf,
	standing,
} from '../support/provisioning';
import { until } from '../support/until';

const LIST = entries(60);
const SHORT_LIST = entries(12);
const CONCURRENCY = 5;
const CREATE = { method: 'POST', path: '/instances' };

let fixture: Fixture;
before(async () => {
	const options = { concurrency: CONCURRENCY, waitBetweenAttempts: 100 };
	fixture = await createFixture(() => [
		workflow('provision', [provision('upsert', options)], LIST),
		workflow('stopped', [provision('upsert', { ...options, concurrency: 3 })], SHORT_LIST),
		workflow(
			'retried',
			[
				provision('create', {}, { name: 'Create', retryOnFail: true }),
				provision('upsert', {}, { name: 'Create or Update', retryOnFail: true }),
			],
			[SHORT_LIST[0]],
		),
	]);
});
beforeEach(() => fixture.sandbox.reset());
after(undoAll);

function creates(): RecordedRequest[] {
	return fixture.sandbox.requests.filter(({ method }) => method === 'POST');
}

function nameIn({ json }: RecordedRequest): string {
	return (json as { name: string }).name;
}

test('Create or Update killed in the middle and started again leaves what an undisturbed run does', async () => {
	const { sandbox, instance } = fixture;
	const undisturbed = await executeWorkflow(instance, 'provision');
	assert.equal(executionFailure(undisturbed), undefined);
	assertOnePerEntry(sandbox, LIST, provisionedItems(undisturbed));
	const wanted = standing(sandbox);

	// The 26th to 30th create get no answer: three take effect once n8n is gone, one at once, one never.
	sandbox.reset();
	sandbox.addFault({
		...CREATE,
		skip: 25,
		times: 3,
		fault: { kind: 'storedLate', from: 'clientGone', afterMs: 300 },
	});
	sandbox.addFault({ ...CREATE, skip: 25, times: 1, fault: { kind: 'hang', when: 'after' } });
	sandbox.addFault({ ...CREATE, skip: 25, times: 1, fault: { kind: 'hang', when: 'before' } });
	sandbox.addFault({ ...CREATE, fault: { kind: 'delay', ms: 40 } });
	const running = await startWorkflow(instance, 'provision');
	await until('30 creates, 25 of them answered', () => {
		assert.equal(running.exitCode(), undefined, running.output().join('\n'));
		return creates().length === 30 && creates().filter(({ status }) => status).length === 25;
	});
	await running.kill();
	await until('the end of the process', () => running.exitCode() !== undefined);
	assert.ok(sandbox.instances.length < LIST.length);
	const lost = creates().filter(({ fault, stored }) => fault === 'hang' && stored.length === 0);
	assert.equal(lost.length, 1);
	const landsLast = LIST.find(({ name }) => name === nameIn(lost[0]));
	assert.ok(landsLast);
	await until('the late creates', () => sandbox.pendingStores === 0);
	assert.equal(sandbox.instances.length, 29);

	// The one that has not landed does so after the second run has sent its own, which is stored later still.
	sandbox.clearFaults();
	sandbox.resetRequests();
	sandbox.addFault({
		...CREATE,
		bodyContains: bodyOf(landsLast),
		fault: { kind: 'delay', ms: 1500 },
	});
	const again = executeWorkflow(instance, 'provision');
	await until('its create', () => creates().some((sent) => nameIn(sent) === landsLast.name));
	const landed = sandbox.addInstance(seedOf(landsLast));
	const execution = await again;
	assert.equal(executionFailure(execution), undefined);

	const items = provisionedItems(execution);
	assertOnePerEntry(sandbox, LIST, items);
	assert.deepEqual(standing(sandbox), wanted);
	assert.equal(creates().length, 31);
	const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
	assert.deepEqual(
		{ created: count('created'), unchanged: count('unchanged') },
		{ created: 30, unchanged: 30 },
	);
	const twins = items.filter(({ removedTwinId }) => removedTwinId !== undefined);
	assert.deepEqual(
		twins.map(({ id, outcome }) => ({ id, outcome })),
		[{ id: landed.id, outcome: 'unchanged' }],
	);
});

test('A run that stops half-way awaits what is in flight and names what it created, without tokens', async () => {
	const { sandbox, instance } = fixture;
	sandbox.addFault({
		...CREATE,
		bodyContains: bodyOf(SHORT_LIST[6]),
		fault: { kind: 'status', status: 400, message: 'The application is not authorised.' },
	});
	sandbox.addFault({ ...CREATE, fault: { kind: 'delay', ms: 100 } });
	const execution = await executeWorkflow(instance, 'stopped');

	const { error } = execution.data.resultData;
	assert.ok(error);
	const said = [error.message, error.description].join('\n');
	assert.match(said, /The application is not authorised/);
	assert.ok(sandbox.instances.length >= 6);
	assert.ok(sandbox.instances.length < SHORT_LIST.length - 1, 'nothing new was started');
	const named = sandbox.instances.map(({ name, id }) => `${name} (ID ${id})`);
	const [, list] = /Created by this run before it ended: (.*)/.exec(said) ?? [];
	assert.deepEqual(list?.split(', ').sort(), named.sort());
	assert.ok(
		creates().every(({ status }) => status !== null),
		'what was in flight was awaited',
	);
	const shown = JSON.stringify(execution);
	for (const { name, token } of sandbox.instances) assert.ok(!shown.includes(token), name);
});

test('Retry On Fail brings a hint with Create, and none with Create or Update', async () => {
	const { instance } = fixture;
	const execution = await executeWorkflow(instance, 'retried');
	assert.equal(executionFailure(execution), undefined);
	const hintsOf = (node: string) =>
		execution.data.resultData.runData[node][0].hints?.map(({ message }) => message) ?? [];
	assert.match(hintsOf('Create').join('\n'), /'Retry On Fail'.*can create an instance twice/);
	assert.deepEqual(hintsOf('Create or Update'), []);
});
