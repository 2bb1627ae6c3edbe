import { createRecord } from '../../records/recordCreation';
import { simplifyRecord } from '../../records/simplify';
import { simplifyField } from '../display';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { noteCreated, withDoubtNoted } from './creationLog';
import { creationOptions, readOwnGuid, warnOfRetryOnFail } from './creationOptions';
import { readRecord } from './readRecord';
import { newRecordFields } from './recordFields';
import { recordOperation } from './recordOperation';
import { showForRecords } from './show';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('create');

/** Creates a record, never twice. */
export const create = recordOperation({
	name: 'create',
	optionFor: (resource) => ({
		name: 'Create',
		value: 'create',
		action: `Create ${nounOf(resource)}`,
		description: `Create a new ${nounOf(resource)}`,
	}),
	fields: [
		...newRecordFields,
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', creationOptions),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, facts, findings) => {
		const { resource, fields } = facts;
		warnOfRetryOnFail(run);
		const given = readRecord(run, itemIndex, facts, 'create', findings);
		const ownGuid = readOwnGuid(run, itemIndex);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		const noun = nounOf(resource);
		return {
			subject: { action: `create the ${noun}`, record: { noun } },
			execute: async (api) => {
				const creating = createRecord(api, { given, fields, ownGuid });
				const { record, recovered } = await withDoubtNoted(run, creating);
				noteCreated(run, resource, record);
				const output = simplify ? simplifyRecord(resource, record) : record;
				return [{ ...output, ...(recovered ? { recovered } : {}) }];
			},
		};
	},
});
