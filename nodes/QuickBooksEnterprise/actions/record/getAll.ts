import { simplifyRecord } from '../../records/simplify';
import { simplifyField } from '../display';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { readFilter, recordFilterFields } from './filterFields';
import { incompleteHint, limitFields, readLimit } from '../limit';
import { collectRecords } from './listing';
import { recordOperation } from './recordOperation';
import { showForRecords } from './show';
import { nounOf, nounsOf } from '../../catalogue/words';

const show = showForRecords('getAll');

/** Lists records. */
export const getAll = recordOperation({
	name: 'getAll',
	optionFor: (resource) => ({
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${nounsOf(resource)}`,
		description: `Retrieve a list of ${nounsOf(resource)}, all or those that meet conditions`,
	}),
	fields: [
		...limitFields(show),
		...recordFilterFields('getAll'),
		simplifyField(show),
		optionsField(show, READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	prepare: (run, itemIndex, facts, findings) => {
		const { resource } = facts;
		const limit = readLimit(run, itemIndex, findings);
		const filter = readFilter(run, itemIndex, facts, findings);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		return {
			subject: { action: `list the ${nounsOf(resource)}`, record: { noun: nounOf(resource) } },
			execute: async (api) => {
				const { records, complete } = await collectRecords(api, filter, limit, (record) =>
					simplify ? simplifyRecord(resource, record) : record,
				);
				if (!complete) run.hint(incompleteHint(nounsOf(resource)));
				return records;
			},
		};
	},
});
