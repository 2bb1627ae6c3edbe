import type { INodeProperties } from 'n8n-workflow';

import { NO_FIELDS, otherObjectResource } from '../../records/otherObject';
import { simplifyField } from '../display';
import { checkObjectName, locatorText, readObjectName } from '../objectLocator';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { filterFields, readFilter } from '../record/filterFields';
import { incompleteHint, limitFields, readLimit } from '../limit';
import { collectRecords } from '../record/listing';
import { readRecordId, recordLocatorField } from '../record/recordLocator';
import { nounsOf } from '../../catalogue/words';
import { throughInstance } from '../throughInstance';
import { freeField, readOutput, showForObjects, subjectOf } from './shared';

const show = showForObjects('getChildren');
const LABEL = 'Child Object';

const childField: INodeProperties = {
	displayName: LABEL,
	name: 'childObjectName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. EstimateLineRet',
	displayOptions: { show },
	description: "What belongs to the record, under QuickBooks' own name",
};

/** Lists what belongs to one record of an object by name. */
export const getChildren = throughInstance({
	option: {
		name: 'Get Children',
		value: 'getChildren',
		action: 'Get children of another object',
		description: 'Retrieve what belongs to one record, such as the lines of an estimate',
	},
	fields: [
		recordLocatorField(show, 'searchObjectRecords'),
		childField,
		...limitFields(show),
		...filterFields(show, freeField),
		simplifyField(show),
		optionsField(show, READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		const objectName = readObjectName(run, itemIndex, findings);
		const parent = otherObjectResource(objectName);
		const id = readRecordId(run, itemIndex, findings);
		const childName = checkObjectName(
			locatorText(run.parameters.get('childObjectName', itemIndex, '')),
			`${LABEL} (childObjectName)`,
			findings,
		);
		const child = otherObjectResource(childName);
		const limit = readLimit(run, itemIndex, findings);
		const facts = { resource: child, fields: NO_FIELDS, timeZone: run.node.getTimezone() };
		const filter = readFilter(run, itemIndex, facts, findings);
		const output = readOutput(run, itemIndex, child);
		return {
			subject: subjectOf(`list the ${nounsOf(child)} of`, parent, id),
			execute: async (call) => {
				const lister = {
					list: async (query: { where?: string }, options: Parameters<typeof call.list>[2]) =>
						await call.list([objectName, id, childName], query, options),
				};
				// Of rows that belong to a record, two may well name the same other one.
				const isOwn = () => undefined;
				const { records, complete } = await collectRecords(lister, filter, limit, output, isOwn);
				if (!complete) run.hint(incompleteHint(nounsOf(child)));
				return records;
			},
		};
	},
});
