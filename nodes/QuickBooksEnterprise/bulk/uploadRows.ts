import { isMembers, type Members } from '../catalogue/checking/walk';
import { CsvReader } from './csvReader';
import type { FileFormat } from './recordStream';
import { JsonConverter } from './recordStream';

/** A row of a file, or why it is none. Rows count from 1; the heading of a CSV is row 1, as in a spreadsheet. */
export type UploadRow = { number: number; record: Members } | { number: number; complaint: string };

/**
 * Reads the rows of a file, a chunk at a time.
 * Errors: RequestFailure of kind `unreadable` for what is no list of JSON objects.
 */
export async function* rowsOf(
	chunks: AsyncIterable<Buffer>,
	format: FileFormat,
): AsyncGenerator<UploadRow> {
	if (format === 'csv') yield* csvRows(chunks);
	else yield* jsonRows(chunks);
}

async function* csvRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<UploadRow> {
	const reader = new CsvReader();
	let names: string[] | undefined;
	let number = 0;
	const toRow = (cells: string[]): UploadRow | undefined => {
		number++;
		if (cells.every((cell) => cell === '')) return undefined;
		if (!names) {
			names = cells.map((cell) => cell.trim());
			return undefined;
		}
		if (cells.length > names.length) {
			return {
				number,
				complaint: `has ${cells.length} values for ${names.length} columns; a value with a comma stands in quotes`,
			};
		}
		return { number, record: nested(names, cells) };
	};
	for await (const cells of reader.read(chunks)) {
		const row = toRow(cells);
		if (row) yield row;
	}
	if (reader.isUnclosed) yield { number, complaint: 'has a quote that is never closed' };
}

/** The columns of a row as members, dotted names as groups; what is empty is not given. */
function nested(names: readonly string[], cells: readonly string[]): Members {
	const record: Members = {};
	names.forEach((name, index) => {
		const value = cells[index] ?? '';
		const steps = name.split('.');
		const last = steps.pop() as string;
		if (value === '' || [...steps, last].some((step) => step === '' || step === '__proto__'))
			return;
		let group = record;
		for (const step of steps) {
			const held = Object.prototype.hasOwnProperty.call(group, step) ? group[step] : undefined;
			const inner: Members = isMembers(held) ? held : {};
			group[step] = inner;
			group = inner;
		}
		group[last] = value;
	});
	return record;
}

async function* jsonRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<UploadRow> {
	const lines = new JsonConverter('jsonl');
	let pending: Buffer[] = [];
	let number = 0;
	const flush = (): UploadRow | undefined => {
		const text = Buffer.concat(pending).toString('utf8').trim();
		pending = [];
		if (text === '') return undefined;
		number++;
		return readRow(text, number);
	};
	for await (const chunk of chunks) {
		for (const piece of lines.push(chunk)) {
			if (piece.length === 1 && piece[0] === 10) {
				const row = flush();
				if (row) yield row;
			} else pending.push(piece);
		}
	}
	lines.end();
	const last = flush();
	if (last) yield last;
}

function readRow(text: string, number: number): UploadRow {
	try {
		return { number, record: JSON.parse(text) as Members };
	} catch {
		return { number, complaint: 'is no valid JSON' };
	}
}
