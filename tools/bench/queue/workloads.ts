/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Workflow } from '../../n8n/drive/workflow';
import type { Answer } from '../../../e2e/queue/interface';
import { provisionOnRequest, type RecordRow, recordsOnRequest } from '../../../e2e/queue/workflows';
import type { Entry } from '../../../e2e/support/provisioning';
import type { Sizes } from '../options';
import type { Account, SandboxClient, StandingInstance } from '../sandbox/sandboxClient';
import { number } from '../report/words';

/** Instances of the account that no execution is about: a list of none takes one request less than a list of some. */
const OTHER_INSTANCES = 10;
/** What n8n starts a worker with unless told otherwise. */
const DEFAULT_CONCURRENCY = 10;
const CUSTOMER = / Customer \d+$/;
const REF_NUMBER = /^R\d+-\d+$/;

export type QueueId = 'queueRecords' | 'queueInstances' | 'queueDefault';

/** Executions that workers share. */
export interface QueueWorkload {
	id: QueueId;
	/** As the table calls it. */
	label: string;
	/** A workflow that a request to `/webhook/<its name>` starts. */
	workflow: Workflow;
	/** Executions that a worker takes at once. */
	concurrency: number;
	executions: number;
	/** Entries of each. */
	entries: number;
	/** Requests that all of them must have sent to change something. */
	writes: number;
	account: Account;
	/** The list of an execution, from 0. */
	rows: (execution: number, standing: StandingInstance[]) => object[];
	/** Looks into the service for whatever is there twice, or is not. @throws when something is */
	check: (sandbox: SandboxClient, standing: StandingInstance[]) => Promise<void>;
}

const twoDigits = (value: number) => String(value + 1).padStart(2, '0');
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function entriesOf(execution: number, count: number): Entry[] {
	return range(count).map((index) => {
		const name = `Branch ${twoDigits(execution)}-${twoDigits(index)}`;
		const host = `https://${name.toLowerCase().replace(' ', '-')}.example.com`;
		return { name, app: 'Cloud Elements', host, tags: 'branches' };
	});
}

function recordsOf(execution: number, count: number, instanceId: number): RecordRow[] {
	const run = twoDigits(execution);
	return range(count).map((index) => ({
		customer: `Run ${run} Customer ${twoDigits(index)}`,
		refNumber: `R${run}-${twoDigits(index)}`,
		instanceId,
	}));
}

/** Customers and invoices, each execution through an instance of its own. */
function records({ queueRecordExecutions: executions, queueRows: entries }: Sizes): QueueWorkload {
	const id = 'queueRecords';
	return {
		id,
		label: `${number(entries)} customers with an invoice each, **Create or Update**, through an instance of its own`,
		workflow: recordsOnRequest(id),
		concurrency: 1,
		executions,
		entries,
		writes: 2 * executions * entries,
		account: { instances: executions, every: 1, companyFiles: executions },
		rows: (execution, standing) => recordsOf(execution, entries, standing[execution].id),
		async check(sandbox, standing) {
			for (const [execution, instance] of standing.entries()) {
				const expected = recordsOf(execution, entries, instance.id);
				const made = async (path: string, member: string, ours: RegExp) =>
					(await sandbox.records(instance.id, path, member))
						.filter((text) => ours.test(text))
						.sort();
				assert.deepEqual(
					await made('customers', 'Name', CUSTOMER),
					expected.map(({ customer }) => customer),
				);
				assert.deepEqual(
					await made('invoices', 'RefNumber', REF_NUMBER),
					expected.map(({ refNumber }) => refNumber),
				);
			}
		},
	};
}

/** Instances, a list for each execution. */
function instances(
	id: QueueId,
	concurrency: number,
	{ queueInstanceExecutions: executions, queueInstances: entries }: Sizes,
): QueueWorkload {
	return {
		id,
		label: `${number(entries)} instances, **Create or Update**, of a list of its own`,
		workflow: provisionOnRequest(id, {}),
		concurrency,
		executions,
		entries,
		writes: executions * entries,
		account: { instances: OTHER_INSTANCES, every: 1 },
		rows: (execution) => entriesOf(execution, entries),
		async check(sandbox, standing) {
			const expected = range(executions).flatMap((execution) => entriesOf(execution, entries));
			const all = [...standing.map(({ name }) => name), ...expected.map(({ name }) => name)];
			assert.deepEqual((await sandbox.standing()).map(({ name }) => name).sort(), all.sort());
		},
	};
}

/** Everything that is measured in queue mode, in the order in which one round measures it. */
export function queueWorkloads(sizes: Sizes): QueueWorkload[] {
	return [
		records(sizes),
		instances('queueInstances', 1, sizes),
		instances('queueDefault', DEFAULT_CONCURRENCY, sizes),
	];
}

/** The answer tells of each entry that it was created. @throws when it does not */
export function assertCreated({ status, body }: Answer, entries: number): void {
	assert.equal(status, 200, JSON.stringify(body));
	const outcomes = (body as Array<{ outcome: string }>).map(({ outcome }) => outcome);
	assert.deepEqual(
		outcomes,
		range(entries).map(() => 'created'),
	);
}
