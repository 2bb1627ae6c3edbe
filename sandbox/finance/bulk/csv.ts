import { isRecord } from '../../http';
import type { FinanceRecord } from '../kinds';

/** The members of a record as columns: groups dotted; lists, such as lines, as JSON text (our choice). */
function flattened(record: FinanceRecord, prefix = ''): Array<[string, string]> {
	return Object.entries(record).flatMap(([member, value]): Array<[string, string]> => {
		const path = `${prefix}${member}`;
		if (isRecord(value)) return flattened(value, `${path}.`);
		if (value === null || value === undefined) return [[path, '']];
		return [[path, Array.isArray(value) ? JSON.stringify(value) : String(value)]];
	});
}

/** Quoted where RFC 4180 asks for it. */
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

/**
 * Records as CSV with a heading; a column for every member that any of them has. In: what makes the records, twice, so
 * that not all of them have to be there at once.
 */
export function toCsv(records: () => Iterable<FinanceRecord>): string {
	const columns = new Set<string>();
	for (const record of records()) {
		for (const [column] of flattened(record)) columns.add(column);
	}
	const line = (cells: string[]) => `${cells.map(quoted).join(',')}\r\n`;
	const lines = [line([...columns])];
	for (const record of records()) {
		const row = new Map(flattened(record));
		lines.push(line([...columns].map((column) => row.get(column) ?? '')));
	}
	return lines.join('');
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
export function recordOf(columns: string[], cells: string[]): FinanceRecord {
	const record: FinanceRecord = {};
	columns.forEach((column, index) => {
		const cell = cells[index] ?? '';
		if (cell === '') return;
		const steps = column.trim().split('.');
		let at = record;
		for (const step of steps.slice(0, -1)) {
			if (!isRecord(at[step])) at[step] = {};
			at = at[step] as FinanceRecord;
		}
		at[steps[steps.length - 1]] = valueOf(cell);
	});
	return record;
}
