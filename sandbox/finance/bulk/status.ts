import { searchedJob, statusOf } from '../../../gateway/bulk';
import type { FinanceRecord } from '../kinds';
import type { FinanceSettings } from '../settings';
import type { SandboxJob } from './jobs';

/** The service's bulk documentation exists in two generations with different paths and spellings. */
export type BulkGeneration = 2 | 3;

function second({ kept }: SandboxJob, doneWord: string): FinanceRecord {
	const status = statusOf(kept);
	return kept.state === 'COMPLETED' ? { ...status, status: doneWord } : status;
}

function thirdState({ kept: { state }, cancelsMs }: SandboxJob): string {
	if (state === 'CANCELLED') return 'CANCELED';
	return state === 'RUNNING' && cancelsMs !== undefined ? 'CANCELLATION_PENDING' : state;
}

/** The members that the newer documentation lists. */
function third(job: SandboxJob): FinanceRecord {
	const { kept, criteria } = job;
	return {
		id: String(kept.id),
		recordCount: kept.done,
		objectName: kept.objectName,
		metaData: kept.metaData ?? null,
		jobDirection: kept.direction,
		jobStatus: thirdState(job),
		statusMessage: null,
		createdDate: kept.createdAtMs,
		vendorJobId: null,
		errorCount: kept.failed,
		notificationUrl: kept.callbackUrl ?? null,
		defaultSelectFields: null,
		completionTime: kept.finishedAtMs ?? null,
		fileFormat: kept.format,
		jobCriteria: criteria,
		native: false,
	};
}

/** The state of a job in the words of the generation that is set. */
export function stateOf(job: SandboxJob, settings: FinanceSettings): FinanceRecord {
	return settings.bulkGeneration === 2 ? second(job, settings.bulkDoneWord) : third(job);
}

/** A job as it answers to the filters of the list of jobs. */
export function listedFields(job: SandboxJob, settings: FinanceSettings): FinanceRecord {
	const { bulkGeneration, bulkDoneWord } = settings;
	const word = bulkGeneration === 2 ? second(job, bulkDoneWord).status : thirdState(job);
	return { ...searchedJob(job.kept), job_status: word };
}
