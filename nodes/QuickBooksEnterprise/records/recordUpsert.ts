import { isMembers, type Members } from '../catalogue/checking/walk';
import type { Resource } from '../catalogue/types';
import { hasStatus, OutcomeUnknown, RequestFailure } from '../transport/failure';
import { isNameTaken } from '../transport/quickBooksStatus';
import { settle, type Settled } from '../transport/settle';
import { sameDoubt, type KeyMemory } from './keyMemory';
import { namesLines, rowsRead, withoutLines } from './lineRows';
import { pairLines } from './linePairing';
import { recordIdOf, type RecordApi, type RecordJson } from './recordApi';
import { createRecord, type CreatedRecord } from './recordCreation';
import { differenceOf } from './recordDifference';
import { inactiveRecordsWithKey, onlyOne, recordsWithKey, type RecordKey } from './recordMatch';
import type { RecordWish } from './recordSearch';
import { assembled, changeRecord } from './recordUpdate';

/** What is not the record's own, and which lines go is told by the lines. */
const NOT_COMPARED = ['ExternalGUID', 'EditSequence', 'ClearItemLines', 'ClearExpenseLines'];

/** What became of a record that was to be as given. */
export interface UpsertedRecord {
	record: RecordJson;
	outcome: 'created' | 'updated' | 'unchanged';
	recovered: boolean;
	/** Members that differ but are set on a new record only. */
	createOnly: string[];
}

/**
 * Brings one record to what was given: found by its key it is updated where anything differs, else it
 * is created. Of two runs that create the same name at once the slower one updates.
 * In: without a key, it is created; what the run did about keys before.
 * Errors: RequestFailure, OutcomeUnknown; InputFault for several records with the key.
 */
export async function upsertRecord(
	api: RecordApi,
	wish: RecordWish,
	key: RecordKey | undefined,
	memory: KeyMemory,
): Promise<UpsertedRecord> {
	const { resource } = api;
	const listed = key && onlyOne(resource, key, await recordsWithKey(api, key));
	const present = listed ?? (key && (await madeBefore(api, key, memory)));
	if (present) return await bringTo(api, wish, present);
	const created = await settle(createRecord(api, wish));
	if (key) note(api, key, memory, created);
	if (created.ok) return { ...created.value, outcome: 'created', createOnly: [] };
	const isLost = created.error instanceof OutcomeUnknown;
	// A name is there once only: whoever made the record that has it, it is the one that is meant.
	const isTold = isTaken(created.error) || (isLost && resource.nameSpace !== undefined);
	if (!key || !isTold) throw created.error;
	const holder = onlyOne(resource, key, await holdersOf(api, key));
	// Nobody has it, or a record of another list that shares its names.
	if (!holder) throw created.error;
	return { ...(await bringTo(api, wish, holder)), recovered: isLost };
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
	if (!read.ok && !hasStatus(read.error, 404)) throw read.error;
	return read.ok && key.isHeldBy(read.value) ? read.value : undefined;
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
async function holdersOf(api: RecordApi, key: RecordKey): Promise<RecordJson[]> {
	const again = await settle(recordsWithKey(api, key));
	if (again.ok && again.value.length > 0) return again.value;
	const inactive = await settle(inactiveRecordsWithKey(api, key));
	return inactive.ok ? inactive.value : [];
}

function isTaken(error: unknown): boolean {
	return error instanceof RequestFailure && isNameTaken(error.details.text);
}

async function bringTo(
	api: RecordApi,
	wish: RecordWish,
	listed: RecordJson,
): Promise<UpsertedRecord> {
	const { resource } = api;
	const id = recordIdOf(listed) ?? '';
	const given = asUpdate(wish.given);
	let createOnly: string[] = [];
	const plan = (present: RecordJson): Members | undefined => {
		const members = withoutLines(resource, given);
		const difference = differenceOf(members, present, wish.fields, NOT_COMPARED);
		createOnly = difference.createOnly;
		const lines = pairLines(resource, wish.fields, present, given);
		const { changed, instructions } = difference;
		if (Object.keys({ ...changed, ...lines }).length === 0) return undefined;
		return assembled(resource, wish.fields, { ...instructions, ...changed }, lines, present);
	};
	const { record, isWritten } = await changeRecord(api, {
		id,
		present: isComplete(resource, given, listed) ? listed : undefined,
		plan,
		editSequence: given.EditSequence,
		converges: true,
	});
	return { record, outcome: isWritten ? 'updated' : 'unchanged', recovered: false, createOnly };
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
 * update and the record itself without (qbXML). A new level is nothing to compare a difference with.
 */
function asUpdate(given: Members): Members {
	const { InventoryAdjustmentLine: rows } = given;
	if (!Array.isArray(rows)) return given;
	const lifted = rows.map((row: unknown) => {
		if (!isMembers(row)) return row;
		const { QuantityAdjustment: quantity, ValueAdjustment: value, ...rest } = row;
		return { ...rest, ...differencesIn(quantity), ...differencesIn(value) };
	});
	return { ...given, InventoryAdjustmentLine: lifted };
}

function differencesIn(group: unknown): Members {
	if (!isMembers(group)) return {};
	const { NewQuantity, NewValue, ...rest } = group;
	void [NewQuantity, NewValue];
	return rest;
}
