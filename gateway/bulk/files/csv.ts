import { isRecord, type JsonRecord } from '../../qbxml';

/** The members of a record as columns: groups dotted; lists, such as lines, as JSON text (our choice). */
function flattened(record: JsonRecord, prefix = ''): Array<[string, string]> {
	return Object.entries(record).flatMap(([member, value]): Array<[string, string]> => {
		const path = `${prefix}${member}`;
		if (isRecord(value)) return flattened(value, `${path}.`);
		if (value === null || value === undefined) return [[path, '']];
		return [[path, Array.isArray(value) ? JSON.stringify(value) : String(value)]];
	});
}

/** Quoted where RFC 4180 asks for it. */
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

const lineOf = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

/**
 * Records as CSV with a heading; a column for every member that any of them has.
 *
 * @param records gives the records, twice, so that not all of them have to be there at once
 */
export async function* toCsv(records: () => AsyncIterable<JsonRecord>): AsyncIterable<string> {
	const columns = new Set<string>();
	for await (const record of records()) {
		for (const [column] of flattened(record)) columns.add(column);
	}
	yield lineOf([...columns]);
	for await (const record of records()) {
		const row = new Map(flattened(record));
		yield lineOf([...columns].map((column) => row.get(column) ?? ''));
	}
}

/** The cells of CSV text (RFC 4180; line ends of any system); undefined when a quote is out of place. */
export function parseCsv(text: string): string[][] | undefined {
	const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;
	const rows: string[][] = [];
	let row: string[] = [];
	while (cell.lastIndex < text.length || row.length > 0) {
		const found = cell.exec(text);
		if (!found) return undefined;
		const [, content, end] = found;
		row.push(content.startsWith('"') ? content.slice(1, -1).replace(/""/g, '"') : content);
		if (end === ',') continue;
		if (row.length > 1 || row[0] !== '') rows.push(row);
		row = [];
	}
	return rows;
}

function valueOf(cell: string): unknown {
	if (!/^\s*[[{]/.test(cell)) return cell;
	try {
		return JSON.parse(cell) as unknown;
	} catch {
		return cell;
	}
}

/** One row as a record; empty cells are not there. */
export function recordOf(columns: readonly string[], cells: readonly string[]): JsonRecord {
	const record: JsonRecord = {};
	columns.forEach((column, index) => {
		const cell = cells[index] ?? '';
		if (cell === '') return;
		const steps = column.trim().split('.');
		let at = record;
		for (const step of steps.slice(0, -1)) {
			if (!Object.hasOwn(at, step) || !isRecord(at[step])) put(at, step, {});
			at = at[step] as JsonRecord;
		}
		put(at, steps[steps.length - 1], valueOf(cell));
	});
	return record;
}

/** A heading may be any text, `__proto__` too. */
function put(record: JsonRecord, member: string, value: unknown): void {
	Object.defineProperty(record, member, {
		value,
		configurable: true,
		enumerable: true,
		writable: true,
	});
}
