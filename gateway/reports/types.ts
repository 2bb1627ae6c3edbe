import { reportFamily } from '../qbxml';

/** A report of the API. */
export interface ReportType {
	/** What `ReportName` has to be (documented). */
	name: string;
	/** The query that it is asked for with, such as `AgingReport`; the API calls it the category (documented). */
	category: string;
	/** The parameter of that query that names the report. */
	typeElement: string;
	/** As qbXML calls it, such as `ARAgingSummary`. */
	type: string;
}

/** The reports that the API has (documented). */
const NAMES = [
	'AP Aging Detail',
	'AP Aging Summary',
	'AR Aging Detail',
	'AR Aging Summary',
	'Balance Sheet Budget Overview',
	'Balance Sheet Budget vs. Actual',
	'Balance Sheet Previous Year Comparison',
	'Balance Sheet Standard',
	'Balance Sheet Summary',
	'Collections Report',
	'Customer Balance Summary',
	'Expense by Vendor Summary',
	'Income Tax Summary',
	'Income by Customer Summary',
	'Inventory Stock Status by Item',
	'Inventory Stock Status by Vendor',
	'Inventory Valuation Summary',
	'Physical Inventory Worksheet',
	'Profit and Loss Budget Overview',
	'Profit and Loss Budget Performance',
	'Profit and Loss Budget vs. Actual',
	'Profit and Loss Previous Year Comparison',
	'Profit and Loss Standard',
	'Profit and Loss YTD Comparison',
	'Profit and Loss by Class',
	'Profit and Loss by Job',
	'Purchase by Item Summary',
	'Purchase by Vendor Summary',
	'Sales Tax Liability',
	'Sales Tax Revenue Summary',
	'Sales by Customer Summary',
	'Sales by Item Summary',
	'Sales by Rep Summary',
	'Trial Balance',
	'Vendor Balance Summary',
];

/** QuickBooks calls a report by its name in one word, some of it cut short. */
const nativeName = (name: string): string =>
	name
		.replace('Comparison', 'Comp')
		.replace('Previous', 'Prev')
		.replace('vs. Actual', 'VsActual')
		.split(/[^A-Za-z\d]+/)
		.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
		.join('');

function typeOf(name: string): ReportType {
	const type = nativeName(name);
	const family = reportFamily(type);
	if (!family) throw new RangeError(`qbXML has no report ${type}.`);
	return { name, category: family.object, typeElement: family.typeElement, type };
}

let types: readonly ReportType[] | undefined;

/** @returns the reports of the API, sorted by name */
export function reportTypes(): readonly ReportType[] {
	types ??= NAMES.map(typeOf);
	return types;
}
