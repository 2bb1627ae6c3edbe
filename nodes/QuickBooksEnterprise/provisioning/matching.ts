import { InputFault } from '../transport/failure';
import { belongsTo, identityOf, sanitiseName } from './identity';
import type { InstanceBody } from './instanceBody';
import { idOf, type Instance } from './instanceOutput';
import { tagsOf } from './tags';

/** How an item finds the instance that it means: within its element, by name or by one tag. */
export interface MatchKey {
	elementKey: string;
	by: 'name' | 'tag';
	/** The name as the service keeps it, or the tag. */
	value: string;
}

/** The match key of an item. In: its body; the tag for a match by tag, nothing for one by name. */
export function matchKeyOf(body: InstanceBody, matchTag?: string): MatchKey {
	const { elementKey, name } = identityOf(body);
	return matchTag === undefined
		? { elementKey, by: 'name', value: name }
		: { elementKey, by: 'tag', value: matchTag };
}

/** The same for equal match keys, as a key for maps. */
export function matchKeyText({ elementKey, by, value }: MatchKey): string {
	return JSON.stringify([elementKey, by, value]);
}

/** Whether an instance is one that a match key means. */
export function hasKey(instance: Instance, { elementKey, by, value }: MatchKey): boolean {
	if (!belongsTo(instance, elementKey)) return false;
	return by === 'name' ? sanitiseName(instance.name) === value : tagsOf(instance).includes(value);
}

/** In the user's words. */
export function describeMatchKey({ by, value }: MatchKey): string {
	return by === 'name' ? `the name '${value}'` : `the tag '${value}'`;
}

/**
 * Sorts instances by the match keys that items look for.
 */
export class MatchIndex {
	private readonly keys = new Map<string, MatchKey>();
	private readonly values = { name: new Set<string>(), tag: new Set<string>() };
	private readonly elementKeys = new Set<string>();

	constructor(keys: readonly MatchKey[]) {
		for (const key of keys) {
			this.keys.set(matchKeyText(key), key);
			this.values[key.by].add(key.value);
			this.elementKeys.add(key.elementKey);
		}
	}

	/** Whether an instance has a name or tag that some item looks for. */
	readonly isWanted = (instance: Instance): boolean =>
		this.values.name.has(sanitiseName(instance.name)) ||
		(this.values.tag.size > 0 && tagsOf(instance).some((tag) => this.values.tag.has(tag)));

	/** Out: the instances that match, by the text of the match key, each list in order of id. */
	group(instances: readonly Instance[]): Map<string, Instance[]> {
		const groups = new Map<string, Instance[]>();
		for (const instance of instances) {
			for (const text of this.textsFor(instance)) {
				const group = groups.get(text);
				if (group) group.push(instance);
				else groups.set(text, [instance]);
			}
		}
		for (const group of groups.values()) group.sort((a, b) => Number(a.id) - Number(b.id));
		return groups;
	}

	private *textsFor(instance: Instance): Iterable<string> {
		for (const elementKey of this.elementKeys) {
			if (!belongsTo(instance, elementKey)) continue;
			const candidates: MatchKey[] = [
				{ elementKey, by: 'name', value: sanitiseName(instance.name) },
				...tagsOf(instance).map((tag): MatchKey => ({ elementKey, by: 'tag', value: tag })),
			];
			for (const candidate of candidates) {
				const text = matchKeyText(candidate);
				if (this.keys.has(text)) yield text;
			}
		}
	}
}

/** Fault of items that mean the same instance. In: the indexes of the items, and what they share. */
export function sameInstanceFault(indexes: readonly number[], key: MatchKey): InputFault {
	return new InputFault(
		[`Items ${indexes.join(', ')} mean the same instance: they share ${describeMatchKey(key)}`],
		'Give each instance one item.',
	);
}

/** Fault of an item that several instances match. */
export function ambiguousFault(key: MatchKey, instances: readonly Instance[]): InputFault {
	const ids = instances.map((instance) => idOf(instance)).join(', ');
	return new InputFault(
		[`${instances.length} instances match ${describeMatchKey(key)}: ${ids}`],
		"Delete or rename those that are not meant, or match by a tag that only one carries ('Match By').",
	);
}
