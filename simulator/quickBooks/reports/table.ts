/** A report before it gets the shape in which it is sent. */
export interface ReportTable {
	/** What QuickBooks writes above it. */
	title: string;
	subtitle: string;
	basis: 'Accrual' | 'Cash' | 'None';
	/** The first one names the rows. */
	columns: Column[];
	rows: Row[];
}

/** Types of columns as in qbXML's reports. */
export type ColumnType = 'AMTTYPE' | 'DATETYPE' | 'PERCENTTYPE' | 'QUANTYPE' | 'STRTYPE';

export interface Column {
	/** Empty above the names of rows. */
	title: string;
	type: ColumnType;
}

export interface Row {
	kind: 'data' | 'subtotal' | 'text' | 'total';
	/** What stands in the first column. */
	label: string;
	/** For the other columns; empty text is an empty cell. */
	cells: string[];
	/** What the row is about, such as `account`. */
	about?: string;
}

export const LABELS: Column = { title: '', type: 'STRTYPE' };

export const amounts = (...titles: string[]): Column[] =>
	titles.map((title) => ({ title, type: 'AMTTYPE' }));

export const texts = (...titles: string[]): Column[] =>
	titles.map((title) => ({ title, type: 'STRTYPE' }));

export const text = (label: string): Row => ({ kind: 'text', label, cells: [] });
