import fc from 'fast-check';

import type {
	Condition,
	ConditionOperator,
} from '../../nodes/QuickBooksEnterprise/ceql/expression';
import { isQuotable } from '../../nodes/QuickBooksEnterprise/ceql/quoting';

/** Pieces of which an attack on a quoted value would be made. */
const PIECES = [
	"'",
	"''",
	'\\',
	'\\\\',
	'%',
	'"',
	'`',
	'(',
	')',
	',',
	' OR ',
	' AND ',
	' IS NULL',
	" OR Name LIKE '%",
	'--',
	'/*',
	';',
	'\n',
	'\0',
	'O’Brien',
	'é',
	'𝒜',
];

/** Texts that try to break out of their quotes. */
export const HOSTILE = fc
	.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme' })), { maxLength: 8 })
	.map((pieces) => pieces.join(''));

const value = HOSTILE.filter(isQuotable);
const field = fc.constantFrom('Name', 'FullName', 'BillAddress.City', 'TimeModified', 'a1_b');
const single = fc.constantFrom<ConditionOperator>(
	'equals',
	'notEquals',
	'lessThan',
	'lessOrEqual',
	'greaterThan',
	'greaterOrEqual',
	'like',
);

/** Conditions of every kind with hostile values. */
export const conditions: fc.Arbitrary<Condition> = fc.oneof(
	fc.record({ field, operator: single, values: fc.tuple(value) }),
	fc.record({
		field,
		operator: fc.constant<ConditionOperator>('in'),
		values: fc.array(value, { minLength: 1, maxLength: 4 }),
	}),
	fc.record({
		field,
		operator: fc.constant<ConditionOperator>('isNull'),
		values: fc.constant([]),
	}),
);

export const conditionsOf = (minLength: number, maxLength: number) =>
	fc.array(conditions, { minLength, maxLength });
