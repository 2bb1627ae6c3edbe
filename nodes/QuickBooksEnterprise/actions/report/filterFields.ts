import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { REPORTS, reportTypeNamed, type ReportField } from '../../catalogue/reports';
import type { Problems } from '../../common/problems';
import { readReportFilter } from '../../reports/reportFilter';
import type { ReportCondition } from '../../reports/reportQuery';
import type { ItemInput } from '../run/itemInput';
import { readPeriodFilters } from './periodFields';

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
	const options = REPORTS.fields.map((field) => ({
		...toProperty(field),
		...hiddenForOthers(field),
	}));
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

/**
 * A report that has no such filter does not offer it. Hidden and not shown by name, so that a report that the catalogue
 * does not know is offered all of them.
 */
function hiddenForOthers({ categories }: ReportField): Pick<INodeProperties, 'displayOptions'> {
	const others = REPORTS.types.filter(({ category }) => !categories.includes(category));
	if (others.length === 0) return {};
	const names = others.flatMap(({ name, title }) => [name, title]);
	const hide = { '/reportType': [...new Set(names)] };
	// n8n 2.0 lists nothing for a field that says only when it hides.
	return { displayOptions: { show: { '/resource': ['report'] }, hide } };
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
 * missing or wrong goes to the item's problems.
 */
export function readReportFilters(item: ItemInput, reportName: string): ReportCondition[] {
	const { problems, timeZone } = item;
	const filters = (item.unchecked('reportFilters', {}) ?? {}) as IDataObject;
	const given = { ...filters, ...readPeriodFilters(item, filters) };
	const category = reportTypeNamed(REPORTS, reportName)?.category;
	const conditions = REPORTS.fields.flatMap((field): ReportCondition[] => {
		if (isEmptyChoice(field, given)) {
			problems.add(`${field.label} (${field.name}) is empty; leave it out, or choose a value`);
			return [];
		}
		const reading = readReportFilter(field, given[field.name], timeZone);
		if ('complaint' in reading) {
			problems.add(`${field.label} (${field.name}) ${reading.complaint}`);
			return [];
		}
		const isNeeded = category !== undefined && field.requiredIn.includes(category);
		if (reading.values.length === 0) {
			if (isNeeded) problems.addMissing(field.label, field.name);
			return [];
		}
		if (category !== undefined && !field.categories.includes(category)) {
			problems.warn(
				`${field.label} (${field.name}) is for ${field.categories.map((each) => CATEGORY_WORDS[each]).join(' and ')}. It is sent as it is; QuickBooks may refuse it for '${reportName}'.`,
			);
		}
		return [{ field, values: reading.values }];
	});
	for (const name of Object.keys(given)) {
		if (!REPORTS.fields.some((field) => field.name === name)) {
			problems.add(`Filters (reportFilters) has no '${name}'`);
		}
	}
	noteReversedPeriod(conditions, problems);
	return conditions;
}

/** Whether an expression gives nothing for a choice, which would leave the report wider than was meant. */
function isEmptyChoice({ name, type }: ReportField, given: IDataObject): boolean {
	const isEmpty = given[name] === undefined || given[name] === null || given[name] === '';
	return type === 'enumeration' && name in given && isEmpty;
}

function noteReversedPeriod(conditions: readonly ReportCondition[], problems: Problems): void {
	const valueOf = (name: string) => conditions.find(({ field }) => field.name === name)?.values[0];
	const [start, end] = [valueOf('ReportPeriodStart'), valueOf('ReportPeriodEnd')];
	if (start !== undefined && end !== undefined && start > end) {
		problems.add('Period Start (ReportPeriodStart) must not be after Period End (ReportPeriodEnd)');
	}
}
