import type { Target } from '../write/values/scalarText';
import {
	blockOf,
	blockOfRecord,
	contentOf,
	elementsOf,
	schema,
	type Block,
	type Element,
} from './elements';
import { objectFacts } from './objects';

/** @returns whether a version and edition of QuickBooks has an element */
export const isThere = (
	{ since, notIn }: Pick<Element, 'notIn' | 'since'>,
	{ version, edition = 'US' }: Target,
): boolean => !notIn.includes(edition) && (since === undefined || since <= Number(version));

/**
 * @param object such as `Customer`
 * @returns whether a version and edition of QuickBooks can be asked for its records
 */
export function isQueried(object: string, target: Target): boolean {
	const query = objectFacts(object)?.query;
	if (query === undefined) return false;
	const { since, notIn } = schema.messages[query];
	return isThere({ since, notIn: notIn?.split(',') ?? [] }, target);
}

/**
 * @param object such as `Customer`
 * @returns the elements that its query takes in this version and edition; empty where it has none
 */
export function queryParameters(object: string, target: Target): ReadonlySet<string> {
	const content = contentOf(`${objectFacts(object)?.query}Rq`);
	const elements = elementsOf(content?.entries ?? []);
	return new Set(elements.filter((element) => isThere(element, target)).map(({ name }) => name));
}

/** @returns whether QuickBooks can give the records of an object out in parts */
export function hasIterator(object: string): boolean {
	const query = objectFacts(object)?.query;
	return query !== undefined && schema.messages[query].iterator === true;
}

/** A member of a record as QuickBooks gives it. */
export interface RetField {
	/** Dotted, as `BillAddress.City`. */
	path: string;
	/** As qbXML has them: `AMT`, `BOOL`, `DATE`, `DATETIME`, `ID`, `REF`, `STR` and so on; never a group. */
	type: string;
}

/**
 * @param object such as `Invoice`, or one that stands for several, such as `Item`
 * @returns the members of its records that are no lists, those of its kinds together
 */
export function retFields(object: string): RetField[] {
	const { ret, rets = ret === undefined ? [] : [ret] } = objectFacts(object) ?? {};
	return blockFields(rets.map(blockOfRecord));
}

/**
 * @param blocks of one kind of thing
 * @returns their members that are no lists, those of all of them together
 */
export function blockFields(blocks: ReadonlyArray<Block | undefined>): RetField[] {
	const fields = new Map<string, RetField>();
	const collect = (block: Block | undefined, prefix: string): void => {
		for (const element of elementsOf(block?.entries ?? [])) {
			const { name, type, repeated } = element;
			const path = `${prefix}${name}`;
			if (repeated) continue;
			if (type === 'OBJ') collect(blockOf(element), `${path}.`);
			else if (!fields.has(path)) fields.set(path, { path, type });
		}
	};
	for (const block of blocks) collect(block, '');
	return [...fields.values()];
}
