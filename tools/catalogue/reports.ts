/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import type { EncodedReports } from '../../nodes/QuickBooksEnterprise/catalogue/reports';
import { FIELDS_FOLDER } from './files';

/** The service's documentation of reports, as tables. */
export interface ReportTables {
	reportTypes: Array<{ Category: string; Name: string }>;
	/** Field → operators. */
	whereFields: Record<string, string[]>;
	/** Field → word → code. */
	enums: Record<string, Record<string, number>>;
}

export const REPORT_TABLES = 'quickbooksonprem-reports.json';
export const REPORTS_FILE = path.join(FIELDS_FOLDER, '..', 'reportsData.json');

const SOURCE =
	'Types, fields and codes: documentation of the Cloud Elements element quickbooksonprem. ' +
	'Three titles: its test suite. Other titles, and which category has which field: inferred from QuickBooks and qbXML';

/** Seen in answers of the service. */
const OBSERVED_TITLES: Readonly<Record<string, string>> = {
	'AP Aging Summary': 'A/P Aging Summary',
	'Balance Sheet Standard': 'Balance Sheet',
	'Profit and Loss by Class': 'Profit & Loss by Class',
};

/** Titles of QuickBooks Desktop that do not follow from the names. */
const KNOWN_TITLES: Readonly<Record<string, string>> = {
	'Balance Sheet Summary': 'Summary Balance Sheet',
	'Expense by Vendor Summary': 'Expenses by Vendor Summary',
	'Purchase by Item Summary': 'Purchases by Item Summary',
	'Purchase by Vendor Summary': 'Purchases by Vendor Summary',
};

function titleOf(name: string): string {
	return (
		OBSERVED_TITLES[name] ??
		KNOWN_TITLES[name] ??
		name
			.replace('Profit and Loss', 'Profit & Loss')
			.replace('Previous Year', 'Prev Year')
			.replace(/^A([RP]) /, 'A/$1 ')
			.replace(/ Standard$/, '')
	);
}

/** Which category has which field, by first letters: aging, budget, general. As in qbXML's queries of reports. */
const FILTERS = 'AG';
const GENERAL = 'G';
const AGING = 'A';
const BUDGET = 'B';
const ANY = 'ABG';
const CATEGORIES: Readonly<Record<string, string>> = {
	AccountId: FILTERS,
	AccountName: FILTERS,
	AccountType: FILTERS,
	BudgetCriterion: BUDGET,
	ClassId: ANY,
	ClassName: ANY,
	EntityId: FILTERS,
	EntityName: FILTERS,
	EntityType: FILTERS,
	FiscalYear: BUDGET,
	IncludeAccounts: AGING,
	ItemId: FILTERS,
	ItemName: FILTERS,
	ItemType: FILTERS,
	ReportAgingAsOf: AGING,
	ReportBasis: GENERAL,
	ReportCalendar: GENERAL,
	ReportDetail: FILTERS,
	ReportModifiedFromDate: FILTERS,
	ReportPeriodEnd: ANY,
	ReportPeriodStart: ANY,
	ReportPostingStatus: FILTERS,
	ReportTxnType: FILTERS,
	ReturnColumns: GENERAL,
	ReturnRows: GENERAL,
	SummarizeBudgetColumnsBy: BUDGET,
	SummarizeBudgetRowsBy: BUDGET,
	SummarizeColumnsBy: GENERAL,
};

/** Documented: a report on a budget needs its year. */
const REQUIRED: Readonly<Record<string, string>> = { FiscalYear: BUDGET };

const MOMENTS = ['ReportModifiedFromDate', 'ReportPeriodEnd', 'ReportPeriodStart'];

/** Fields whose own words do not say enough. */
const LABELS: Readonly<Record<string, string>> = {
	AccountId: 'Account ID',
	ClassId: 'Class ID',
	EntityId: 'Entity ID',
	EntityName: 'Entity Name',
	EntityType: 'Entity Type',
	ItemId: 'Item ID',
	ReportAgingAsOf: 'Aging as Of',
	ReportModifiedFromDate: 'Modified Since',
	ReportPeriodEnd: 'Period End',
	ReportPeriodStart: 'Period Start',
	ReportTxnType: 'Transaction Type',
	ReturnColumns: 'Columns to Show',
	ReturnRows: 'Rows to Show',
};

const WORDS: Readonly<Record<string, string>> = {
	AP: 'Accounts Payable',
	AR: 'Accounts Receivable',
	COGS: 'Cost of Goods Sold',
	UF: 'Undeposited Funds',
	YTD: 'Year to Date',
	Ytd: 'Year to Date',
};

const SMALL_WORDS = ['And', 'By', 'For', 'Or'];

/** `atfAPOrCreditCard` → "Accounts Payable or Credit Card". */
function wordsOf(name: string): string {
	const parts = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]*|\d+/g) ?? [name];
	return parts
		.map((part, index) =>
			index > 0 && SMALL_WORDS.includes(part) ? part.toLowerCase() : (WORDS[part] ?? part),
		)
		.join(' ');
}

function typeOf(name: string, { enums }: ReportTables): string {
	if (name in enums) return 'enumeration';
	if (MOMENTS.includes(name)) return 'moment';
	return name === 'FiscalYear' ? 'year' : 'text';
}

/**
 * Names and labels in the order of the codes.
 *
 * @throws Error where the codes are not 0, 1, 2, …
 */
function valuesOf(field: string, codes: Record<string, number>): Array<[string, string]> {
	const sorted = Object.entries(codes).sort(([, a], [, b]) => a - b);
	if (sorted.some(([, code], index) => code !== index)) {
		throw new Error(`The codes of ${field} have a gap.`);
	}
	return sorted.map(([name]) => [name, wordsOf(name.replace(/^[a-z]+/, ''))]);
}

/**
 * The facts of reports as they are committed.
 *
 * @throws Error where the tables have a field that nothing is said of here.
 */
export function reportsOf(tables: ReportTables): EncodedReports {
	const names = Object.keys(tables.whereFields).filter((name) => name !== 'ReportName');
	const fields = names.sort().map((name) => {
		if (!(name in CATEGORIES)) throw new Error(`Which reports have ${name} is not said.`);
		const field = {
			label: LABELS[name] ?? wordsOf(name.replace(/^Report(?=[A-Z])/, '')),
			type: typeOf(name, tables),
			in: CATEGORIES[name],
			...(name in REQUIRED ? { need: REQUIRED[name] } : {}),
			...(tables.whereFields[name].includes('in') ? { list: true as const } : {}),
		};
		return [name, field] as const;
	});
	return {
		source: SOURCE,
		types: tables.reportTypes
			.map(({ Category, Name }): EncodedReports['types'][number] => [
				Name,
				Category,
				titleOf(Name),
				Name in OBSERVED_TITLES,
			])
			.sort(([a], [b]) => (a < b ? -1 : 1)),
		fields: Object.fromEntries(fields),
		values: Object.fromEntries(
			Object.entries(tables.enums).map(([field, codes]) => [field, valuesOf(field, codes)]),
		),
	};
}
