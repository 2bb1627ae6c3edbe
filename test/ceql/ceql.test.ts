import fc from 'fast-check';

import {
	equalTo,
	isFieldName,
	joinAnd,
	toExpression,
	type Condition,
	type ConditionOperator,
} from '../../nodes/QuickBooksEnterprise/ceql/expression';
import { isQuotable, quote } from '../../nodes/QuickBooksEnterprise/ceql/quoting';
import { parseCeql } from '../../gateway/ceql';
import { conditions, conditionsOf, HOSTILE } from './values';

const SYMBOLS: Record<Exclude<ConditionOperator, 'isNull'>, string> = {
	equals: '=',
	notEquals: '!=',
	lessThan: '<',
	lessOrEqual: '<=',
	greaterThan: '>',
	greaterOrEqual: '>=',
	like: 'LIKE',
	in: 'IN',
};

function parsed({ field, operator, values }: Condition) {
	return operator === 'isNull'
		? { type: 'isNull', field }
		: { type: 'compare', field, operator: SYMBOLS[operator], values: [...values] };
}

describe('A CEQL literal', () => {
	it.each([
		['Lew Plumbing', "'Lew Plumbing'"],
		["O'Brien %", "'O''Brien %'"],
		["' OR Name LIKE '%", "''' OR Name LIKE ''%'"],
		['', "''"],
		['a\\b', "'a\\b'"],
		['C:\\books\\', undefined],
		["\\' OR Name IS NULL OR Name = '", undefined],
		["\\\\'", undefined],
		['a\\\nb', "'a\\\nb'"],
	])('of %p is %s', (text, expected) => {
		expect(isQuotable(text)).toBe(expected !== undefined);
		if (expected === undefined) {
			expect(() => quote(text)).toThrow('has a backslash at its end or before an apostrophe');
		} else {
			expect(quote(text)).toBe(expected);
		}
	});

	/** What a row of literals is to each of the parsers that the service may have. */
	const READINGS: Array<[string, RegExp]> = [
		['a doubled quote', /^'(?:''|[^'])*'$/],
		['a backslash before a quote', /^(?:'(?:\\'|\\(?!')|[^'\\])*')+$/],
		['a backslash before anything', /^(?:'(?:\\[^]|[^'\\])*')+$/],
		['both, before anything', /^'(?:''|\\[^]|[^'\\])*'$/],
		['no escape at all', /^(?:'[^']*')+$/],
	];

	it.each(READINGS)('never ends within its value where the service reads %s', (_, pattern) => {
		fc.assert(
			fc.property(HOSTILE.filter(isQuotable), (text) => {
				expect(quote(text)).toMatch(pattern);
			}),
		);
	});
});

describe('Conditions as a CEQL expression', () => {
	it('writes every operator', () => {
		const all: Condition[] = [
			{ field: 'Name', operator: 'equals', values: ["O'Brien"] },
			{ field: 'Name', operator: 'notEquals', values: ['x'] },
			{ field: 'Balance', operator: 'lessThan', values: ['1.50'] },
			{ field: 'Balance', operator: 'lessOrEqual', values: ['1.50'] },
			{ field: 'TimeModified', operator: 'greaterThan', values: ['2026-01-31T00:00:00+00:00'] },
			{ field: 'TxnDate', operator: 'greaterOrEqual', values: ['2026-01-31'] },
			{ field: 'Name', operator: 'like', values: ['Lew%'] },
			{ field: 'ListID', operator: 'in', values: ['1-2', '3-4'] },
			{ field: 'BillAddress.City', operator: 'isNull', values: [] },
		];
		expect(toExpression(all, 'and').split(' AND ')).toEqual([
			"Name = 'O''Brien'",
			"Name != 'x'",
			"Balance < '1.50'",
			"Balance <= '1.50'",
			"TimeModified > '2026-01-31T00:00:00+00:00'",
			"TxnDate >= '2026-01-31'",
			"Name LIKE 'Lew%'",
			"ListID IN ('1-2', '3-4')",
			'BillAddress.City IS NULL',
		]);
		expect(equalTo('Name', "O'Brien")).toBe("Name = 'O''Brien'");
		expect(toExpression([], 'and')).toBe('');
	});

	it('holds exactly the given fields, operators and values, and nothing else', () => {
		fc.assert(
			fc.property(conditionsOf(1, 4), fc.constantFrom('and', 'or'), (given, combinator) => {
				const sides = given.map(parsed);
				const expected = sides.length === 1 ? sides[0] : { type: combinator, sides };
				expect(parseCeql(toExpression(given, combinator))).toEqual(expected);
			}),
			{ numRuns: 1000 },
		);
	});

	it('stays one side of what it is joined with', () => {
		fc.assert(
			fc.property(conditionsOf(2, 3), conditions, (given, further) => {
				const joined = joinAnd(toExpression(given, 'or'), toExpression([further], 'and'))!;
				expect(parseCeql(joined)).toEqual({
					type: 'and',
					sides: [{ type: 'or', sides: given.map(parsed) }, parsed(further)],
				});
			}),
		);
	});

	it.each(['', 'Name = 1 OR Name', 'Na me', "Name'", '1Name', 'Name`', 'Náme', 'or', 'NULL', '_x'])(
		'refuses %p as the name of a field',
		(field) => {
			expect(isFieldName(field)).toBe(false);
			expect(() => equalTo(field, 'x')).toThrow(RangeError);
		},
	);
});

describe('Expressions that all have to hold', () => {
	it.each([
		[[undefined, ''], undefined],
		[["Name = 'a'", undefined], "Name = 'a'"],
		[["Name = 'a' OR Name = 'b'"], "Name = 'a' OR Name = 'b'"],
		[["Name = 'a'", "Name = 'b'"], "Name = 'a' AND Name = 'b'"],
		[
			["Name = 'a' or Name = 'b'", "IsActive = 'true'"],
			"(Name = 'a' or Name = 'b') AND IsActive = 'true'",
		],
	])('%j', (parts, expected) => {
		expect(joinAnd(...parts)).toBe(expected);
	});
});
