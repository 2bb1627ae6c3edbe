import { cents, sum } from '../books/money';
import type { Content } from './accounting';
import { cell, typeTitle, type ReportBooks } from './books';
import { applicationsOf, nameOf, type Txn } from './entries';
import { daysBetween } from './period';
import { amountRow } from './statements';
import { amounts, LABELS, text, texts, type Column, type Row } from './table';

/** Whom it is about: customers owe, vendors are owed. */
export type Side = 'customer' | 'vendor';

const LISTS: Readonly<Record<Side, string>> = { customer: 'Customer', vendor: 'Vendor' };

/** A transaction that is not wholly settled. */
interface OpenItem {
	txn: Txn;
	name: string;
	/** In cents; what is to be used for others is negative. */
	open: bigint;
	/** Days since it was due; what is due later, or is no debt, has none. */
	overdue: number;
	due: string;
}

const BUCKETS = ['Current', '1 - 30', '31 - 60', '61 - 90', '> 90'];

function bucketOf({ overdue }: OpenItem): number {
	return overdue <= 0 ? 0 : Math.min(4, Math.ceil(overdue / 30));
}

const AGING = ['Invoice', 'Bill'];

/** What moved the balance of a customer or vendor until the last day of the period. */
function movements(books: ReportBooks, side: Side) {
	return books.entries.filter(
		({ balanceOf, date }) =>
			balanceOf !== undefined &&
			date <= books.request.period.to &&
			books.record(LISTS[side], balanceOf.id) !== undefined,
	);
}

/**
 * What is open on the last day of the period: the balance of each customer or vendor in parts, so that the parts add up
 * to the balance whatever was applied to what.
 */
function openItems(books: ReportBooks, side: Side): OpenItem[] {
	const { period, today } = books.request;
	const asOf = books.word('ReportAgingAsOf') === 'Today' ? today : period.to;
	const items = new Map<string, { txn: Txn; entityId: string; open: bigint }>();
	for (const { txn, balanceOf } of movements(books, side)) {
		const { id, amount } = balanceOf!;
		const key = `${txn.id} ${id}`;
		items.set(key, { txn, entityId: id, open: (items.get(key)?.open ?? 0n) + amount });
	}
	const byTxn = new Map([...items.values()].map((item) => [item.txn.id, item]));
	for (const { targetId, byId, amount, date } of applicationsOf(books.company)) {
		const [target, by] = [byTxn.get(targetId), byTxn.get(byId)];
		if (!target || !by || date > period.to) continue;
		target.open -= amount;
		by.open += amount;
	}
	return [...items.values()]
		.filter(({ open }) => open !== 0n)
		.map(({ txn, entityId, open }) => {
			const due = String(txn.record.DueDate ?? txn.date);
			return {
				txn,
				name: nameOf(books.record(LISTS[side], entityId))!,
				open,
				due,
				overdue: AGING.includes(txn.name) ? Math.max(0, daysBetween(due, asOf)) : 0,
			};
		});
}

const total = (items: OpenItem[]) => sum(items.map(({ open }) => open));

const inBuckets = (items: OpenItem[]) => [
	...BUCKETS.map((_, bucket) => total(items.filter((item) => bucketOf(item) === bucket))),
	total(items),
];

function names(items: OpenItem[]): string[] {
	return [...new Set(items.map(({ name }) => name))].sort();
}

/** A row for each customer or vendor, a column for each span of days. */
export function agingSummary(side: Side) {
	return (books: ReportBooks): Content => {
		const items = openItems(books, side);
		const rows = names(items).map((name) =>
			amountRow('data', name, inBuckets(items.filter((item) => item.name === name)), side),
		);
		return {
			columns: [LABELS, ...amounts(...BUCKETS, 'TOTAL')],
			rows: [...rows, amountRow('total', 'TOTAL', inBuckets(items))],
		};
	};
}

const DETAIL: Column[] = [
	LABELS,
	...texts('Type'),
	{ title: 'Date', type: 'DATETYPE' },
	...texts('Num', 'Name'),
	{ title: 'Due Date', type: 'DATETYPE' },
	{ title: 'Aging', type: 'QUANTYPE' },
	...amounts('Open Balance'),
];

function itemRow(item: OpenItem): Row {
	const { txn, name, due, overdue, open } = item;
	const number = String(txn.record.RefNumber ?? '');
	const age = overdue > 0 ? String(overdue) : '';
	const cells = [typeTitle(txn), txn.date, number, name, due, age, cell(open)];
	return { kind: 'data', label: '', cells };
}

function totalRow(kind: Row['kind'], label: string, items: OpenItem[]): Row {
	return { kind, label, cells: ['', '', '', '', '', '', cell(total(items))] };
}

/** Every open transaction, in groups. */
function detail(items: OpenItem[], groups: Array<[title: string, items: OpenItem[]]>): Content {
	const rows = groups
		.filter(([, own]) => own.length > 0)
		.flatMap(([title, own]) => [
			text(title),
			...own.map(itemRow),
			totalRow('subtotal', `Total ${title}`, own),
		]);
	return { columns: DETAIL, rows: [...rows, totalRow('total', 'TOTAL', items)] };
}

/** Every open transaction by the span of days. */
export function agingDetail(side: Side) {
	return (books: ReportBooks): Content => {
		const items = openItems(books, side);
		const groups = BUCKETS.map((title, bucket): [string, OpenItem[]] => [
			title,
			items.filter((item) => bucketOf(item) === bucket),
		]);
		return detail(items, groups);
	};
}

/** What customers should have paid by now, by customer. */
export function collections(books: ReportBooks): Content {
	const items = openItems(books, 'customer').filter(({ overdue }) => overdue > 0);
	const groups = names(items).map((name): [string, OpenItem[]] => [
		name,
		items.filter((item) => item.name === name),
	]);
	return detail(items, groups);
}

/** What each customer owes or each vendor is owed on the last day of the period. */
export function balanceSummary(side: Side) {
	return (books: ReportBooks): Content => {
		const balances = new Map<string, bigint>();
		for (const { balanceOf } of movements(books, side)) {
			const name = nameOf(books.record(LISTS[side], balanceOf!.id))!;
			balances.set(name, (balances.get(name) ?? 0n) + balanceOf!.amount);
		}
		const rows = [...balances]
			.filter(([, balance]) => balance !== 0n || books.word('ReturnRows') === 'All')
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, balance]) => amountRow('data', name, [balance], side));
		const whole = sum(rows.map(({ cells }) => cents(cells[0])));
		return {
			columns: [LABELS, ...amounts('TOTAL')],
			rows: [...rows, amountRow('total', 'TOTAL', [whole])],
		};
	};
}
