/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { ApiError } from '../api/errors';
import { readDocument, type JsonRecord } from '../qbxml';
import { CallFailure } from '../queue';
import { answerTo, createRecord, refusedBy, requireDone, type CompanyPort } from '../records';
import type { StoredCall, StoredJob } from '../store';
import type { JobFiles } from './files/files';
import { bulkResource } from './query';
import type { UploadRow } from './upload';

/** What went wrong with one row. The members are our choice: only that there is a list is known. */
export interface RowError {
	/** From 1; of CSV without its heading. */
	row: number;
	status: number;
	message: string;
	providerMessage?: string;
	/** What became of the row in the books; the request id leads to it among the calls. */
	outcome?: string;
	requestId?: string;
	/** As it was sent. */
	record: unknown;
}

/** What a job works with. */
export interface WorkParts {
	files: JobFiles;
	/**
	 * QuickBooks at the company of the job.
	 *
	 * @param requestId of the first write that it sends
	 */
	portFor(job: StoredJob, requestId: string): Promise<CompanyPort>;
	/** Keeps how far a job is. */
	save(job: StoredJob): Promise<void>;
	/** What is known of a call of an earlier life of the gateway; settled, if it will be. */
	earlierCall(requestId: string): Promise<StoredCall | undefined>;
}

/** The company cannot be asked now; nothing was sent, and the same can be tried later. */
export class NotNow extends Error {
	constructor(readonly answer: ApiError) {
		super(answer.message);
		this.name = 'NotNow';
	}
}

/** Away, busy, not confirmed or disabled: that passes. */
export const isForLater = ({ status, outcome }: ApiError): boolean =>
	outcome === 'notSent' && [403, 502, 503, 504].includes(status);

/**
 * The rows of an upload, one after the other, as the platform's own bulk service stores them (documented). How far it
 * is stands in the job, so that an earlier life of the gateway can have begun it.
 */
export class UploadWork {
	private rows?: AsyncIterator<string>;

	private waiting?: UploadRow;

	/** The row that may have been sent: in an earlier life, or without an answer in this one. */
	private inDoubt?: number;

	constructor(
		private readonly job: StoredJob,
		private readonly parts: WorkParts,
	) {}

	/**
	 * Stores one row.
	 *
	 * @returns whether there was none left
	 * @throws NotNow where the company cannot be asked; the row is the next one again
	 */
	async step(): Promise<boolean> {
		this.rows ??= await this.begin();
		this.waiting ??= await this.nextRow();
		if (!this.waiting) return true;
		const error = await this.store(this.waiting);
		const { job, parts } = this;
		if (error) await parts.files.append(job.id, 'errors', [JSON.stringify(error)]);
		this.waiting = undefined;
		job.done += 1;
		job.failed += error ? 1 : 0;
		job.attempt = 0;
		await parts.save(job);
		return false;
	}

	private async begin(): Promise<AsyncIterator<string>> {
		const { job, parts } = this;
		this.inDoubt = job.done;
		// The error of a row can have been kept, and that the row is through not.
		await parts.files.keepFirst(job.id, 'errors', job.failed);
		return parts.files.lines(job.id, 'rows', job.done)[Symbol.asyncIterator]();
	}

	private async nextRow(): Promise<UploadRow | undefined> {
		const { value, done } = await this.rows!.next();
		if (!done) return JSON.parse(String(value)) as UploadRow;
		const { total } = this.job;
		if (this.job.done >= total) return undefined;
		const message = `The file of the upload ends after ${this.job.done} of ${total} rows.`;
		throw new ApiError(500, message, undefined, 'notSent');
	}

	/** @returns what is wrong with the row */
	private async store(row: UploadRow): Promise<RowError | undefined> {
		const at = this.job.done + 1;
		if ('unreadable' in row) {
			const message = 'The row cannot be read as a record.';
			return { row: at, status: 400, message, outcome: 'notSent', record: row.unreadable };
		}
		const { record } = row;
		const isKnown = this.inDoubt === this.job.done;
		this.inDoubt = undefined;
		try {
			if (isKnown && (await this.wasSent(record))) return undefined;
			await this.create(record);
			return undefined;
		} catch (error) {
			const answer = answerTo(error);
			// The gateway ends: its next life finds out what became of the row.
			const isEnd = error instanceof CallFailure && error.kind === 'hungUp';
			if (!answer || isEnd) throw error;
			if (isForLater(answer)) throw await this.later(answer);
			const isLost = error instanceof CallFailure && answer.outcome === 'unknown';
			if (isLost) throw this.stillOpen(answer);
			const { status, message, providerMessage, outcome } = answer;
			const ids = outcome === 'notSent' ? {} : { requestId: this.requestId };
			return { row: at, status, message, providerMessage, outcome, ...ids, record };
		}
	}

	private async create(record: JsonRecord): Promise<void> {
		const port = await this.parts.portFor(this.job, this.requestId);
		await createRecord(port, bulkResource(this.job.objectName), record);
	}

	/** Under another id: that of what was not sent is taken. */
	private async later(answer: ApiError): Promise<NotNow> {
		this.job.attempt += 1;
		await this.parts.save(this.job);
		return new NotNow(answer);
	}

	/** It was sent, and what became of it is found out before the next row. */
	private stillOpen(answer: ApiError): NotNow {
		this.inDoubt = this.job.done;
		return new NotNow(answer);
	}

	/** At most 50 characters, the same in each life of the gateway. */
	private get requestId(): string {
		const { id, done, attempt } = this.job;
		return `bulk-${id}-${done + 1}${attempt > 0 ? `-${attempt}` : ''}`;
	}

	/**
	 * Whether an earlier life of the gateway stored the row.
	 *
	 * @throws ApiError where it was refused, or where nobody knows
	 */
	private async wasSent(record: JsonRecord): Promise<boolean> {
		const call = await this.parts.earlierCall(this.requestId);
		if (!call) return false;
		if (call.state === 'handedOut' || call.state === 'inDoubt') {
			throw this.stillOpen(unknown('yet whether it was stored'));
		}
		if (call.state === 'dropped' || call.state === 'queued') {
			this.job.attempt += 1;
			await this.parts.save(this.job);
			return false;
		}
		if (call.state === 'unknown') throw unknown('whether it was stored');
		const [answer] = call.answer === undefined ? [] : readDocument(call.answer).messages;
		// What was found in the books later, or settled by a person, has no answer of QuickBooks.
		if (answer) requireDone(answer);
		else if (call.state === 'refused') throw refusedBy(1_000, call.reason);
		const hasFields = Object.keys(record).some((member) => member.startsWith('DataExt'));
		if (hasFields) throw unknown('whether all of its custom fields were');
		return true;
	}
}

const unknown = (what: string) =>
	new ApiError(
		502,
		`The gateway ended while this row was under way, and it is not known ${what}.`,
		undefined,
		'unknown',
	);
