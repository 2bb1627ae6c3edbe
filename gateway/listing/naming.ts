import { blockOf, blockOfRecord, elementsOf, isRecord, type JsonRecord } from '../qbxml';
import type { Resource } from '../records';

/** A record that others name. */
export interface Parent {
	/** As qbXML calls it, such as `Customer`. */
	object: string;
	id: string;
}

const ENTITIES = ['Customer', 'Employee', 'OtherName', 'Vendor'];

const ENTITY_REF = /^(Customer|Vendor|PayeeEntity|Entity)Ref$/;

/**
 * Whether a record names another one: in a reference, or among the transactions that it is linked with, of its own or of
 * one of its lines. What counts as a child is not documented; this is our choice.
 */
export const namesParent = (record: JsonRecord, id: string): boolean =>
	Object.values(record).some((value) => names(value, id));

function names(value: unknown, id: string): boolean {
	if (Array.isArray(value)) return value.some((each) => names(each, id));
	if (!isRecord(value)) return false;
	return value.ListID === id || value.TxnID === id || namesParent(value, id);
}

/** QuickBooks finds a customer or vendor in the head of a transaction; whether in its lines too is not known. */
const namesEntitiesInLines = ({ objects }: Resource): boolean =>
	objects.some((object) =>
		elementsOf(blockOfRecord(`${object}Ret`)?.entries ?? []).some(
			(element) =>
				element.repeated &&
				elementsOf(blockOf(element)?.entries ?? []).some(({ name }) => ENTITY_REF.test(name)),
		),
	);

/** @returns the filter of qbXML that finds all that names a record, where there is one */
export const entityFilterOf = (resource: Resource, { object, id }: Parent): JsonRecord =>
	ENTITIES.includes(object) && !namesEntitiesInLines(resource)
		? { EntityFilter: { ListID: [id] } }
		: {};
