/** What JSON can hold. */
export type JsonValue =
	| boolean
	| number
	| string
	| null
	| JsonValue[]
	| { [member: string]: JsonValue };

/** What a row is: `text` stands over others, `subtotal` and `total` add up what is above. */
export type ReportRowKind = 'data' | 'subtotal' | 'text' | 'total';

export interface ReportRow {
	kind: ReportRowKind;
	/** The text of the nearest row above that is only text. */
	heading?: string;
	/** Column → value as it came, mostly text. */
	values: Record<string, boolean | number | string | null>;
	/** What the answer says of the row beside its cells, such as `RowData.rowType`. */
	details: Record<string, boolean | number | string | null>;
}

/** A report, read. */
export interface ReadReport {
	/** What QuickBooks writes above it, where the answer says it. */
	title?: string;
	/** Every column that a row has, those of the answer's own list first and in its order. */
	columns: string[];
	rows: ReportRow[];
	/** Cells that belong to no known column; they stand under names such as `Column 7`. */
	unplacedCells: number;
	/** What the answer says of the report beside columns and rows. */
	details: Record<string, boolean | number | string | null>;
	/** The answer as it came. */
	raw: unknown;
}
