import { ApiError } from '../../errors';
import { isRecord, type Call } from '../../http';
import { parseCsv, recordOf } from './csv';
import type { BulkFormat, UploadRow } from './types';

/** One part of a form. */
export interface FormPart {
	name: string;
	fileName?: string;
	type?: string;
	content: string;
}

/** The parts of a `multipart/form-data` body; none for another one. */
function formParts({ headers, rawBody }: Call): FormPart[] {
	const type = headers['content-type'] ?? '';
	const boundary = /^multipart\/form-data\b.*\bboundary=("?)([^";]+)\1/i.exec(type)?.[2];
	if (boundary === undefined) return [];
	const pieces = `\r\n${rawBody}`.split(`\r\n--${boundary}`);
	return pieces.slice(1).flatMap((piece): FormPart[] => {
		const end = piece.indexOf('\r\n\r\n');
		if (piece.startsWith('--') || end < 0) return [];
		const head = piece.slice(0, end);
		const value = (pattern: RegExp) => pattern.exec(head)?.[1];
		const name = value(/content-disposition:[^\r\n]*?[;\s]name="?([^";\r\n]*)"?/i);
		if (name === undefined) return [];
		return [
			{
				name,
				fileName: value(/content-disposition:[^\r\n]*?filename="?([^";\r\n]*)"?/i),
				type: value(/content-type:\s*([^\r\n;]+)/i),
				content: piece.slice(end + 4),
			},
		];
	});
}

/** A field of a form, of whichever kind. */
export function formField(call: Call, name: string): string | undefined {
	const part = formParts(call).find((each) => each.name === name);
	if (part) return part.content;
	const isForm = /^application\/x-www-form-urlencoded/i.test(call.headers['content-type'] ?? '');
	return (isForm && new URLSearchParams(call.rawBody).get(name)) || undefined;
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

function jsonRows(text: string): { format: BulkFormat; rows: UploadRow[] } {
	const whole = parsed(text);
	if (Array.isArray(whole)) return { format: 'JSON', rows: whole.map(rowOf) };
	if (whole === undefined && text.trimStart().startsWith('[')) {
		throw new ApiError(400, 'The file is not valid JSON.');
	}
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	if (whole !== undefined) return { format: 'JSON', rows: [rowOf(whole)] };
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
	if (!all) throw new ApiError(400, 'The CSV has a quote out of place.');
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
 * @throws ApiError 400 when it cannot be read as a whole (our wording); a single bad line is a row of its own.
 */
export function uploadedRows(call: Call): { format: BulkFormat; rows: UploadRow[] } {
	const file = formParts(call).find(({ name }) => name === 'file');
	if (!file) throw new ApiError(400, 'The form has no part "file".');
	const text = file.content.replace(/^\uFEFF/, '');
	const isNamedCsv = /\.csv$/i.test(file.fileName ?? '') || /\bcsv\b/i.test(file.type ?? '');
	if (!isNamedCsv && /^\s*[[{]/.test(text)) return jsonRows(text);
	return { format: 'CSV', rows: csvRows(text) };
}
