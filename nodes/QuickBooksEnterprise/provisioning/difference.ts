import type { IDataObject } from 'n8n-workflow';

import { isSecretKey, MASK } from '../transport/redaction';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { sanitiseName } from './identity';
import type { InstanceBody } from './instanceBody';
import { configurationOf, type Instance } from './instanceOutput';
import type { InstanceChanges } from './instanceUpdate';
import { tagsOf } from './tags';

/** One difference between an instance and what is wanted; secrets are masked. */
export interface Change extends IDataObject {
	field: string;
	old: string | string[] | null;
	new: string | string[];
}

/** What has to be written to bring an instance to what is wanted. */
export interface Difference {
	changes: Change[];
	/** Given values that the service shows masked: they alone are no reason to write. */
	notCompared: string[];
	/** What to write where anything differs; the values of `notCompared` go along. */
	write: InstanceChanges;
}

/** Members of a body that are compared one by one; all others are never shown by the service. */
const COMPARED_MEMBERS = ['element', 'configuration', 'tags', 'name'];

/**
 * Compares an instance with a body. What the body leaves out is not managed.
 * The service gives every configuration value as text or null (observed), so values are compared as
 * text; tags as sets; the poller configuration as what its JSON says; names as the service keeps them.
 */
export function compareInstance(current: Instance, body: InstanceBody): Difference {
	const changes: Change[] = [];
	const notCompared: string[] = [];
	const write: InstanceChanges = { configuration: {} };
	const masked: IDataObject = {};
	if (sanitiseName(current.name) !== sanitiseName(body.name)) {
		changes.push({ field: 'name', old: String(current.name ?? ''), new: body.name });
		write.name = body.name;
	}
	if (body.tags !== undefined) {
		const currentTags = tagsOf(current);
		if (!sameSet(currentTags, body.tags)) {
			changes.push({ field: 'tags', old: currentTags, new: body.tags });
			write.tags = { given: body.tags, mode: 'replace' };
		}
	}
	const currentConfiguration = configurationOf(current);
	for (const [key, given] of Object.entries(body.configuration ?? {})) {
		const old = currentConfiguration[key];
		if (old === MASK) {
			notCompared.push(key);
			masked[key] = given;
		} else if (!sameValue(key, old, given)) {
			changes.push({ field: key, old: shown(key, old), new: shown(key, given) ?? '' });
			setConfiguration(write, key, given);
		}
	}
	notCompared.push(...Object.keys(body).filter((member) => !COMPARED_MEMBERS.includes(member)));
	if (changes.length > 0) Object.assign(write.configuration, masked);
	return { changes, notCompared, write };
}

function setConfiguration(write: InstanceChanges, key: string, given: unknown): void {
	if (key === CONFIGURATION_KEYS.appName.key) write.appName = String(given);
	else if (key === CONFIGURATION_KEYS.hostIp.key) write.hostIp = String(given);
	else write.configuration[key] = given as IDataObject[string];
}

function sameValue(key: string, current: unknown, given: unknown): boolean {
	const currentText = textOf(current);
	const givenText = textOf(given);
	if (currentText === givenText) return true;
	return (
		key === CONFIGURATION_KEYS.pollerConfiguration.key &&
		canonicalJson(currentText) === canonicalJson(givenText)
	);
}

/** The JSON of a text with sorted members, so that order and white space do not count. */
function canonicalJson(text: string): string {
	try {
		return JSON.stringify(sorted(JSON.parse(text)));
	} catch {
		return text;
	}
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, member]): [string, unknown] => [
		key,
		sorted(member),
	]);
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function textOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim();
}

function shown(key: string, value: unknown): string | null {
	if (value === undefined || value === null) return null;
	return isSecretKey(key) ? MASK : textOf(value);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
	const left = new Set(a);
	const right = new Set(b);
	return left.size === right.size && [...left].every((entry) => right.has(entry));
}
