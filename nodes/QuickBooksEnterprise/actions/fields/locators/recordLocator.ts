import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { RecordOperation } from '../../../catalogue/types';
import { readLocator } from './locator';
import type { ItemInput } from '../../run/itemInput';
import { showForRecords } from '../display';

const LABEL = 'Record';

/**
 * What an id can be made of. The form that was observed is narrower (`80000002-1484947875`), but whether
 * it is the only one is unknown (our choice); nothing in here means anything in an address.
 */
const ID_FORM = /^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/;

/** The field that picks a record of a resource. */
export function recordField(...operations: RecordOperation[]): INodeProperties {
	return recordLocatorField(showForRecords(...operations), 'searchRecords');
}

/**
 * The field that picks a record.
 *
 * @param searchListMethod The method that fills its list.
 */
export function recordLocatorField(
	show: IDisplayOptions['show'],
	searchListMethod: string,
): INodeProperties {
	return {
		displayName: LABEL,
		name: 'recordId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: "The record's ID in QuickBooks: its ListID or TxnID, such as 80000002-1484947875",
		displayOptions: { show },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a record…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 80000002-1484947875',
			},
		],
	};
}

/** Reads which record an item means. What cannot be used goes to the item's problems. */
export function readRecordId(item: ItemInput): string {
	const { problems } = item;
	const { value: id } = readLocator(item, 'recordId');
	if (id === '') problems.add(`${LABEL} (recordId) is empty`);
	else if (!ID_FORM.test(id)) {
		problems.add(`${LABEL} (recordId) must be an ID such as 80000002-1484947875, not '${id}'`);
	}
	return id;
}
