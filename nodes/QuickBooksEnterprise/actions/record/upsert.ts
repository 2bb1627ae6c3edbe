import type { Members } from '../../catalogue/validation/walk';
import { KeyMemory } from '../../records/matching/keyMemory';
import { byIdOrName } from '../../records/input/idOrName';
import { keyFieldsOf, keyOf, type RecordKey } from '../../records/matching/recordKey';
import { upsertRecord } from '../../records/upsert';
import { InputError, type Problems } from '../../common/problems';
import { characterOptions } from '../fields/characterOptions';
import { clearFieldsField } from '../fields/clearFields';
import { showForRecords, simplifyField } from '../fields/display';
import type { Run } from '../run/operation';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { noteCreated, withDoubtNoted } from './creationLog';
import { creationOptions, readOwnGuid, warnOfRetryOnFail } from './creationOptions';
import { matchNotices } from './matchNotices';
import { readRecord } from './readRecord';
import { warnOfPassedOver } from './passedOver';
import { readFacts, type ItemFacts, type RecordFacts } from './recordFacts';
import {
	readShape,
	recordSubject,
	type RecordOperation,
	type ShapeRecord,
} from './recordOperation';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('upsert');

const memories = new WeakMap<Run, KeyMemory>();

function memoryOf(run: Run): KeyMemory {
	const memory = memories.get(run) ?? new KeyMemory();
	memories.set(run, memory);
	return memory;
}

interface DesiredRecordInput {
	facts: ItemFacts;
	given: Members;
	/** What the record is found by; without, it is new. */
	key?: RecordKey;
	ownGuid: boolean;
	shape: ShapeRecord;
}

/** Creates a record, or brings the one that is there to what was given. */
export const upsert: RecordOperation<DesiredRecordInput> = {
	name: 'upsert',
	optionFor: (resource) => ({
		name: 'Create or Update',
		value: 'upsert',
		action: `Create or update ${nounOf(resource)}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	}),
	fields: [
		...matchNotices,
		clearFieldsField('upsert'),
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', [...creationOptions, ...characterOptions]),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	async read(item) {
		const facts = await readFacts(item);
		const given = readRecord(item, facts, 'upsert');
		const key = readKey(facts, given, item.problems);
		// Without a key every run creates another one.
		if (!key) warnOfRetryOnFail(item);
		const ownGuid = readOwnGuid(item);
		return { facts, given, key, ownGuid, shape: readShape(item, facts.resource) };
	},
	subject: ({ facts: { resource }, key }) =>
		recordSubject(
			'create or update',
			resource,
			key?.field === resource.idField ? key.value : undefined,
		),
	async execute({ facts, given, key, ownGuid, shape }, { run, call, problems }) {
		const { resource, fields } = facts;
		const api = call.recordsOf(resource);
		const upserting = byIdOrName(given, facts.idLike, async (wanted) => {
			const found = wanted === given ? key : keyOf(resource, wanted);
			return await upsertRecord(api, { given: wanted, fields, ownGuid }, found, memoryOf(run));
		});
		const written = await withDoubtNoted(run, upserting);
		const { record, before, outcome, recovered, createOnly, notCompared } = written;
		if (createOnly.length > 0) {
			problems.warn(
				`Create or Update sets ${createOnly.join(', ')} on a new ${nounOf(resource)} only; on one that was there it was left as it is.`,
			);
		}
		warnOfPassedOver(facts, given, problems, before, record);
		if (outcome === 'created') noteCreated(run, resource, record);
		if (written.failure !== undefined) throw written.failure;
		return {
			items: [
				{
					outcome,
					...shape(record),
					...(recovered ? { recovered } : {}),
					...(notCompared.length > 0 ? { notCompared } : {}),
				},
			],
		};
	},
};

/** What the record is found by. Without an id a record is new; a name or number has to be there. */
function readKey(
	{ resource, fields }: RecordFacts,
	given: Members,
	problems: Problems,
): RecordKey | undefined {
	try {
		const key = keyOf(resource, given);
		const [name] = keyFieldsOf(resource);
		// What QuickBooks requires itself is among the problems already.
		const field = fields.fields.find(({ path }) => path === name);
		if (!key && field && field.create !== 'required' && !isOptionalKey(resource, name)) {
			problems.addMissing(field.label, name);
		}
		return key;
	} catch (error) {
		if (error instanceof InputError) error.problems.forEach((finding) => problems.add(finding));
		return undefined;
	}
}

/** An id comes from QuickBooks alone; the parts of an employee's name are asked for by the checks. */
function isOptionalKey({ idField, match }: RecordFacts['resource'], name: string): boolean {
	return name === idField || match?.composedOf !== undefined;
}
