import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { REPORTS, reportTypeNamed, type ReportField } from '../../catalogue/reports';
import type { Findings } from '../../provisioning/findings';
import { readReportFilter } from '../../reports/reportFilter';
import type { ReportCondition } from '../../reports/reportQuery';
import type { Run } from '../operation';

const CATEGORY_WORDS = {
	AgingReport: 'aging reports',
	BudgetSummaryReport: 'budget reports',
	GeneralSummaryReport: 'summary reports',
} as const;

const DESCRIPTIONS: Readonly<Record<string, string>> = {
	EntityId: 'Narrows the report to customers, vendors or employees by ListID',
	EntityName: 'Narrows the report to customers, vendors or employees by full name',
	EntityType: 'Narrows the report to customers, vendors or employees as a whole',
	FiscalYear: 'The year of the budget, with four digits; every budget report needs it',
	ReportPeriodEnd: 'The last day of the period',
	ReportPeriodStart: 'The first day of the period',
};

/** The collection of everything that narrows a report. */
export function reportFilterFields(show: IDisplayOptions['show']): INodeProperties[] {
	const options = REPORTS.fields.map(toProperty);
	return [
		{
			displayName: 'Filters',
			name: 'reportFilters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			displayOptions: { show },
			description: 'The period of the report, and what else it is narrowed by',
			options: options.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
		},
	];
}

function toProperty(field: ReportField): INodeProperties {
	const { name, label, type, isList } = field;
	const displayName = label.replace(/\bby$/, 'By');
	const description = `${DESCRIPTIONS[name] ?? `Narrows the report by ${label.toLowerCase().replace(/\bid\b/, 'ID')}`}. For ${field.categories.map((each) => CATEGORY_WORDS[each]).join(', ')}.`;
	switch (type) {
		case 'enumeration': {
			const options = field.values
				.map((value) => ({ name: value.label, value: value.name }))
				.sort((a, b) => (a.name < b.name ? -1 : 1));
			return isList
				? { displayName, name, type: 'multiOptions', options, default: [], description }
				: {
						displayName,
						name,
						type: 'options',
						options,
						default: String(options[0].value),
						description,
					};
		}
		case 'moment':
			return { displayName, name, type: 'dateTime', default: '', description };
		default:
			return {
				displayName,
				name,
				type: 'string',
				default: '',
				...(isList ? { typeOptions: { rows: 2 } } : {}),
				...(type === 'year' ? { placeholder: 'e.g. 2025' } : {}),
				description: isList
					? `${description} Several stand on a line each, or in an array.`
					: description,
			};
	}
}

/**
 * Reads what narrows the report of an item, and asks for what its category cannot do without. What is
 * missing or wrong is noted in `findings`.
 */
export function readReportFilters(
	run: Run,
	itemIndex: number,
	reportName: string,
	findings: Findings,
): ReportCondition[] {
	const given = (run.parameters.get('reportFilters', itemIndex, {}) ?? {}) as IDataObject;
	const category = reportTypeNamed(REPORTS, reportName)?.category;
	const timeZone = run.node.getTimezone();
	const conditions = REPORTS.fields.flatMap((field): ReportCondition[] => {
		const reading = readReportFilter(field, given[field.name], timeZone);
		if ('complaint' in reading) {
			findings.add(`${field.label} (${field.name}) ${reading.complaint}`);
			return [];
		}
		const isNeeded = category !== undefined && field.requiredIn.includes(category);
		if (reading.values.length === 0) {
			if (isNeeded) findings.addMissing(field.label, field.name);
			return [];
		}
		if (category !== undefined && !field.categories.includes(category)) {
			run.hint(
				`${field.label} (${field.name}) is for ${field.categories.map((each) => CATEGORY_WORDS[each]).join(' and ')}. It is sent as it is; QuickBooks may refuse it for '${reportName}'.`,
			);
		}
		return [{ field, values: reading.values }];
	});
	for (const name of Object.keys(given)) {
		if (!REPORTS.fields.some((field) => field.name === name)) {
			findings.add(`Filters (reportFilters) has no '${name}'`);
		}
	}
	noteReversedPeriod(conditions, findings);
	return conditions;
}

function noteReversedPeriod(conditions: readonly ReportCondition[], findings: Findings): void {
	const valueOf = (name: string) => conditions.find(({ field }) => field.name === name)?.values[0];
	const [start, end] = [valueOf('ReportPeriodStart'), valueOf('ReportPeriodEnd')];
	if (start !== undefined && end !== undefined && start > end) {
		findings.add('Period Start (ReportPeriodStart) must not be after Period End (ReportPeriodEnd)');
	}
}
