import type { Members } from '../../catalogue/checking/walk';
import type { Findings } from '../../provisioning/findings';
import { KeyMemory } from '../../records/keyMemory';
import { keyFieldsOf, keyOf, type RecordKey } from '../../records/recordMatch';
import { upsertRecord } from '../../records/recordUpsert';
import { simplifyRecord } from '../../records/simplify';
import { InputFault } from '../../transport/failure';
import { simplifyField } from '../display';
import type { Run } from '../operation';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { noteCreated, withDoubtNoted } from './creationLog';
import { creationOptions, readOwnGuid, warnOfRetryOnFail } from './creationOptions';
import { matchNotices } from './matchNotices';
import { readRecord } from './readRecord';
import { recordOperation, type RecordFacts } from './recordOperation';
import { showForRecords } from './show';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('upsert');

const memories = new WeakMap<Run, KeyMemory>();

function memoryOf(run: Run): KeyMemory {
	const memory = memories.get(run) ?? new KeyMemory();
	memories.set(run, memory);
	return memory;
}

/** Creates a record, or brings the one that is there to what was given. */
export const upsert = recordOperation({
	name: 'upsert',
	optionFor: (resource) => ({
		name: 'Create or Update',
		value: 'upsert',
		action: `Create or update ${nounOf(resource)}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	}),
	fields: [
		...matchNotices,
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', creationOptions),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, facts, findings) => {
		const { resource, fields } = facts;
		const given = readRecord(run, itemIndex, facts, 'upsert', findings);
		const key = readKey(facts, given, findings);
		// Without a key every run creates another one.
		if (!key) warnOfRetryOnFail(run);
		const ownGuid = readOwnGuid(run, itemIndex);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		const noun = nounOf(resource);
		return {
			subject: {
				action: `create or update the ${noun}`,
				record: { noun, ...(key?.field === resource.idField ? { id: key.value } : {}) },
			},
			execute: async (api) => {
				const upserting = upsertRecord(api, { given, fields, ownGuid }, key, memoryOf(run));
				const result = await withDoubtNoted(run, upserting);
				const { record, outcome, recovered, createOnly } = result;
				if (createOnly.length > 0) {
					run.hint(
						`Create or Update sets ${createOnly.join(', ')} on a new ${noun} only; on one that was there it was left as it is.`,
					);
				}
				if (outcome === 'created') noteCreated(run, resource, record);
				const output = simplify ? simplifyRecord(resource, record) : record;
				return [{ ...output, outcome, ...(recovered ? { recovered } : {}) }];
			},
		};
	},
});

/** What the record is found by. Without an id a record is new; a name or number has to be there. */
function readKey(
	{ resource, fields }: RecordFacts,
	given: Members,
	findings: Findings,
): RecordKey | undefined {
	try {
		const key = keyOf(resource, given);
		const [name] = keyFieldsOf(resource);
		// What QuickBooks requires itself is among the findings already.
		const field = fields.fields.find(({ path }) => path === name);
		if (!key && field && field.create !== 'required' && !isOptionalKey(resource, name)) {
			findings.addMissing(field.label, name);
		}
		return key;
	} catch (error) {
		if (error instanceof InputFault) error.findings.forEach((finding) => findings.add(finding));
		return undefined;
	}
}

/** An id comes from QuickBooks alone; the parts of an employee's name are asked for by the checks. */
function isOptionalKey({ idField, match }: RecordFacts['resource'], name: string): boolean {
	return name === idField || match?.composedOf !== undefined;
}
