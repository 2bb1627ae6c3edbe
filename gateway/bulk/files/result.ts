import { ApiError } from '../../api/errors';
import type { JsonRecord } from '../../qbxml';
import type { JobFormat, StoredJob } from '../../store';
import { toCsv } from './csv';
import type { JobFiles } from './files';

/** A file as it is sent. */
export interface ResultFile {
	type: string;
	/** Its text, piece by piece. */
	text: AsyncIterable<string>;
}

/** How JSON comes: as lines, as the service was seen to send, or as one array. */
export type JsonAs = 'array' | 'lines';

/** What the `Accept` header wants, else what the job was asked for. */
function formatFor(accept: string, format: JobFormat, jsonAs: JsonAs): JobFormat {
	if (/text\/csv/i.test(accept)) return 'CSV';
	if (/jsonl|ndjson/i.test(accept)) return 'JSONL';
	const isJson = /application\/(json|\*)/i.test(accept);
	if (!isJson && !accept.includes('*/*')) {
		throw new ApiError(406, 'The Accept header allows nothing that can be sent.');
	}
	const wanted = isJson ? 'JSON' : format;
	return wanted === 'JSON' && jsonAs === 'lines' ? 'JSONL' : wanted;
}

async function* recordsIn(lines: AsyncIterable<string>): AsyncIterable<JsonRecord> {
	for await (const line of lines) yield JSON.parse(line) as JsonRecord;
}

async function* asLines(lines: AsyncIterable<string>): AsyncIterable<string> {
	for await (const line of lines) yield `${line}\n`;
}

async function* asArray(lines: AsyncIterable<string>): AsyncIterable<string> {
	let before = '[';
	for await (const line of lines) {
		yield `${before}${line}`;
		before = ',';
	}
	yield before === '[' ? '[]' : ']';
}

/**
 * The file of a download. Lines come as JSON too (observed); CSV is `text/csv` without a charset.
 *
 * @throws ApiError where the job has no such file, or none yet
 */
export function resultFile(
	job: StoredJob,
	objectName: string,
	{
		files,
		accept = '*/*',
		jsonAs = 'lines',
	}: { files: JobFiles; accept?: string; jsonAs?: JsonAs },
): ResultFile {
	if (job.direction !== 'DOWNLOAD' || objectName !== job.objectName) {
		throw new ApiError(404, `The bulk job ${job.id} has no file of ${objectName}.`);
	}
	if (job.state !== 'COMPLETED') {
		throw new ApiError(400, `The bulk job ${job.id} is not completed.`);
	}
	const format = formatFor(accept, job.format, jsonAs);
	const lines = () => files.lines(job.id, 'records');
	if (format === 'CSV') return { type: 'text/csv', text: toCsv(() => recordsIn(lines())) };
	const text = format === 'JSON' ? asArray(lines()) : asLines(lines());
	return { type: 'application/json;charset=UTF-8', text };
}
