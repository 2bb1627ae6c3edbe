import type { Searched } from '../ceql';
import type { JsonRecord } from '../qbxml';
import type { StoredJob } from '../store';

export const isOver = ({ state }: Pick<StoredJob, 'state'>): boolean =>
	state !== 'CREATED' && state !== 'RUNNING';

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

/** The state of a job: members as they were seen, with those that a client of the vendor lists. */
export const statusOf = (job: StoredJob): JsonRecord => ({
	id: String(job.id),
	status: job.state,
	recordsCount: job.done,
	recordsFailedCount: job.failed,
	instanceId: job.instanceId,
	object_name: job.objectName,
	job_direction: job.direction,
	bulk_start_time: iso(job.createdAtMs),
	bulk_finish_time: iso(job.finishedAtMs) ?? null,
	fileFormat: job.format.toLowerCase(),
	...(job.metaData === undefined ? {} : { metadata: job.metaData }),
	...(job.message === undefined ? {} : { message: job.message }),
});

/** What jobs can be looked for by (documented). */
export const SEARCHED_JOBS: Searched = {
	name: 'bulk/jobs',
	isTransaction: false,
	fields: [
		{ path: 'object_name', type: 'text' },
		{ path: 'job_status', type: 'text' },
		{ path: 'job_direction', type: 'text' },
		{ path: 'record_count', type: 'decimal' },
	],
};

/** A job as it answers to the filters of the list of jobs. */
export const searchedJob = (job: StoredJob): JsonRecord => ({
	object_name: job.objectName,
	job_status: job.state,
	job_direction: job.direction,
	record_count: String(job.done),
});
