/**
 * Which members of records are yes-or-no or numbers. In qbXML a name has one type wherever it stands (qbXML 14, all
 * answers and requests), so the name tells it alone, also of objects that the catalogue does not have.
 * `npm run qbxml` writes `memberTypes.json`.
 */

import memberTypes from './memberTypes.json';

/** What a member holds; an amount is money, with two decimals. */
export type MemberType = 'amount' | 'boolean' | 'number';

const byName = new Map(
	Object.entries(memberTypes).flatMap(([type, names]) =>
		names.split(' ').map((name) => [name, type as MemberType] as const),
	),
);

/** @returns What a member holds; undefined for one that is text, a group, or not known. */
export function memberTypeOf(name: string): MemberType | undefined {
	return byName.get(name);
}
