import { uniquely } from './cells';
import { columnsOf, type ReportColumn } from './columns';
import {
	asList,
	isObject,
	isScalar,
	leavesOf,
	memberNamed,
	plainName,
	type JsonObject,
} from './json';
import { RowReader } from './rows';
import type { JsonValue, ReadReport } from './types';

/** Members that describe the columns. */
const COLUMNS = ['coldesc', 'columns', 'columnheaders'];
/** Members that hold the rows. */
const ROWS = ['reportdata', 'rows', 'row', 'data', 'datarow', 'textrow', 'subtotalrow', 'totalrow'];
const TITLES = ['reporttitle', 'title', 'reportname'];

const holds = (names: string[], [member, value]: [string, JsonValue]) =>
	names.includes(plainName(member)) && !isScalar(value);

function isReport(value: JsonValue): value is JsonObject {
	return (
		isObject(value) &&
		Object.entries(value).some(
			(entry) =>
				holds([...COLUMNS, ...ROWS], entry) || TITLES.slice(0, 1).includes(plainName(entry[0])),
		)
	);
}

/** Column descriptions stand in a list, or in a group around it (`Columns: { Column: […] }`). */
function descriptionsIn(value: JsonValue): JsonValue[] | undefined {
	if (Array.isArray(value)) return value;
	if (!isObject(value)) return undefined;
	const members = Object.entries(value);
	if (members.length === 1 && plainName(members[0][0]) === 'column') return asList(members[0][1]);
	return memberNamed(value, 'coltitle', 'colid') === undefined ? undefined : [value];
}

/** The report in an answer: `/reports` gives an array with one (observed). Without one, the answer is the rows. */
function reportIn(answer: JsonValue): JsonObject {
	if (Array.isArray(answer)) {
		if (answer.length === 1 && isReport(answer[0])) return answer[0];
		return { rows: answer };
	}
	return isReport(answer) ? answer : { rows: [answer] };
}

function titleOf(report: JsonObject): string | undefined {
	const header = memberNamed(report, 'header');
	for (const place of [report, ...(header !== undefined && isObject(header) ? [header] : [])]) {
		const title = memberNamed(place, ...TITLES);
		if (typeof title === 'string' && title !== '') return title;
	}
	return undefined;
}

/**
 * Reads the answer of a report. The shape of columns and rows is not documented, so it is read liberally: lists of rows
 * as in qbXML (`ColDesc`, `ReportData` with `DataRow`, `TextRow`, `SubtotalRow`, `TotalRow`), columns with arrays of
 * cells, nested sections with a header and a summary, or plain objects. No value is lost: each is in a row, in a
 * column's name or in `details` (but for the types of columns), and cells without a known column are counted.
 *
 * In: the answer as parsed JSON. Errors: none; what is no report at all gives its values as cells.
 */
export function readReport(answer: unknown): ReadReport {
	const report = reportIn((answer ?? null) as JsonValue);
	const members = Object.entries(report);
	const described = members.find(
		(entry) => holds(COLUMNS, entry) && descriptionsIn(entry[1]) !== undefined,
	);
	const columns: ReportColumn[] = described ? columnsOf(descriptionsIn(described[1])!) : [];
	const rowMembers = members.filter((entry) => entry !== described && holds(ROWS, entry));
	const others = members.filter((entry) => entry !== described && !rowMembers.includes(entry));

	const reader = new RowReader(columns);
	reader.readAll(rowsOf(rowMembers));
	const title = titleOf(report);
	const named = columns.map(({ name }) => name);
	const found = reader.rows.flatMap(({ values }) => Object.keys(values));
	return {
		...(title === undefined ? {} : { title }),
		columns: [...new Set([...named, ...found])],
		rows: reader.rows,
		unplacedCells: reader.unplacedCells,
		details: uniquely(leavesOf(Object.fromEntries(others))),
		raw: answer,
	};
}

/** `data` means rows only here, at the top: within a row it may be a column. */
function rowsOf(members: Array<[string, JsonValue]>): Array<[string, JsonValue]> {
	return members.map(([member, value]) => [plainName(member) === 'data' ? 'rows' : member, value]);
}
