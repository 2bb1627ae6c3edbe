/**
 * A record, or a part of one, as JSON under qbXML's own names.
 *
 * - Scalars are text exactly as they stand in qbXML: `"true"`, `"12.50"`, `"2017-05-19"`.
 * - What may occur once is a value, an aggregate or reference is an object, what may occur more often is a list.
 * - `null` is an element that was sent empty. What was not sent is not there.
 * - Kinds of lines that may alternate (`InvoiceLineRet` and `InvoiceLineGroupRet`) are a list each; their order among
 *   each other is in `#order`, a list of their names, which is only there when two kinds occur.
 * - An attribute of an element is a member whose name begins with `@`.
 */
export interface QbRecord {
	[member: string]: QbValue | undefined;
}

export type QbValue = string | null | QbRecord | QbRecord[] | string[];

/** The member that tells the order of kinds of lines that alternate. */
export const ORDER = '#order';

/** @returns whether a value is an aggregate or a reference. */
export const isAggregate = (value: unknown): value is QbRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the aggregates under a name, whether it is a list, one or none. */
export function rowsOf(record: QbRecord, member: string): QbRecord[] {
	const value = record[member];
	if (Array.isArray(value)) return value.filter(isAggregate);
	return isAggregate(value) ? [value] : [];
}

/** @returns the texts under a name, whether it is a list, one or none. */
export function textsOf(record: QbRecord, member: string): string[] {
	const value = record[member];
	if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
	return typeof value === 'string' ? [value] : [];
}

/** @returns the text under a name, undefined where there is none. */
export function textOf(record: QbRecord, member: string): string | undefined {
	return textsOf(record, member)[0];
}

/** @returns the aggregate under a name, undefined where there is none. */
export function aggregateOf(record: QbRecord, member: string): QbRecord | undefined {
	return rowsOf(record, member)[0];
}
