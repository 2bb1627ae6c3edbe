import { sum } from '../books/money';
import type { ReportBooks } from './books';
import { nameOf, referenceIn, type Entry } from './entries';
import { dayTitle, monthTitle, quarterTitle, weekTitle, yearOf } from './period';

/** A column of amounts: which entries count in it, and whether as a credit. */
export interface AmountColumn {
	title: string;
	has: (entry: Entry) => boolean;
}

const UNCLASSIFIED = 'Unclassified';
const NONE = 'No name';

type Heading = (books: ReportBooks, entry: Entry) => string;

const referenced =
	(member: string, otherwise: string): Heading =>
	(_books, { row, txn }) =>
		nameOf(referenceIn(row, member) ?? referenceIn(txn.record, member)) ?? otherwise;

/** QuickBooks' words for what columns can stand for → the heading over an entry. What is not here gives one column. */
const HEADINGS: Readonly<Record<string, Heading>> = {
	Account: (books, { accountId }) => nameOf(books.record('Account', accountId)) ?? NONE,
	Class: (books, entry) => books.classOf(entry) ?? UNCLASSIFIED,
	Customer: (books, entry) => books.customerOf(entry) ?? NONE,
	Day: (_books, { date }) => dayTitle(date),
	ItemDetail: referenced('ItemRef', 'No item'),
	ItemType: (books, { row }) => books.itemKind(referenceIn(row, 'ItemRef')?.ListID) ?? 'No item',
	Month: (_books, { date }) => monthTitle(date),
	Payee: (_books, { txn }) => nameOf(txn.entity) ?? NONE,
	PaymentMethod: referenced('PaymentMethodRef', 'No payment method'),
	Quarter: (_books, { date }) => quarterTitle(date),
	SalesRep: referenced('SalesRepRef', 'No sales rep'),
	SalesTaxCode: referenced('SalesTaxCodeRef', 'No sales tax code'),
	ShipMethod: referenced('ShipMethodRef', 'No ship method'),
	Terms: referenced('TermsRef', 'No terms'),
	Vendor: (books, { txn }) =>
		books.record('Vendor', txn.entity?.ListID) ? nameOf(txn.entity)! : NONE,
	Week: (_books, { date }) => weekTitle(date),
	Year: (_books, { date }) => String(yearOf(date)),
};

const OF_TIME = ['Day', 'Month', 'Quarter', 'Week', 'Year'];

export const TOTAL: AmountColumn = { title: 'TOTAL', has: () => true };

/** A column for each heading that occurs, in the order of time or by name, and the total. */
export function columnsBy(books: ReportBooks, word: string, entries: Entry[]): AmountColumn[] {
	const heading = HEADINGS[word];
	if (!heading) return [TOTAL];
	const first = new Map<string, string>();
	for (const entry of entries) {
		const title = heading(books, entry);
		const date = first.get(title);
		if (date === undefined || entry.date < date) first.set(title, entry.date);
	}
	const key = ([title, date]: [string, string]) => (OF_TIME.includes(word) ? date : title);
	return [
		...[...first]
			.sort((a, b) => (key(a) < key(b) ? -1 : 1))
			.map(([title]) => ({ title, has: (entry: Entry) => heading(books, entry) === title })),
		TOTAL,
	];
}

/** What the entries come to in each column. */
export function amountsIn(columns: AmountColumn[], entries: Entry[], sign = 1n): bigint[] {
	return columns.map(({ has }) => sign * sum(entries.filter(has).map(({ amount }) => amount)));
}

export const added = (rows: bigint[][], width: number): bigint[] =>
	Array.from({ length: width }, (_, index) => sum(rows.map((row) => row[index])));

export const minus = (a: bigint[], b: bigint[]) => a.map((amount, index) => amount - b[index]);

/** `12.5`: what part of a whole an amount is, in percent; empty for no whole. */
export function percentText(part: bigint, whole: bigint): string {
	if (whole === 0n) return '';
	const sign = part < 0n !== whole < 0n && part !== 0n ? '-' : '';
	const size = (amount: bigint) => (amount < 0n ? -amount : amount);
	const tenths = (size(part) * 2000n + size(whole)) / (2n * size(whole));
	return `${sign}${tenths / 10n}.${tenths % 10n}`;
}
