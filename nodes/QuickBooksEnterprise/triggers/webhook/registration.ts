import type { IDataObject } from 'n8n-workflow';

import {
	buildPollerConfiguration,
	isPolledResource,
	type PolledResource,
} from '../../catalogue/pollers';
import type { Resource } from '../../catalogue/types';
import { canonicalJson } from '../../common/json/canonicalJson';
import { parseUrl } from '../../common/parseUrl';
import { CONFIGURATION_KEYS } from '../../instances/specification/configurationKeys';
import { MASK } from '../../transport/redaction/redaction';
import type { TriggerRun } from '../shared/triggerRun';

const CALLBACK = CONFIGURATION_KEYS.callbackUrl.key;
/** Key of the setting that holds the key of the signature. */
export const SIGNATURE_KEY = CONFIGURATION_KEYS.signatureKey.key;
const ENABLED = CONFIGURATION_KEYS.eventsEnabled.key;
const INTERVAL = CONFIGURATION_KEYS.refreshInterval.key;
const POLLER = CONFIGURATION_KEYS.pollerConfiguration.key;

const LABELS = new Map<string, string>(
	Object.values(CONFIGURATION_KEYS).map(({ key, label }) => [key, label]),
);

/** Settings of an instance by key: texts, or null where there is none (documented). */
export type Settings = Readonly<Record<string, unknown>>;

/** What a trigger keeps of the instance that it has set up. Holds the signature key: never to be shown. */
export interface Registration {
	instanceId: string;
	instanceName: string;
	callbackUrl: string;
	signatureKey: string;
	/** What was written, without the signature key. */
	written: Record<string, string>;
	/** What to put back, by key. A key that is missing here cannot be put back. */
	previous: Record<string, string | null>;
	/** When it was set up, in milliseconds since 1970. */
	sinceMs?: number;
	/** It is not known whether it was written. */
	isUnsure?: boolean;
	/** Nothing was written: only a sample is shown in the editor. */
	isSampleOnly?: boolean;
}

/** Every registration has a signature key of its own. */
export function isSameRegistration(
	one: Registration | undefined,
	other: Registration | undefined,
): boolean {
	return one?.signatureKey === other?.signatureKey;
}

/**
 * Keeps our signature key, and the one that stood there before, out of all that this run says: the service may
 * quote them.
 */
export function hideKeys({ client }: TriggerRun, registration: Registration | undefined): void {
	client.redactor.add(registration?.signatureKey);
	client.redactor.add(registration?.previous[SIGNATURE_KEY]);
}

/** How the service is to look for changes. */
export interface Watch {
	resources: readonly Resource[];
	refreshInterval: number;
	timeZone?: string;
}

/** The settings that make the service report to a callback, without the signature key. */
export function wantedSettings(callbackUrl: string, watch: Watch): Record<string, string> {
	const paths = watch.resources.map(({ path }) => path).filter(isPolledResource);
	return {
		[ENABLED]: 'true',
		[CALLBACK]: callbackUrl,
		[INTERVAL]: String(watch.refreshInterval),
		[POLLER]: buildPollerConfiguration(paths as PolledResource[], watch.timeZone),
	};
}

/** The body of the change that registers a callback. */
export function registrationBody(written: Record<string, string>, signatureKey: string) {
	const { [ENABLED]: enabled, [CALLBACK]: callback, ...rest } = written;
	return {
		configuration: {
			[ENABLED]: enabled,
			[CALLBACK]: callback,
			[SIGNATURE_KEY]: signatureKey,
			...rest,
		} as IDataObject,
	};
}

/** Whose callback an instance has. */
export type CallbackOwner = 'nobody' | 'us' | 'another';

/**
 * Whose callback an instance has. Ours is also one of the same webhook on the same host: what a lost database of
 * n8n, or a test that was cut off, left behind.
 *
 * @param settings - The settings of the instance as read.
 * @param callbackUrl - Our own callback.
 */
export function callbackOwner(settings: Settings, callbackUrl: string): CallbackOwner {
	const current = callbackOf(settings);
	if (current === '') return 'nobody';
	return current === callbackUrl || isSameWebhook(current, callbackUrl) ? 'us' : 'another';
}

export function callbackOf(settings: Settings): string {
	const current = settings[CALLBACK];
	return typeof current === 'string' ? current.trim() : '';
}

/** A callback as messages name it: a query or a password in it may be secret. */
export function shownCallback(settings: Settings): string {
	const url = parseUrl(callbackOf(settings));
	return url ? url.origin + url.pathname : 'an address that cannot be read';
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * n8n's addresses end in the webhook's own id and path, for production and for tests. A node that was made without
 * an id has the workflow's id and its own name there, and by the name alone it is nobody.
 */
function isSameWebhook(one: string, other: string): boolean {
	const [a, b] = [parseUrl(one), parseUrl(other)];
	if (!a || !b || a.host !== b.host) return false;
	const tail = (url: URL) => {
		const parts = url.pathname.split('/');
		return parts.slice(UUID.test(parts[parts.length - 2]) ? -2 : -3).join('/');
	};
	return tail(a) === tail(b) && tail(a).length > 20;
}

/**
 * What deactivating is to put back, as it stood before. A masked value is not known. A callback that
 * was ours says that the settings beside it were ours too: then events are switched off, and what the
 * rest was before us is not known. That of somebody else is never put back once it was taken over.
 */
export function previousSettings(
	before: Settings,
	owner: CallbackOwner,
): Record<string, string | null> {
	if (owner === 'us') return { [ENABLED]: 'false', [CALLBACK]: null, [SIGNATURE_KEY]: null };
	const previous: Record<string, string | null> = {};
	for (const key of [ENABLED, SIGNATURE_KEY, INTERVAL, POLLER]) {
		const value = textOf(before[key]);
		if (value !== MASK) previous[key] = value;
	}
	if (owner === 'nobody') previous[CALLBACK] = textOf(before[CALLBACK]);
	return previous;
}

/** Keys whose settings are not as they were written. A masked signature key cannot be compared. */
export function driftedKeys(
	settings: Settings,
	{ signatureKey }: Pick<Registration, 'signatureKey'>,
	wanted: Record<string, string>,
): string[] {
	const drifted = Object.keys(wanted).filter((key) => !isSame(settings[key], wanted[key]));
	const key = textOf(settings[SIGNATURE_KEY]);
	return key === MASK || key === signatureKey ? drifted : [...drifted, SIGNATURE_KEY];
}

/** What deactivating does. */
export interface Restoration {
	/** Settings to write; empty where there is nothing to put back. */
	configuration: Record<string, string | null>;
	/** What stays as it is now, with the reason, for n8n's log. */
	remarks: string[];
}

/**
 * Decides what to put back: each setting that still holds what was written and whose old value is known.
 * Where somebody else's callback stands by now, the settings are theirs and stay.
 */
export function planRestoration(settings: Settings, registration: Registration): Restoration {
	const { callbackUrl, written, previous } = registration;
	if (callbackOwner(settings, callbackUrl) === 'another') {
		return {
			configuration: {},
			remarks: [`events go to ${shownCallback(settings)} by now, so nothing was put back`],
		};
	}
	const configuration: Restoration['configuration'] = {};
	const unknown: string[] = [];
	const changed: string[] = [];
	for (const key of [...Object.keys(written), SIGNATURE_KEY]) {
		const current = settings[key];
		const holds =
			key === SIGNATURE_KEY
				? [MASK, registration.signatureKey].includes(textOf(current) ?? '')
				: isSame(current, written[key]);
		if (!holds) {
			if (!registration.isUnsure) changed.push(key);
		} else if (key in previous) {
			if (!isSame(current, previous[key])) configuration[key] = previous[key];
		} else if (key === CALLBACK) {
			configuration[key] = null;
			unknown.push(key);
		} else unknown.push(key);
	}
	return {
		configuration,
		remarks: [...remark(REMARKS.unknown, unknown), ...remark(REMARKS.changed, changed)],
	};
}

const REMARKS = {
	unknown: 'their old values are not known or were taken over, so they were not put back',
	changed: 'somebody changed them meanwhile, so they stay',
};

function remark(text: string, keys: string[]): string[] {
	if (keys.length === 0) return [];
	return [`${text}: ${keys.map((key) => `${LABELS.get(key)} (${key})`).join(', ')}`];
}

function textOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Equal as text, or as JSON whatever its layout: the service may keep an object in a form of its own. */
function isSame(one: unknown, other: unknown): boolean {
	const [a, b] = [textOf(one) ?? '', textOf(other) ?? ''];
	return a === b || canonicalJson(a) === canonicalJson(b);
}
