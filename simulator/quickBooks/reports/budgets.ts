import { cents, sum } from '../books/money';
import { titles, type Content } from './accounting';
import { cell, type ReportBooks } from './books';
import { percentText, TOTAL, type AmountColumn } from './columns';
import type { Entry } from './entries';
import { monthTitle, within, yearOf, yearPeriod, type Period } from './period';
import { balanceSheet, isProfit, profitAndLoss } from './statements';
import { amounts, type Column, type Row } from './table';

/** Shifts entries a year on: the sandbox keeps no budgets, so a budget is what the year before brought (our choice). */
function budgeted(entries: Entry[]): Entry[] {
	return entries.map((entry) => ({
		...entry,
		isBudget: true,
		date: `${String(yearOf(entry.date) + 1).padStart(4, '0')}${entry.date.slice(4)}`,
	}));
}

const withBudget = ({ entries }: ReportBooks) => [...entries, ...budgeted(entries)];

const actual = (title: string, period: Period): AmountColumn => ({
	title,
	has: ({ isBudget, date }) => !isBudget && within(date, period),
});
const budget = (title: string, period: Period): AmountColumn => ({
	title,
	has: ({ isBudget, date }) => isBudget === true && within(date, period),
});

const OVER: Column[] = [...amounts('$ Over Budget'), { title: '% of Budget', type: 'PERCENTTYPE' }];

/** What one column is more than another, and what part of it. */
function overBudget(rows: Row[]): Row[] {
	return rows.map((row) => {
		if (row.cells.length === 0) return row;
		const [a, b] = row.cells.map(cents);
		return { ...row, cells: [...row.cells, cell(a - b), percentText(a, b)] };
	});
}

function months({ from, to }: Period): Period[] {
	const year = yearOf(to);
	return Array.from({ length: 12 }, (_, index) => {
		const month = String(index + 1).padStart(2, '0');
		return { from: `${year}-${month}-01`, to: `${year}-${month}-31` };
	}).filter((month) => month.to >= from && month.from <= to);
}

/** Profit and loss against the budget of the fiscal year, or the budget alone by month. */
export function profitAndLossBudget(kind: 'actual' | 'overview' | 'performance') {
	return (books: ReportBooks): Content => {
		const { period } = books.request;
		const entries = withBudget(books).filter(({ accountId }) =>
			isProfit(books.accountType(accountId)),
		);
		const year = yearPeriod(yearOf(period.to));
		const toDate = { from: year.from, to: period.to };
		const columns = {
			actual: [actual('Actual', period), budget('Budget', period)],
			overview: [
				...months(period).map((month) => budget(monthTitle(month.from), month)),
				budget(TOTAL.title, period),
			],
			performance: [
				actual('Actual', period),
				budget('Budget', period),
				actual('YTD Actual', toDate),
				budget('YTD Budget', toDate),
				budget('Annual Budget', year),
			],
		}[kind];
		const { rows } = profitAndLoss(books, columns, entries);
		return kind === 'actual'
			? { columns: [...titles(columns), ...OVER], rows: overBudget(rows) }
			: { columns: titles(columns), rows };
	};
}

/** The balance sheet of the fiscal year's end against its budget, or the budget alone. */
export function balanceSheetBudget(withActual: boolean) {
	return (books: ReportBooks): Content => {
		const { to } = books.request.period;
		const entries = withBudget(books);
		const upTo = { from: '', to };
		const columns = [...(withActual ? [actual('Actual', upTo)] : []), budget('Budget', upTo)];
		const profit = columns.map(
			({ has }) =>
				-sum(
					entries
						.filter((entry) => has(entry) && isProfit(books.accountType(entry.accountId)))
						.map(({ amount }) => amount),
				),
		);
		const nothing = columns.map(() => 0n);
		const rows = balanceSheet(books, columns, entries, { retained: nothing, netIncome: profit });
		return withActual
			? { columns: [...titles(columns), ...OVER], rows: overBudget(rows) }
			: { columns: titles(columns), rows };
	};
}
