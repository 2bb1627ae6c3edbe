import { isRecord } from '../transport/answer';
import { CONFIGURATION_KEYS } from './configurationKeys';
import type { InstanceBody } from './instanceBody';
import { configurationOf, elementKeyOf, type Instance } from './instanceOutput';

/** What tells one wanted instance from another: the service has no key of ours to remember. */
export interface Identity {
	elementKey: string;
	name: string;
	appName?: string;
	hostIp?: string;
}

const TAG = /<[/!]?[a-z][^<>]*>/gi;

/**
 * A name as the service keeps it: markup is taken out of it (observed), white space around it is not
 * significant (our choice). What is no tag stays: two stores may be called "<1>" and "<2>".
 */
export function sanitiseName(name: unknown): string {
	let text = String(name ?? '');
	for (let shorter = text.replace(TAG, ''); shorter !== text; shorter = text.replace(TAG, '')) {
		text = shorter;
	}
	return text.trim();
}

/** Identity of the instance that a body asks for. */
export function identityOf(body: InstanceBody): Identity {
	const configuration = isRecord(body.configuration) ? body.configuration : {};
	return {
		elementKey: String(body.element.key ?? (body.element as { id?: unknown }).id),
		name: sanitiseName(body.name),
		appName: textOf(configuration[CONFIGURATION_KEYS.appName.key]),
		hostIp: textOf(configuration[CONFIGURATION_KEYS.hostIp.key]),
	};
}

/** The same for equal identities, as a key for maps. */
export function identityKey({ elementKey, name, appName, hostIp }: Identity): string {
	return JSON.stringify([elementKey, name, appName ?? null, hostIp ?? null]);
}

/** Whether an instance has the element and name of an identity. */
export function hasNameOf(instance: Instance, { elementKey, name }: Identity): boolean {
	return sanitiseName(instance.name) === name && belongsTo(instance, elementKey);
}

/** Whether an instance connects to the application and host of an identity, as far as it names them. */
export function hasConnectionOf(instance: Instance, { appName, hostIp }: Identity): boolean {
	const configuration = configurationOf(instance);
	const equals = (wanted: string | undefined, key: string) =>
		wanted === undefined || textOf(configuration[key]) === wanted;
	return (
		equals(appName, CONFIGURATION_KEYS.appName.key) && equals(hostIp, CONFIGURATION_KEYS.hostIp.key)
	);
}

/** Whether an instance is of an element, given by key or, as a body may do, by id. */
export function belongsTo(instance: Instance, elementKeyOrId: string): boolean {
	if (elementKeyOf(instance) === elementKeyOrId) return true;
	const id = isRecord(instance.element) ? instance.element.id : instance.elementId;
	return id !== undefined && String(id) === elementKeyOrId;
}

function textOf(value: unknown): string | undefined {
	return value === undefined || value === null ? undefined : String(value).trim();
}
