import { blockOf, contentOf, queryParameters, valuesOf, type Target } from '../qbxml';
import type { ReportType } from './types';

/** A field of a report's `where` clause, as one report takes it. */
export interface ReportField {
	name: string;
	/** Where its value stands in the query of qbXML. */
	path: readonly string[];
	type: 'date' | 'text' | 'word' | 'year';
	/** Whether `IN` takes several values. */
	isList: boolean;
	isRequired: boolean;
	/** Of words: those of qbXML, each at the place that is its code. */
	words: readonly string[];
}

/** The fields of the API (documented), and which element of qbXML's report queries each of them is (inferred). */
const PATHS: Readonly<Record<string, string>> = {
	AccountId: 'ReportAccountFilter.ListID',
	AccountName: 'ReportAccountFilter.FullName',
	AccountType: 'ReportAccountFilter.AccountTypeFilter',
	BudgetCriterion: 'BudgetCriterion',
	ClassId: 'ReportClassFilter.ListID',
	ClassName: 'ReportClassFilter.FullName',
	EntityId: 'ReportEntityFilter.ListID',
	EntityName: 'ReportEntityFilter.FullName',
	EntityType: 'ReportEntityFilter.EntityTypeFilter',
	FiscalYear: 'FiscalYear',
	IncludeAccounts: 'IncludeAccounts',
	ItemId: 'ReportItemFilter.ListID',
	ItemName: 'ReportItemFilter.FullName',
	ItemType: 'ReportItemFilter.ItemTypeFilter',
	ReportAgingAsOf: 'ReportAgingAsOf',
	ReportBasis: 'ReportBasis',
	ReportCalendar: 'ReportCalendar',
	ReportDetail: 'ReportDetailLevelFilter',
	ReportModifiedFromDate: 'ReportModifiedDateRangeFilter.FromReportModifiedDate',
	ReportPeriodEnd: 'ReportPeriod.ToReportDate',
	ReportPeriodStart: 'ReportPeriod.FromReportDate',
	ReportPostingStatus: 'ReportPostingStatusFilter',
	ReportTxnType: 'ReportTxnTypeFilter.TxnTypeFilter',
	ReturnColumns: 'ReturnColumns',
	ReturnRows: 'ReturnRows',
	SummarizeBudgetColumnsBy: 'SummarizeBudgetColumnsBy',
	SummarizeBudgetRowsBy: 'SummarizeBudgetRowsBy',
	SummarizeColumnsBy: 'SummarizeColumnsBy',
};

/** They take a year although qbXML has no element for it there (observed); it is their period. */
const WITH_YEAR = ['CustomerBalanceSummary', 'SalesByCustomerSummary'];

const TYPES: Readonly<Record<string, ReportField['type']>> = {
	DATE: 'date',
	ENUM: 'word',
	INT: 'year',
};

const byLowerCase = new Map([
	...Object.keys(PATHS).map((name) => [name.toLowerCase(), name] as const),
	// The table of the documentation and its example differ in this name, so both are taken.
	['entityfilter', 'EntityType'] as const,
]);

/**
 * @param name in any letter case
 * @returns the field as the report takes it; undefined where it has none of that name
 */
export function reportField(
	report: ReportType,
	name: string,
	target: Target,
): ReportField | undefined {
	const own = byLowerCase.get(name.toLowerCase());
	if (own === undefined) return undefined;
	const path = PATHS[own].split('.');
	if (own === 'FiscalYear' && WITH_YEAR.includes(report.type)) {
		return { name: own, path, type: 'year', isList: false, isRequired: false, words: [] };
	}
	const [group, member] = path;
	if (!queryParameters(report.category, target).has(group)) return undefined;
	const outer = contentOf(`${report.category}QueryRq`)!.byName.get(group)!;
	const element = member === undefined ? outer : blockOf(outer)!.byName.get(member)!;
	return {
		name: own,
		path,
		type: TYPES[element.type] ?? 'text',
		isList: element.repeated,
		isRequired: member === undefined && element.required,
		// The codes of the API are the places in qbXML's own order (documented, the same for all fields).
		words: element.enum === undefined ? [] : valuesOf(element.enum, Infinity),
	};
}

/** @returns the fields without which a report cannot be asked for */
export const requiredFields = (report: ReportType, target: Target): ReportField[] =>
	Object.keys(PATHS).flatMap((name) => {
		const field = reportField(report, name, target);
		return field?.isRequired === true ? [field] : [];
	});
