import type { IDataObject } from 'n8n-workflow';

import type { Patience } from '../transport/client';
import { MASK } from '../transport/redaction';
import { CONFIGURATION_KEYS } from './configurationKeys';
import type { InstanceApi } from './instanceApi';
import { configurationOf, type Instance } from './instanceOutput';
import { applyTags, tagsOf, type TagMode } from './tags';

/** What is to change; a member that is missing stays as it is. */
export interface InstanceChanges {
	name?: string;
	tags?: { given: readonly string[]; mode: TagMode };
	appName?: string;
	hostIp?: string;
	configuration: IDataObject;
}

/** One write, or none where the instance already is as wanted. */
export type InstanceWrite = { method: 'PATCH' | 'PUT'; body: IDataObject } | undefined;

/**
 * Decides how an instance is changed. Another application name or host means that the service
 * authenticates anew, for which it wants the full configuration by PUT; all else is a PATCH.
 * In: the instance as read. Masked values are never sent back: they would replace the real ones.
 */
export function planUpdate(current: Instance, changes: InstanceChanges): InstanceWrite {
	const currentConfiguration = configurationOf(current);
	const connection: IDataObject = {};
	const wanted: Array<[string, string | undefined]> = [
		[CONFIGURATION_KEYS.appName.key, changes.appName],
		[CONFIGURATION_KEYS.hostIp.key, changes.hostIp],
	];
	for (const [key, value] of wanted) {
		if (value !== undefined && value !== currentConfiguration[key]) connection[key] = value;
	}
	const tags = changes.tags && applyTags(tagsOf(current), changes.tags.given, changes.tags.mode);
	if (Object.keys(connection).length > 0) {
		return {
			method: 'PUT',
			body: {
				configuration: {
					...readableConfiguration(currentConfiguration),
					...connection,
					...changes.configuration,
				},
				tags: tags ?? tagsOf(current),
				name: changes.name ?? (current.name as string),
			},
		};
	}
	const body: IDataObject = {
		...(Object.keys(changes.configuration).length > 0
			? { configuration: changes.configuration }
			: {}),
		...(tags ? { tags } : {}),
		...(changes.name !== undefined ? { name: changes.name } : {}),
	};
	return Object.keys(body).length > 0 ? { method: 'PATCH', body } : undefined;
}

/** An instance after a write. */
export interface Written {
	instance: Instance;
	/** Keys whose masked values could not be sent along when the instance was connected anew. */
	unsentKeys: string[];
}

/** Reads the instance, then makes the one write that is needed. Errors: RequestFailure. */
export async function updateInstance(
	api: InstanceApi,
	id: string,
	changes: InstanceChanges,
	patience: Patience,
): Promise<Written> {
	const current = await api.get(id, patience);
	return await writeChanges(api, id, current, changes, patience);
}

/** Makes the one write that brings an instance from how it was read to how it is wanted. */
export async function writeChanges(
	api: InstanceApi,
	id: string,
	current: Instance,
	changes: InstanceChanges,
	patience: Patience,
): Promise<Written> {
	const write = planUpdate(current, changes);
	if (!write) return { instance: current, unsentKeys: [] };
	const instance = await api.write(write.method, id, write.body, patience);
	const sent = (write.body.configuration ?? {}) as IDataObject;
	const unsentKeys =
		write.method === 'PATCH'
			? []
			: Object.entries(configurationOf(current))
					.filter(([key, value]) => value === MASK && !(key in sent))
					.map(([key]) => key);
	return { instance, unsentKeys };
}

/** Says what a new connection may have cost; undefined where nothing was left out. */
export function unsentKeysHint(id: string, unsentKeys: readonly string[]): string | undefined {
	return unsentKeys.length === 0
		? undefined
		: `Instance ${id} was connected anew. The service shows these settings masked, so they could not be sent along; set them again if they are gone: ${unsentKeys.join(', ')}`;
}

function readableConfiguration(configuration: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(configuration).filter(([, value]) => value !== null && value !== MASK),
	) as IDataObject;
}
