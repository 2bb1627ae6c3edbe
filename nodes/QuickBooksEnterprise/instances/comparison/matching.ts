import { InputError } from '../../common/problems';
import type { InstanceBody } from '../specification/instanceBody';
import type { Instance } from '../instance';
import { belongsElsewhere, identityOf } from './identity';
import { isKeptAs, looseForm, sanitiseName } from './keptText';

/** How an item finds the instance that it means: within its element, by name or by one tag. */
export interface MatchKey {
	elementKey: string;
	by: 'name' | 'tag';
	/** The name as the service is known to keep it, or the tag. */
	value: string;
	/** For a match by tag: what the instance is to be called. */
	name: string;
}

/**
 * The match key of an item.
 *
 * @param matchTag The tag for a match by tag, nothing for one by name.
 */
export function matchKeyOf(body: InstanceBody, matchTag?: string): MatchKey {
	const { elementKey, name } = identityOf(body);
	return matchTag === undefined
		? { elementKey, by: 'name', value: name, name }
		: { elementKey, by: 'tag', value: matchTag, name };
}

/** The same for equal match keys, as a key for maps. */
export function matchKeyText({ elementKey, by, value }: MatchKey): string {
	return JSON.stringify([elementKey.toLowerCase(), by, value]);
}

/** Whether an instance is one that a match key means, as the service may keep its name or tag. */
export function hasKey(instance: Instance, key: MatchKey): boolean {
	return (
		!belongsElsewhere(instance, key.elementKey) &&
		valuesOf(instance, key).some((value) => isKeptAs(key.value, value))
	);
}

/** In the user's words. */
function describeMatchKey({ by, value }: MatchKey): string {
	return by === 'name' ? `the name '${value}'` : `the tag '${value}'`;
}

/**
 * Without tags the service tags an instance with its name (observed). Such a tag was set by nobody, so it
 * finds an instance only for an item that wants this very name.
 */
export function hasDefaultTagOnly({ name, tags }: Instance): boolean {
	return tags.length === 1 && isKeptAs(sanitiseName(name), sanitiseName(tags[0]));
}

function valuesOf(instance: Instance, { by, name }: MatchKey): readonly string[] {
	if (by === 'name') return [sanitiseName(instance.name)];
	const isForeign = hasDefaultTagOnly(instance) && !isKeptAs(name, sanitiseName(instance.name));
	return isForeign ? [] : instance.tags;
}

/** Sorts instances by the match keys that items look for. */
export class MatchIndex {
	private readonly byLooseName = new Map<string, MatchKey[]>();
	private readonly byLooseTag = new Map<string, MatchKey[]>();

	constructor(keys: readonly MatchKey[]) {
		for (const key of keys) {
			addTo(key.by === 'name' ? this.byLooseName : this.byLooseTag, looseForm(key.value), key);
		}
	}

	/** Whether an instance has a name or tag that some item looks for, or may have it without showing it. */
	readonly isWanted = ({ name, tags, shows }: Instance): boolean =>
		this.byLooseName.has(looseForm(name)) ||
		(this.byLooseTag.size > 0 &&
			(!shows.tags || tags.some((tag) => this.byLooseTag.has(looseForm(tag)))));

	/**
	 * @returns The instances that match, by the text of the match key, each list in order of id. An instance
	 *   that has exactly what one item looks for does not match another one, which it only resembles.
	 */
	group(instances: readonly Instance[]): Map<string, Instance[]> {
		const exactly = new Map<string, Instance[]>();
		const loosely = new Map<string, Instance[]>();
		for (const instance of instances) {
			const keys = this.keysFor(instance).filter((key) => hasKey(instance, key));
			const exact = keys.filter((key) => valuesOf(instance, key).includes(key.value));
			for (const key of exact) addTo(exactly, matchKeyText(key), instance);
			if (exact.length === 0) for (const key of keys) addTo(loosely, matchKeyText(key), instance);
		}
		const groups = new Map([...loosely, ...exactly]);
		for (const group of groups.values()) group.sort(compareIds);
		return groups;
	}

	private keysFor({ name, tags }: Instance): MatchKey[] {
		const byTag = this.byLooseTag.size > 0 ? tags : [];
		return [
			...(this.byLooseName.get(looseForm(name)) ?? []),
			...new Set(byTag.flatMap((tag) => this.byLooseTag.get(looseForm(tag)) ?? [])),
		];
	}
}

/** Adds to one of several lists. */
export function addTo<T>(groups: Map<string, T[]>, key: string, member: T): void {
	const group = groups.get(key);
	if (group) group.push(member);
	else groups.set(key, [member]);
}

/**
 * Orders instances in the same way in every run: by id where ids are numbers, which grow (observed), else by
 * the time of their creation and then by id as text.
 */
export function compareIds(one: Instance, other: Instance): number {
	const [left, right] = [Number(one.id), Number(other.id)];
	if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
	const [earlier, later] = [one.createdDate ?? '', other.createdDate ?? ''];
	if (earlier !== later) return earlier < later ? -1 : 1;
	return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/**
 * Fault of items that mean the same instance.
 *
 * @param indexes The indexes of the items.
 * @param key What they share.
 */
export function sameInstanceError(indexes: readonly number[], key: MatchKey): InputError {
	return new InputError(
		[`Items ${indexes.join(', ')} mean the same instance: they share ${describeMatchKey(key)}`],
		'Give each instance one item.',
	);
}

/** Fault of an item that several instances match. */
export function ambiguousError(key: MatchKey, instances: readonly Instance[]): InputError {
	const ids = instances.map(({ id }) => id).join(', ');
	return new InputError(
		[`${instances.length} instances match ${describeMatchKey(key)}: ${ids}`],
		"Delete or rename those that are not meant, or match by a tag that only one carries ('Match By').",
	);
}
