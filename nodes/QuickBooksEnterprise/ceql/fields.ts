import type { Field, FieldSet } from '../catalogue/types';

/** The types whose values are decimal text. */
export const DECIMAL_TYPES: readonly string[] = [
	'amount',
	'price',
	'quantity',
	'percent',
	'number',
	'integer',
];

/**
 * Finds the field that a condition asks about; letter case does not count.
 *
 * @param name The dotted name that the user wrote. `CustomerRef.ListID` finds the member of a reference.
 * @returns The field under its own spelling; undefined where the catalogue has none. A connector may know
 * more than the catalogue.
 */
export function searchableField(name: string, { fields }: FieldSet): Field | undefined {
	const wanted = name.toLowerCase();
	const plain = fields.find(({ path }) => path.toLowerCase() === wanted);
	if (plain) return plain;
	const [, owner, member] = /^(.*)\.(listid|fullname)$/.exec(wanted) ?? [];
	const reference = fields.find(
		({ path, type }) => type === 'reference' && path.toLowerCase() === owner,
	);
	if (!reference) return undefined;
	const isId = member === 'listid';
	return {
		...reference,
		path: `${reference.path}.${isId ? 'ListID' : 'FullName'}`,
		type: isId ? 'id' : 'text',
		maxLength: undefined,
	};
}
