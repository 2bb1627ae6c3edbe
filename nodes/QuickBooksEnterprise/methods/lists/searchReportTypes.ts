import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { REPORTS, type ReportCategory } from '../../catalogue/reports';

const CATEGORIES: Readonly<Record<ReportCategory, string>> = {
	AgingReport: 'Aging',
	BudgetSummaryReport: 'Budget',
	GeneralSummaryReport: 'Summary',
};

/**
 * Fills the list of reports in the editor from the catalogue, each with its category.
 *
 * @param filter What the user typed.
 */
export async function searchReportTypes(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const results = REPORTS.types
		.map(({ name, title, category }) => ({
			name: `${name} (${CATEGORIES[category]})`,
			value: name,
			title,
		}))
		.filter((type) => `${type.name} ${type.title}`.toLowerCase().includes(wanted))
		.map(({ name, value }) => ({ name, value }));
	return { results };
}
