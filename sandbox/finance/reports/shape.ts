import type { FinanceRecord } from '../kinds';
import type { Column, ReportTable, Row } from '../../../simulator/quickBooks/reports/table';

/**
 * How a report's columns and rows can look. What Cloud Elements makes of them is not documented.
 * `reportRet`: qbXML's answer as JSON, its rows in a list for each kind, with `rowNumber` for their order.
 * `rows`: the same with all rows in one list, each with its kind as `type`.
 * `records`: nothing but a list of rows, each an object of columns and values.
 */
export type ReportShape = 'records' | 'reportRet' | 'rows';

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
		ColDesc: columnDescriptions(table),
	};
}

function rowsByKind({ rows }: ReportTable): Record<string, FinanceRecord[]> {
	const data: Record<string, FinanceRecord[]> = {};
	rows.forEach((row, index) => {
		(data[ELEMENTS[row.kind]] ??= []).push(rowElement(row, index));
	});
	return data;
}

function records({ columns, rows }: ReportTable): FinanceRecord[] {
	const titles = columns.map(({ title }) => title || 'Label');
	return rows.map(({ label, cells }) =>
		Object.fromEntries([label, ...cells].map((value, index) => [titles[index], value])),
	);
}

/** A report as it is sent: an array with one report (observed), or the rows alone. */
export function shapedReport(table: ReportTable, shape: ReportShape): FinanceRecord[] {
	switch (shape) {
		case 'records':
			return records(table);
		case 'rows': {
			const rows = table.rows.map((row, index) => ({
				type: ELEMENTS[row.kind],
				...rowElement(row, index),
			}));
			return [{ ...head(table), Rows: rows }];
		}
		case 'reportRet':
			return [{ ...head(table), ReportData: rowsByKind(table) }];
	}
}
