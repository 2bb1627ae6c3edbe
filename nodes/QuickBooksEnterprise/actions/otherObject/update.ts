import { otherObjectResource } from '../../records/otherObject';
import { changeRecord } from '../../records/recordUpdate';
import { simplifyField } from '../display';
import { readObjectName } from '../objectLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { readRecordId, recordLocatorField } from '../record/recordLocator';
import { throughInstance } from '../throughInstance';
import { readRecordInput, recordInputFields } from './recordInput';
import { readOutput, showForObjects, subjectOf } from './shared';

const show = showForObjects('update');

/** Changes a record of an object by name; lines are sent as they are given. */
export const update = throughInstance({
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
		optionsField(show, WRITE_TIMEOUT_MS),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		const objectName = readObjectName(run, itemIndex, findings);
		const id = readRecordId(run, itemIndex, findings);
		const given = readRecordInput(run, itemIndex, findings);
		const resource = otherObjectResource(objectName, given);
		const output = readOutput(run, itemIndex, resource);
		return {
			subject: subjectOf('update', resource, id),
			execute: async (call) => {
				const { record } = await changeRecord(call.recordsOf(resource), {
					id,
					plan: () => given,
					editSequence: given.EditSequence,
					converges: false,
				});
				return [output(record)];
			},
		};
	},
});
