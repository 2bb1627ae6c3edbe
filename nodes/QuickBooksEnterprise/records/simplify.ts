import type { IDataObject } from 'n8n-workflow';

import type { Resource } from '../catalogue/types';
import { isRecord } from '../common/json/isRecord';
import { recordIdOf, type RecordJson } from '../hub/recordApi';
import { withTypes } from './typedValues';

/**
 * The most useful members of a record, at most ten, flat: a reference becomes the name that it shows,
 * or its id where there is no name. Booleans and numbers are no texts in it.
 */
export function simplifyRecord({ simplified }: Resource, record: RecordJson): RecordJson {
	const simple: IDataObject = {};
	for (const name of simplified) {
		const value = name === 'id' ? recordIdOf(record) : record[name];
		if (value !== undefined) simple[name] = flattened(value) as IDataObject[string];
	}
	return withTypes(simple);
}

function flattened(value: unknown): unknown {
	if (!isRecord(value)) return value;
	return value.FullName ?? value.ListID ?? value;
}
