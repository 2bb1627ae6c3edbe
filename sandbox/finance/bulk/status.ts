import type { FinanceRecord } from '../kinds';
import type { FinanceSettings } from '../settings';
import type { BulkJob } from './types';

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

const countOf = ({ direction, rows, records }: BulkJob) =>
	direction === 'UPLOAD' ? rows.length : (records?.length ?? 0);

/** Of a job that still runs, what is through by now. */
const progress = (job: BulkJob) => (job.finishedMs === undefined ? job.done : countOf(job));

/** Members as they were seen, with those that a client of the vendor lists. */
function second(job: BulkJob, doneWord: string): FinanceRecord {
	return {
		id: job.id,
		status: job.state === 'COMPLETED' ? doneWord : job.state,
		recordsCount: progress(job),
		recordsFailedCount: job.errors.length,
		instanceId: job.instanceId,
		object_name: job.objectName,
		job_direction: job.direction,
		bulk_start_time: iso(job.createdMs),
		bulk_finish_time: iso(job.finishedMs) ?? null,
		fileFormat: job.format.toLowerCase(),
		...(job.metaData === undefined ? {} : { metadata: job.metaData }),
	};
}

function thirdState({ state, cancelsMs }: BulkJob): string {
	if (state === 'CANCELLED') return 'CANCELED';
	return state === 'RUNNING' && cancelsMs !== undefined ? 'CANCELLATION_PENDING' : state;
}

/** The members that the newer documentation lists. */
function third(job: BulkJob): FinanceRecord {
	return {
		id: job.id,
		recordCount: progress(job),
		objectName: job.objectName,
		metaData: job.metaData ?? null,
		jobDirection: job.direction,
		jobStatus: thirdState(job),
		statusMessage: null,
		createdDate: job.createdMs,
		vendorJobId: null,
		errorCount: job.errors.length,
		notificationUrl: job.callbackUrl ?? null,
		defaultSelectFields: null,
		completionTime: job.finishedMs ?? null,
		fileFormat: job.format,
		jobCriteria: job.criteria,
		native: false,
	};
}

/** The state of a job in the words of the generation that is set. */
export function statusOf(job: BulkJob, settings: FinanceSettings): FinanceRecord {
	return settings.bulkGeneration === 2 ? second(job, settings.bulkDoneWord) : third(job);
}

/** A job as it answers to the filters of the list of jobs. */
export function listedFields(job: BulkJob, settings: FinanceSettings): FinanceRecord {
	return {
		object_name: job.objectName,
		job_status:
			settings.bulkGeneration === 2 ? second(job, settings.bulkDoneWord).status : thirdState(job),
		job_direction: job.direction,
		record_count: String(progress(job)),
	};
}
