import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../common/json/isRecord';

/** How far a job is. `cancelling` still runs. */
export type JobState = 'cancelled' | 'cancelling' | 'completed' | 'created' | 'failed' | 'running';

/** A bulk job in one form, whichever generation of the service tells of it. */
export interface JobStatus {
	id: string;
	/** How far it is; a word that is not known stands as it came, in small letters. */
	state: JobState | (string & {});
	/** What the job is about; this and the following where the answer says it. */
	objectName?: string;
	direction?: 'download' | 'upload';
	recordCount?: number;
	failedCount?: number;
	message?: string;
}

/** The words of both generations (documented; `COMPLETE` and `CANCELED` stand there beside the others). */
const STATES: Readonly<Record<string, JobState>> = {
	ABORTED: 'failed',
	CANCELED: 'cancelled',
	CANCELLATION_PENDING: 'cancelling',
	CANCELLED: 'cancelled',
	COMPLETE: 'completed',
	COMPLETED: 'completed',
	CREATED: 'created',
	ERROR: 'failed',
	FAILED: 'failed',
	RUNNING: 'running',
	STARTED: 'running',
};

/** Whether nothing more happens to a job. */
export function isOver({ state }: JobStatus): boolean {
	return state === 'cancelled' || state === 'completed' || state === 'failed';
}

/**
 * Reads what the service says of a job.
 *
 * @param body The answer as parsed JSON.
 * @param askedId The ID that was asked for, where the answer names none.
 * @returns undefined where the answer has no status or no ID.
 */
export function readJobStatus(body: unknown, askedId?: string): JobStatus | undefined {
	if (!isRecord(body)) return undefined;
	const id = text(body.id) ?? text(body.batchId) ?? askedId;
	const word = text(body.jobStatus) ?? text(body.status);
	if (id === undefined || word === undefined) return undefined;
	const direction = (text(body.jobDirection) ?? text(body.job_direction))?.toLowerCase();
	const facts: Partial<JobStatus> = {
		objectName: text(body.objectName) ?? text(body.object_name),
		direction: direction === 'download' || direction === 'upload' ? direction : undefined,
		recordCount: count(body.recordsCount ?? body.recordCount ?? body.numOfLeadsProcessed),
		failedCount: count(body.recordsFailedCount ?? body.errorCount ?? body.numOfRowsFailed),
		message:
			text(body.statusMessage) ?? text(body.error) ?? text(body.message) ?? text(body.infoMessage),
	};
	const known = Object.entries(facts).filter(([, value]) => value !== undefined);
	return {
		id,
		state: STATES[word.toUpperCase()] ?? word.toLowerCase(),
		...Object.fromEntries(known),
	};
}

/** A job as an output item. */
export function jobOutput({ id, state, ...others }: JobStatus): IDataObject {
	return { jobId: id, status: state, ...others };
}

function text(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function count(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value ?? NaN);
	return Number.isInteger(number) && number >= 0 ? number : undefined;
}
