import type { Members } from '../../catalogue/validation/walk';
import { nounOf } from '../../catalogue/words';
import { byIdOrName } from '../../records/input/idOrName';
import { createRecord } from '../../records/create';
import { characterOptions } from '../fields/characterOptions';
import { showForRecords, simplifyField } from '../fields/display';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { newRecordFields } from '../fields/recordFields';
import { noteCreated, withDoubtNoted } from './creationLog';
import { creationOptions, readOwnGuid, warnOfRetryOnFail } from './creationOptions';
import { warnOfPassedOver } from './passedOver';
import { readFacts, type ItemFacts } from './recordFacts';
import {
	readShape,
	recordSubject,
	type RecordOperation,
	type ShapeRecord,
} from './recordOperation';
import { readRecord } from './readRecord';

const show = showForRecords('create');

interface NewRecord {
	facts: ItemFacts;
	given: Members;
	ownGuid: boolean;
	shape: ShapeRecord;
}

/** Creates a record, never twice. */
export const create: RecordOperation<NewRecord> = {
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
		optionsField(show, WRITE_TIMEOUT_MS, 'none', [...creationOptions, ...characterOptions]),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	async read(item) {
		warnOfRetryOnFail(item);
		const facts = await readFacts(item);
		const given = readRecord(item, facts, 'create');
		const ownGuid = readOwnGuid(item);
		return { facts, given, ownGuid, shape: readShape(item, facts.resource) };
	},
	subject: ({ facts }) => recordSubject('create', facts.resource),
	async execute({ facts, given, ownGuid, shape }, { run, call, problems }) {
		const { resource, fields } = facts;
		const creating = byIdOrName(
			given,
			facts.idLike,
			async (record) =>
				await createRecord(call.recordsOf(resource), { given: record, fields, ownGuid }),
		);
		const { record, recovered } = await withDoubtNoted(run, creating);
		noteCreated(run, resource, record);
		warnOfPassedOver(facts, given, problems, record);
		return { items: [{ ...shape(record), ...(recovered ? { recovered } : {}) }] };
	},
};
