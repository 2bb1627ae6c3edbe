import { simplifyRecord } from '../../records/simplify';
import { simplifyField } from '../display';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { readRecordId, recordField } from './recordLocator';
import { recordOperation } from './recordOperation';
import { showForRecords } from './show';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('get');

/** Reads one record. */
export const get = recordOperation({
	name: 'get',
	optionFor: (resource) => ({
		name: 'Get',
		value: 'get',
		action: `Get ${nounOf(resource)}`,
		description: `Retrieve one ${nounOf(resource)} by its ID`,
	}),
	fields: [recordField('get'), simplifyField(show), optionsField(show, READ_TIMEOUT_MS)],
	timeoutMs: READ_TIMEOUT_MS,
	prepare: (run, itemIndex, { resource }, findings) => {
		const id = readRecordId(run, itemIndex, findings);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		const noun = nounOf(resource);
		return {
			subject: { action: `read the ${noun}`, record: { noun, id } },
			execute: async (api) => {
				const record = await api.get(id);
				return [simplify ? simplifyRecord(resource, record) : record];
			},
		};
	},
});
