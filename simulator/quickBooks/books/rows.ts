import { isGroupLine, memberLine, objectNamed, retName } from '../objects';
import { rowsOf, type QbRecord } from '../record';
import { cents, sum } from './money';
import type { Books } from './books';

/** All lines of a transaction that stand for themselves: those of groups in the place of the group. */
export function leafRows(name: string, record: QbRecord): QbRecord[] {
	return objectNamed(name).lines.flatMap((kinds) =>
		kinds.flatMap((kind) => {
			const rows = rowsOf(record, retName(kind));
			if (!isGroupLine(kind)) return rows;
			return rows.flatMap((row) => rowsOf(row, retName(memberLine(kind))));
		}),
	);
}

/** A line that only says what the lines before it come to. */
export function isSubtotal(books: Books, row: QbRecord): boolean {
	const { ListID: id } = (row.ItemRef ?? {}) as QbRecord;
	return id !== undefined && books.item(String(id))?.object.name === 'ItemSubtotal';
}

/** What lines come to, in cents; subtotals do not count. */
export const amountsOf = (books: Books, rows: QbRecord[]): bigint =>
	sum(rows.filter((row) => !isSubtotal(books, row)).map(({ Amount: amount }) => cents(amount)));

/** What all lines of a transaction come to. */
export const linesTotal = (books: Books, name: string, record: QbRecord): bigint =>
	amountsOf(books, leafRows(name, record));
