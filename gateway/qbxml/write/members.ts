import type { JsonRecord } from '../record';
import { blockNamed, findElement, isNeverWritten, schema, type Element } from '../schema/elements';
import { reshaped, type NamedValues } from './reshape';
import { asksNoChange } from './sameValue';
import { addFault, pathOf, type Members, type Place, type Scope } from './scope';

/** The name that was meant by one of another case. */
function meant({ block }: Place, key: string): string | undefined {
	const wanted = key.toLowerCase();
	return [...block.byStem.keys(), ...block.byName.keys()].find(
		(name) => name.toLowerCase() === wanted,
	);
}

function unknown(place: Place, key: string, scope: Scope): void {
	const path = pathOf(place.path, key);
	const name = meant(place, key);
	const hint = name ? `; write ${name}` : '; leave it out or correct its name';
	addFault(scope, path, `is not a member that QuickBooks has here${hint}`);
}

/** What only an Add can set; a change of it would be lost without a word. */
function onlyWhenNew({ name, present }: Place, { key, values }: NamedValues): boolean {
	const { add } = schema.objects[name.replace(/Mod$/, '')] ?? {};
	const block = name.endsWith('Mod') && add !== undefined ? blockNamed(add) : undefined;
	if (!present || !block || !findElement(block, key)?.name) return false;
	return !values.every(({ value }) => asksNoChange(value, present[key]));
}

/** A member that the request has no place for: left out where QuickBooks only shows it, refused otherwise. */
function withoutPlace(place: Place, member: NamedValues, scope: Scope): void {
	const { key } = member;
	if (!isNeverWritten(key) && !(place.ret && findElement(place.ret, key))) {
		return unknown(place, key, scope);
	}
	if (onlyWhenNew(place, member)) {
		addFault(scope, pathOf(place.path, key), 'can be set only when the record is created');
	}
}

/**
 * Finds the elements that the members of a record stand for. Spellings with `Ret`, `Add`, `Mod` and without are the same;
 * members that QuickBooks only shows are left out.
 *
 * @param place the block that is written
 * @param record what was given for it
 * @param scope gets a fault for each member that QuickBooks does not have, or that is there in two spellings
 * @returns the values of each element
 */
export function resolveMembers(place: Place, record: JsonRecord, scope: Scope): Members {
	const members: Members = new Map();
	const keys = new Map<Element, string>();
	for (const member of reshaped(place, record)) {
		const element = findElement(place.block, member.key);
		if (!element) {
			withoutPlace(place, member, scope);
			continue;
		}
		const first = keys.get(element);
		if (first !== undefined) {
			addFault(scope, pathOf(place.path, member.key), `is the same as ${first}; give one of them`);
			continue;
		}
		keys.set(element, member.key);
		if (member.values.length > 0) members.set(element, member.values);
	}
	return members;
}
