import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../common/problems';
import type { RequestPolicy } from '../../transport/request';
import { isMasked } from '../../transport/redaction/redaction';
import { CONFIGURATION_KEYS } from '../specification/configurationKeys';
import type { InstanceApi } from '../instanceApi';
import type { Instance } from '../instance';
import { applyTags, type TagMode } from '../tags';

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
 * Masked values are never sent back: they would replace the real ones.
 *
 * @param current The instance as read.
 * @returns undefined where nothing has to be written.
 * @throws InputError where tags are to be added or removed and those there are do not show.
 */
export function planUpdate(current: Instance, changes: InstanceChanges): InstanceWrite {
	const currentConfiguration = current.configuration;
	const connection: IDataObject = {};
	const wanted: Array<[string, string | undefined]> = [
		[CONFIGURATION_KEYS.appName.key, changes.appName],
		[CONFIGURATION_KEYS.hostIp.key, changes.hostIp],
	];
	for (const [key, value] of wanted) {
		if (value !== undefined && value !== currentConfiguration[key]) connection[key] = value;
	}
	const tags = changes.tags && tagsAfter(current, changes.tags);
	if (Object.keys(connection).length > 0) {
		const name = changes.name ?? (current.shows.name ? current.name : undefined);
		return {
			method: 'PUT',
			body: {
				configuration: {
					...readableConfiguration(currentConfiguration),
					...connection,
					...changes.configuration,
				},
				...(tags || current.shows.tags ? { tags: tags ?? [...current.tags] } : {}),
				...(name === undefined ? {} : { name }),
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

/** The service replaces the whole set, so what is to be kept of it must be known. */
function tagsAfter(
	{ id, tags, shows, raw }: Instance,
	{ given, mode }: NonNullable<InstanceChanges['tags']>,
): string[] {
	if (mode !== 'replace' && !shows.tags && raw.tags !== null) {
		throw new InputError(
			[`The service does not show the tags of instance ${id}, so none can be added or removed`],
			"Give all tags that it is to have, with 'Replace' as the tag mode.",
		);
	}
	return applyTags(tags, given, mode);
}

/** An instance after a write. */
export interface Written {
	instance: Instance;
	/** What was sent; undefined where nothing had to be. */
	sent?: IDataObject;
	/** Keys whose masked values could not be sent along when the instance was connected anew. */
	unsentKeys: string[];
	/** Whether the service's success said at the same time that something went wrong. */
	isQuestionable: boolean;
}

/** Makes the one write that brings an instance from how it was read to how it is wanted. */
export async function writeChanges(
	api: InstanceApi,
	current: Instance,
	changes: InstanceChanges,
	policy: RequestPolicy,
): Promise<Written> {
	const write = planUpdate(current, changes);
	if (!write) return { instance: current, unsentKeys: [], isQuestionable: false };
	const answer = await api.write(write.method, current.id, write.body, policy);
	const configuration = (write.body.configuration ?? {}) as IDataObject;
	const unsentKeys =
		write.method === 'PATCH'
			? []
			: Object.entries(current.configuration)
					.filter(([key, value]) => isMasked(value) && !(key in configuration))
					.map(([key]) => key);
	return { ...answer, sent: write.body, unsentKeys };
}

/** Says what a new connection may have cost; undefined where nothing was left out. */
export function unsentKeysHint(id: string, unsentKeys: readonly string[]): string | undefined {
	return unsentKeys.length === 0
		? undefined
		: `Instance ${id} was connected anew. The service shows these settings masked, so they could not be sent along; set them again if they are gone: ${unsentKeys.join(', ')}`;
}

function readableConfiguration(configuration: Instance['configuration']): IDataObject {
	return Object.fromEntries(
		Object.entries(configuration).filter(([, value]) => value !== null && !isMasked(value)),
	) as IDataObject;
}
