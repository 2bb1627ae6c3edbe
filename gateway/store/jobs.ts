/** As bulk jobs say it (documented). Only the last three are the end. */
export type JobState = 'ABORTED' | 'CANCELLED' | 'COMPLETED' | 'CREATED' | 'RUNNING';

export type JobFormat = 'CSV' | 'JSON' | 'JSONL';

/** A bulk job before it is kept. */
export interface NewJob {
	instanceId: number;
	direction: 'DOWNLOAD' | 'UPLOAD';
	/** As it was asked for: the path of a resource, or its name in qbXML. */
	objectName: string;
	state: JobState;
	format: JobFormat;
	createdAtMs: number;
	finishedAtMs?: number;
	/** Digest of the idempotency key under which it was asked for. */
	key?: string;
	/** Of a download: the filter. */
	where?: string;
	metaData?: string;
	callbackUrl?: string;
	/** Whether nothing is left to be called back. */
	isCalledBack?: boolean;
	/** Whether somebody wants it to stop. */
	isCancelled?: boolean;
	/** How many rows an upload has; of a download how many were found. */
	total: number;
	/** Rows that are through, right or wrong. */
	done: number;
	failed: number;
	/** How often the row under way could not be sent: each time it goes under another id. */
	attempt: number;
	/** What it waits for, or why it ended. */
	message?: string;
}

export interface StoredJob extends NewJob {
	/** Grows, and is never used again. */
	id: number;
}
