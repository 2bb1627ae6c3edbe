import { OBJECTS } from '../../qbxml/grammar';
import { textOf, type QbRecord } from '../../qbxml/record';
import type { Company } from '../company';
import { malformedId } from '../session/statuses';

/** A record with the object that it is one of. */
export interface Located {
	object: string;
	record: QbRecord;
}

/** @returns the objects that the answer of a query holds: the twelve kinds of items for `Item`. */
export const objectsIn = (object: string): string[] =>
	OBJECTS[object].rets.map((ret) => ret.slice(0, -'Ret'.length));

/** The kinds of entities, of items and so on that a reference may name. */
export const ENTITIES = objectsIn('Entity');
export const ITEMS = objectsIn('Item');

export const keyOf = (object: string) => OBJECTS[object].key ?? 'ListID';

/** @returns the id of a record; empty where it has none. */
export const idOf = (record: QbRecord) => textOf(record, 'TxnID') ?? textOf(record, 'ListID') ?? '';

/** @throws StatusError 3000 where a text cannot be an id. */
export function requireId(id: string, field: string): void {
	if (!/^[0-9A-Fa-f]+-[0-9]+$/.test(id)) throw malformedId(id, field);
}

/** @returns the record of one of several objects with an id. */
export function withId(company: Company, objects: string[], id: string): Located | undefined {
	for (const object of objects) {
		const record = company.get(object, id);
		if (record) return { object, record };
	}
	return undefined;
}

/** @returns the record of one of several objects with a full name. */
export function withName(company: Company, objects: string[], name: string): Located | undefined {
	for (const object of objects) {
		const record = company.named(object, name);
		if (record) return { object, record };
	}
	return undefined;
}

/** @returns the record that a reference names; its id wins over its name. */
export function referred(
	company: Company,
	objects: string[],
	reference: QbRecord,
): Located | undefined {
	const id = textOf(reference, 'ListID');
	if (id !== undefined) return withId(company, objects, id);
	const name = textOf(reference, 'FullName');
	return name === undefined ? undefined : withName(company, objects, name);
}
