import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { MatchRule, Resource } from '../../catalogue/types';
import { nounOf } from '../../catalogue/words';
import { equalTo } from '../../ceql/expression';
import type { RecordJson } from '../../hub/recordApi';
import { PARTIES } from '../recordTitle';
import { isSameName, isSameReference } from './sameValue';
import { isRecord } from '../../common/json/isRecord';

/** What a record is found again by: its name, full name, number or id. */
export interface RecordKey {
	/** The member that is compared. */
	field: string;
	value: string;
	/** Equal for equal keys of one resource. */
	identity: string;
	/** The filter of the list. The answer is looked at once more: how the service compares is not known. */
	where: string;
	/** Whether a record has this name or number, whosever it is. */
	isHeldBy(record: RecordJson): boolean;
	/** Whether a record that holds it is the one that is meant; without, every holder is. */
	isMeant?(record: RecordJson): boolean;
	/** The member that should name the party and does not. */
	missingParty?: string;
}

/**
 * What the record that was given is found by. Names and numbers are compared without case, as QuickBooks
 * does (inferred).
 *
 * @returns undefined where the members for it are missing.
 * @throws InputError for a value that cannot stand in a filter.
 */
export function keyOf(resource: Resource, given: Members): RecordKey | undefined {
	const rule = ruleOf(resource);
	if (!rule) return undefined;
	if (rule.composedOf) {
		const parts = rule.composedOf.map((name) => textOf(given[name]));
		return plainKey(rule.field, parts.filter((part) => part !== '').join(' '));
	}
	// Simplified records name their ID so.
	const value = textOf(
		given[rule.field] ?? (rule.field === resource.idField ? given.id : undefined),
	);
	if (rule.nested && value !== '') return nestedKey(rule, value, given);
	const key = plainKey(rule.field, value);
	return key && ownedKey(rule, key, given);
}

/** A number that the party gave is the party's own; one that the company gave is nobody else's. */
function ownedKey({ within = [], owner }: MatchRule, key: RecordKey, given: Members): RecordKey {
	const members = [...within, ...(owner !== undefined && isNamed(given[owner]) ? [owner] : [])];
	if (members.length === 0) return key;
	const named = members.map((member) => referenceText(given[member]));
	return {
		...key,
		missingParty: within.find((member) => !isNamed(given[member])),
		// The company's own numbers are one of a kind, whoever is named with them.
		identity: owner === undefined ? JSON.stringify([key.identity, named]) : key.identity,
		isMeant: (record) =>
			members.every((member) => {
				// A sales receipt without a customer belongs to nobody yet.
				if (member === owner && !isNamed(record[member])) return true;
				return isSameReference(given[member], record[member]);
			}),
	};
}

function isNamed(reference: unknown): boolean {
	return referenceText(reference) !== '';
}

function referenceText(reference: unknown): string {
	const { ListID, FullName } = isRecord(reference) ? reference : {};
	return textOf(isEmpty(ListID) ? FullName : ListID).toLowerCase();
}

/** The members that `keyOf` needs. */
export function keyFieldsOf(resource: Resource): readonly string[] {
	const rule = ruleOf(resource);
	return rule ? (rule.composedOf ?? [rule.field]) : [];
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
	const party = PARTIES.map((member) => given[member]).find(isRecord);
	const whom = textOf(party?.FullName ?? party?.ListID);
	return `${article} ${noun}${whom === '' ? '' : ` of '${whom}'`}`;
}

/** Without a rule of its own, the name of a list's record still is one of a kind. */
export function ruleOf({ match, nameSpace }: Resource): MatchRule | undefined {
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
	const { field, parent: member, flat } = rule.nested as NonNullable<MatchRule['nested']>;
	const parent = isRecord(given[member]) ? given[member] : {};
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
	if (parentName === '' && flat?.values.includes(textOf(given[flat.member]))) {
		return {
			field: rule.field,
			value: name,
			identity: JSON.stringify([field, name.toLowerCase()]),
			where: equalTo(rule.field, name),
			// A record of another kind that stands under nothing has the name all the same.
			isHeldBy: (record) => isSameName(record[field] ?? record[rule.field], name),
		};
	}
	const fullName = parentName === '' ? name : `${parentName}:${name}`;
	return plainKey(field, fullName);
}

/** A scalar as text, without space around it. */
export function textOf(value: unknown): string {
	return typeof value === 'object' ? '' : String(value ?? '').trim();
}
