import type { RequestPolicy } from '../../transport/request';
import type { Instance } from '../instance';
import type { InstanceApi } from '../instanceApi';
import { CONFIGURATION_KEYS } from '../specification/configurationKeys';
import type { InstanceBody } from '../specification/instanceBody';
import { compared, notAppliedHints, type Confirmed } from '../creation/confirmation';
import { compareInstance } from '../comparison/difference';
import { KeptValues } from '../comparison/keptValues';
import { unsentKeysHint, writeChanges, type InstanceChanges } from './instanceUpdate';
import type { UpsertRequest, UpsertResult } from './types';

/** What was done to an instance, and what the user should know of it. */
export interface Applied {
	result: UpsertResult;
	hints: string[];
}

/**
 * Writes the difference between an instance and what an item wants, if there is any.
 *
 * @param listed The instance as a list or a read gave it.
 * @throws RequestFailure
 */
export async function applyDesiredState(
	api: InstanceApi,
	request: UpsertRequest,
	listed: Instance,
): Promise<Applied> {
	const { managed, policy, planOnly, needsToken, withheld } = request;
	let current = listed;
	const kept = new KeptValues(api.account, listed.id);
	let difference = compareInstance(current, managed, kept);
	const reconnects =
		difference.write.appName !== undefined || difference.write.hostIp !== undefined;
	if (reconnects && !planOnly) {
		// The whole configuration is sent, so it must be the latest: the list may be some time old.
		current = await api.get(listed.id, policy);
		difference = compareInstance(current, managed, kept);
	}
	const { changes, keptOtherwise } = difference;
	// Connecting anew sends the name too. The one that the service shows may be escaped or cut, and would replace it.
	const write = reconnects ? { ...difference.write, name: managed.name } : difference.write;
	const notCompared = [...difference.notCompared, ...withheld];
	if (changes.length === 0 || planOnly) {
		const instance = needsToken ? await api.withToken(current, policy) : current;
		const outcome = changes.length === 0 ? 'unchanged' : 'wouldUpdate';
		const marks = keptOtherwise.length > 0 ? { notApplied: keptOtherwise } : {};
		return {
			result: { outcome, instance, changes, notCompared, ...marks },
			hints: notAppliedHints(current, keptOtherwise),
		};
	}
	const { id } = current;
	const written = await writeChanges(api, current, write, policy);
	const confirmation = await compared(api, written, managed, policy);
	const remark = unsentKeysHint(id, written.unsentKeys);
	const { notApplied } = confirmation;
	const failed = changes.filter(({ field }) => notApplied.includes(field));
	const unkept = [...failed.map(({ field }) => field), ...keptOtherwise];
	return {
		result: {
			outcome: failed.length === changes.length ? 'unchanged' : 'updated',
			instance: needsToken
				? await api.withToken(confirmation.instance, policy)
				: confirmation.instance,
			changes: changes.filter((change) => !failed.includes(change)),
			notCompared,
			...(unkept.length > 0 ? { notApplied: unkept } : {}),
		},
		hints: [...(remark ? [remark] : []), ...notAppliedHints(confirmation.instance, unkept)],
	};
}

/**
 * Reads an instance, makes the one write that is needed, and compares what came of it with what was asked for.
 *
 * @throws RequestFailure
 */
export async function updateInstance(
	api: InstanceApi,
	id: string,
	changes: InstanceChanges,
	policy: RequestPolicy,
): Promise<Confirmed> {
	const current = await api.get(id, policy);
	const written = await writeChanges(api, current, changes, policy);
	const { instance, sent, unsentKeys } = written;
	if (!sent) return { instance, notApplied: [], hints: [] };
	const { appName, hostIp } = CONFIGURATION_KEYS;
	const asked: InstanceBody = {
		element: { key: instance.elementKey ?? '' },
		configuration: {
			...changes.configuration,
			...(changes.appName === undefined ? {} : { [appName.key]: changes.appName }),
			...(changes.hostIp === undefined ? {} : { [hostIp.key]: changes.hostIp }),
		},
		...(changes.tags ? { tags: sent.tags as string[] } : {}),
		name: changes.name ?? (instance.shows.name ? instance.name : current.name),
	};
	const confirmation = await compared(api, written, asked, policy);
	const remark = unsentKeysHint(id, unsentKeys);
	return { ...confirmation, hints: [...(remark ? [remark] : []), ...confirmation.hints] };
}
