import type { Patience } from '../transport/client';
import { hasConnectionOf, type Identity } from './identity';
import type { InstanceApi } from './instanceApi';
import { configurationOf, idOf, type Instance } from './instanceOutput';
import { tagsOf } from './tags';

/**
 * Picks the instance to keep instead of one that this run made, when another run of the same list made
 * one too: the one with the lowest id that connects to the same application and host and works.
 * That ids grow in the order in which instances become visible is our assumption (unknown); where it
 * does not hold, the next run reports both.
 * In: our instance and the others with the same match key. Out: undefined where ours is to be kept.
 */
export function chooseTwin(
	ours: Instance,
	others: readonly Instance[],
	identity: Identity,
): Instance | undefined {
	const ourId = Number(ours.id);
	return others
		.filter(
			(other) =>
				Number(other.id) < ourId &&
				other.valid === true &&
				other.disabled === false &&
				hasConnectionOf(other, identity),
		)
		.sort((a, b) => Number(a.id) - Number(b.id))[0];
}

/**
 * Deletes our instance in favour of its twin, if both still are as they were seen.
 * In: our instance as the answer to its creation gave it.
 * Out: the twin as just read, or undefined where nothing was removed.
 * Errors: RequestFailure.
 */
export async function removeInFavourOf(
	api: InstanceApi,
	ours: Instance,
	twin: Instance,
	identity: Identity,
	patience: Patience,
): Promise<Instance | undefined> {
	const twinNow = await api.get(idOf(twin) as string, patience);
	if (!chooseTwin(ours, [twinNow], identity)) return undefined;
	const ourId = idOf(ours) as string;
	const oursNow = await api.get(ourId, patience);
	if (!isUnchanged(ours, oursNow)) return undefined;
	await api.delete(ourId, patience);
	return twinNow;
}

/** Whether anybody has changed an instance since: then it is no longer ours to delete. */
function isUnchanged(before: Instance, now: Instance): boolean {
	return fingerprint(before) === fingerprint(now);
}

function fingerprint(instance: Instance): string {
	const configuration = Object.entries(configurationOf(instance)).sort(([a], [b]) =>
		a < b ? -1 : a > b ? 1 : 0,
	);
	const { name, valid, disabled, eventsEnabled } = instance;
	return JSON.stringify([
		name,
		valid,
		disabled,
		eventsEnabled,
		tagsOf(instance).sort(),
		configuration,
	]);
}
