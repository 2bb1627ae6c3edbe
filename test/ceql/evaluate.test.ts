import fc from 'fast-check';

import { holds } from '../../nodes/QuickBooksEnterprise/ceql/evaluate';
import {
	toExpression,
	type Combinator,
	type Condition,
	type ConditionOperator,
} from '../../nodes/QuickBooksEnterprise/ceql/expression';
import { isQuotable } from '../../nodes/QuickBooksEnterprise/ceql/quoting';
import { Companies } from '../../sandbox/finance/companies';
import { parseCeql, testOf } from '../../gateway/ceql';
import { kindOf, resourceNamed, searched, type FinanceRecord } from '../../sandbox/finance/kinds';
import { recordsOf } from '../../sandbox/finance/view';
import { HOSTILE } from './values';

const FIELDS: Record<string, string[]> = {
	customer: ['ListID', 'FullName', 'Balance', 'IsActive', 'TimeModified', 'BillAddress.City'],
	invoice: ['TxnID', 'RefNumber', 'TxnDate', 'Subtotal', 'DueDate', 'CustomerRef.ListID'],
	bill: ['TxnID', 'RefNumber', 'TxnDate', 'AmountDue', 'VendorRef.ListID', 'IsPaid'],
};

const OPERATORS: ConditionOperator[] = [
	'equals',
	'notEquals',
	'lessThan',
	'lessOrEqual',
	'greaterThan',
	'greaterOrEqual',
	'in',
	'isNull',
];

function valueAt(record: FinanceRecord, path: string): string {
	let value: unknown = record;
	for (const step of path.split('.')) value = (value as FinanceRecord | undefined)?.[step];
	return value === undefined ? '' : String(value);
}

describe('Conditions looked at here', () => {
	it.each(Object.keys(FIELDS))('%s: hold for the records that the service gives', async (value) => {
		const kind = await kindOf(resourceNamed(value));
		const records = await recordsOf(new Companies().of(1), kind.path);
		expect(records.length).toBeGreaterThan(1);
		const isMoment = (field: string) => field.startsWith('Time');
		const typed = fc
			.record({
				field: fc.constantFrom(...FIELDS[value]),
				operator: fc.constantFrom(...OPERATORS),
				from: fc.constantFrom(...records),
				hostile: HOSTILE,
			})
			.map(({ field, operator, from, hostile }): Condition => {
				const known = valueAt(from, field);
				const text = known || (isMoment(field) ? '2020-01-01T00:00:00+00:00' : hostile);
				return { field, operator, values: operator === 'isNull' ? [] : [text] };
			});
		const like = fc
			.record({
				field: fc.constantFrom(...FIELDS[value].filter((field) => !isMoment(field))),
				from: fc.constantFrom(...records),
				cut: fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })),
				pattern: fc.constantFrom('%', '%%', 'a%', '%a', '%a%', '%a%e%', '', 'X%y'),
			})
			.map(({ field, from, cut: [start, length], pattern }): Condition => {
				const part = valueAt(from, field).slice(start, start + length);
				return { field, operator: 'like', values: [pattern.replace(/[aX]/, () => part)] };
			});
		const condition = fc
			.oneof(typed, like)
			.filter(({ values }) => values.every((text) => isQuotable(text)));
		const combinator = fc.constantFrom<Combinator>('and', 'or');
		fc.assert(
			fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), combinator, (all, how) => {
				const asked = testOf(searched(kind), parseCeql(toExpression(all, how)));
				const found = (test: (record: FinanceRecord) => boolean) =>
					records.filter(test).map(({ id }) => id);
				expect(found((record) => holds(all, how, record as never, kind.facts))).toEqual(
					found(asked),
				);
			}),
			{ numRuns: 300 },
		);
	});

	it('without any hold for every record', async () => {
		const kind = await kindOf(resourceNamed('customer'));
		expect(holds([], 'or', {}, kind.facts)).toBe(true);
		expect(holds([], 'and', {}, kind.facts)).toBe(true);
	});

	it('compare amounts as numbers and times as moments', async () => {
		const { facts } = await kindOf(resourceNamed('customer'));
		const record = { Balance: '9.5', TimeModified: '2026-01-31T01:00:00+01:00' };
		const test = (field: string, operator: ConditionOperator, value: string) =>
			holds([{ field, operator, values: [value] }], 'and', record, facts);
		expect(test('Balance', 'lessThan', '10')).toBe(true);
		expect(test('Balance', 'equals', '9.50')).toBe(true);
		expect(test('TimeModified', 'equals', '2026-01-31T00:00:00+00:00')).toBe(true);
	});
});
