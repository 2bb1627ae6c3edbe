import { NO_FIELDS, otherObjectResource } from '../../records/otherObject';
import { simplifyField } from '../display';
import { readObjectName } from '../objectLocator';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { filterFields, readFilter } from '../record/filterFields';
import { incompleteHint, limitFields, readLimit } from '../limit';
import { collectRecords } from '../record/listing';
import { nounsOf } from '../../catalogue/words';
import { throughInstance } from '../throughInstance';
import { freeField, readOutput, showForObjects, subjectOf } from './shared';

const show = showForObjects('getAll');

/** Lists the records of an object by name. */
export const getAll = throughInstance({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many records of another object',
		description: 'Retrieve a list of records, all or those that meet conditions',
	},
	fields: [
		...limitFields(show),
		...filterFields(show, freeField),
		simplifyField(show),
		optionsField(show, READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		const resource = otherObjectResource(readObjectName(run, itemIndex, findings));
		const limit = readLimit(run, itemIndex, findings);
		const facts = { resource, fields: NO_FIELDS, timeZone: run.node.getTimezone() };
		const filter = readFilter(run, itemIndex, facts, findings);
		const output = readOutput(run, itemIndex, resource);
		return {
			subject: subjectOf('list', resource),
			execute: async (call) => {
				const api = call.recordsOf(resource);
				const { records, complete } = await collectRecords(api, filter, limit, output);
				if (!complete) run.hint(incompleteHint(nounsOf(resource)));
				return records;
			},
		};
	},
});
