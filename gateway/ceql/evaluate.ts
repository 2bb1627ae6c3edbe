import { ApiError } from '../api/errors';
import { isRecord, type JsonRecord } from '../qbxml';
import type { Expression, Operator } from './parser';
import { compareTexts, millisecondsOf, type Comparison } from './values';

export type Test = (record: JsonRecord) => boolean;

/** A field that a filter can name; `reference` names another record by its `ListID` and `FullName`. */
export interface SearchField {
	/** Dotted: `BillAddress.City`. */
	path: string;
	type: Comparison | 'reference';
}

/** What a filter looks at. */
export interface Searched {
	/** For messages. */
	name: string;
	isTransaction: boolean;
	fields: readonly SearchField[];
}

/** A field as it was found: its path in parts, and how its values compare. */
export interface FoundField {
	steps: string[];
	type: Comparison;
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

function valueAt(record: JsonRecord, path: string[]): string | undefined {
	let value: unknown = record;
	for (const step of path) value = isRecord(value) ? value[step] : undefined;
	return value === undefined || value === null ? undefined : String(value);
}

/**
 * Finds the field of a name; letter case does not count (our choice). What a transaction names cannot be searched by
 * its name (documented for customers of invoices), only by its id; lines cannot be searched (our choice).
 *
 * @throws ApiError 400 where there is none
 */
export function fieldNamed(
	{ name: of, isTransaction, fields }: Searched,
	name: string,
): FoundField {
	const wanted = name.toLowerCase();
	const reference = /^(.*)\.(listid|fullname)$/.exec(wanted);
	for (const { path, type } of fields) {
		const own = path.toLowerCase();
		if (type !== 'reference') {
			if (own === wanted) return { steps: path.split('.'), type };
		} else if (own === reference?.[1]) {
			const member = reference[2] === 'listid' ? 'ListID' : 'FullName';
			if (member === 'FullName' && isTransaction) break;
			return { steps: [...path.split('.'), member], type: 'text' };
		}
	}
	throw new ApiError(400, `Invalid where clause: ${of} cannot be searched by "${name}".`);
}

function comparison(
	searched: Searched,
	{ field: name, operator, values }: Extract<Expression, { type: 'compare' }>,
): Test {
	const { steps, type } = fieldNamed(searched, name);
	if (type === 'moment' && values.some((value) => Number.isNaN(millisecondsOf(value)))) {
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
		return values.some((each) => holds(compareTexts(type, value, each)));
	};
}

/**
 * Makes a where clause a test of records as they are shown.
 *
 * @throws ApiError 400 when it names a field that is not there
 */
export function testOf(searched: Searched, expression: Expression): Test {
	if (expression.type === 'compare') return comparison(searched, expression);
	if (expression.type === 'isNull') {
		const { steps } = fieldNamed(searched, expression.field);
		return (record) => valueAt(record, steps) === undefined;
	}
	const tests = expression.sides.map((side) => testOf(searched, side));
	return expression.type === 'and'
		? (record) => tests.every((test) => test(record))
		: (record) => tests.some((test) => test(record));
}
