import type { IDataObject } from 'n8n-workflow';

import type { Members } from '../../catalogue/validation/walk';
import { labelOf } from '../../catalogue/labels';
import type { Resource, ResourceFields } from '../../catalogue/types';
import { recordIdOf, type RecordJson } from '../../hub/recordApi';
import { simplifyRecord } from '../simplify';
import { isRecord } from '../../common/json/isRecord';

/** The form of an object's name, native (`SalesRep`) or as the service's own lists are called (`sales-orders`). */
export const OBJECT_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Most members of a simplified record. */
const MAX_SIMPLIFIED = 10;

/** What people look for first in a record that is not in the catalogue (our choice). */
const FIRST_MEMBERS = [
	'id',
	'Name',
	'FullName',
	'RefNumber',
	'TxnDate',
	'CustomerRef',
	'PayeeEntityRef',
	'AccountRef',
	'TotalAmount',
	'Amount',
	'Memo',
	'IsActive',
];

/** Nothing is known of the fields of an object that is not in the catalogue. */
export const NO_FIELDS: ResourceFields = { fields: [], oneOf: [], lines: {} };

/**
 * An object under its own name as a resource: the service lists, reads and writes it like the others
 * (documented; the name is that of QuickBooks, observed).
 *
 * @param given the record that is to be written, whose lists of objects are taken for its lines.
 */
export function otherObjectResource(objectName: string, given: Members = {}): Resource {
	const label = labelOf(objectName);
	const lists = Object.entries(given).filter(
		([, value]) => Array.isArray(value) && value.some(isRecord),
	);
	return {
		value: 'otherObject',
		label,
		plural: `${label} records`,
		description: '',
		path: objectName,
		qbObject: objectName,
		idField: 'ListID',
		kind: 'list',
		operations: ['create', 'get', 'getAll', 'update', 'delete'],
		filterDocumented: true,
		filterFields: [],
		lines: lists.map(([key]) => ({
			name: 'itemLines',
			label: key,
			key,
			readKeys: [key],
			idField: 'TxnLineID',
		})),
		hasExternalGuid: false,
		simplified: [],
	};
}

/** The most useful members of a record of which nothing is known, at most ten, flat. */
export function simplifyOther(resource: Resource, record: RecordJson): IDataObject {
	const isFlat = (value: unknown) =>
		!Array.isArray(value) && (!isRecord(value) || 'FullName' in value || 'ListID' in value);
	const others = Object.entries(record)
		.filter(([name, value]) => !FIRST_MEMBERS.includes(name) && isFlat(value))
		.map(([name]) => name);
	const present = [...FIRST_MEMBERS, ...others].filter((name) =>
		name === 'id' ? recordIdOf(record) !== undefined : record[name] !== undefined,
	);
	return simplifyRecord({ ...resource, simplified: present.slice(0, MAX_SIMPLIFIED) }, record);
}
