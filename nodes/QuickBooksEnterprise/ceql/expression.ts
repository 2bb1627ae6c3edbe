import { quote } from './quoting';

/** What a condition asks of a field. */
export type ConditionOperator =
	| 'equals'
	| 'notEquals'
	| 'lessThan'
	| 'lessOrEqual'
	| 'greaterThan'
	| 'greaterOrEqual'
	| 'like'
	| 'in'
	| 'isNull';

/** How several conditions count together. */
export type Combinator = 'and' | 'or';

/** One condition. Its values are text in the service's form: none for `isNull`, several for `in`. */
export interface Condition {
	field: string;
	operator: ConditionOperator;
	values: readonly string[];
}

/** How CEQL writes what compares with one value (documented). */
const SYMBOLS: Readonly<Record<Exclude<ConditionOperator, 'in' | 'isNull'>, string>> = {
	equals: '=',
	notEquals: '!=',
	lessThan: '<',
	lessOrEqual: '<=',
	greaterThan: '>',
	greaterOrEqual: '>=',
	like: 'LIKE',
};

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_.]*$/;
const RESERVED = /^(and|or|not|like|in|is|null|true|false)$/i;

/** Whether a text can be the name of a field; dots lead into groups such as `BillAddress.City`. */
export function isFieldName(text: string): boolean {
	return FIELD_NAME.test(text) && !RESERVED.test(text);
}

/**
 * The condition that a field has exactly this value: `Name = 'O''Brien'`.
 *
 * @throws InputError for a value that cannot be quoted safely.
 */
export function equalTo(field: string, value: string): string {
	return written({ field, operator: 'equals', values: [value] });
}

/**
 * The condition that a record was created or changed at a moment or later: the filter of the service's own
 * poller (documented).
 *
 * @param moment The moment as `yyyy-MM-ddTHH:mm:ss+00:00`.
 */
export function modifiedFrom(moment: string): string {
	return written({ field: 'TimeModified', operator: 'greaterOrEqual', values: [moment] });
}

/**
 * A CEQL expression for conditions; empty for none. Every value is quoted, numbers and days too: the
 * service's records hold text alone (observed), and nothing of a user's then stands outside quotes.
 *
 * @throws RangeError for a name that is no field name, and InputError for a value that cannot be quoted
 * safely. Whoever reads conditions from a user checks both before.
 */
export function toExpression(conditions: readonly Condition[], combinator: Combinator): string {
	return conditions.map(written).join(combinator === 'or' ? ' OR ' : ' AND ');
}

/**
 * Expressions that all have to hold, as one; undefined when there is none.
 * A part that may hold an OR is put in parentheses.
 */
export function joinAnd(...parts: Array<string | undefined>): string | undefined {
	const given = parts.filter((part): part is string => part !== undefined && part.trim() !== '');
	if (given.length < 2) return given[0];
	return given.map((part) => (/\bor\b/i.test(part) ? `(${part})` : part)).join(' AND ');
}

function written({ field, operator, values }: Condition): string {
	if (!isFieldName(field)) throw new RangeError(`'${field}' is no name of a field.`);
	switch (operator) {
		case 'isNull':
			return `${field} IS NULL`;
		case 'in':
			return `${field} IN (${values.map(quote).join(', ')})`;
		default:
			return `${field} ${SYMBOLS[operator]} ${quote(values[0])}`;
	}
}
