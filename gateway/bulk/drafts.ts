import type { JobFormat, NewJob } from '../store';
import { methodNotAllowed } from '../records';
import { bulkResource, type BulkQuery } from './query';
import { readUpload, type JobForm, type UploadRow } from './upload';

/** What every new job has. */
export interface Started {
	instanceId: number;
	nowMs: number;
	callbackUrl?: string;
	metaData?: string;
	format?: JobFormat;
	/** Digest of the idempotency key. */
	key?: string;
}

const NOTHING_DONE = { state: 'CREATED', total: 0, done: 0, failed: 0, attempt: 0 } as const;

/** @returns a download before it is kept */
export const downloadDraft = (
	{ objectName, where }: BulkQuery,
	{ nowMs, format = 'JSON', ...more }: Started,
): NewJob => ({
	...NOTHING_DONE,
	...more,
	direction: 'DOWNLOAD',
	objectName,
	where,
	format,
	createdAtMs: nowMs,
});

/**
 * There is no upsert: every row is a create (documented).
 *
 * @returns an upload before it is kept, and its rows
 * @throws ApiError for an object that cannot be created, and a file that cannot be read
 */
export function uploadDraft(
	objectName: string,
	form: JobForm,
	{ nowMs, ...more }: Started,
): { draft: NewJob; rows: UploadRow[] } {
	if (!bulkResource(objectName).operations.has('create')) throw methodNotAllowed('POST');
	const { format, rows } = readUpload(form);
	const { metaData } = form;
	return {
		draft: {
			...NOTHING_DONE,
			...more,
			direction: 'UPLOAD',
			objectName,
			format,
			metaData,
			createdAtMs: nowMs,
			total: rows.length,
		},
		rows,
	};
}
