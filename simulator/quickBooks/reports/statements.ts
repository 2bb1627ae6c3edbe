import type { ReportBooks } from './books';
import { cell } from './books';
import { added, amountsIn, minus, type AmountColumn } from './columns';
import { nameOf, type Entry } from './entries';
import { text, type Row } from './table';

/** The types of accounts that profit is made of; what is credited counts positive in the first of each pair. */
export const INCOME = ['Income', 'OtherIncome'];
const COSTS = ['CostOfGoodsSold', 'Expense', 'OtherExpense'];

export const isProfit = (type: string) => INCOME.includes(type) || COSTS.includes(type);

/** Rows with what they come to, in cents. */
export interface Section {
	rows: Row[];
	total: bigint[];
}

/** A row of amounts. */
export function amountRow(kind: Row['kind'], label: string, row: bigint[], about?: string): Row {
	return { kind, label, cells: row.map(cell), ...(about ? { about } : {}) };
}

/**
 * A row for each account of some types. `ReturnRows` decides about rows of nothing: they are left out unless all, or all
 * with entries, are wanted.
 */
function accountRows(
	books: ReportBooks,
	columns: AmountColumn[],
	entries: Entry[],
	types: string[],
	sign: bigint,
): Section {
	const wanted = books.word('ReturnRows') ?? 'NonZero';
	const accounts = books
		.list('Account')
		.filter((account) => types.includes(String(account.AccountType)))
		.map((account) => {
			const own = entries.filter(({ accountId }) => accountId === account.ListID);
			return { account, own, row: amountsIn(columns, own, sign) };
		});
	const shown = accounts.filter(({ own, row }) =>
		wanted === 'All'
			? true
			: wanted === 'ActiveOnly'
				? own.length > 0
				: row.some((amount) => amount !== 0n),
	);
	return {
		rows: shown.map(({ account, row }) => amountRow('data', nameOf(account)!, row, 'account')),
		total: added(
			accounts.map(({ row }) => row),
			columns.length,
		),
	};
}

/** A heading, the accounts, and their total; nothing when there are no accounts to show. */
function section(
	books: ReportBooks,
	columns: AmountColumn[],
	entries: Entry[],
	title: string,
	types: string[],
	sign: bigint,
): Section {
	const { rows, total } = accountRows(books, columns, entries, types, sign);
	if (rows.length === 0) return { rows: [], total };
	return { rows: [text(title), ...rows, amountRow('subtotal', `Total ${title}`, total)], total };
}

/** Profit and loss as QuickBooks lays it out. */
export function profitAndLoss(
	books: ReportBooks,
	columns: AmountColumn[],
	entries: Entry[],
): Section {
	const part = (title: string, type: string, sign: bigint) =>
		section(books, columns, entries, title, [type], sign);
	const income = part('Income', 'Income', -1n);
	const goods = part('Cost of Goods Sold', 'CostOfGoodsSold', 1n);
	const expense = part('Expense', 'Expense', 1n);
	const otherIncome = part('Other Income', 'OtherIncome', -1n);
	const otherExpense = part('Other Expense', 'OtherExpense', 1n);
	const gross = minus(income.total, goods.total);
	const ordinary = minus(gross, expense.total);
	const other = minus(otherIncome.total, otherExpense.total);
	const net = added([ordinary, other], columns.length);
	const hasOther = otherIncome.rows.length + otherExpense.rows.length > 0;
	return {
		rows: [
			text('Ordinary Income/Expense'),
			...income.rows,
			...goods.rows,
			amountRow('subtotal', 'Gross Profit', gross),
			...expense.rows,
			amountRow('subtotal', 'Net Ordinary Income', ordinary),
			...(hasOther ? [text('Other Income/Expense'), ...otherIncome.rows] : []),
			...otherExpense.rows,
			...(hasOther ? [amountRow('subtotal', 'Net Other Income', other)] : []),
			amountRow('total', 'Net Income', net),
		],
		total: net,
	};
}

/** What is kept of the profits: of years before the last one, and of that one. */
export interface Kept {
	retained: bigint[];
	netIncome: bigint[];
}

/** The balance sheet as QuickBooks lays it out; the entries are those until the day. */
export function balanceSheet(
	books: ReportBooks,
	columns: AmountColumn[],
	entries: Entry[],
	{ retained, netIncome }: Kept,
	isSummary = false,
): Row[] {
	const width = columns.length;
	const group = (title: string, types: string[], sign: bigint): Section => {
		const { rows, total } = section(books, columns, entries, title, types, sign);
		if (!isSummary || rows.length === 0) return { rows, total };
		return { rows: [amountRow('data', title, total, 'accountType')], total };
	};
	const joined = (title: string, parts: Section[]): Section => {
		const total = added(
			parts.map((part) => part.total),
			width,
		);
		const rows = parts.flatMap((part) => part.rows);
		if (rows.length === 0) return { rows, total };
		return { rows: [text(title), ...rows, amountRow('subtotal', `Total ${title}`, total)], total };
	};
	const current = joined('Current Assets', [
		group('Checking/Savings', ['Bank'], 1n),
		group('Accounts Receivable', ['AccountsReceivable'], 1n),
		group('Other Current Assets', ['OtherCurrentAsset'], 1n),
	]);
	const fixed = group('Fixed Assets', ['FixedAsset'], 1n);
	const otherAssets = group('Other Assets', ['OtherAsset'], 1n);
	const assets = added([current.total, fixed.total, otherAssets.total], width);
	const liabilities = joined('Liabilities', [
		joined('Current Liabilities', [
			group('Accounts Payable', ['AccountsPayable'], -1n),
			group('Credit Cards', ['CreditCard'], -1n),
			group('Other Current Liabilities', ['OtherCurrentLiability'], -1n),
		]),
		group('Long Term Liabilities', ['LongTermLiability'], -1n),
	]);
	const accounts = accountRows(books, columns, entries, ['Equity'], -1n);
	const equity = added([accounts.total, retained, netIncome], width);
	const equityRows = isSummary
		? [amountRow('data', 'Equity', equity, 'accountType')]
		: [
				text('Equity'),
				...accounts.rows,
				amountRow('data', 'Retained Earnings', retained, 'account'),
				amountRow('data', 'Net Income', netIncome, 'account'),
				amountRow('subtotal', 'Total Equity', equity),
			];
	return [
		text('ASSETS'),
		...current.rows,
		...fixed.rows,
		...otherAssets.rows,
		amountRow('total', 'TOTAL ASSETS', assets),
		text('LIABILITIES & EQUITY'),
		...liabilities.rows,
		...equityRows,
		amountRow('total', 'TOTAL LIABILITIES & EQUITY', added([liabilities.total, equity], width)),
	];
}
