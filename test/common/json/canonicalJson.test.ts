import fc from 'fast-check';

import { canonicalJson } from '../../../nodes/QuickBooksEnterprise/common/json/canonicalJson';

/** The same value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, member]) => [key, reversed(member)] as const);
	return Object.fromEntries(entries.reverse());
}

it('The canonical form of JSON is the same for equal values, and for no others', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
			const text = JSON.stringify(one);
			expect(canonicalJson(JSON.stringify(reversed(one), null, 2))).toBe(canonicalJson(text));
			const areEqual = JSON.stringify(one) === JSON.stringify(other);
			if (canonicalJson(text) === canonicalJson(JSON.stringify(other))) {
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(other)));
			} else expect(areEqual).toBe(false);
		}),
	);
});

it.each([
	['{"b":[{"y":1,"x":2}],"a":null}', '{"a":null,"b":[{"x":2,"y":1}]}'],
	['[2, 1]', '[2,1]'],
	['no JSON', 'no JSON'],
	['', ''],
])('The canonical form of %p is %p', (text, canonical) => {
	expect(canonicalJson(text)).toBe(canonical);
});
