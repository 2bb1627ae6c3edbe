import type { Members } from '../../catalogue/validation/walk';
import { NO_FIELDS, otherObjectResource } from '../../records/input/otherObject';
import { withWholeAddresses } from '../../records/matching/emptying';
import { changeRecord, withEmptied } from '../../records/update';
import { characterOptions } from '../fields/characterOptions';
import { simplifyField } from '../fields/display';
import { readObjectName } from '../fields/locators/objectLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { readRecordId, recordLocatorField } from '../fields/locators/recordLocator';
import type { HubOperation } from '../run/operation';
import { recordSubject } from '../record/recordOperation';
import { readRecordInput, recordInputFields } from './recordInput';
import { readShape, showForObjects, type ObjectInput } from './shared';

const show = showForObjects('update');

/** Changes a record of an object by name; lines are sent as they are given. */
export const update: HubOperation<ObjectInput & { id: string; given: Members }> = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update record of another object',
		description: 'Change some fields of one record',
	},
	fields: [
		recordLocatorField(show, 'searchObjectRecords'),
		...recordInputFields('update', 'getObjectUpdateFields'),
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', characterOptions),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	read(item) {
		const objectName = readObjectName(item);
		const id = readRecordId(item);
		const given = readRecordInput(item, objectName);
		const resource = otherObjectResource(objectName, given);
		return { resource, id, given, shape: readShape(item, resource) };
	},
	subject: ({ resource, id }) => recordSubject('update', resource, id),
	async execute({ resource, id, given, shape }, { call }) {
		const { record } = await changeRecord(call.recordsOf(resource), {
			id,
			plan: (present) => withEmptied(withWholeAddresses(NO_FIELDS, given, present)),
			editSequence: given.EditSequence,
			converges: false,
		});
		return { items: [shape(record)] };
	},
};
