import type { ReportField } from '../catalogue/reports';
import { quote } from '../ceql/quoting';

/** A field of a report's query with what was given for it, in the service's form: codes for an enumeration. */
export interface ReportCondition {
	field: ReportField;
	values: readonly string[];
}

/**
 * The `where` of a report: `ReportName = 'Trial Balance' AND ReportBasis = 1`. Codes stand bare, all else
 * in quotes, as in the examples of the documentation.
 *
 * @throws InputError for a value that cannot be quoted safely.
 */
export function reportQuery(reportName: string, conditions: readonly ReportCondition[]): string {
	return [`ReportName = ${quote(reportName)}`, ...conditions.map(written)].join(' AND ');
}

function written({ field, values }: ReportCondition): string {
	const literals = field.type === 'enumeration' ? values : values.map(quote);
	return literals.length === 1
		? `${field.name} = ${literals[0]}`
		: `${field.name} in (${literals.join(', ')})`;
}
