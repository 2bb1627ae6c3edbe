import type { IDataObject } from 'n8n-workflow';

import type { RecordOperation as RecordOperationName, Resource } from '../../catalogue/types';
import type { RecordJson } from '../../hub/recordApi';
import type { Members } from '../../catalogue/validation/walk';
import { simplifyRecord } from '../../records/simplify';
import { withTypes } from '../../records/typedValues';
import type { FailureSubject } from '../../transport/errors/describeAnswer';
import { nounOf } from '../../catalogue/words';
import type { ItemInput } from '../run/itemInput';
import type { HubOperation } from '../run/operation';

/** An operation that every resource of the catalogue shares; only what the editor calls it differs. */
export interface RecordOperation<Input = unknown> extends Omit<HubOperation<Input>, 'option'> {
	name: RecordOperationName;
	/** How n8n's operation list and action panel show it for a resource. */
	optionFor(resource: Resource): HubOperation['option'];
}

/** What an item is about, for messages. */
export function recordSubject(verb: string, resource: Resource, id?: string): FailureSubject {
	const noun = nounOf(resource);
	return { action: `${verb} the ${noun}`, record: { noun, ...(id === undefined ? {} : { id }) } };
}

/** Makes of a record what the output shows of it. */
export type ShapeRecord = (record: RecordJson) => IDataObject;

/** Makes of rows what the output shows of them. */
export type ShapeRows = (rows: readonly Members[]) => IDataObject[];

/** Reads how an item wants rows that it is told of beside a record. */
export function readRowShape(item: ItemInput): ShapeRows {
	const isSimple = item.get('simplify', true);
	return (rows) => (isSimple ? rows.map(withTypes) : rows) as IDataObject[];
}

/** Reads how an item wants its records. */
export function readShape(item: ItemInput, resource: Resource): ShapeRecord {
	return item.get('simplify', true)
		? (record) => simplifyRecord(resource, record)
		: (record) => record;
}
