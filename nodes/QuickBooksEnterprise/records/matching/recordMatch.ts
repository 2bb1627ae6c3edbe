import type { Resource } from '../../catalogue/types';
import { labelOf } from '../../catalogue/labels';
import { nounOf, nounsOf } from '../../catalogue/words';
import { equalTo } from '../../ceql/expression';
import { hasStatus } from '../../transport/errors/failure';
import { InputError } from '../../common/problems';
import { settle } from '../../common/settle';
import { recordIdOf, type RecordApi, type RecordJson } from '../../hub/recordApi';
import { ruleOf, textOf, type RecordKey } from './recordKey';
import { isRecord } from '../../common/json/isRecord';

/** Most records with one key that are named; nobody looks at more. */
const MAX_NAMED = 20;

/** The records that hold a key. */
export interface KeyHolders {
	/** Those that are meant. */
	records: RecordJson[];
	/** Those of other parties, a few of them. */
	others: RecordJson[];
}

/**
 * Reads the records that have a key.
 *
 * @throws RequestFailure, also where there is no record with an ID.
 */
export async function recordsWithKey(api: RecordApi, key: RecordKey): Promise<KeyHolders> {
	if (key.field === api.resource.idField)
		return { records: [await api.get(key.value)], others: [] };
	return await recordsHolding(api, key, key.where);
}

/**
 * Reads the inactive records that have a key: they hold their names too, and whether a list gives them
 * without being asked is not known.
 *
 * @throws RequestFailure
 */
export async function inactiveRecordsWithKey(api: RecordApi, key: RecordKey): Promise<KeyHolders> {
	return await recordsHolding(api, key, equalTo('IsActive', 'false'));
}

/**
 * The one record that is meant, if there is one.
 *
 * @throws InputError for several, and where only another party has a number that the company gives once.
 */
export function onlyOne(
	resource: Resource,
	key: RecordKey,
	{ records, others }: KeyHolders,
): RecordJson | undefined {
	const [other] = others;
	if (other) requireOwnNumber(resource, key, other, records.length > 0);
	if (records.length < 2) return records[0];
	const ids = records.map((record) => recordIdOf(record) ?? '?').join(', ');
	throw new InputError(
		[`Several ${nounsOf(resource)} have the ${key.field} '${key.value}': ${ids}`],
		"This node does not guess which one is meant. Use 'Update' with the ID of the right one.",
	);
}

function requireOwnNumber(
	resource: Resource,
	key: RecordKey,
	other: RecordJson,
	isFound: boolean,
): void {
	const { owner } = ruleOf(resource) ?? {};
	const member = owner ?? key.missingParty;
	if (member === undefined || (owner === undefined && isFound)) return;
	const reference = other[member];
	const party = isRecord(reference) ? textOf(reference.FullName ?? reference.ListID) : '';
	throw new InputError(
		[
			`The ${key.field} '${key.value}' belongs to the ${nounOf(resource)} ${recordIdOf(other) ?? '?'} of '${party}'`,
		],
		owner === undefined
			? `This item names nobody. Fill in ${labelOf(member)} (${member}), so that it can be told which one is meant. Nothing was written.`
			: "The company gives such a number once, and this item names somebody else. Give another number, or use 'Update' with that ID if the party is to be changed. Nothing was written.",
	);
}

/** The records of a list that hold a key, told apart by whose they are. */
export function holdersAmong(key: RecordKey, list: readonly RecordJson[]): KeyHolders {
	const holders = list.filter((record) => key.isHeldBy(record));
	const isMeant = (record: RecordJson) => key.isMeant?.(record) ?? true;
	return {
		records: holders.filter(isMeant),
		others: holders.filter((record) => !isMeant(record)),
	};
}

/**
 * @throws RequestFailure; InputError where the list could not be read to its end and nothing was found,
 * since what is not seen may be there.
 */
async function recordsHolding(
	api: RecordApi,
	key: RecordKey,
	where: string | undefined,
): Promise<KeyHolders> {
	const { resource } = api;
	const records = new Map<string, RecordJson>();
	const others: RecordJson[] = [];
	const pages = api.list({ where });
	const reading = await settle(readHolders());
	if (!reading.ok) {
		// Whether this list can be filtered at all is not documented.
		const isRefused = where !== undefined && hasStatus(reading.error, 400);
		if (!isRefused || resource.filterDocumented) throw reading.error;
		return await recordsHolding(api, key, undefined);
	}
	if (!pages.complete && records.size === 0) {
		throw new InputError(
			[`The list of ${nounsOf(resource)} could not be read to its end: ${pages.gap}`],
			'So it is not known whether the record is there. Nothing was written.',
		);
	}
	return { records: [...records.values()], others };

	async function readHolders(): Promise<void> {
		for await (const { entries } of pages) {
			const holders = holdersAmong(key, entries);
			for (const record of holders.records) records.set(recordIdOf(record) ?? '', record);
			others.push(...holders.others.slice(0, MAX_NAMED - others.length));
			// A cursor comes even where nothing follows (documented). A few records that all are what was
			// asked for are the whole answer; among others more may follow.
			const held = holders.records.length + holders.others.length;
			const isWhole = held === entries.length && entries.length < MAX_NAMED;
			if (isWhole || records.size >= MAX_NAMED) return;
		}
	}
}
