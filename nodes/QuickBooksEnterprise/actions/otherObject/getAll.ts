import { NO_FIELDS, otherObjectResource } from '../../records/input/otherObject';
import { simplifyField } from '../fields/display';
import { readObjectName } from '../fields/locators/objectLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import { filterFields, readFilter } from '../fields/filterFields';
import { incompleteHint, limitFields, readLimit } from '../fields/limit';
import { collectRecords, type RecordQuery } from '../record/listing';
import type { Resource } from '../../catalogue/types';
import { nounsOf } from '../../catalogue/words';
import type { HubOperation } from '../run/operation';
import { recordSubject } from '../record/recordOperation';
import { freeField, readShape, showForObjects } from './shared';

const show = showForObjects('getAll');

/** Lists the records of an object by name. */
export const getAll: HubOperation<RecordQuery & { resource: Resource }> = {
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
	target: 'hub',
	read(item) {
		const resource = otherObjectResource(readObjectName(item));
		const facts = { resource, fields: NO_FIELDS, timeZone: item.timeZone };
		return {
			resource,
			limit: readLimit(item),
			filter: readFilter(item, facts),
			shape: readShape(item, resource),
		};
	},
	subject: ({ resource }) => recordSubject('list', resource),
	async execute({ resource, ...query }, { call, problems }) {
		const { records, gap } = await collectRecords(call.recordsOf(resource), query);
		if (gap) problems.warn(incompleteHint(nounsOf(resource), gap));
		return { items: records };
	},
};
