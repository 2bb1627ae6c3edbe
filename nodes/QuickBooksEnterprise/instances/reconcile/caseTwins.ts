import { belongsElsewhere } from '../comparison/identity';
import { isKeptAs, sanitiseName } from '../comparison/keptText';
import type { ListedName } from '../creation/snapshot';
import type { UpsertRequest } from './types';

/** Hints of one run. */
const MAX_HINTS = 10;

/**
 * Names count with upper and lower case, as the service keeps them. Who writes one otherwise gets another instance,
 * and is told.
 *
 * @param requests What a run wants.
 * @param listed All instances of the account.
 * @returns A hint for each name that differs from that of an instance in upper and lower case only.
 */
export function caseTwinHints(
	requests: readonly UpsertRequest[],
	listed: Iterable<ListedName>,
): string[] {
	const wanted = new Map<string, UpsertRequest[]>();
	for (const request of requests) {
		if (request.key.by !== 'name') continue;
		const folded = request.key.value.toLowerCase();
		wanted.set(folded, [...(wanted.get(folded) ?? []), request]);
	}
	const hints: string[] = [];
	for (const instance of listed) {
		const kept = sanitiseName(instance.name);
		for (const { key } of wanted.get(kept.toLowerCase()) ?? []) {
			if (belongsElsewhere(instance, key.elementKey) || isKeptAs(key.value, kept)) continue;
			hints.push(
				`'${key.value}' and '${kept}' (ID ${instance.id}) differ in upper and lower case only: they count as two names, so that instance was not touched.`,
			);
		}
	}
	return hints.slice(0, MAX_HINTS);
}
