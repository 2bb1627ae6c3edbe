/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import type { N8nInstance } from '../../tools/n8n/serve/instance';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { createUserFolder } from '../../tools/n8n/serve/userFolder';
import type { Execution } from '../../tools/n8n/drive/workflow';
import { workflow } from '../../tools/n8n/drive/build';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';
import {
	assertOnePerEntry,
	bodyOf,
	entries,
	provision,
	provisionedItems,
} from '../support/provisioning';
import { randomSource } from '../support/random';

const LIST = entries(30);
const CREATE = { method: 'POST', path: '/instances' };

let fixture: Fixture;
/** A second n8n with the same workflow and credential, and nothing else in common with the first. */
let other: N8nInstance;
before(async () => {
	fixture = await createFixture(() => [
		workflow('provision', [provision('upsert', { waitBetweenAttempts: 100 })], LIST),
	]);
	const { installation, userFolder } = fixture.instance;
	other = { installation, userFolder: await createUserFolder() };
	await cp(userFolder, other.userFolder, { recursive: true });
});
beforeEach(() => fixture.sandbox.reset());
after(undoAll);

/** Runs the list in both n8ns, the second one `offsetMs` after the first. */
async function runBoth(offsetMs = 0): Promise<[Execution, Execution]> {
	const both = await Promise.all([
		executeWorkflow(fixture.instance, 'provision'),
		wait(offsetMs).then(async () => await executeWorkflow(other, 'provision')),
	]);
	for (const execution of both) assert.equal(executionFailure(execution), undefined);
	const [one, two] = both.map(({ data }) => {
		const [{ startTime, executionTime }] = data.resultData.runData.Provision;
		return { startMs: startTime, endMs: startTime + executionTime };
	});
	assert.ok(one.startMs < two.endMs && two.startMs < one.endMs, 'the two runs overlapped');
	return both;
}

/** One instance per entry stands, both runs name it, and what was removed is told. */
function assertAgreed(executions: Execution[]): void {
	const { sandbox } = fixture;
	const runs = executions.map(provisionedItems);
	for (const items of runs) assertOnePerEntry(sandbox, LIST, items);

	const stored = sandbox.requests.flatMap((request) => request.stored);
	const standing = new Set(sandbox.instances.map(({ id }) => id));
	const removed = runs.flat().flatMap(({ removedTwinId }) => removedTwinId ?? []);
	assert.deepEqual(
		new Set(removed),
		new Set(stored.filter((id) => !standing.has(id))),
		'what was removed is told',
	);
	for (const { name, outcome, removedTwinId, duplicateIds = [] } of runs.flat()) {
		if (removedTwinId !== undefined) {
			assert.ok(['updated', 'unchanged'].includes(outcome), `${name}: ${outcome}`);
		}
		// A run may see a twin that the other one removes a moment later.
		for (const id of duplicateIds) assert.ok(removed.includes(id), `${name}: duplicate ${id}`);
	}
	for (const [index] of LIST.entries()) {
		const created = runs.filter((items) => items[index].outcome === 'created');
		assert.equal(created.length, 1, `${LIST[index].name} was created by one run`);
	}
}

test('Two runs that both find nothing leave one instance per entry', async () => {
	// The first creates take so long that both runs have read the list before any of them is stored.
	const { sandbox } = fixture;
	sandbox.addFault({ ...CREATE, times: 10, fault: { kind: 'delay', ms: 6000 } });
	sandbox.addFault({ ...CREATE, fault: { kind: 'delay', ms: 60 } });
	assertAgreed(await runBoth());
	const creates = sandbox.requests.filter(({ method }) => method === 'POST');
	assert.equal(creates.length, 2 * LIST.length);
});

for (const seed of [1, 2]) {
	test(`Two runs at once leave one instance per entry (seed ${seed})`, async () => {
		const random = randomSource(seed);
		for (const entry of LIST) {
			fixture.sandbox.addFault({
				...CREATE,
				bodyContains: bodyOf(entry),
				fault: { kind: 'delay', ms: 200 + 800 * random() },
			});
		}
		assertAgreed(await runBoth(2000 * random()));
	});
}
