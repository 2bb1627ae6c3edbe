import type { FinanceCompany } from '../company';
import type { FinanceRecord, Kind } from '../kinds';

/** The service's bulk documentation exists in two generations with different paths and spellings. */
export type BulkGeneration = 2 | 3;

export type BulkFormat = 'CSV' | 'JSON' | 'JSONL';

/** What went wrong with one row of an upload. The members are our choice: only that there is a list is known. */
export interface BulkError {
	/** From 1; of CSV without its heading. */
	row: number;
	status: number;
	message: string;
	providerMessage?: string;
	/** As it was sent. */
	record: unknown;
}

/** A row of an upload: a record, or what was there in its place. */
export type UploadRow = { record: FinanceRecord } | { unreadable: string };

export type BulkState = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELLED';

/** A job as the sandbox keeps it. Times are milliseconds since 1970 by the sandbox's clock. */
export interface BulkJob {
	id: string;
	instanceId: number;
	direction: 'DOWNLOAD' | 'UPLOAD';
	objectName: string;
	kind: Kind;
	company: FinanceCompany;
	format: BulkFormat;
	/** What was asked for, as it was sent. */
	criteria: string;
	metaData?: string;
	callbackUrl?: string;
	state: BulkState;
	createdMs: number;
	/** From when on it runs. */
	startsMs: number;
	/** When it is done unless it is cancelled. */
	endsMs: number;
	/** When a cancellation takes hold. */
	cancelsMs?: number;
	finishedMs?: number;
	/** Of an upload. */
	rows: UploadRow[];
	/** Of a download, taken when it starts to run. */
	records?: FinanceRecord[];
	/** Whether a record belongs to a download. */
	test: (record: FinanceRecord) => boolean;
	/** Rows that are through, right or wrong. */
	done: number;
	/** Settles when it is where it was asked to be last. */
	advanced: Promise<void>;
	errors: BulkError[];
}
