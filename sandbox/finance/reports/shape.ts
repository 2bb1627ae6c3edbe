import type { FinanceRecord } from '../kinds';
import type { Column, ReportTable, Row } from './table';

/**
 * How a report's columns and rows can look. Nothing is known of it but that `ReportTitle` is there (observed), so the
 * usual one is our choice, close to the answer of qbXML, and the others are what else a service could plausibly make
 * of it:
 * `reportRet`: the rows in a list for each kind, with `rowNumber` for their order.
 * `rowList`: all rows in one list, each under the name of its kind.
 * `attributes`: as `reportRet`, attributes with `@`, and lists of one as the thing itself, as XML libraries do.
 * `records`: an object for each row, with the titles of the columns as members.
 * `table`: names of the columns, and arrays of cells.
 * `nested`: groups within groups with a summary each, as QuickBooks Online does it.
 */
export type ReportShape = 'attributes' | 'nested' | 'records' | 'reportRet' | 'rowList' | 'table';

const ELEMENTS: Record<Row['kind'], string> = {
	data: 'DataRow',
	subtotal: 'SubtotalRow',
	text: 'TextRow',
	total: 'TotalRow',
};

function columnType({ title, type }: Column, index: number): string {
	if (index === 0) return 'Label';
	if (title === 'TOTAL') return 'Total';
	return type === 'AMTTYPE' ? 'Amount' : title.replace(/[^A-Za-z]/g, '') || 'Blank';
}

const columnDescriptions = ({ columns }: ReportTable): FinanceRecord[] =>
	columns.map((column, index) => ({
		colID: String(index + 1),
		dataType: column.type,
		ColTitle: [{ titleRow: '1', ...(column.title ? { value: column.title } : {}) }],
		ColType: columnType(column, index),
	}));

/** Empty cells are left out, as qbXML does. */
function rowElement({ kind, label, cells, about }: Row, index: number): FinanceRecord {
	const rowNumber = String(index + 1);
	if (kind === 'text') return { rowNumber, value: label };
	const columns = [label, ...cells].map((value, at) => ({ colID: String(at + 1), value }));
	return {
		rowNumber,
		...(about && label ? { RowData: { rowType: about, value: label } } : {}),
		ColData: columns.filter(({ value }) => value !== ''),
	};
}

function head(table: ReportTable): FinanceRecord {
	return {
		ReportTitle: table.title,
		ReportSubtitle: table.subtitle,
		ReportBasis: table.basis,
		NumRows: String(table.rows.length),
		NumColumns: String(table.columns.length),
		NumColTitleRows: '1',
	};
}

function reportRet(table: ReportTable): FinanceRecord {
	const data: Record<string, FinanceRecord[]> = {};
	table.rows.forEach((row, index) => {
		(data[ELEMENTS[row.kind]] ??= []).push(rowElement(row, index));
	});
	return { ...head(table), ColDesc: columnDescriptions(table), ReportData: data };
}

const ATTRIBUTES = ['colID', 'dataType', 'rowNumber', 'rowType', 'titleRow', 'value'];

function withAttributes(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.length === 1 ? withAttributes(value[0]) : value.map(withAttributes);
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([member, inner]) => [
			ATTRIBUTES.includes(member) ? `@${member}` : member,
			withAttributes(inner),
		]),
	);
}

const titleAt = ({ columns }: ReportTable, index: number) => columns[index].title || 'Label';

function records(table: ReportTable): FinanceRecord {
	const rows = table.rows.map(({ label, cells }) =>
		Object.fromEntries([label, ...cells].map((value, index) => [titleAt(table, index), value])),
	);
	return { ...head(table), ReportData: rows };
}

function asTable(table: ReportTable): FinanceRecord {
	return {
		...head(table),
		Columns: table.columns.map(({ title }) => title),
		Rows: table.rows.map(({ label, cells }) => [label, ...cells]),
	};
}

const cellsOf = ({ label, cells }: Row) => [label, ...cells].map((value) => ({ value }));

/** A text row opens a group; the subtotal that names it closes it. */
function nested(table: ReportTable): FinanceRecord {
	const groups: FinanceRecord[][] = [[]];
	const titles: string[] = [];
	const close = (summary?: Row) => {
		const rows = groups.pop()!;
		titles.pop();
		const group = groups[groups.length - 1];
		const last = group[group.length - 1];
		last.Rows = { Row: rows };
		if (summary) last.Summary = { ColData: cellsOf(summary) };
	};
	for (const row of table.rows) {
		const current = groups[groups.length - 1];
		if (row.kind === 'text') {
			current.push({ type: 'Section', Header: { ColData: [{ value: row.label }] } });
			groups.push([]);
			titles.push(row.label);
		} else if (row.label.toLowerCase() === `total ${titles[titles.length - 1]}`.toLowerCase()) {
			close(row);
		} else current.push({ type: 'Data', ColData: cellsOf(row) });
	}
	while (groups.length > 1) close();
	return {
		Header: { ReportName: table.title, ReportBasis: table.basis },
		ReportTitle: table.title,
		Columns: {
			Column: table.columns.map(({ title, type }) => ({ ColTitle: title, ColType: type })),
		},
		Rows: { Row: groups[0] },
	};
}

/** A report as it is sent. */
export function shapedReport(table: ReportTable, shape: ReportShape): FinanceRecord {
	switch (shape) {
		case 'rowList':
			return {
				...head(table),
				ColDesc: columnDescriptions(table),
				ReportData: table.rows.map((row, index) => ({
					[ELEMENTS[row.kind]]: rowElement(row, index),
				})),
			};
		case 'attributes':
			return withAttributes(reportRet(table)) as FinanceRecord;
		case 'records':
			return records(table);
		case 'table':
			return asTable(table);
		case 'nested':
			return nested(table);
		default:
			return reportRet(table);
	}
}
