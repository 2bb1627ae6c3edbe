import { otherObjectResource } from '../../records/otherObject';
import { simplifyField } from '../display';
import { readObjectName } from '../objectLocator';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { readRecordId, recordLocatorField } from '../record/recordLocator';
import { throughInstance } from '../throughInstance';
import { readOutput, showForObjects, subjectOf } from './shared';

const show = showForObjects('get');

/** Reads one record of an object by name. */
export const get = throughInstance({
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
	prepare: (run, itemIndex, findings) => {
		const resource = otherObjectResource(readObjectName(run, itemIndex, findings));
		const id = readRecordId(run, itemIndex, findings);
		const output = readOutput(run, itemIndex, resource);
		return {
			subject: subjectOf('read', resource, id),
			execute: async (call) => [output(await call.recordsOf(resource).get(id))],
		};
	},
});
