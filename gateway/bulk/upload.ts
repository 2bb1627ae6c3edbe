import { ApiError } from '../api/errors';
import { isRecord, type JsonRecord } from '../qbxml';
import type { JobFormat } from '../store';
import { parseCsv, recordOf } from './files/csv';

/** A row of an upload: a record, or what was there in its place. */
export type UploadRow = { record: JsonRecord } | { unreadable: string };

export interface Upload {
	format: JobFormat;
	rows: UploadRow[];
}

/** A form that is sent to start a job. */
export interface JobForm {
	file?: { name: string; type: string; text: string };
	metaData?: string;
}

/**
 * Reads `multipart/form-data` or `application/x-www-form-urlencoded`; any other body is a form without fields.
 *
 * @throws ApiError 400 where it says that it is a form and is none
 */
export async function readForm(contentType: string, body: Buffer): Promise<JobForm> {
	const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(contentType);
	if (!isForm || body.length === 0) return {};
	const headers = { 'content-type': contentType };
	const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => {
		throw new ApiError(400, 'The form cannot be read.', undefined, 'notSent');
	});
	const file = form.get('file');
	const metaData = form.get('metaData');
	return {
		...(file === null ? {} : { file: await fileOf(file) }),
		...(typeof metaData === 'string' && metaData !== '' ? { metaData } : {}),
	};
}

/** A part without a file name counts as well (our choice). */
async function fileOf(part: FormDataEntryValue) {
	if (typeof part === 'string') return { name: '', type: '', text: part };
	return { name: part.name, type: part.type, text: await part.text() };
}

function rowOf(value: unknown): UploadRow {
	return isRecord(value) ? { record: value } : { unreadable: JSON.stringify(value) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The wording is ours. */
const unreadable = (message: string) => new ApiError(400, message, undefined, 'notSent');

function jsonRows(text: string): Upload {
	const whole = parsed(text);
	if (Array.isArray(whole)) return { format: 'JSON', rows: whole.map(rowOf) };
	if (whole === undefined && text.trimStart().startsWith('[')) {
		throw unreadable('The file is not valid JSON.');
	}
	if (whole !== undefined) return { format: 'JSON', rows: [rowOf(whole)] };
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	return {
		format: 'JSONL',
		rows: lines.map((line) => {
			const value = parsed(line);
			return value === undefined ? { unreadable: line } : rowOf(value);
		}),
	};
}

function csvRows(text: string): UploadRow[] {
	const all = parseCsv(text);
	if (!all) throw unreadable('The CSV has a quote out of place.');
	const [columns = [], ...rows] = all;
	return rows.map((cells) =>
		cells.length > columns.length
			? { unreadable: cells.join(',') }
			: { record: recordOf(columns, cells) },
	);
}

/**
 * The rows of an uploaded file: CSV by its name or type, else what its first character says.
 *
 * @throws ApiError 400 when it cannot be read as a whole; a single bad line is a row of its own
 */
export function readUpload({ file }: JobForm): Upload {
	if (!file) throw unreadable('The form has no part "file".');
	const text = file.text.replace(/^\uFEFF/, '');
	const isNamedCsv = /\.csv$/i.test(file.name) || /\bcsv\b/i.test(file.type);
	if (!isNamedCsv && /^\s*[[{]/.test(text)) return jsonRows(text);
	return { format: 'CSV', rows: csvRows(text) };
}
