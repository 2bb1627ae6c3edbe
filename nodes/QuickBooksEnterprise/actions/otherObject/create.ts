import { NO_FIELDS, otherObjectResource } from '../../records/otherObject';
import { createRecord } from '../../records/recordCreation';
import { simplifyField } from '../display';
import { readObjectName } from '../objectLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { warnOfRetryOnFail } from '../record/creationOptions';
import { throughInstance } from '../throughInstance';
import { readRecordInput, recordInputFields } from './recordInput';
import { readOutput, showForObjects, subjectOf } from './shared';

const show = showForObjects('create');

/** Creates a record of an object by name. Without a readable answer its outcome stays unknown. */
export const create = throughInstance({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create record of another object',
		description: 'Create a new record',
	},
	fields: [
		...recordInputFields('create', 'getObjectFields'),
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		warnOfRetryOnFail(run);
		const objectName = readObjectName(run, itemIndex, findings);
		const given = readRecordInput(run, itemIndex, findings);
		const resource = otherObjectResource(objectName, given);
		const output = readOutput(run, itemIndex, resource);
		return {
			subject: subjectOf('create', resource),
			execute: async (call) => {
				const wish = { given, fields: NO_FIELDS, ownGuid: false };
				const { record, recovered } = await createRecord(call.recordsOf(resource), wish);
				return [{ ...output(record), ...(recovered ? { recovered } : {}) }];
			},
		};
	},
});
