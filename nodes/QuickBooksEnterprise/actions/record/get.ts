import { showForRecords, simplifyField } from '../fields/display';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import { readRecordId, recordField } from '../fields/locators/recordLocator';
import { readFacts } from './recordFacts';
import {
	readShape,
	recordSubject,
	type RecordOperation,
	type ShapeRecord,
} from './recordOperation';
import type { Resource } from '../../catalogue/types';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('get');

interface RecordChoice {
	resource: Resource;
	id: string;
	shape: ShapeRecord;
}

/** Reads one record. */
export const get: RecordOperation<RecordChoice> = {
	name: 'get',
	optionFor: (resource) => ({
		name: 'Get',
		value: 'get',
		action: `Get ${nounOf(resource)}`,
		description: `Retrieve one ${nounOf(resource)} by its ID`,
	}),
	fields: [recordField('get'), simplifyField(show), optionsField(show, READ_TIMEOUT_MS)],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'hub',
	async read(item) {
		const { resource } = await readFacts(item);
		return { resource, id: readRecordId(item), shape: readShape(item, resource) };
	},
	subject: ({ resource, id }) => recordSubject('read', resource, id),
	execute: async ({ resource, id, shape }, { call }) => ({
		items: [shape(await call.recordsOf(resource).get(id))],
	}),
};
