import { showForRecords, simplifyField } from '../fields/display';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import { readFilter, recordFilterFields } from '../fields/filterFields';
import { incompleteHint, limitFields, readLimit } from '../fields/limit';
import { collectRecords, type RecordQuery } from './listing';
import { readFacts } from './recordFacts';
import { readShape, type RecordOperation } from './recordOperation';
import type { Resource } from '../../catalogue/types';
import { nounOf, nounsOf } from '../../catalogue/words';

const show = showForRecords('getAll');

/** Lists records. */
export const getAll: RecordOperation<RecordQuery & { resource: Resource }> = {
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
	target: 'hub',
	async read(item) {
		const facts = await readFacts(item);
		const { resource } = facts;
		return {
			resource,
			limit: readLimit(item),
			filter: readFilter(item, facts),
			shape: readShape(item, resource),
		};
	},
	subject: ({ resource }) => ({
		action: `list the ${nounsOf(resource)}`,
		record: { noun: nounOf(resource) },
	}),
	async execute({ resource, ...query }, { call, problems }) {
		const { records, gap } = await collectRecords(call.recordsOf(resource), query);
		if (gap) problems.warn(incompleteHint(nounsOf(resource), gap));
		return { items: records };
	},
};
