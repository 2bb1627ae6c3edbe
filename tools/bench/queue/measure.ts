/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { storedExecutions, unfinishedExecutions } from '../../../e2e/queue/executions';
import { startExecution } from '../../../e2e/queue/interface';
import { until } from '../../../e2e/support/until';
import type { SandboxClient } from '../sandbox/sandboxClient';
import type { Crew } from './crew';
import { watchLoad } from './load';
import { assertCreated, type QueueWorkload } from './workloads';

/** Executions for each place of each worker before something is measured. */
const WARM_UP = 2;
const WARM_UP_ATTEMPTS = 20;
/** Entries of each of them. */
const WARM_UP_ENTRIES = 3;

/** What a number of executions took. */
export interface QueueMeasurement {
	/** From the first request to n8n to its last answer, in milliseconds. */
	timeMs: number;
	/** CPU time of all workers meanwhile, in milliseconds. */
	cpuMs: number;
	/** Share of the whole machine's processor time that was used meanwhile, from 0 to 1. */
	machine: number;
	/** Requests that arrived at the service, and most that were open at once. */
	requests: number;
	openRequestsPeak: number;
	/** Executions by worker. */
	shares: number[];
}

async function atRest({ database }: Crew): Promise<void> {
	await until(
		'the end of all executions',
		async () => (await unfinishedExecutions(database)) === 0,
	);
}

/** Has each worker run the workflow: what is loaded and compiled at first is not what is measured. */
async function warmUp(crew: Crew, sandbox: SandboxClient, workload: QueueWorkload): Promise<void> {
	const began = crew.workers.map(({ executionIds }) => executionIds.length);
	const isWarm = () =>
		crew.workers.every(({ executionIds }, index) => executionIds.length - began[index] >= WARM_UP);
	for (let attempt = 0; attempt < WARM_UP_ATTEMPTS && !isWarm(); attempt++) {
		await sandbox.reset(workload.account);
		const standing = await sandbox.standing();
		const together = Math.min(
			workload.executions,
			WARM_UP * workload.concurrency * crew.workers.length,
		);
		const started = Array.from({ length: together }, async (_, execution) => {
			const rows = workload.rows(execution, standing).slice(0, WARM_UP_ENTRIES);
			return await startExecution(crew.webhooks, workload.id, rows);
		});
		for (const answer of await Promise.all(started)) assertCreated(answer, WARM_UP_ENTRIES);
		await atRest(crew);
	}
	assert.ok(isWarm(), `a worker got nothing to do of ${workload.id}`);
}

/**
 * Asks for all executions of a workload at once, and waits for their answers.
 *
 * @throws when they did not do what they were to do: something is there twice, or is missing, or was tried twice
 */
export async function measureQueue(
	crew: Crew,
	sandbox: SandboxClient,
	workload: QueueWorkload,
): Promise<QueueMeasurement> {
	const { id, executions, entries } = workload;
	await warmUp(crew, sandbox, workload);
	await sandbox.reset(workload.account);
	const standing = await sandbox.standing();
	const lists = Array.from({ length: executions }, (_, index) => workload.rows(index, standing));
	const known = (await storedExecutions(crew.database)).length;
	const began = crew.workers.map(({ executionIds }) => executionIds.length);

	const endWatch = await watchLoad(crew.workers.map(({ pid }) => pid));
	const startedAtMs = performance.now();
	const answers = await Promise.all(
		lists.map(async (rows) => await startExecution(crew.webhooks, id, rows)),
	);
	const timeMs = performance.now() - startedAtMs;
	const load = await endWatch();
	const { requests, openRequestsPeak, writes } = await sandbox.count();

	for (const answer of answers) assertCreated(answer, entries);
	assert.equal(writes, workload.writes, `${id}: requests that write`);
	await workload.check(sandbox, standing);
	await atRest(crew);
	const ours = (await storedExecutions(crew.database)).slice(known);
	const ran = crew.workers.map((worker, index) => worker.executionIds.slice(began[index]));
	assert.deepEqual(
		ran.flat().sort(),
		ours.map((execution) => execution.id).sort(),
		`${id}: each execution ran once, on one worker`,
	);
	assert.deepEqual(
		ours.map(({ status }) => status),
		lists.map(() => 'success'),
	);
	return { timeMs, ...load, requests, openRequestsPeak, shares: ran.map((ids) => ids.length) };
}
