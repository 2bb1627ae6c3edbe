import { isRecord } from '../common/json/isRecord';
import { OpenHeadings, type ReportRowKind } from './openHeadings';
import { readColumns, unknownColumnName, type ReportColumn } from './columns';

/** What a cell can hold. */
export type Cell = boolean | number | string | null;

export interface ReportRow {
	kind: ReportRowKind;
	/** The text of the nearest heading above that no sum has ended yet. */
	heading?: string;
	/** Cells by the name of their column, as they came: QuickBooks gives text. */
	cells: ReadonlyMap<string, Cell>;
}

export interface Report {
	/** Names of all columns that a row has, those that the report itself lists first and in its order. */
	columns: string[];
	rows: ReportRow[];
	/** How many cells belong to no listed column; they stand under names such as `Column 7`. */
	unplacedCells: number;
}

/** The four elements that are rows in qbXML's `ReportData`. */
const ROW_KINDS: Readonly<Record<string, ReportRowKind>> = {
	DataRow: 'data',
	SubtotalRow: 'subtotal',
	TextRow: 'text',
	TotalRow: 'total',
};

/** One row as qbXML writes it: `ColData` for cells, `value` alone in a `TextRow`. */
interface RowElement {
	kind: ReportRowKind;
	members: Record<string, unknown>;
}

/**
 * Reads the answer of a report. What Cloud Elements makes of it is not documented, so two forms are read:
 * qbXML's `ReportRet` (qbXML 14), whose rows stand in `ReportData` under the name of their kind or in one
 * list `Rows` with their kind as `type`; and a plain list of rows, each an object of columns and values.
 *
 * @param answer The answer as parsed JSON; `/reports` wraps it in an array (observed).
 * @returns The report, or undefined where the answer has neither form.
 */
export function readReport(answer: unknown): Report | undefined {
	if (Array.isArray(answer) && answer.length === 1 && isReportRet(answer[0])) {
		return readReportRet(answer[0]);
	}
	if (Array.isArray(answer)) return readPlainRows(answer);
	return isReportRet(answer) ? readReportRet(answer) : undefined;
}

function isReportRet(value: unknown): value is Record<string, unknown> {
	return isRecord(value) && ['ReportTitle', 'ColDesc'].some((name) => name in value);
}

function readReportRet(report: Record<string, unknown>): Report | undefined {
	const elements = rowElements(report);
	if (!elements) return undefined;
	const listed = readColumns(asList(report.ColDesc));
	const columns = new Set(listed.map(({ name }) => name));
	const rows: ReportRow[] = [];
	const headings = new OpenHeadings();
	let unplacedCells = 0;
	for (const { kind, members } of elements) {
		const { cells, unplaced } = readCells(members, listed);
		for (const name of cells.keys()) columns.add(name);
		unplacedCells += unplaced;
		if (kind === 'text') {
			headings.begin(String(members.value ?? ''));
			rows.push({ kind, cells });
			continue;
		}
		const heading = headings.take(kind, labelOf(members, cells));
		rows.push({ kind, ...(heading === undefined ? {} : { heading }), cells });
	}
	return { columns: [...columns], rows, unplacedCells };
}

/**
 * The rows in the order of the report. By kind they stand in four lists, so their `rowNumber` orders them.
 *
 * @returns undefined where something in them is no row. A report without figures has no rows (qbXML).
 */
function rowElements({ ReportData: data, Rows: list }: Record<string, unknown>) {
	const elements: RowElement[] = [];
	const found: Array<[kind: unknown, row: unknown]> = isRecord(data)
		? Object.entries(data).flatMap(([kind, rows]) =>
				asList(rows).map((row): [unknown, unknown] => [kind, row]),
			)
		: asList(list).map((row) => [isRecord(row) ? row.type : undefined, row]);
	if (data !== undefined && data !== null && data !== '' && !isRecord(data)) return undefined;
	for (const [kind, row] of found) {
		const rowKind = new Map(Object.entries(ROW_KINDS)).get(String(kind));
		if (rowKind === undefined || !isRecord(row)) return undefined;
		elements.push({ kind: rowKind, members: row });
	}
	const numberOf = ({ members }: RowElement) => Number(members.rowNumber ?? Number.NaN);
	const isNumbered = elements.every((element) => Number.isFinite(numberOf(element)));
	if (isNumbered) elements.sort((one, other) => numberOf(one) - numberOf(other));
	return elements;
}

/** What a row is about: the first text in it, or else what its own row data says. */
function labelOf({ RowData: data }: Record<string, unknown>, cells: ReadonlyMap<string, Cell>) {
	const texts = [...cells.values(), isRecord(data) ? data.value : undefined];
	return String(texts.find((value) => typeof value === 'string' && /[a-z]/i.test(value)) ?? '');
}

/** Empty cells are left out in qbXML, so a cell is placed by its `colID` and never by its position. */
function readCells(members: Record<string, unknown>, columns: readonly ReportColumn[]) {
	const cells = new Map<string, Cell>();
	const unplaced: Array<[position: number, value: Cell]> = [];
	const given = 'ColData' in members ? asList(members.ColData) : [];
	// A heading stands in the first column.
	if (isCell(members.value)) given.unshift({ colID: columns[0]?.id, value: members.value });
	given.forEach((data, position) => {
		const { colID, value } = isRecord(data) ? data : { colID: undefined, value: data };
		const content = isCell(value) ? value : JSON.stringify(value ?? null);
		const column = columns.find(({ id }) => id === String(colID));
		if (column && !cells.has(column.name)) cells.set(column.name, content);
		else unplaced.push([position, content]);
	});
	// After the rest, so that no generated name takes the place of a column.
	for (const [position, value] of unplaced) {
		cells.set(
			unknownColumnName(position, (name) => cells.has(name)),
			value,
		);
	}
	return { cells, unplaced: unplaced.length };
}

function readPlainRows(answer: readonly unknown[]): Report | undefined {
	const rows: ReportRow[] = [];
	for (const row of answer) {
		if (!isRecord(row) || !Object.values(row).every(isCell)) return undefined;
		rows.push({ kind: 'data', cells: new Map(Object.entries(row) as Array<[string, Cell]>) });
	}
	const columns = new Set(rows.flatMap(({ cells }) => [...cells.keys()]));
	return { columns: [...columns], rows, unplacedCells: 0 };
}

function isCell(value: unknown): value is Cell {
	return value === null || ['boolean', 'number', 'string'].includes(typeof value);
}

/** What is repeated in XML can come as the thing itself where there is one of it. */
function asList(value: unknown): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	return Array.isArray(value) ? [...(value as unknown[])] : [value];
}
