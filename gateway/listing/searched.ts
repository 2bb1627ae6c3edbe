import type { Searched, SearchField } from '../ceql';
import { blockFields, blockOf, blockOfRecord, retFields, type RetField } from '../qbxml';
import type { LineKind, Resource } from '../records';

const DECIMALS = ['AMT', 'FLOAT', 'INT', 'PERCENT', 'PRICE', 'QUAN'];

function comparisonOf(type: string): SearchField['type'] {
	if (type === 'REF') return 'reference';
	if (type === 'DATETIME') return 'moment';
	return DECIMALS.includes(type) ? 'decimal' : 'text';
}

const searchField = ({ path, type }: RetField): SearchField => ({
	path,
	type: comparisonOf(type),
});

const known = new Map<string, readonly SearchField[]>();

function fieldsOf(object: string): readonly SearchField[] {
	const there = known.get(object);
	if (there) return there;
	const own = retFields(object).map(searchField);
	// What the API shows besides: `id`, of products what they are, and the name of a sales rep (observed).
	const added = ['id', 'ItemType', 'Name'].filter((path) => !own.some((one) => one.path === path));
	const fields = [...added.map((path) => ({ path, type: 'text' as const })), ...own];
	known.set(object, fields);
	return fields;
}

/** @returns what a filter on the records of a resource can look at */
export const searchedOf = ({ object, path, kind }: Resource): Searched => ({
	name: path,
	isTransaction: kind === 'transaction',
	fields: fieldsOf(object),
});

/** @returns what a filter on the lines of one kind can look at */
export function searchedLinesOf({ objects }: Resource, { ret, key }: LineKind): Searched {
	const blocks = objects.map((object) => {
		const element = blockOfRecord(`${object}Ret`)?.byName.get(ret);
		return element && blockOf(element);
	});
	return { name: key, isTransaction: false, fields: blockFields(blocks).map(searchField) };
}
