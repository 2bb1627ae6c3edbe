import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { REPORTS, type ReportType } from '../../catalogue/reports';
import { calendarDay } from '../../catalogue/validation/dates';
import { PERIOD_PRESETS, periodOf, type PeriodPreset } from '../../reports/periodPresets';
import type { ItemInput } from '../run/itemInput';

/** The value of Period where the days stand among the filters: what workflows without the field mean. */
const BY_DAYS = 'byDays';

const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June'],
	...['July', 'August', 'September', 'October', 'November', 'December'],
];

const FISCAL_PRESETS = PERIOD_PRESETS.map(([value]) => value).filter((value) =>
	value.includes('Fiscal'),
);

const isBudget = ({ category }: ReportType) => category === 'BudgetSummaryReport';

/** Names and titles of the reports that need a year. */
const BUDGETS = REPORTS.types.filter(isBudget).flatMap(({ name, title }) => [name, title]);

const periodOptions = [
	{ name: 'Custom', value: BY_DAYS, description: 'The days under Filters; without them, all' },
	...PERIOD_PRESETS.map(([value, name]) => ({ name, value })),
];

/** What a report is about in time, and the year that budgets need. */
export function periodFields(show: IDisplayOptions['show']): INodeProperties[] {
	return [
		{
			displayName: 'Fiscal Year',
			name: 'fiscalYear',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2025',
			displayOptions: { show: { ...show, reportType: [...new Set(BUDGETS)] } },
			description: 'The year of the budget, with four digits; every budget report needs it',
		},
		{
			displayName: 'Period',
			name: 'reportPeriod',
			type: 'options',
			options: periodOptions,
			default: BY_DAYS,
			displayOptions: { show },
			description:
				"The days of the report, counted from today in the workflow's time zone. Weeks begin on Sunday, as in QuickBooks.",
		},
		{
			displayName: 'Fiscal Year Begins In',
			name: 'fiscalYearStart',
			type: 'options',
			options: MONTHS.map((name, index) => ({ name, value: index + 1 })),
			default: 1,
			displayOptions: { show: { ...show, reportPeriod: FISCAL_PRESETS } },
			description: "The first month of the company's fiscal year, as set in QuickBooks",
		},
	];
}

/**
 * What Fiscal Year and Period come to, under the names of the filters that they stand for. What is wrong goes to the
 * item's problems, also where a filter says the same again.
 *
 * @param given The filters that were filled in.
 */
export function readPeriodFilters(item: ItemInput, given: IDataObject): IDataObject {
	const { problems, timeZone } = item;
	const filters: IDataObject = {};
	const year = String(item.get('fiscalYear', '') ?? '').trim();
	if (year !== '') {
		const other = given.FiscalYear;
		if (other !== undefined && String(other).trim() !== year) {
			problems.add('Fiscal Year (fiscalYear) and the filter Fiscal Year (FiscalYear) differ');
		}
		filters.FiscalYear = year;
	}
	const preset = item.get('reportPeriod', BY_DAYS) as PeriodPreset | typeof BY_DAYS;
	if (preset === BY_DAYS) return filters;
	const days = ['ReportPeriodStart', 'ReportPeriodEnd'].filter((name) => name in given);
	if (days.length > 0) {
		problems.add(
			'Period (reportPeriod) and the filter Period Start or Period End cannot both be set',
		);
		return filters;
	}
	const fiscalMonth = Number(item.get('fiscalYearStart', 1));
	const today = calendarDay(new Date(Date.now()).toISOString(), timeZone)!;
	const { start, end } = periodOf(preset, today, fiscalMonth);
	return { ...filters, ReportPeriodStart: start, ReportPeriodEnd: end };
}
