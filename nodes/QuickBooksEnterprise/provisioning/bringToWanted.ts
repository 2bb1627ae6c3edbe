import { compareInstance } from './difference';
import type { InstanceApi } from './instanceApi';
import { idOf, type Instance } from './instanceOutput';
import { unsentKeysHint, writeChanges } from './instanceUpdate';
import type { UpsertRequest, UpsertResult } from './upsertTypes';

/**
 * Writes the difference between an instance and what an item wants, if there is any.
 * In: the instance as a list or a read gave it. Errors: RequestFailure.
 */
export async function bringToWanted(
	api: InstanceApi,
	request: UpsertRequest,
	listed: Instance,
	hint: (message: string) => void,
): Promise<UpsertResult> {
	const { managed, patience, planOnly, needsToken } = request;
	let current = listed;
	let difference = compareInstance(current, managed);
	const reconnects =
		difference.write.appName !== undefined || difference.write.hostIp !== undefined;
	if (reconnects && !planOnly) {
		// The whole configuration is sent, so it must be the latest: the list may be some time old.
		current = await api.get(idOf(listed) as string, patience);
		difference = compareInstance(current, managed);
	}
	const { changes, notCompared, write } = difference;
	if (changes.length === 0 || planOnly) {
		const instance = needsToken ? await api.withToken(current, patience) : current;
		return {
			outcome: changes.length === 0 ? 'unchanged' : 'wouldUpdate',
			instance,
			changes,
			notCompared,
		};
	}
	const id = idOf(current) as string;
	const written = await writeChanges(api, id, current, write, patience);
	const remark = unsentKeysHint(id, written.unsentKeys);
	if (remark) hint(remark);
	const instance = needsToken ? await api.withToken(written.instance, patience) : written.instance;
	return { outcome: 'updated', instance, changes, notCompared };
}
