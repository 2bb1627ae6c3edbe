import { isEmpty, isMembers, type Members } from '../catalogue/checking/walk';
import type { MatchRule, Resource } from '../catalogue/types';
import { nounOf, nounsOf } from '../catalogue/words';
import { equalTo } from '../ceql/expression';
import { hasStatus, InputFault } from '../transport/failure';
import { settle } from '../transport/settle';
import { recordIdOf, type RecordApi, type RecordJson } from './recordApi';
import { isSameName, isSameReference } from './sameValue';

/** Most records with one key that are named; nobody looks at more. */
const MAX_NAMED = 20;

/** What a record is found again by: its name, full name, number or id. */
export interface RecordKey {
	/** The member that is compared. */
	field: string;
	value: string;
	/** Equal for equal keys of one resource. */
	identity: string;
	/** The filter of the list. The answer is looked at once more: how the service compares is not known. */
	where: string;
	isHeldBy(record: RecordJson): boolean;
}

/**
 * What the record that was given is found by; undefined where the members for it are missing.
 * Names and numbers are compared without case, as QuickBooks does (inferred).
 * Errors: InputFault for a value that cannot stand in a filter.
 */
export function keyOf(resource: Resource, given: Members): RecordKey | undefined {
	const rule = ruleOf(resource);
	if (!rule) return undefined;
	if (rule.composedOf) {
		const parts = rule.composedOf.map((name) => textOf(given[name]));
		return plainKey(rule.field, parts.filter((part) => part !== '').join(' '));
	}
	const value = textOf(given[rule.field]);
	return rule.nested && value !== '' ? nestedKey(rule, value, given) : plainKey(rule.field, value);
}

/** The members that `keyOf` needs. */
export function keyFieldsOf(resource: Resource): readonly string[] {
	const rule = ruleOf(resource);
	return rule ? (rule.composedOf ?? [rule.field]) : [];
}

/** Reads the records that have a key. Errors: RequestFailure, also where there is no record with an id. */
export async function recordsWithKey(api: RecordApi, key: RecordKey): Promise<RecordJson[]> {
	if (key.field === api.resource.idField) return [await api.get(key.value)];
	return await recordsHolding(api, key, key.where);
}

/**
 * Reads the inactive records that have a key: they hold their names too, and whether a list gives them
 * without being asked is not known. Errors: RequestFailure.
 */
export async function inactiveRecordsWithKey(
	api: RecordApi,
	key: RecordKey,
): Promise<RecordJson[]> {
	return await recordsHolding(api, key, equalTo('IsActive', 'false'));
}

/** The one record of those that were found, if any. Errors: InputFault for several. */
export function onlyOne(
	resource: Resource,
	key: RecordKey,
	found: readonly RecordJson[],
): RecordJson | undefined {
	if (found.length < 2) return found[0];
	const ids = found.map((record) => recordIdOf(record) ?? '?').join(', ');
	throw new InputFault(
		[`Several ${nounsOf(resource)} have the ${key.field} '${key.value}': ${ids}`],
		"This node does not guess which one is meant. Use 'Update' with the ID of the right one.",
	);
}

/** A record with its article, for messages: "a customer named 'Blue'", "an invoice with RefNumber '7'". */
export function namedRecord(resource: Resource, given: Members): string {
	const noun = nounOf(resource);
	const article = /^[aeio]/.test(noun) ? 'an' : 'a';
	const members = keyFieldsOf(resource).filter((member) => member !== resource.idField);
	const [field] = members;
	const name = members
		.map((member) => textOf(given[member]))
		.filter((text) => text !== '')
		.join(' ');
	if (name !== '' && field !== undefined) {
		const isName = resource.kind === 'list';
		return `${article} ${noun} ${isName ? 'named' : `with ${field}`} '${name}'`;
	}
	const party = PARTIES.map((member) => given[member]).find(isMembers);
	const whom = textOf(party?.FullName ?? party?.ListID);
	return `${article} ${noun}${whom === '' ? '' : ` of '${whom}'`}`;
}

/** Whom a transaction is about. */
const PARTIES = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef', 'AccountRef'];

/** Without a rule of its own, the name of a list's record still is one of a kind. */
function ruleOf({ match, nameSpace }: Resource): MatchRule | undefined {
	return match ?? (nameSpace ? { field: 'Name' } : undefined);
}

function plainKey(field: string, value: string): RecordKey | undefined {
	if (value === '') return undefined;
	return {
		field,
		value,
		identity: JSON.stringify([field, value.toLowerCase()]),
		where: equalTo(field, value),
		isHeldBy: (record) => isSameName(record[field], value),
	};
}

function nestedKey(rule: MatchRule, name: string, given: Members): RecordKey | undefined {
	const { field, parent: member } = rule.nested as NonNullable<MatchRule['nested']>;
	const parent = isMembers(given[member]) ? given[member] : {};
	// By its id alone the parent's full name is not known; the name narrows the list down.
	if (!isEmpty(parent.ListID)) {
		return {
			field: rule.field,
			value: name,
			identity: JSON.stringify([rule.field, name.toLowerCase(), parent.ListID]),
			where: equalTo(rule.field, name),
			isHeldBy: (record) =>
				isSameName(record[rule.field], name) &&
				isSameReference({ ListID: parent.ListID }, record[member]),
		};
	}
	const parentName = textOf(parent.FullName);
	const fullName = parentName === '' ? name : `${parentName}:${name}`;
	return plainKey(field, fullName);
}

/**
 * Errors: RequestFailure; InputFault where the list could not be read to its end and nothing was found,
 * since what is not seen may be there.
 */
async function recordsHolding(
	api: RecordApi,
	key: RecordKey,
	where: string | undefined,
): Promise<RecordJson[]> {
	const { resource } = api;
	const found = new Map<string, RecordJson>();
	const reading = await settle(
		api.list(
			{ where },
			{
				onPage: (records) => {
					const holders = records.filter(key.isHeldBy);
					for (const record of holders) found.set(recordIdOf(record) ?? '', record);
					// A cursor comes even where nothing follows (documented). A few records that all are what was
					// asked for are the whole answer; among others more may follow.
					const isWhole = holders.length === records.length && records.length < MAX_NAMED;
					return !isWhole && found.size < MAX_NAMED;
				},
			},
		),
	);
	if (!reading.ok) {
		// Whether this list can be filtered at all is not documented.
		const isRefused = where !== undefined && hasStatus(reading.error, 400);
		if (!isRefused || resource.filterDocumented) throw reading.error;
		return await recordsHolding(api, key, undefined);
	}
	if (!reading.value.complete && found.size === 0) {
		throw new InputFault(
			[`The list of ${nounsOf(resource)} could not be read to its end`],
			'The service gave one page a second time, so it is not known whether the record is there. Nothing was written.',
		);
	}
	return [...found.values()];
}

function textOf(value: unknown): string {
	return typeof value === 'object' ? '' : String(value ?? '').trim();
}
