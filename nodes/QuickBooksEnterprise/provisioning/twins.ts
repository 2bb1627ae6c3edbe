import type { Patience } from '../transport/client';
import { hasStatus, RequestFailure } from '../transport/failure';
import { isInDoubt } from '../transport/retry';
import { settle } from '../transport/settle';
import { hasConnectionOf, type Identity } from './identity';
import type { InstanceApi } from './instanceApi';
import { configurationOf, idOf, type Instance } from './instanceOutput';
import { hasKey, type MatchKey } from './matching';
import { tagsOf } from './tags';

/** What an item wants an instance to be: found by its key, and connected as its identity says. */
export interface TwinRule {
	key: MatchKey;
	identity: Identity;
}

/**
 * Picks the instance to keep instead of one that this run made, when another run of the same list made
 * one too: the one with the lowest id that connects to the same application and host and works.
 * That ids grow in the order in which instances become visible is our assumption (unknown); where it
 * does not hold, the next run reports both.
 * In: our instance and others. Out: undefined where ours is to be kept.
 */
export function chooseTwin(
	ours: Instance,
	others: readonly Instance[],
	{ key, identity }: TwinRule,
): Instance | undefined {
	const ourId = Number(ours.id);
	return others
		.filter(
			(other) =>
				Number(other.id) < ourId &&
				other.valid === true &&
				other.disabled === false &&
				hasKey(other, key) &&
				hasConnectionOf(other, identity),
		)
		.sort((a, b) => Number(a.id) - Number(b.id))[0];
}

/**
 * Deletes our instance in favour of its twin, if both still are as they were seen.
 * In: our instance as the answer to its creation gave it.
 * Out: the twin as just read, or undefined where nothing was removed.
 * Errors: RequestFailure where it is not known whether ours was removed.
 */
export async function removeInFavourOf(
	api: InstanceApi,
	ours: Instance,
	twin: Instance,
	rule: TwinRule,
	patience: Patience,
): Promise<Instance | undefined> {
	const twinNow = await settle(api.get(idOf(twin) as string, patience));
	if (!twinNow.ok || !chooseTwin(ours, [twinNow.value], rule)) return undefined;
	const ourId = idOf(ours) as string;
	const oursNow = await settle(api.get(ourId, patience));
	if (!oursNow.ok || !isUnchanged(ours, oursNow.value)) return undefined;
	const deletion = await settle(api.delete(ourId, patience));
	if (deletion.ok) return twinNow.value;
	const { error } = deletion;
	if (!(error instanceof RequestFailure) || !isInDoubt(error.details)) return undefined;
	const after = await settle(api.get(ourId, patience));
	if (hasStatus(after.ok ? undefined : after.error, 404)) return twinNow.value;
	throw error;
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
