import type { ObjectFacts } from './compiled';
import { contentOf, isChoice, schema, valuesOf } from './elements';

/** @returns the names of all objects that qbXML has requests for, reports and services among them */
export const objectNames = (): string[] => Object.keys(schema.objects);

/**
 * @param object such as `Invoice`
 * @returns what there is to know of it; undefined when qbXML has no such object
 */
export function objectFacts(object: string): ObjectFacts | undefined {
	return Object.prototype.hasOwnProperty.call(schema.objects, object)
		? schema.objects[object]
		: undefined;
}

/** Where a report is asked for. */
export interface ReportFamily {
	/** The object of its query, such as `GeneralSummaryReport`. */
	object: string;
	/** The parameter that names the report, such as `GeneralSummaryReportType`. */
	typeElement: string;
}

/**
 * @param type a report, such as `ProfitAndLossStandard`
 * @returns the query that it is asked for with; undefined when qbXML has no such report
 */
export function reportFamily(type: string): ReportFamily | undefined {
	for (const [object, { kind, query }] of Object.entries(schema.objects)) {
		if (kind !== 'report' || query === undefined) continue;
		const [first] = contentOf(`${query}Rq`)!.entries;
		if (isChoice(first) || first.enum === undefined) continue;
		if (valuesOf(first.enum, Infinity).includes(type)) return { object, typeElement: first.name };
	}
	return undefined;
}
