import type { ReportQuery } from '../company';
import { has, isRecord, type QbRecord } from '../record';
import { StatusError } from '../statusError';
import { daysLater, yearPeriod, yearOf, type Period } from './period';
import type { ReportRequest } from './request';

const dayOf = (year: number, month: number, day: number) =>
	new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** A span of the calendar around a day, so many of them later. */
function span(unit: string, today: string, later: number): Period {
	const [year, month] = [yearOf(today), Number(today.slice(5, 7)) - 1];
	switch (unit) {
		case 'Week': {
			const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
			const from = daysLater(today, -weekday + 7 * later);
			return { from, to: daysLater(from, 6) };
		}
		case 'FourWeeks': {
			const { from } = span('Week', today, later);
			return { from, to: daysLater(from, 27) };
		}
		case 'Month':
			return { from: dayOf(year, month + later, 1), to: dayOf(year, month + later + 1, 0) };
		case 'Quarter': {
			const first = Math.floor(month / 3) * 3 + 3 * later;
			return { from: dayOf(year, first, 1), to: dayOf(year, first + 3, 0) };
		}
		default:
			return yearPeriod(year + later);
	}
}

/** The days that a word of QuickBooks stands for; its fiscal year is the calendar year. */
function periodNamed(word: string, today: string): Period {
	if (word === 'All') return { from: '0001-01-01', to: '9999-12-31' };
	if (word === 'Today') return { from: today, to: today };
	if (word === 'Yesterday') return { from: daysLater(today, -1), to: daysLater(today, -1) };
	const [, which, unit, toDate] =
		/^(This|Last|Next)(Week|FourWeeks|Month|Quarter|Year)(ToDate)?$/.exec(word) ?? [];
	if (which === undefined) throw new StatusError(3110, `The value "${word}" is no period.`);
	const later = { This: 0, Last: -1, Next: 1 }[which] ?? 0;
	const period = span(unit, today, later);
	if (!toDate) return period;
	const days = span(unit, today, 0);
	const gone = Math.round((Date.parse(today) - Date.parse(days.from)) / 86_400_000);
	const end = later === 0 ? today : daysLater(period.from, gone);
	return { from: period.from, to: end < period.to ? end : period.to };
}

/** Without a period: the fiscal year up to today. */
function periodOf(query: QbRecord, today: string): Period {
	const usual = { from: yearPeriod(yearOf(today)).from, to: today };
	if (has(query, 'FiscalYear')) return yearPeriod(Number(query.FiscalYear));
	if (has(query, 'ReportDateMacro')) return periodNamed(String(query.ReportDateMacro), today);
	const asked = query.ReportPeriod;
	if (!isRecord(asked)) return usual;
	const period = {
		from: String(asked.FromReportDate ?? '0001-01-01'),
		to: String(asked.ToReportDate ?? today),
	};
	if (period.from > period.to) {
		throw new StatusError(
			3030,
			`The date range is invalid: "${period.from}" is later than "${period.to}".`,
		);
	}
	return period;
}

/** The filters of a request, each by what it names. */
const FILTERS: ReadonlyArray<readonly [member: string, stem: string, type: string]> = [
	['ReportAccountFilter', 'Account', 'AccountTypeFilter'],
	['ReportEntityFilter', 'Entity', 'EntityTypeFilter'],
	['ReportItemFilter', 'Item', 'ItemTypeFilter'],
	['ReportClassFilter', 'Class', ''],
];

const texts = (value: unknown): string[] =>
	(Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(String);

/** A filter by id or name reaches those that stand under what is named; one without children does not. */
function filters(query: QbRecord): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const [member, stem, type] of FILTERS) {
		const filter = query[member];
		if (!isRecord(filter)) continue;
		const set = (key: string, own: string[]) => own.length > 0 && values.set(key, own);
		set(`${stem}Id`, texts(filter.ListID));
		set(`${stem}IdWithChildren`, texts(filter.ListIDWithChildren));
		set(`${stem}FullName`, texts(filter.FullName));
		set(`${stem}Name`, texts(filter.FullNameWithChildren));
		if (type) set(`${stem}Type`, texts(filter[type]));
	}
	return values;
}

/** Titles that say something else than the type. */
const TITLES: Readonly<Record<string, string>> = {
	BalanceSheetPrevYearComp: 'Balance Sheet Prev Year Comparison',
	BalanceSheetStandard: 'Balance Sheet',
	BalanceSheetSummary: 'Summary Balance Sheet',
	ExpenseByVendorSummary: 'Expenses by Vendor Summary',
	ProfitAndLossPrevYearComp: 'Profit & Loss Prev Year Comparison',
	ProfitAndLossStandard: 'Profit & Loss',
	ProfitAndLossYTDComp: 'Profit & Loss YTD Comparison',
	PurchaseByItemSummary: 'Purchases by Item Summary',
	PurchaseByVendorSummary: 'Purchases by Vendor Summary',
};

/** A title as QuickBooks writes it: `Profit & Loss Standard`. */
const titleOf = (type: string): string =>
	TITLES[type] ??
	type
		.replace(/^A([PR])(?=[A-Z])/, 'A/$1 ')
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.replace(/\b(YTD|PO)(?=[A-Z])/g, '$1 ')
		.replace(/\bAnd\b/g, '&')
		.replace(/\bBy\b/g, 'by')
		.replace(/\bVs\b/g, 'vs.');

/**
 * A request for a report as reports take it.
 *
 * @throws StatusError 3030 for a period that ends before it begins.
 */
export function requestOf({ type, query }: ReportQuery, today: string): ReportRequest {
	const values: Map<string, readonly string[]> = filters(query);
	const modified = query.ReportModifiedDateRangeFilter;
	if (isRecord(modified)) {
		const from = texts(modified.FromReportModifiedDate);
		if (from.length > 0) values.set('ReportModifiedFromDate', from);
		const to = texts(modified.ToReportModifiedDate);
		if (to.length > 0) values.set('ReportModifiedToDate', to);
	}
	if (has(query, 'ReportModifiedDateRangeMacro')) {
		const { from, to } = periodNamed(String(query.ReportModifiedDateRangeMacro), today);
		values.set('ReportModifiedFromDate', [from]);
		values.set('ReportModifiedToDate', [`${to}T23:59:59`]);
	}
	const types = isRecord(query.ReportTxnTypeFilter)
		? texts(query.ReportTxnTypeFilter.TxnTypeFilter)
		: [];
	if (types.length > 0) values.set('ReportTxnType', types);
	const posting = isRecord(query.ReportPostingStatusFilter)
		? query.ReportPostingStatusFilter.PostingStatusFilter
		: query.ReportPostingStatusFilter;
	if (posting !== undefined) values.set('ReportPostingStatus', texts(posting));
	for (const member of [
		'IncludeColumn',
		'ReportAgingAsOf',
		'ReportBasis',
		'ReturnColumns',
		'ReturnRows',
		'SummarizeColumnsBy',
		'SummarizeRowsBy',
	]) {
		if (has(query, member)) values.set(member, texts(query[member]));
	}
	return { type, title: titleOf(type), values, period: periodOf(query, today), today };
}
