import type { Members } from '../catalogue/validation/walk';
import type { Resource } from '../catalogue/types';
import { isMissing, OutcomeUnknown, RequestFailure } from '../transport/errors/failure';
import { isNameTaken } from '../transport/errors/quickBooksStatus';
import { settle, type Settled } from '../common/settle';
import { sameDoubt, type KeyMemory } from './matching/keyMemory';
import {
	namesLines,
	rowsRead,
	withoutInnerRows,
	withoutLines,
	withoutMember,
} from './lines/lineRows';
import { lineDifference } from './lines/wantedLines';
import { recordIdOf, type RecordApi, type RecordJson } from '../hub/recordApi';
import { createRecord, type CreatedRecord } from './create';
import { requireItemType } from './matching/itemType';
import { recordDifference } from './matching/recordDifference';
import type { RecordKey } from './matching/recordKey';
import {
	holdersAmong,
	inactiveRecordsWithKey,
	onlyOne,
	recordsWithKey,
	type KeyHolders,
} from './matching/recordMatch';
import type { DesiredRecord } from './search';
import { assembled, changeRecord } from './update';
import { isRecord } from '../common/json/isRecord';

/**
 * `ExternalGUID` marks a create and `EditSequence` a version, so neither is wanted for itself. Which kinds
 * of line are cleared follows from the given rows.
 */
const NOT_COMPARED = ['ExternalGUID', 'EditSequence', 'ClearItemLines', 'ClearExpenseLines'];

/** Members that set a level instead of a difference. */
const LEVELS = ['NewQuantity', 'NewValue'];

/** What became of a record that was to be as given. */
export interface UpsertedRecord {
	record: RecordJson;
	/** The record before it was changed; of a new one itself. */
	before: RecordJson;
	outcome: 'created' | 'updated' | 'unchanged';
	recovered: boolean;
	/** Members that differ but are set on a new record only. */
	createOnly: string[];
	/** Given members that no answer shows, so that it is not known whether they were applied before. */
	notCompared: string[];
	/** Why the record is there and not yet as it was given. */
	failure?: unknown;
}

/**
 * Brings one record to what was given: found by its key it is updated where anything differs, else it
 * is created. Of two runs that create the same name at once the slower one updates.
 *
 * @param key What it is found by; without one it is created.
 * @param memory What the run did about keys before.
 * @throws RequestFailure; OutcomeUnknown; InputError where it is unclear which record or line is meant.
 */
export async function upsertRecord(
	api: RecordApi,
	desired: DesiredRecord,
	key: RecordKey | undefined,
	memory: KeyMemory,
): Promise<UpsertedRecord> {
	const { resource } = api;
	const listed = key && onlyOne(resource, key, await recordsWithKey(api, key));
	const present = listed ?? (key && (await madeBefore(api, key, memory)));
	if (present) return await withGroupsFilled(api, desired, await bringTo(api, desired, present));
	const given = withoutInnerRows(resource, withoutNulls(desired.given));
	const created = await settle(createRecord(api, { ...desired, given }));
	if (key) note(api, key, memory, created);
	if (created.ok) {
		const { record } = created.value;
		return await withGroupsFilled(api, desired, {
			...created.value,
			before: record,
			outcome: 'created',
			createOnly: [],
			notCompared: [],
		});
	}
	const isLost = created.error instanceof OutcomeUnknown;
	// A name is there once only: whoever made the record that has it, it is the one that is meant.
	const isLookedFor = isLost && !api.call.client.isGateway && resource.nameSpace !== undefined;
	const isTold = isTaken(created.error) || isLookedFor;
	if (!key || !isTold) throw created.error;
	const holder = onlyOne(resource, key, await holdersOf(api, key));
	// Nobody has it, or a record of another list that shares its names.
	if (!holder) throw created.error;
	return { ...(await bringTo(api, desired, holder)), recovered: isLost };
}

/** The lines in a new group of items come out of the product, and are brought to what was given in a second write. */
async function withGroupsFilled(
	api: RecordApi,
	desired: DesiredRecord,
	written: UpsertedRecord,
): Promise<UpsertedRecord> {
	const isDone = withoutInnerRows(api.resource, desired.given) === desired.given;
	if (isDone || written.outcome === 'unchanged') return written;
	// The first write took an EditSequence of the user's.
	const given = withoutMember(desired.given, 'EditSequence');
	const filled = await settle(bringTo(api, { ...desired, given }, written.record));
	return filled.ok
		? { ...written, record: filled.value.record }
		: { ...written, failure: filled.error };
}

/** A new record holds nothing where nothing was given. */
function withoutNulls(given: Members): Members {
	const kept = Object.entries(given).filter(([, value]) => value !== null);
	return Object.fromEntries(
		kept.map(([name, value]) => [name, isRecord(value) ? withoutNulls(value) : value]),
	);
}

/** What an earlier item of the run made and the list does not show yet. */
async function madeBefore(
	api: RecordApi,
	key: RecordKey,
	memory: KeyMemory,
): Promise<RecordJson | undefined> {
	const fate = memory.fateOf(api, key);
	if (!fate) return undefined;
	if ('doubt' in fate) throw sameDoubt(fate.doubt);
	const read = await settle(api.get(fate.id));
	if (!read.ok && !isMissing(read.error)) throw read.error;
	return read.ok ? onlyOne(api.resource, key, holdersAmong(key, [read.value])) : undefined;
}

function note(
	api: RecordApi,
	key: RecordKey,
	memory: KeyMemory,
	created: Settled<CreatedRecord>,
): void {
	if (created.ok) {
		const id = recordIdOf(created.value.record);
		if (id !== undefined) memory.note(api, key, { id });
	} else if (created.error instanceof OutcomeUnknown) {
		memory.note(api, key, { doubt: created.error });
	}
}

/** Who has a name that is taken; none where it cannot be found out. */
async function holdersOf(api: RecordApi, key: RecordKey): Promise<KeyHolders> {
	const again = await settle(recordsWithKey(api, key));
	if (again.ok && again.value.records.length > 0) return again.value;
	const inactive = await settle(inactiveRecordsWithKey(api, key));
	return inactive.ok ? inactive.value : { records: [], others: [] };
}

function isTaken(error: unknown): boolean {
	return error instanceof RequestFailure && isNameTaken(error.details.text);
}

async function bringTo(
	api: RecordApi,
	desired: DesiredRecord,
	listed: RecordJson,
): Promise<UpsertedRecord> {
	const { resource } = api;
	const id = recordIdOf(listed) ?? '';
	const given = asUpdate(desired.given);
	let remarks: Pick<UpsertedRecord, 'createOnly' | 'notCompared'> = {
		createOnly: [],
		notCompared: [],
	};
	let before = listed;
	const plan = (present: RecordJson): Members | undefined => {
		const { fields } = desired;
		before = present;
		requireItemType(resource, fields, given, present);
		const own = recordDifference(withoutLines(resource, given), present, fields, NOT_COMPARED);
		const { lines, ...ofLines } = lineDifference(resource, fields, present, given);
		remarks = {
			createOnly: [...own.createOnly, ...ofLines.createOnly],
			notCompared: [...own.notCompared, ...ofLines.notCompared],
		};
		if (Object.keys({ ...own.changed, ...lines }).length === 0) return undefined;
		const members = { ...own.instructions, ...own.changed };
		return assembled(resource, fields, members, lines, present);
	};
	const { record, isWritten } = await changeRecord(api, {
		id,
		present: isComplete(resource, given, listed) ? listed : undefined,
		plan,
		editSequence: given.EditSequence,
		converges: true,
	});
	const outcome = isWritten ? 'updated' : 'unchanged';
	return { record, before, outcome, recovered: false, ...remarks };
}

/** Whether a record from a list can be compared: QuickBooks' lists leave lines out unless asked (qbXML). */
function isComplete(resource: Resource, given: Members, listed: RecordJson): boolean {
	if (listed.EditSequence === undefined) return false;
	return (
		!namesLines(resource, given) ||
		resource.lines.some((group) => rowsRead(listed, group).length > 0)
	);
}

/**
 * Lines of inventory adjustments as an update takes them: a create gives the difference in a group, an
 * update and the record itself without (qbXML). A new level stays in its group, which no answer shows.
 */
function asUpdate(given: Members): Members {
	const { InventoryAdjustmentLine: rows } = given;
	if (!Array.isArray(rows)) return given;
	const lifted = rows.map((row: unknown) => {
		if (!isRecord(row)) return row;
		const { QuantityAdjustment: quantity, ValueAdjustment: value, ...rest } = row;
		return {
			...rest,
			...withoutLevels('QuantityAdjustment', quantity),
			...withoutLevels('ValueAdjustment', value),
		};
	});
	return { ...given, InventoryAdjustmentLine: lifted };
}

function withoutLevels(name: string, group: unknown): Members {
	if (!isRecord(group)) return {};
	const isLevel = ([member]: [string, unknown]) => LEVELS.includes(member);
	const levels = Object.entries(group).filter(isLevel);
	const differences = Object.entries(group).filter((entry) => !isLevel(entry));
	return {
		...Object.fromEntries(differences),
		...(levels.length > 0 ? { [name]: Object.fromEntries(levels) } : {}),
	};
}
