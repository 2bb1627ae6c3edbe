import type { IDataObject } from 'n8n-workflow';

import { ELEMENT_KEY } from '../../common/constants';
import { isGiven, readConfigurationFields, type ConfigurationFields } from './configuration';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { findPlaceholder, type Problems } from '../../common/problems';
import { readTags } from '../tags';

/** What the node's fields hold when an instance is specified by fields. */
export interface InstanceFields extends ConfigurationFields {
	name: unknown;
	appName: unknown;
	hostIp: unknown;
	tags?: unknown;
	elementKey?: unknown;
	externalAuthentication?: unknown;
	/** Which company a gateway is to let in without asking. */
	companyName?: unknown;
}

/** The body of `POST /instances` (documented), members in the documented order. */
export interface InstanceBody extends IDataObject {
	element: { key: string };
	configuration: IDataObject;
	tags?: string[];
	name: string;
	/** For a gateway alone. */
	connector?: { company: string };
}

/**
 * Builds the body from fields. Nothing that was not filled in goes in.
 *
 * @returns The body; not to be used where anything was noted in `problems`.
 */
export function buildInstanceBody(fields: InstanceFields, problems: Problems): InstanceBody {
	const name = readRequired(fields.name, 'Instance Name', 'name', problems);
	const { appName, hostIp } = CONFIGURATION_KEYS;
	const requiredConfiguration = {
		[appName.key]: readRequired(fields.appName, appName.label, appName.key, problems),
		[hostIp.key]: readRequired(fields.hostIp, hostIp.label, hostIp.key, problems),
	};
	const tags = readTags(fields.tags, problems);
	const optionalConfiguration = readConfigurationFields(fields, problems);
	const { eventsEnabled, callbackUrl } = CONFIGURATION_KEYS;
	const watches = String(optionalConfiguration[eventsEnabled.key]) === 'true';
	if (watches && optionalConfiguration[callbackUrl.key] === undefined) {
		problems.addMissing(callbackUrl.label, callbackUrl.key);
	}
	const company = readCompanyName(fields.companyName, problems);
	return {
		element: { key: isGiven(fields.elementKey) ? String(fields.elementKey).trim() : ELEMENT_KEY },
		configuration: { ...requiredConfiguration, ...optionalConfiguration },
		...(tags && tags.length > 0 ? { tags } : {}),
		name,
		...(isGiven(fields.externalAuthentication)
			? { externalAuthentication: String(fields.externalAuthentication) }
			: {}),
		...(company === '' ? {} : { connector: { company } }),
	};
}

/** Reads the company that a gateway is to let in; an empty text where none is named. */
function readCompanyName(given: unknown, problems: Problems): string {
	const name = String(given ?? '').trim();
	const placeholder = findPlaceholder(name);
	if (typeof given === 'object' && given !== null) {
		problems.add('Company Name (companyName) must be a text');
	} else if (placeholder) {
		problems.add(`Company Name (companyName) still holds the placeholder ${placeholder}`);
	}
	return name;
}

/**
 * Reads a required text; white space around it is a slip of the hand.
 *
 * @returns The text, or an empty one where it is missing or unusable, which is noted in `problems`.
 */
export function readRequired(
	value: unknown,
	label: string,
	key: string,
	problems: Problems,
): string {
	if (typeof value === 'object' && value !== null) {
		problems.add(`${label} (${key}) must be a text`);
		return '';
	}
	const text = String(value ?? '').trim();
	if (text === '') problems.addMissing(label, key);
	const placeholder = findPlaceholder(text);
	if (placeholder) problems.add(`${label} (${key}) still holds the placeholder ${placeholder}`);
	return text;
}
