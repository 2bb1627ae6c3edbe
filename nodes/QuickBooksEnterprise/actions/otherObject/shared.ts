import type { INodeProperties } from 'n8n-workflow';

import type { Resource } from '../../catalogue/types';
import { simplifyOther } from '../../records/input/otherObject';
import { instanceField } from '../fields/locators/instanceLocator';
import { objectField } from '../fields/locators/objectLocator';
import type { ShapeRecord } from '../record/recordOperation';
import type { ItemInput } from '../run/itemInput';

/** Shows a field for operations on objects by name. */
export function showForObjects(...operations: string[]) {
	return { resource: ['otherObject'], operation: operations };
}

/** The fields that every operation on objects by name begins with. */
export function targetFields(...operations: string[]): INodeProperties[] {
	const show = showForObjects(...operations);
	return [
		instanceField(show),
		objectField(
			show,
			"The kind of record, under QuickBooks' own name, such as Estimate, Check, Deposit or SalesRep",
		),
	];
}

/** What most operations read of an item. */
export interface ObjectInput {
	resource: Resource;
	shape: ShapeRecord;
}

/** Reads how an item wants its records. */
export function readShape(item: ItemInput, resource: Resource): ShapeRecord {
	return item.get('simplify', true)
		? (record) => simplifyOther(resource, record)
		: (record) => record;
}

/** The field of a condition where it is not known which there are. */
export const freeField: INodeProperties = {
	displayName: 'Field Name',
	name: 'field',
	type: 'string',
	default: '',
	placeholder: 'e.g. RefNumber',
	description:
		"The field under QuickBooks' own name; dots lead into groups, such as CustomerRef.ListID",
};
