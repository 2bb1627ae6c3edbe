import type { JsonRecord, ReadMessage } from '../../../../gateway/qbxml';
import {
	blockNamed,
	contentOf,
	elementsOf,
	type Entry,
} from '../../../../gateway/qbxml/schema/elements';

/** A record of the validator without what it says beside it: the order of the kinds of lines. */
export function withoutOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutOrder);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).filter(([key]) => key !== '#order');
	return Object.fromEntries(members.map(([key, each]) => [key, withoutOrder(each)]));
}

/** The kinds of rows of a report, as {@link RandomRecord} puts them one after the other. */
const ROWS = ['DataRow', 'TextRow', 'SubtotalRow', 'TotalRow'];

const listed = (value: unknown) => (value === undefined ? [] : [value].flat()) as JsonRecord[];

const plainAttributes = (record: JsonRecord): JsonRecord =>
	Object.fromEntries(
		Object.entries(record).map(([name, value]) => [name.replace(/^@/, ''), value]),
	);

/** A report of the schema's form as the codec reads it: its rows in one list, attributes as members. */
function reportRead({ ReportData, ...report }: JsonRecord): JsonRecord {
	const data = (ReportData ?? {}) as JsonRecord;
	return {
		...report,
		ColDesc: listed(report.ColDesc).map((column) => ({
			...plainAttributes(column),
			ColTitle: listed(column.ColTitle).map(plainAttributes),
		})),
		Rows: ROWS.flatMap((type) =>
			listed(data[type]).map((row) => ({
				...plainAttributes(row),
				type,
				...(row.RowData ? { RowData: plainAttributes(row.RowData as JsonRecord) } : {}),
				ColData: listed(row.ColData).map(plainAttributes),
			})),
		),
	};
}

/**
 * What an answer holds for the codec, in two halves that have to be equal.
 *
 * @param read the answer
 * @param record what was written
 * @returns the content put together again, and what it should be
 */
export function contentRead({ content, records }: ReadMessage, record: JsonRecord) {
	const read: JsonRecord = { ...content };
	for (const { ret, record: each } of records) {
		if (Array.isArray(record[ret])) read[ret] = [...((read[ret] as unknown[]) ?? []), each];
		else read[ret] = each;
	}
	const { ReportRet } = record;
	const wanted = ReportRet ? { ...record, ReportRet: reportRead(ReportRet as JsonRecord) } : record;
	return { read, wanted };
}

/** The names of all blocks that a message (`InvoiceAddRq`) reaches. */
export function blocksWithin(message: string): string[] {
	const found = new Set<string>();
	const collect = (entries: readonly Entry[]): void => {
		for (const { block } of elementsOf(entries)) {
			if (block === undefined || found.has(block)) continue;
			found.add(block);
			collect(blockNamed(block)!.entries);
		}
	};
	collect(contentOf(message)!.entries);
	return [...found];
}
