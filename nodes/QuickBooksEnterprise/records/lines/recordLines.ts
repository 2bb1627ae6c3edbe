import { Place } from '../../catalogue/validation/place';
import { isEmpty, type Members } from '../../catalogue/validation/walk';
import { lineColumnsOf, type LineColumn } from '../../catalogue/lineColumns';
import type { LineGroup, Resource, ResourceFields } from '../../catalogue/types';
import { parseJson } from '../../common/json/parseJson';
import type { ValueContext } from '../input/fieldValue';
import { fromLocator } from '../input/locators';
import { NEW_LINE_ID } from './lineRows';
import { BodyBuilder } from '../input/recordBody';
import { isRecord } from '../../common/json/isRecord';

/** The parameter for members of a line that have no column. */
export const OTHER_FIELDS = 'otherFields';

const LINES = 'Lines (lines)';

/**
 * The lines of a record under the service's keys, from the rows of the editor. Cells and rows that were
 * not filled in are left out. What cannot be read is noted in the problems of `context`.
 *
 * @param given rows by kind of line, as a list or JSON text: `{ itemLines: [{ item: 'Bolts', quantity: '12' }] }`.
 */
export function linesFromRows(
	given: unknown,
	resource: Resource,
	fields: ResourceFields,
	context: ValueContext,
): Members {
	const { problems } = context;
	if (isEmpty(given)) return {};
	const names = resource.lines.map(({ name }) => name).join(', ');
	if (!isRecord(given)) {
		problems.add(`${LINES} must be an object that holds rows under ${names}`);
		return {};
	}
	const lines: Members = {};
	for (const [name, rows] of Object.entries(given)) {
		if (isEmpty(rows)) continue;
		const group = resource.lines.find((line) => line.name === name);
		if (!group) {
			problems.add(`${LINES}: ${name} is no kind of line of ${resource.label}; it has ${names}`);
			continue;
		}
		const named = `${group.label} (${name})`;
		const read = typeof rows === 'string' ? parseJson(rows, named, problems) : rows;
		if (read === undefined) continue;
		const list = (Array.isArray(read) ? read : [read]) as unknown[];
		const reader = new LineRowReader(resource, fields, group, context);
		const filled = list.map((row, index) => reader.read(row, index)).filter((row) => !isBare(row));
		if (filled.length > 0) lines[group.key] = filled;
	}
	return lines;
}

/** Marks rows of an update that name no line as new ones (qbXML). Out: a record of its own. */
export function withNewLineIds({ lines }: Resource, record: Members): Members {
	const marked = { ...record };
	for (const { key, idField } of lines) {
		const rows = marked[key];
		if (idField !== 'TxnLineID' || !Array.isArray(rows)) continue;
		marked[key] = rows.map((row: unknown) =>
			isRecord(row) && isEmpty(row.TxnLineID) ? { ...row, TxnLineID: NEW_LINE_ID } : row,
		);
	}
	return marked;
}

function isBare(row: unknown): boolean {
	return isRecord(row) && Object.keys(row).length === 0;
}

class LineRowReader {
	private readonly columns: readonly LineColumn[];

	constructor(
		resource: Resource,
		private readonly fields: ResourceFields,
		private readonly group: LineGroup,
		private readonly context: ValueContext,
	) {
		this.columns = lineColumnsOf(resource, group);
	}

	/** Out: the line, or what was given where it is no row, for the checks to name. */
	read(row: unknown, index: number): unknown {
		if (!isRecord(row)) return row;
		const { label, key, name } = this.group;
		const place = Place.row(label, key, index);
		const set = this.fields.lines[name] ?? { fields: [] };
		const builder = new BodyBuilder(set, this.context, place);
		const { record } = builder.build(this.byPath(row, index));
		const others = this.others(row[OTHER_FIELDS], index);
		for (const name of Object.keys(others)) {
			if (!(name in record)) continue;
			this.context.problems.add(
				`${label}, row ${index + 1}: ${name} is given in its column and under Other Fields (${OTHER_FIELDS}); leave out one`,
			);
		}
		return { ...record, ...others };
	}

	private byPath(row: Members, index: number): Members {
		const values: Members = {};
		for (const [name, given] of Object.entries(row)) {
			if (name === OTHER_FIELDS) continue;
			const value = fromLocator(given);
			if (isEmpty(value)) continue;
			const column = this.columns.find((each) => each.name === name);
			if (column) values[pathIn(row, column)] = value;
			else this.complainOfColumn(name, index);
		}
		return values;
	}

	private complainOfColumn(name: string, index: number): void {
		const names = [...this.columns.map((column) => column.name), OTHER_FIELDS].join(', ');
		this.context.problems.add(
			`${this.group.label}, row ${index + 1}: ${name} is no column; there are ${names}`,
		);
	}

	private others(given: unknown, index: number): Members {
		if (isEmpty(given)) return {};
		const { problems } = this.context;
		const named = `${this.group.label}, row ${index + 1}: Other Fields (${OTHER_FIELDS})`;
		const read = typeof given === 'string' ? parseJson(given, named, problems) : given;
		if (isRecord(read)) return read;
		if (read !== undefined) problems.add(`${named} must be one JSON object, from { to }`);
		return {};
	}
}

function pathIn(row: Members, { path, beside }: LineColumn): string {
	const isBeside = beside?.columns.some((name) => !isEmpty(row[name])) ?? false;
	return isBeside && beside ? beside.path : path;
}
