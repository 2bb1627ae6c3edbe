import fc from 'fast-check';
import { parseCeql, type Expression, type Operator } from '../../../../gateway/ceql';

const OPERATORS: Operator[] = ['=', '!=', '<', '>', '<=', '>=', 'LIKE'];
const field = fc.stringMatching(/^F[A-Za-z]{1,8}(\.[A-Z][A-Za-z]{1,8})?$/);
const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\\'));

/** Trees in which no AND stands right in an AND, and no OR in an OR: those are one. */
const { expressions } = fc.letrec<{
	expressions: Expression;
	single: Expression;
	or: Expression;
	and: Expression;
}>((tie) => ({
	single: fc.oneof(
		fc.record({
			type: fc.constant('compare' as const),
			field,
			operator: fc.constantFrom(...OPERATORS),
			values: fc.tuple(text),
		}),
		fc.record({
			type: fc.constant('compare' as const),
			field,
			operator: fc.constant('IN' as const),
			values: fc.array(text, { minLength: 1, maxLength: 3 }),
		}),
		fc.record({ type: fc.constant('isNull' as const), field }),
	),
	and: fc.record({
		type: fc.constant('and' as const),
		sides: fc.array(fc.oneof({ maxDepth: 3 }, tie('single'), tie('or')), {
			minLength: 2,
			maxLength: 3,
		}),
	}),
	or: fc.record({
		type: fc.constant('or' as const),
		sides: fc.array(fc.oneof({ maxDepth: 3 }, tie('single'), tie('and')), {
			minLength: 2,
			maxLength: 3,
		}),
	}),
	expressions: fc.oneof(tie('single'), tie('and'), tie('or')),
}));

const quoted = (value: string) => `'${value.replace(/'/g, "''")}'`;

/** An expression as a clause, in brackets wherever there is more than one part. */
function written(expression: Expression): string {
	if (expression.type === 'isNull') return `${expression.field} is null`;
	if (expression.type === 'compare') {
		const { field: name, operator, values } = expression;
		return operator === 'IN'
			? `\`${name}\` IN (${values.map(quoted).join(',')})`
			: `${name} ${operator} ${quoted(values[0])}`;
	}
	const parts = expression.sides.map((side) =>
		'sides' in side ? `(${written(side)})` : written(side),
	);
	return parts.join(` ${expression.type} `);
}

describe('§4.6 CEQL as text', () => {
	it('a value is exactly what was quoted', () => {
		const value = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\\'));
		fc.assert(
			fc.property(value, (text) => {
				const compare = { type: 'compare', field: 'Name', operator: '=', values: [text] };
				for (const quote of ["''", "\\'"]) {
					const where = `Name = '${text.replace(/'/g, () => quote)}' OR Name IS NULL`;
					const isNull = { type: 'isNull', field: 'Name' };
					expect(parseCeql(where)).toEqual({ type: 'or', sides: [compare, isNull] });
				}
			}),
		);
		expect(parseCeql("Name = 'a\\b'")).toMatchObject({ values: ['a\\b'] });
		// A backslash before the last quote hides it.
		expect(() => parseCeql("Name = 'a\\'")).toThrow('Invalid where clause');
	});

	it('every kind of expression is read as it was meant', () => {
		fc.assert(
			fc.property(expressions, (expression) => {
				expect(parseCeql(written(expression))).toEqual(expression);
			}),
		);
	});

	it('parentheses may stand within one another, but not without end', () => {
		const nested = (depth: number) => `${'('.repeat(depth)}Name IS NULL${')'.repeat(depth)}`;
		expect(parseCeql(nested(100))).toEqual({ type: 'isNull', field: 'Name' });
		expect(() => parseCeql(nested(100_000))).toThrow('too many parentheses');
	});
});
