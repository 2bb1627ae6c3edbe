import type { Members } from '../catalogue/validation/walk';
import { CsvReader } from './csvReader';
import type { FileFormat } from './recordStream';
import { JsonConverter } from './recordStream';
import { duplicateKeys } from '../common/json/duplicateKeys';
import { isRecord } from '../common/json/isRecord';
import { strayBytes, Utf8Text } from './fileEncoding';

/** A row of a file, or why it is none. Rows count from 1; the heading of a CSV is row 1, as in a spreadsheet. */
export type UploadRow = { number: number; record: Members } | { number: number; complaint: string };

/**
 * Reads the rows of a file, a chunk at a time.
 *
 * @param onHeading Called with the names of the columns of a CSV file; what it throws ends the reading.
 * @throws RequestFailure of kind `unreadable` for what is no list of JSON objects.
 */
export async function* rowsOf(
	chunks: AsyncIterable<Buffer>,
	format: FileFormat,
	onHeading: (names: readonly string[]) => void = () => {},
): AsyncGenerator<UploadRow> {
	if (format === 'csv') yield* csvRows(chunks, onHeading);
	else yield* jsonRows(chunks);
}

async function* csvRows(
	chunks: AsyncIterable<Buffer>,
	onHeading: (names: readonly string[]) => void,
): AsyncGenerator<UploadRow> {
	const reader = new CsvReader();
	let names: string[] | undefined;
	let number = 0;
	const toRow = (cells: string[]): UploadRow | undefined => {
		number++;
		if (cells.every((cell) => cell === '')) return undefined;
		if (!names) {
			names = cells.map((cell) => cell.trim());
			const complaint = strayIn(names.map((name, index) => [`column ${index + 1}`, name]));
			if (complaint !== undefined) return { number, complaint };
			onHeading(names);
			return undefined;
		}
		if (reader.hasMixedValue) {
			return { number, complaint: 'has a value that goes on behind its closing quote' };
		}
		if (cells.length > names.length) {
			return {
				number,
				complaint: `has ${cells.length} values for ${names.length} columns; a value with a comma stands in quotes`,
			};
		}
		const headed = cells.map((cell, index): [string, string] => [names?.[index] ?? '', cell]);
		const complaint = strayIn(headed);
		if (complaint !== undefined) return { number, complaint };
		const unnamed = headed.findIndex(([name, cell]) => name === '' && cell !== '');
		if (unnamed >= 0) {
			return { number, complaint: `has a value in column ${unnamed + 1}, which has no heading` };
		}
		return { number, record: nested(names, cells) };
	};
	for await (const cells of reader.read(chunks)) {
		const row = toRow(cells);
		if (row) yield row;
	}
	if (reader.isUnclosed) yield { number, complaint: 'has a quote that is never closed' };
}

/** What is wrong with values whose bytes are no UTF-8; in: each with the name of its place. */
function strayIn(
	values: ReadonlyArray<readonly [place: string, text: string]>,
): string | undefined {
	const complaints = values.flatMap(([place, text]) => {
		const stray = strayBytes(text);
		return stray === undefined ? [] : [`${place}: ${stray}`];
	});
	return complaints.length === 0 ? undefined : complaints.join('; ');
}

/** Every text of a record, with its path. */
function textsIn(value: unknown, path = ''): Array<[string, string]> {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		const place = path === '' ? name : `${path}.${name}`;
		return [[place, name] as [string, string], ...textsIn(inner, place)];
	});
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
			const inner: Members = isRecord(held) ? held : {};
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
		const decoder = new Utf8Text();
		const text = `${decoder.push(Buffer.concat(pending))}${decoder.end()}`.trim();
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
	let record: Members;
	try {
		record = JSON.parse(text) as Members;
	} catch {
		return { number, complaint: 'is no valid JSON' };
	}
	const stray = strayBytes(text) === undefined ? undefined : strayIn(textsIn(record));
	const twice = duplicateKeys(text).map(({ key }) => `has '${key}' twice`);
	const complaint = stray ?? (twice.length > 0 ? twice.join('; ') : undefined);
	return complaint === undefined ? { number, record } : { number, complaint };
}
