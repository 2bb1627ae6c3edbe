import type { Members } from '../../catalogue/validation/walk';
import { NO_FIELDS, otherObjectResource } from '../../records/input/otherObject';
import { createRecord } from '../../records/create';
import { characterOptions } from '../fields/characterOptions';
import { simplifyField } from '../fields/display';
import { readObjectName } from '../fields/locators/objectLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { warnOfRetryOnFail } from '../record/creationOptions';
import type { HubOperation } from '../run/operation';
import { recordSubject } from '../record/recordOperation';
import { readRecordInput, recordInputFields } from './recordInput';
import { readShape, showForObjects, type ObjectInput } from './shared';

const show = showForObjects('create');

/** Creates a record of an object by name. Without a readable answer its outcome stays unknown. */
export const create: HubOperation<ObjectInput & { given: Members }> = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create record of another object',
		description: 'Create a new record',
	},
	fields: [
		...recordInputFields('create', 'getObjectFields'),
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', characterOptions),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	read(item) {
		warnOfRetryOnFail(item);
		const objectName = readObjectName(item);
		const given = readRecordInput(item, objectName);
		const resource = otherObjectResource(objectName, given);
		return { resource, given, shape: readShape(item, resource) };
	},
	subject: ({ resource }) => recordSubject('create', resource),
	async execute({ resource, given, shape }, { call }) {
		const desired = { given, fields: NO_FIELDS, ownGuid: false };
		const { record, recovered } = await createRecord(call.recordsOf(resource), desired);
		return { items: [{ ...shape(record), ...(recovered ? { recovered } : {}) }] };
	},
};
