import { compareDecimals, isDecimal } from '../../../nodes/QuickBooksEnterprise/catalogue/decimal';
import type { Field, FieldType } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import { ApiError } from '../../errors';
import { isRecord } from '../../http';
import type { FinanceRecord, Kind } from '../kinds';
import type { Expression, Operator } from './parser';

export type Test = (record: FinanceRecord) => boolean;

const DECIMALS: FieldType[] = ['amount', 'price', 'quantity', 'percent', 'number', 'integer'];
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Without a zone, a time is in UTC (documented: polling runs in UTC). */
function millisecondsOf(text: string): number {
	const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text) && text.includes('T');
	return MOMENT.test(text)
		? Date.parse(text.includes('T') && !hasZone ? `${text}Z` : text)
		: Number.NaN;
}

/** How two values of a field compare: as sort functions say it. Texts are equal without case (our choice). */
function order(type: FieldType, left: string, right: string): number {
	if (type === 'dateTime') return millisecondsOf(left) - millisecondsOf(right);
	if (DECIMALS.includes(type) && isDecimal(left) && isDecimal(right)) {
		return compareDecimals(left, right);
	}
	const [a, b] = [left.toLowerCase(), right.toLowerCase()];
	return a === b ? 0 : a < b ? -1 : 1;
}

/** `%` stands for any text; nothing else is special (documented). */
function likePattern(value: string): RegExp {
	const source = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%/g, '[^]*');
	return new RegExp(`^${source}$`, 'i');
}

const HOLDS: Record<Exclude<Operator, 'LIKE' | 'IN'>, (order: number) => boolean> = {
	'=': (order) => order === 0,
	'!=': (order) => order !== 0,
	'<': (order) => order < 0,
	'>': (order) => order > 0,
	'<=': (order) => order <= 0,
	'>=': (order) => order >= 0,
};

function valueAt(record: FinanceRecord, path: string[]): string | undefined {
	let value: unknown = record;
	for (const step of path) value = isRecord(value) ? value[step] : undefined;
	return value === undefined || value === null ? undefined : String(value);
}

/**
 * The field of a name; letter case does not count (our choice). What a transaction names cannot be searched by its
 * name (documented for customers of invoices), only by its id; lines cannot be searched (our choice).
 */
function fieldOf(kind: Kind, name: string): Field {
	const wanted = name.toLowerCase();
	const reference = /^(.*)\.(listid|fullname)$/.exec(wanted);
	for (const field of kind.facts.fields) {
		const path = field.path.toLowerCase();
		if (path === wanted && !['reference', 'object'].includes(field.type)) return field;
		if (field.type !== 'reference' || path !== reference?.[1]) continue;
		const member = reference[2] === 'listid' ? 'ListID' : 'FullName';
		if (member === 'FullName' && kind.kind === 'transaction') break;
		return { ...field, path: `${field.path}.${member}`, type: 'text' };
	}
	throw new ApiError(400, `Invalid where clause: ${kind.path} cannot be searched by "${name}".`);
}

function comparison(
	kind: Kind,
	{ field: name, operator, values }: Extract<Expression, { type: 'compare' }>,
): Test {
	const { path, type } = fieldOf(kind, name);
	const steps = path.split('.');
	if (type === 'dateTime' && values.some((value) => Number.isNaN(millisecondsOf(value)))) {
		throw new ApiError(400, `Invalid where clause: "${values.join(', ')}" is not a date.`);
	}
	if (operator === 'LIKE') {
		const pattern = likePattern(values[0]);
		return (record) => pattern.test(valueAt(record, steps) ?? '');
	}
	const holds = HOLDS[operator === 'IN' ? '=' : operator];
	return (record) => {
		const value = valueAt(record, steps);
		if (value === undefined) return operator === '!=';
		return values.some((each) => holds(order(type, value, each)));
	};
}

/**
 * A where clause as a test of records as they are shown.
 *
 * @throws ApiError 400 when it names a field that is not there.
 */
export function testOf(kind: Kind, expression: Expression): Test {
	if (expression.type === 'compare') return comparison(kind, expression);
	if (expression.type === 'isNull') {
		const steps = fieldOf(kind, expression.field).path.split('.');
		return (record) => valueAt(record, steps) === undefined;
	}
	const tests = expression.sides.map((side) => testOf(kind, side));
	return expression.type === 'and'
		? (record) => tests.every((test) => test(record))
		: (record) => tests.some((test) => test(record));
}
