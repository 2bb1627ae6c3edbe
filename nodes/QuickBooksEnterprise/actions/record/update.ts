import type { Members } from '../../catalogue/validation/walk';
import type { Problems } from '../../common/problems';
import { byIdOrName } from '../../records/input/idOrName';
import { linesAdded } from '../../records/lines/lineMerge';
import { isNew, repeatedLineIds, rowsGiven } from '../../records/lines/lineRows';
import { changeable, changesNothing, notForNewLines } from '../../records/matching/changeable';
import { requireItemType } from '../../records/matching/itemType';
import { changeRecord, planUpdate, type LineMode } from '../../records/update';
import { characterOptions } from '../fields/characterOptions';
import { clearFieldsField } from '../fields/clearFields';
import { showForRecords, simplifyField } from '../fields/display';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { readRecord } from './readRecord';
import { changedRecordFields } from '../fields/recordFields';
import { readRecordId, recordField } from '../fields/locators/recordLocator';
import { warnOfPassedOver } from './passedOver';
import { readFacts, type ItemFacts, type RecordFacts } from './recordFacts';
import {
	readRowShape,
	readShape,
	recordSubject,
	type RecordOperation,
	type ShapeRecord,
	type ShapeRows,
} from './recordOperation';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('update');

interface RecordUpdate {
	facts: ItemFacts;
	id: string;
	given: Members;
	lineMode: LineMode;
	shape: ShapeRecord;
	shapeRows: ShapeRows;
}

/** Changes a record by its id. */
export const update: RecordOperation<RecordUpdate> = {
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
		clearFieldsField('update'),
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', characterOptions),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	async read(item) {
		const facts = await readFacts(item);
		const id = readRecordId(item);
		const given = readRecord(item, facts, 'update');
		const lineMode = item.get('lineMode', 'merge') as LineMode;
		noteWhatIsWrong(facts, given, lineMode, item.problems);
		return {
			facts,
			id,
			given,
			lineMode,
			shape: readShape(item, facts.resource),
			shapeRows: readRowShape(item),
		};
	},
	subject: ({ facts, id }) => recordSubject('update', facts.resource, id),
	async execute({ facts, id, given, lineMode, shape, shapeRows }, { call, problems }) {
		const { resource, fields } = facts;
		let left: string[] = [];
		let before: Members = {};
		const { record } = await byIdOrName(
			given,
			facts.idLike,
			async (wanted) =>
				await changeRecord(call.recordsOf(resource), {
					id,
					plan: (present) => {
						requireItemType(resource, fields, wanted, present);
						const possible = changeable(resource, fields, wanted, present);
						({ left } = possible);
						before = present;
						return planUpdate(resource, fields, possible.members, lineMode, present);
					},
					editSequence: wanted.EditSequence,
					converges: false,
				}),
		);
		if (left.length > 0) {
			problems.warn(
				`${left.join(', ')}: QuickBooks takes this when a record is created only. The ${nounOf(resource)} was left as it is there.`,
			);
		}
		warnOfPassedOver(facts, given, problems, before, record);
		const added = shapeRows(linesAdded(resource, given, before, record));
		return { items: [{ ...shape(record), ...(added.length > 0 ? { linesAdded: added } : {}) }] };
	},
};

function noteWhatIsWrong(
	{ resource, fields }: RecordFacts,
	given: Members,
	lineMode: LineMode,
	problems: Problems,
): void {
	for (const id of repeatedLineIds(resource, given)) {
		problems.add(`Line ${id} is named more than once`);
	}
	const keys: readonly string[] = resource.lines.map(({ key }) => key);
	const isSomething = ([name, value]: [string, unknown]) =>
		name !== 'EditSequence' &&
		(!keys.includes(name) || lineMode === 'replace' || (Array.isArray(value) && value.length > 0));
	for (const group of resource.lines) {
		const set = fields.lines[group.name];
		const added = rowsGiven(given, group).filter((row) => isNew(group, row));
		if (set) notForNewLines(group, set, added).forEach((finding) => problems.add(finding));
	}
	const inVain = changesNothing(resource, fields, given, lineMode === 'replace');
	if (problems.isEmpty && inVain !== undefined) problems.add(inVain);
	if (problems.isEmpty && !Object.entries(given).some(isSomething)) {
		problems.add(
			'Nothing to change was given: fill in Fields (fields), Lines (lines), Record JSON (recordJson) or Fields to Empty (clearFields)',
		);
	}
}
