import type { INodeProperties } from 'n8n-workflow';

import type { ListOptions, RecordPageQuery } from '../../hub/recordApi';
import { NO_FIELDS, otherObjectResource } from '../../records/input/otherObject';
import { simplifyField } from '../fields/display';
import { checkObjectName, locatorText, readObjectName } from '../fields/locators/objectLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import { filterFields, readFilter } from '../fields/filterFields';
import { incompleteHint, limitFields, readLimit } from '../fields/limit';
import { collectRecords, type RecordQuery } from '../record/listing';
import { readRecordId, recordLocatorField } from '../fields/locators/recordLocator';
import type { Resource } from '../../catalogue/types';
import { nounsOf } from '../../catalogue/words';
import type { HubOperation } from '../run/operation';
import { recordSubject } from '../record/recordOperation';
import { freeField, readShape, showForObjects } from './shared';

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

interface ChildQuery extends RecordQuery {
	objectName: string;
	parentId: string;
	child: Resource;
}

/** Lists what belongs to one record of an object by name. */
export const getChildren: HubOperation<ChildQuery> = {
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
	target: 'hub',
	read(item) {
		const objectName = readObjectName(item);
		const parentId = readRecordId(item);
		const childName = checkObjectName(
			locatorText(item.get('childObjectName', '')),
			`${LABEL} (childObjectName)`,
			item.problems,
		);
		const child = otherObjectResource(childName);
		const facts = { resource: child, fields: NO_FIELDS, timeZone: item.timeZone };
		return {
			objectName,
			parentId,
			child,
			limit: readLimit(item),
			filter: readFilter(item, facts),
			shape: readShape(item, child),
		};
	},
	subject: ({ objectName, parentId, child }) =>
		recordSubject(`list the ${nounsOf(child)} of`, otherObjectResource(objectName), parentId),
	async execute({ objectName, parentId, child, ...query }, { call, problems }) {
		const lister = {
			list: (filter: RecordPageQuery, options?: ListOptions) =>
				call.list([objectName, parentId, child.path], filter, options),
		};
		// Of rows that belong to a record, two may well name the same other one.
		const isOwn = () => undefined;
		const { records, gap } = await collectRecords(lister, query, isOwn);
		if (gap) problems.warn(incompleteHint(nounsOf(child), gap));
		return { items: records };
	},
};
