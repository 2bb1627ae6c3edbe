import { isRecord } from '../../common/json/isRecord';
import { isMasked } from '../../transport/redaction/redaction';
import { CONFIGURATION_KEYS } from '../specification/configurationKeys';
import type { InstanceBody } from '../specification/instanceBody';
import type { Instance } from '../instance';
import { isSameAddress, resemblesAddress } from './keptAddress';
import { bareForm, isKeptAs, looseForm, resembles, sanitiseName } from './keptText';

/** What tells one wanted instance from another: the service has no key of ours to remember. */
export interface Identity {
	/** Key of the element or, as a body may name it, its id. */
	elementKey: string;
	/** As the service is known to keep it. */
	name: string;
	/** The letters and digits of the name. */
	bareName: string;
	appName?: string;
	hostIp?: string;
}

/** A run with many doubts compares each with many instances. */
const bareNames = new WeakMap<Instance, string>();

/** Identity of the instance that a body asks for. */
export function identityOf(body: InstanceBody): Identity {
	const configuration = isRecord(body.configuration) ? body.configuration : {};
	return {
		elementKey: String(body.element.key ?? (body.element as { id?: unknown }).id),
		name: sanitiseName(body.name),
		bareName: bareForm(sanitiseName(body.name)),
		appName: textOf(configuration[CONFIGURATION_KEYS.appName.key]),
		hostIp: textOf(configuration[CONFIGURATION_KEYS.hostIp.key]),
	};
}

/** The same for identities that the service may take for equal, as a key for maps. */
export function identityKey({ elementKey, name, appName, hostIp }: Identity): string {
	return JSON.stringify([
		elementKey.toLowerCase(),
		looseForm(name),
		appName ?? null,
		hostIp ?? null,
	]);
}

/** Whether an instance has the element and name of an identity, as the service may keep them. */
export function hasNameOf(instance: Instance, { elementKey, name }: Identity): boolean {
	return !belongsElsewhere(instance, elementKey) && isKeptAs(name, sanitiseName(instance.name));
}

/** Whether an instance may be the one of an identity although its name was changed more than usual. */
export function hasNameLike(instance: Instance, identity: Identity): boolean {
	if (belongsElsewhere(instance, identity.elementKey)) return false;
	const bareName = bareNames.get(instance) ?? bareForm(sanitiseName(instance.name));
	bareNames.set(instance, bareName);
	return (
		resembles(identity.bareName, bareName) || isKeptAs(identity.name, sanitiseName(instance.name))
	);
}

/**
 * Whether an instance connects to the application and host of an identity, as far as it names them.
 *
 * @returns undefined where the service does not show what is asked for, or shows what it may have made of it.
 */
export function hasConnectionOf(
	{ configuration }: Instance,
	{ appName, hostIp }: Identity,
): boolean | undefined {
	const { appName: app, hostIp: host } = CONFIGURATION_KEYS;
	const found = [
		isShownAs(appName, configuration[app.key], isKeptAs, (given, shown) =>
			resembles(bareForm(given), bareForm(shown)),
		),
		isShownAs(hostIp, configuration[host.key], isSameAddress, resemblesAddress),
	];
	return found.includes(false) ? false : found.includes(undefined) ? undefined : true;
}

type Comparison = (given: string, shown: string) => boolean;

function isShownAs(
	given: string | undefined,
	shown: unknown,
	isSame: Comparison,
	isLike: Comparison,
): boolean | undefined {
	if (given === undefined) return true;
	if (shown === undefined || isMasked(shown)) return undefined;
	const text = textOf(shown) ?? '';
	if (isSame(given, text)) return true;
	return isLike(given, text) ? undefined : false;
}

/**
 * Whether an instance connects to the very application and host of an identity. Cheap: a run with many doubts asks it of
 * every instance of the account.
 */
export function hasExactConnectionOf(
	{ configuration }: Instance,
	{ appName, hostIp }: Identity,
): boolean {
	return (
		appName !== undefined &&
		hostIp !== undefined &&
		configuration[CONFIGURATION_KEYS.hostIp.key] === hostIp &&
		configuration[CONFIGURATION_KEYS.appName.key] === appName
	);
}

type ElementOf = Pick<Instance, 'elementKey' | 'elementId'>;

/** Whether an instance is of an element, given by key or, as a body may do, by id. */
function belongsTo({ elementKey, elementId }: ElementOf, keyOrId: string): boolean {
	return elementKey?.toLowerCase() === keyOrId.toLowerCase() || elementId === keyOrId;
}

/** Whether an instance certainly is of another element. */
export function belongsElsewhere(instance: ElementOf, keyOrId: string): boolean {
	const shown = /^\d+$/.test(keyOrId) ? instance.elementId : instance.elementKey;
	return shown !== undefined && !belongsTo(instance, keyOrId);
}

function textOf(value: unknown): string | undefined {
	return value === undefined || value === null ? undefined : String(value).trim();
}
