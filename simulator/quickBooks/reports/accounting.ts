import type { ReportBooks } from './books';
import { cell } from './books';
import { amountsIn, columnsBy, percentText, type AmountColumn } from './columns';
import { nameOf, type Entry } from './entries';
import { periodTitle, within, yearBefore, yearOf, yearPeriod, type Period } from './period';
import { balanceSheet, isProfit, profitAndLoss, type Kept, amountRow } from './statements';
import { amounts, LABELS, type Column, type Row } from './table';
import { cents, sum } from '../books/money';

/** What a kind of report makes: its columns and rows. */
export interface Content {
	columns: Column[];
	rows: Row[];
}

/** The headings of a report of amounts. */
export const titles = (columns: AmountColumn[]) => [
	LABELS,
	...amounts(...columns.map(({ title }) => title)),
];

const inPeriod = (title: string, period: Period): AmountColumn => ({
	title,
	has: ({ date }) => within(date, period),
});

const profitEntries = (books: ReportBooks) =>
	books.entries.filter(({ accountId }) => isProfit(books.accountType(accountId)));

/** The same rows with what one column is more than another, in money and in percent. */
function compared(rows: Row[], [first, second]: [number, number]): Row[] {
	return rows.map((row) => {
		if (row.cells.length === 0) return row;
		const [a, b] = [cents(row.cells[first]), cents(row.cells[second])];
		return { ...row, cells: [...row.cells, cell(a - b), percentText(a - b, b)] };
	});
}

const CHANGE: Column[] = [...amounts('$ Change'), { title: '% Change', type: 'PERCENTTYPE' }];

/** Profit and loss of the period, by what is asked for. */
export function profitAndLossBy(word = 'TotalOnly') {
	return (books: ReportBooks): Content => {
		const entries = profitEntries(books).filter((entry) =>
			books.within(books.request.period, entry),
		);
		const columns = columnsBy(books, books.word('SummarizeColumnsBy') ?? word, entries);
		return { columns: titles(columns), rows: profitAndLoss(books, columns, entries).rows };
	};
}

/** Profit and loss beside that of the year before. */
export function profitAndLossBeforeAndNow(books: ReportBooks): Content {
	const period = books.boundedPeriod;
	const columns = [period, yearBefore(period)].map((each) => inPeriod(periodTitle(each), each));
	const { rows } = profitAndLoss(books, columns, profitEntries(books));
	return { columns: [...titles(columns), ...CHANGE], rows: compared(rows, [0, 1]) };
}

/** Profit and loss of the period beside that of the year until its end. */
export function profitAndLossToDate(books: ReportBooks): Content {
	const { to } = books.request.period;
	const year = { from: yearPeriod(yearOf(to)).from, to };
	const columns = [books.boundedPeriod, year].map((each, index) =>
		inPeriod(index === 0 ? periodTitle(each) : `YTD: ${periodTitle(each)}`, each),
	);
	return {
		columns: titles(columns),
		rows: profitAndLoss(books, columns, profitEntries(books)).rows,
	};
}

const until = (title: string, day: string): AmountColumn => ({
	title,
	has: ({ date }) => date <= day,
});

/** The profits behind each column that ends on a day: of its year, and of all years before. */
function kept(books: ReportBooks, days: string[]): Kept {
	const profit = (period: Period) =>
		-sum(
			profitEntries(books)
				.filter(({ date }) => within(date, period))
				.map(({ amount }) => amount),
		);
	return {
		netIncome: days.map((day) => profit({ from: yearPeriod(yearOf(day)).from, to: day })),
		retained: days.map((day) => profit({ from: '', to: yearPeriod(yearOf(day) - 1).to })),
	};
}

/** The balance sheet on the last day of the period. */
export function balanceSheetOf(isSummary = false, withYearBefore = false) {
	return (books: ReportBooks): Content => {
		const { period } = books.request;
		const days = [period.to, ...(withYearBefore ? [yearBefore(period).to] : [])];
		const columns = days.map((day) => until(day, day));
		const rows = balanceSheet(books, columns, books.entries, kept(books, days), isSummary);
		return withYearBefore
			? { columns: [...titles(columns), ...CHANGE], rows: compared(rows, [0, 1]) }
			: { columns: titles(columns), rows };
	};
}

/** Every account on its side on the last day of the period; profits of years before are not closed (our choice). */
export function trialBalance(books: ReportBooks): Content {
	const { to } = books.request.period;
	const balances = books.list('Account').map((account) => {
		const own = books.entries.filter((e) => e.accountId === account.ListID && e.date <= to);
		return { account, balance: sum(own.map(({ amount }) => amount)) };
	});
	const side = (amount: bigint) => (amount > 0n ? amount : 0n);
	const rows = balances
		.filter(({ balance }) => balance !== 0n || books.word('ReturnRows') === 'All')
		.map(({ account, balance }): Row => {
			const cells = [balance, -balance].map((amount) => (amount > 0n ? cell(amount) : ''));
			return { kind: 'data', label: nameOf(account)!, about: 'account', cells };
		});
	const total = [1n, -1n].map((sign) => sum(balances.map(({ balance }) => side(sign * balance))));
	return {
		columns: [LABELS, ...amounts('Debit', 'Credit')],
		rows: [...rows, amountRow('total', 'TOTAL', total)],
	};
}

/** By line of the tax return; accounts have none here, so all come under one (our choice). */
export function incomeTax(books: ReportBooks): Content {
	const entries = profitEntries(books).filter((entry) => books.within(books.request.period, entry));
	const part = (types: (type: string) => boolean) =>
		-sum(
			entries
				.filter(({ accountId }) => types(books.accountType(accountId)))
				.map(({ amount }) => amount),
		);
	const isIncome = (type: string) => type.endsWith('Income');
	const [income, costs] = [part(isIncome), part((type) => !isIncome(type))];
	return {
		columns: [LABELS, ...amounts('TOTAL')],
		rows: [
			amountRow('data', 'Tax Line Unassigned (income)', [income]),
			amountRow('data', 'Tax Line Unassigned (expense)', [costs]),
			amountRow('total', 'TOTAL', [income + costs]),
		],
	};
}

/** One row for each name, with what it comes to in each column. */
export function byName(
	books: ReportBooks,
	entries: Entry[],
	name: (entry: Entry) => string | undefined,
	sign: bigint,
	about: string,
): Content {
	const columns = columnsBy(books, books.word('SummarizeColumnsBy') ?? 'TotalOnly', entries);
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) {
		const label = name(entry) ?? 'No name';
		const group = groups.get(label);
		if (group) group.push(entry);
		else groups.set(label, [entry]);
	}
	const rows = [...groups]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([label, own]) => amountRow('data', label, amountsIn(columns, own, sign), about));
	return {
		columns: titles(columns),
		rows: [...rows, amountRow('total', 'TOTAL', amountsIn(columns, entries, sign))],
	};
}
