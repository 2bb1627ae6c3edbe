import type { IDataObject } from 'n8n-workflow';

import {
	buildPollerConfiguration,
	isPolledResource,
	POLLED_RESOURCES,
	type PolledResource,
} from '../../catalogue/pollers';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { findPlaceholder, type Problems } from '../../common/problems';

/** The optional settings of an instance as the node's fields hold them. */
export interface ConfigurationFields {
	filterResponseNulls?: unknown;
	events?: unknown;
	configuration?: unknown;
}

/**
 * Turns the optional fields into configuration entries. Problems are noted, never thrown.
 *
 * @returns Only what was filled in, in the order: null filter, events, further entries.
 */
export function readConfigurationFields(
	fields: ConfigurationFields,
	problems: Problems,
): IDataObject {
	const entries: Array<[string, unknown]> = [];
	if (isGiven(fields.filterResponseNulls)) {
		entries.push([CONFIGURATION_KEYS.filterResponseNulls.key, fields.filterResponseNulls]);
	}
	entries.push(...readEvents(fields.events, problems));
	const taken = new Set<string>([
		CONFIGURATION_KEYS.appName.key,
		CONFIGURATION_KEYS.hostIp.key,
		...entries.map(([key]) => key),
	]);
	for (const [key, value] of readFurtherEntries(fields.configuration, problems)) {
		if (taken.has(key)) problems.add(`Configuration key '${key}' is given twice`);
		taken.add(key);
		entries.push([key, value]);
	}
	return Object.fromEntries(entries) as IDataObject;
}

function readEvents(given: unknown, problems: Problems): Array<[string, unknown]> {
	const events = (given ?? {}) as IDataObject;
	const entries: Array<[string, unknown]> = [];
	const { eventsEnabled, callbackUrl, refreshInterval, signatureKey, pollerConfiguration } =
		CONFIGURATION_KEYS;
	if (isGiven(events.enabled)) entries.push([eventsEnabled.key, events.enabled]);
	if (isGiven(events.callbackUrl)) {
		const url = String(events.callbackUrl).trim();
		const placeholder = findPlaceholder(url);
		if (placeholder)
			problems.add(`${callbackUrl.label} still holds the placeholder ${placeholder}`);
		else if (!/^https?:\/\/[^\s/]/i.test(url)) {
			problems.add(`${callbackUrl.label} must be an address that begins with https:// or http://`);
		}
		entries.push([callbackUrl.key, url]);
	}
	if (isGiven(events.refreshInterval)) {
		const minutes = Number(events.refreshInterval);
		if (!Number.isInteger(minutes) || minutes < 1) {
			problems.add(`${refreshInterval.label} must be a whole number of minutes, 1 or more`);
		}
		entries.push([refreshInterval.key, String(minutes)]);
	}
	if (isGiven(events.signatureKey)) entries.push([signatureKey.key, String(events.signatureKey)]);
	const poller = readPoller(events, problems);
	if (poller !== undefined) entries.push([pollerConfiguration.key, poller]);
	return entries;
}

function readPoller(events: IDataObject, problems: Problems): string | undefined {
	const given = events.resources;
	const names = (Array.isArray(given) ? given : isGiven(given) ? String(given).split(',') : []).map(
		(name) => String(name).trim(),
	);
	const unknown = names.filter((name) => !isPolledResource(name));
	if (unknown.length > 0) problems.add(`Resources cannot be watched: ${unknown.join(', ')}`);
	const timeZone = isGiven(events.timeZone) ? String(events.timeZone).trim() : undefined;
	if (timeZone !== undefined && !isTimeZone(timeZone)) {
		problems.add(`Time Zone '${timeZone}' is not known; use a name such as America/Denver`);
	}
	if (names.length === 0 && timeZone === undefined) return undefined;
	const resources = names.length > 0 ? names : Object.keys(POLLED_RESOURCES);
	return buildPollerConfiguration(resources.filter(isPolledResource) as PolledResource[], timeZone);
}

function readFurtherEntries(given: unknown, problems: Problems): Array<[string, unknown]> {
	const rows = ((given as IDataObject | undefined)?.values ?? []) as IDataObject[];
	return rows.flatMap((row): Array<[string, unknown]> => {
		const key = String(row.key ?? '').trim();
		if (key === '') {
			problems.add('Configuration has an entry without a key');
			return [];
		}
		const placeholder = findPlaceholder(String(row.value ?? ''));
		if (placeholder)
			problems.add(`Configuration key '${key}' still holds the placeholder ${placeholder}`);
		// The service keeps configuration values as texts; an object is sent as the text of its JSON.
		const value =
			typeof row.value === 'object' && row.value !== null ? JSON.stringify(row.value) : row.value;
		return [[key, value ?? '']];
	});
}

/** Whether a field holds something: an empty one is not sent. */
export function isGiven(value: unknown): boolean {
	return (
		value !== undefined &&
		value !== null &&
		value !== '' &&
		!(Array.isArray(value) && value.length === 0)
	);
}

/** Whether a text is the name of a time zone, such as America/Denver. */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
