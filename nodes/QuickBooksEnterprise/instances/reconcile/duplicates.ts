import { settle } from '../../common/settle';
import type { RequestPolicy } from '../../transport/request';
import { isMissing, RequestFailure } from '../../transport/errors/failure';
import { mayHaveTakenEffect } from '../../transport/retry';
import type { InstanceApi } from '../instanceApi';
import type { Instance } from '../instance';
import { hasConnectionOf, type Identity } from '../comparison/identity';
import { meantByKeptForm } from '../comparison/keptKeys';
import { compareIds, hasKey, type MatchKey } from '../comparison/matching';

/** What an item wants an instance to be: found by its key, and connected as its identity says. */
export interface DuplicateRule {
	key: MatchKey;
	identity: Identity;
	/** Ids of instances that were there before ours was made. */
	olderIds: ReadonlySet<string>;
}

/**
 * Picks the instance to keep instead of one that this run made: one that was there before, under the name that
 * the service gave ours; or where another run of the same list made one too, the first one (see compareIds) that
 * connects to the same application and host and works. Where the order does not hold, the next run reports both. Of
 * a gateway's instances the one that has a company is kept.
 *
 * @param ours Our instance.
 * @param others Others of the same name or tag.
 * @returns undefined where ours is to be kept.
 */
export function chooseDuplicate(
	ours: Instance,
	others: readonly Instance[],
	{ key, identity, olderIds }: DuplicateRule,
): Instance | undefined {
	const older = meantByKeptForm(
		others.filter(({ id }) => olderIds.has(id)),
		identity,
	);
	if (older.length === 1 && compareReach(older[0], ours) <= 0) return older[0];
	return others
		.filter(
			(other) =>
				compareTwins(other, ours) < 0 &&
				other.valid === true &&
				other.disabled === false &&
				hasKey(other, key) &&
				hasConnectionOf(other, identity) === true,
		)
		.sort(compareTwins)[0];
}

/** What is kept comes first. */
function compareTwins(one: Instance, other: Instance): number {
	return compareReach(one, other) || compareIds(one, other);
}

/** How far a gateway is with the company of an instance; without a gateway all are as far. */
function compareReach(one: Instance, other: Instance): number {
	return reach(other) - reach(one);
}

function reach({ connector }: Instance): number {
	if (connector === undefined || connector.state === 'waiting') return 0;
	return connector.state === 'connected' || connector.state === 'offline' ? 2 : 1;
}

/**
 * Deletes our instance in favour of its duplicate, if both still are as they were seen.
 *
 * @param ours Our instance as the answer to its creation gave it.
 * @returns The duplicate as just read, or undefined where nothing was removed.
 * @throws RequestFailure where it is not known whether ours was removed.
 */
export async function removeInFavourOf(
	api: InstanceApi,
	{ ours, duplicate }: { ours: Instance; duplicate: Instance },
	rule: DuplicateRule,
	policy: RequestPolicy,
): Promise<Instance | undefined> {
	const twinNow = await settle(api.get(duplicate.id, policy));
	if (!twinNow.ok || !chooseDuplicate(ours, [twinNow.value], rule)) return undefined;
	const oursNow = await settle(api.get(ours.id, policy));
	if (!oursNow.ok || fingerprint(ours) !== fingerprint(oursNow.value)) return undefined;
	const deletion = await settle(api.delete(ours.id, policy));
	if (deletion.ok) return twinNow.value;
	const { error } = deletion;
	if (!(error instanceof RequestFailure) || !mayHaveTakenEffect(error.details)) return undefined;
	const after = await settle(api.get(ours.id, policy));
	if (!after.ok && isMissing(after.error)) return twinNow.value;
	throw error;
}

/** Tells whether anybody has changed an instance since: then it is no longer ours to delete. */
function fingerprint(instance: Instance): string {
	const configuration = Object.entries(instance.configuration).sort(([a], [b]) =>
		a < b ? -1 : a > b ? 1 : 0,
	);
	const { name, valid, disabled, eventsEnabled, tags, connector } = instance;
	const state = [valid, disabled, eventsEnabled, connector?.state];
	return JSON.stringify([name, ...state, [...tags].sort(), configuration]);
}
