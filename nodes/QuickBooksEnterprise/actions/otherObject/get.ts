import { otherObjectResource } from '../../records/input/otherObject';
import { simplifyField } from '../fields/display';
import { readObjectName } from '../fields/locators/objectLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import { readRecordId, recordLocatorField } from '../fields/locators/recordLocator';
import type { HubOperation } from '../run/operation';
import { recordSubject } from '../record/recordOperation';
import { readShape, showForObjects, type ObjectInput } from './shared';

const show = showForObjects('get');

/** Reads one record of an object by name. */
export const get: HubOperation<ObjectInput & { id: string }> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get record of another object',
		description: 'Retrieve one record by its ID',
	},
	fields: [
		recordLocatorField(show, 'searchObjectRecords'),
		simplifyField(show),
		optionsField(show, READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'hub',
	read(item) {
		const resource = otherObjectResource(readObjectName(item));
		return { resource, id: readRecordId(item), shape: readShape(item, resource) };
	},
	subject: ({ resource, id }) => recordSubject('read', resource, id),
	execute: async ({ resource, id, shape }, { call }) => ({
		items: [shape(await call.recordsOf(resource).get(id))],
	}),
};
