import type { IDataObject } from 'n8n-workflow';

import type { HubCall } from '../hub/hubCall';
import type { Answer } from '../transport/answer';
import type { IncomingFile } from '../transport/fileStream';
import { OutcomeUnknown, RequestFailure } from '../transport/errors/failure';
import type { Pages } from '../transport/pages';
import { mayHaveTakenEffect } from '../transport/retry';
import { settle } from '../common/settle';
import { isOver, readJobStatus, type JobStatus } from './jobStatus';
import type { FileFormat } from './recordStream';
import type { UploadBody } from './uploadBody';

/** Longest wait between two looks at a job, in milliseconds (our choice). */
const LONGEST_PAUSE_MS = 30_000;

/** How much longer each wait is than the one before (our choice). */
const PAUSE_GROWTH = 1.5;

/** Errors in one page (our choice: the service's own limit is not known for these). */
const ERRORS_PER_PAGE = 200;

/** The calls about bulk jobs through one instance. Errors of all: RequestFailure. */
export class BulkApi {
	constructor(private readonly call: HubCall) {}

	/**
	 * Starts a download. Only whole records in no order are documented for this element.
	 *
	 * @throws OutcomeUnknown where a job may run although no answer came; it is not started twice.
	 */
	async startDownload(objectName: string, where: string | undefined): Promise<JobStatus> {
		const request = {
			...this.call.request('POST', ['bulk', 'query']),
			query: { q: `select * from ${objectName}`, where },
			repeatability: 'create' as const,
			accepts: isJob,
		};
		return await started(this.call.client.send(request), `a bulk download of ${objectName}`);
	}

	/**
	 * Starts an upload, which creates a record for each row.
	 *
	 * @throws OutcomeUnknown where a job may run although no answer came; it is not started twice.
	 */
	async startUpload(objectName: string, body: UploadBody): Promise<JobStatus> {
		const request = {
			...this.call.request('POST', ['bulk', objectName]),
			file: async () => await body.open(),
			repeatability: 'create' as const,
			accepts: isJob,
		};
		return await started(this.call.client.send(request), `a bulk upload to ${objectName}`);
	}

	async status(jobId: string): Promise<{ status: JobStatus; raw: IDataObject }> {
		const { body } = await this.call.ask(['bulk', jobId, 'status'], { accepts: isStatus });
		return { status: readJobStatus(body, jobId) as JobStatus, raw: body as IDataObject };
	}

	/**
	 * Waits until a job is over, with growing pauses that hold no permit.
	 *
	 * @returns The state in which it ended; undefined where `limitMs` passed first.
	 */
	async waitFor(jobId: string, limitMs: number): Promise<JobStatus | undefined> {
		const untilMs = Date.now() + limitMs;
		let pauseMs = this.call.policy.waitBetweenAttemptsMs;
		for (;;) {
			const { status } = await this.status(jobId);
			if (isOver(status)) return status;
			const leftMs = untilMs - Date.now();
			if (leftMs <= 0) return undefined;
			await this.call.pauseFor(Math.min(pauseMs, leftMs));
			if (this.call.client.isCancelled) throw new RequestFailure({ kind: 'cancelled' });
			pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH);
		}
	}

	/** Hands on the file of a job while it comes. */
	async file<T>(
		{ id }: JobStatus,
		objectName: string,
		format: FileFormat,
		take: (file: IncomingFile) => Promise<T>,
	): Promise<T> {
		return await this.call.client.download(
			{
				...this.call.request('GET', ['bulk', id, objectName]),
				mediaType: format === 'csv' ? 'text/csv' : 'application/json',
			},
			take,
		);
	}

	/** The pages of what went wrong with records. */
	errors(jobId: string): Pages<IDataObject> {
		return this.call.list(['bulk', jobId, 'errors'], {}, { pageSize: ERRORS_PER_PAGE });
	}

	async cancel(jobId: string): Promise<JobStatus | undefined> {
		const { body } = await this.call.ask(['bulk', jobId, 'cancel'], { method: 'PUT' });
		return readJobStatus(body, jobId);
	}
}

const isJob = (body: unknown) => readJobStatus(body) !== undefined;
const isStatus = (body: unknown) => readJobStatus(body, '?') !== undefined;

async function started(asked: Promise<Answer>, named: string): Promise<JobStatus> {
	const outcome = await settle(asked);
	if (outcome.ok) return readJobStatus(outcome.value.body) as JobStatus;
	if (outcome.error instanceof RequestFailure && mayHaveTakenEffect(outcome.error.details)) {
		throw new OutcomeUnknown({ noun: 'bulk job', named, write: 'create' }, outcome.error.details, {
			reason: 'A second job would do everything twice, so none was started.',
		});
	}
	throw outcome.error;
}
