import type { IDataObject } from 'n8n-workflow';

import { canonicalJson } from '../../common/json/canonicalJson';
import { isMasked, isSecretKey, MASK } from '../../transport/redaction/redaction';
import { CONFIGURATION_KEYS } from '../specification/configurationKeys';
import { isSameAddress } from './keptAddress';
import { isKeptAs, looseForm, sanitiseName } from './keptText';
import type { InstanceBody } from '../specification/instanceBody';
import type { Instance } from '../instance';
import type { InstanceChanges } from '../reconcile/instanceUpdate';
import type { KeptValues } from './keptValues';

/** One difference between an instance and what is wanted; secrets are masked. */
export interface Change extends IDataObject {
	field: string;
	old: string | string[] | null;
	new: string | string[];
}

/** What has to be written to bring an instance to what is wanted. */
export interface Difference {
	changes: Change[];
	/** Given values that the service shows masked, or never: they alone are no reason to write. */
	notCompared: string[];
	/** Given values that the service was sent before and keeps otherwise: sending them again is in vain. */
	keptOtherwise: string[];
	/** What to write where anything differs; the values of `notCompared` go along. */
	write: InstanceChanges;
}

/** What of an instance is compared. */
type Comparable = Pick<Instance, 'configuration' | 'connector' | 'name' | 'tags'>;

/** The name of the company in messages. */
const COMPANY = 'connector.company';

/** What an instance that does not exist is compared as. */
export const NOTHING: Comparable = { name: '', tags: [], configuration: {} };

/** Members of a body that are compared one by one; all others are never shown by the service. */
const COMPARED_MEMBERS = ['element', 'configuration', 'connector', 'tags', 'name'];

/**
 * Compares an instance with a body. What the body leaves out is not managed.
 * The service gives every configuration value as text or null (observed), so values are compared as
 * text; tags as sets; the poller configuration as what its JSON says; and all texts through what services
 * change when they keep them.
 */
export function compareInstance(
	current: Comparable,
	body: InstanceBody,
	kept?: KeptValues,
): Difference {
	const changes: Change[] = [];
	const notCompared: string[] = [];
	const keptOtherwise: string[] = [];
	const note = (field: string, old: unknown, given: unknown, change: Change): boolean => {
		if (kept?.isKeptOtherwise(field, given, old)) keptOtherwise.push(field);
		else changes.push(change);
		return changes.includes(change);
	};
	const write: InstanceChanges = { configuration: {} };
	const sentAlong: IDataObject = {};
	if (!isKeptAs(sanitiseName(body.name), sanitiseName(current.name))) {
		const change = { field: 'name', old: current.name, new: body.name };
		if (note('name', current.name, body.name, change)) write.name = body.name;
	}
	if (body.tags !== undefined && !isSameSet(current.tags, body.tags)) {
		const change = { field: 'tags', old: [...current.tags], new: body.tags };
		if (note('tags', change.old, body.tags, change)) {
			write.tags = { given: body.tags, mode: 'replace' };
		}
	}
	for (const [key, given] of Object.entries(body.configuration ?? {})) {
		const old = current.configuration[key];
		if (isMasked(old)) {
			notCompared.push(key);
			sentAlong[key] = given;
		} else if (!isSameValue(key, old, given)) {
			const change = { field: key, old: shown(key, old), new: shown(key, given) ?? '' };
			if (note(key, old, given, change)) setConfiguration(write, key, given);
		}
	}
	notCompared.push(...Object.keys(body).filter((member) => !COMPARED_MEMBERS.includes(member)));
	const company = body.connector?.company;
	const connected = current.connector?.company;
	if (company !== undefined && connected === undefined) notCompared.push(COMPANY);
	else if (connected !== undefined && company !== undefined && !isSameCompany(company, connected)) {
		keptOtherwise.push(COMPANY);
	}
	if (changes.length > 0) Object.assign(write.configuration, sentAlong);
	return { changes, notCompared, keptOtherwise, write };
}

/** Which company a gateway lets in is settled by the create and by the first connection: no write changes it. */
function isSameCompany(given: unknown, connected: string): boolean {
	return looseForm(String(given)).toLowerCase() === looseForm(connected).toLowerCase();
}

function setConfiguration(write: InstanceChanges, key: string, given: unknown): void {
	if (key === CONFIGURATION_KEYS.appName.key) write.appName = String(given);
	else if (key === CONFIGURATION_KEYS.hostIp.key) write.hostIp = String(given);
	else write.configuration[key] = given as IDataObject[string];
}

function isSameValue(key: string, current: unknown, given: unknown): boolean {
	const currentText = textOf(current);
	const givenText = textOf(given);
	if (isKeptAs(givenText, currentText)) return true;
	if (key === CONFIGURATION_KEYS.hostIp.key) return isSameAddress(givenText, currentText);
	return (
		key === CONFIGURATION_KEYS.pollerConfiguration.key &&
		canonicalJson(currentText) === canonicalJson(givenText)
	);
}

function textOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim();
}

function shown(key: string, value: unknown): string | null {
	if (value === undefined || value === null) return null;
	return isSecretKey(key) ? MASK : textOf(value);
}

function isSameSet(current: readonly string[], given: readonly string[]): boolean {
	const left = new Set(current.map(looseForm));
	const right = new Set(given.map(looseForm));
	return left.size === right.size && [...left].every((entry) => right.has(entry));
}
