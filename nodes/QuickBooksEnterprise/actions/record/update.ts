import type { Members } from '../../catalogue/checking/walk';
import type { Findings } from '../../provisioning/findings';
import { repeatedLineIds } from '../../records/lineRows';
import { changeRecord, planUpdate, type LineMode } from '../../records/recordUpdate';
import { simplifyRecord } from '../../records/simplify';
import { simplifyField } from '../display';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { readRecord } from './readRecord';
import { changedRecordFields } from './recordFields';
import { readRecordId, recordField } from './recordLocator';
import { recordOperation, type RecordFacts } from './recordOperation';
import { showForRecords } from './show';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('update');

/** Changes a record by its id. */
export const update = recordOperation({
	name: 'update',
	optionFor: (resource) => ({
		name: 'Update',
		value: 'update',
		action: `Update ${nounOf(resource)}`,
		description: `Change some fields of one ${nounOf(resource)}`,
	}),
	fields: [
		recordField('update'),
		...changedRecordFields,
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, facts, findings) => {
		const { resource, fields } = facts;
		const id = readRecordId(run, itemIndex, findings);
		const given = readRecord(run, itemIndex, facts, 'update', findings);
		const lineMode = run.parameters.get('lineMode', itemIndex, 'merge') as LineMode;
		noteWhatIsWrong(facts, given, lineMode, findings);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		const noun = nounOf(resource);
		return {
			subject: { action: `update the ${noun}`, record: { noun, id } },
			execute: async (api) => {
				const { record } = await changeRecord(api, {
					id,
					plan: (present) => planUpdate(resource, fields, given, lineMode, present),
					editSequence: given.EditSequence,
					converges: false,
				});
				return [simplify ? simplifyRecord(resource, record) : record];
			},
		};
	},
});

function noteWhatIsWrong(
	{ resource }: RecordFacts,
	given: Members,
	lineMode: LineMode,
	findings: Findings,
): void {
	for (const id of repeatedLineIds(resource, given)) {
		findings.add(`Line ${id} is named more than once`);
	}
	const keys: readonly string[] = resource.lines.map(({ key }) => key);
	const isSomething = ([name, value]: [string, unknown]) =>
		name !== 'EditSequence' &&
		(!keys.includes(name) || lineMode === 'replace' || (Array.isArray(value) && value.length > 0));
	if (findings.isEmpty && !Object.entries(given).some(isSomething)) {
		findings.add(
			'Nothing to change was given: fill in Fields (fields), Lines (lines) or Record JSON (recordJson)',
		);
	}
}
