import type { IDataObject } from 'n8n-workflow';

import { moment } from '../catalogue/validation/dates';
import { compareDecimals, isDecimal } from '../catalogue/validation/decimal';
import type { FieldSet, FieldType } from '../catalogue/types';
import { isRecord } from '../common/json/isRecord';
import type { Combinator, Condition, ConditionOperator } from './expression';
import { DECIMAL_TYPES, searchableField } from './fields';

type Order = Exclude<ConditionOperator, 'in' | 'like' | 'isNull'>;

const HOLDS: Readonly<Record<Order, (order: number) => boolean>> = {
	equals: (order) => order === 0,
	notEquals: (order) => order !== 0,
	lessThan: (order) => order < 0,
	lessOrEqual: (order) => order <= 0,
	greaterThan: (order) => order > 0,
	greaterOrEqual: (order) => order >= 0,
};

/**
 * Whether a record meets conditions; every record meets none. For lists whose filter the vendor does
 * not document, and which may therefore give records that were not asked for. Texts compare without
 * case, as QuickBooks compares names (inferred), so that nothing is dropped that the service found.
 */
export function holds(
	conditions: readonly Condition[],
	combinator: Combinator,
	record: IDataObject,
	fields: FieldSet,
): boolean {
	if (conditions.length === 0) return true;
	const test = (condition: Condition) => meets(condition, record, fields);
	return combinator === 'or' ? conditions.some(test) : conditions.every(test);
}

function meets({ field, operator, values }: Condition, record: IDataObject, fields: FieldSet) {
	const found = textAt(record, field);
	if (operator === 'isNull') return found === undefined;
	if (found === undefined) return operator === 'notEquals';
	const type = searchableField(field, fields)?.type ?? 'text';
	if (operator === 'like') return isLike(found, values[0]);
	const test = HOLDS[operator === 'in' ? 'equals' : operator];
	return values.some((value) => test(compare(type, found, value)));
}

function textAt(record: IDataObject, path: string): string | undefined {
	let value: unknown = record;
	for (const step of path.split('.')) value = isRecord(value) ? value[step] : undefined;
	return value === undefined || value === null || value === '' ? undefined : String(value);
}

/**
 * Compares two values as a sort function does. Records give times with any offset, or in UTC without one
 * (our choice).
 */
function compare(type: FieldType, left: string, right: string): number {
	if (type === 'dateTime') return compareTexts(moment(left, 'UTC') ?? left, right);
	if (DECIMAL_TYPES.includes(type) && isDecimal(left) && isDecimal(right)) {
		return compareDecimals(left, right);
	}
	return compareTexts(left.toLowerCase(), right.toLowerCase());
}

function compareTexts(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** `%` stands for any text; nothing else is special (documented). */
function isLike(text: string, pattern: string): boolean {
	const whole = text.toLowerCase();
	const [start, ...parts] = pattern.toLowerCase().split('%');
	const end = parts.pop();
	if (end === undefined) return whole === start;
	if (!whole.startsWith(start)) return false;
	let at = start.length;
	for (const part of parts) {
		const found = whole.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return whole.length - end.length >= at && whole.endsWith(end);
}
