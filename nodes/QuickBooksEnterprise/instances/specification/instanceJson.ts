import { ELEMENT_KEY } from '../../common/constants';
import { isRecord } from '../../common/json/isRecord';
import { checkTree, parseJson } from '../../common/json/parseJson';
import { findPlaceholder, type Problems } from '../../common/problems';
import { CONFIGURATION_KEYS } from './configurationKeys';
import type { InstanceBody } from './instanceBody';

const LABEL = 'Instance JSON';

/** What stands for a body that cannot be used. */
const NO_BODY: InstanceBody = { element: { key: ELEMENT_KEY }, configuration: {}, name: '' };

/**
 * Reads the documented `instance.json`.
 *
 * @param given Its text, or the object that an expression gave.
 * @returns The body to send: as given, with the element filled in where none is named; not to be used
 * where anything was noted in `problems`, with line and column where the text is no JSON.
 */
export function readInstanceJson(given: unknown, problems: Problems): InstanceBody {
	const parsed = typeof given === 'string' ? parseJson(given, LABEL, problems) : given;
	if (!isRecord(parsed)) {
		if (problems.isEmpty) problems.add(`${LABEL} must be one JSON object, from { to }`);
		return NO_BODY;
	}
	const body = withoutUnset(parsed);
	checkTree(body, LABEL, problems, (value, path) => {
		const placeholder = typeof value === 'string' ? findPlaceholder(value) : undefined;
		if (placeholder) problems.add(`${path.join(' → ')} still holds the placeholder ${placeholder}`);
	});
	checkMembers(body, problems);
	if (!problems.isEmpty) return NO_BODY;
	return {
		...(body.element === undefined ? { element: { key: ELEMENT_KEY } } : {}),
		...body,
	} as InstanceBody;
}

/**
 * The service shows what is not set as null (observed), so that an instance that was read holds nulls. They
 * count as not given.
 */
function withoutUnset(body: Record<string, unknown>): Record<string, unknown> {
	const { tags, configuration, ...others } = body;
	const given = isRecord(configuration)
		? Object.fromEntries(Object.entries(configuration).filter(([, value]) => value !== null))
		: configuration;
	// In the order of what was given: the documented body is sent as it stands.
	return Object.fromEntries(
		Object.keys(body)
			.filter((key) => key !== 'tags' || tags !== null)
			.map((key) => [key, key === 'configuration' ? given : key === 'tags' ? tags : others[key]]),
	);
}

function checkMembers(body: Record<string, unknown>, problems: Problems): void {
	const { element, name, configuration, tags } = trimmedKeys(body, '', problems);
	const elementKey = checkElement(element, problems);
	if (name !== undefined && typeof name !== 'string') problems.add('name must be a text', 'name');
	else if (isBlank(name)) problems.addMissing('Instance Name', 'name');
	checkConfiguration(configuration, elementKey, problems);
	const isListOfTexts =
		Array.isArray(tags) && tags.every((tag) => typeof tag === 'string' && tag.trim() !== '');
	if (tags !== undefined && !isListOfTexts) problems.add('tags must be a list of texts', 'tags');
}

/** @returns The key of the element; undefined where it is named by its ID or cannot be used. */
function checkElement(given: unknown, problems: Problems): string | undefined {
	if (given === undefined) return ELEMENT_KEY;
	if (!isRecord(given)) {
		problems.add('element must be an object with a key', 'element');
		return undefined;
	}
	const { key, id } = trimmedKeys(given, 'element', problems);
	if (isBlank(key) && isBlank(id)) problems.addMissing('Element', 'element.key');
	if (!isBlank(id) && typeof id !== 'number' && typeof id !== 'string') {
		problems.add('element.id must be a number', 'element.id');
	}
	if (isBlank(key)) return undefined;
	if (typeof key !== 'string') {
		problems.add('element.key must be a text', 'element.key');
		return undefined;
	}
	if (key !== key.trim()) {
		problems.add(`element.key has white space around it; write '${key.trim()}'`, 'element.key');
	}
	return key.trim();
}

function checkConfiguration(
	given: unknown,
	elementKey: string | undefined,
	problems: Problems,
): void {
	if (given !== undefined && !isRecord(given)) {
		problems.add('configuration must be an object', 'configuration');
		return;
	}
	const values = trimmedKeys(given ?? {}, 'configuration', problems);
	for (const { label, key } of [CONFIGURATION_KEYS.appName, CONFIGURATION_KEYS.hostIp]) {
		const value = values[key];
		if (!isBlank(value) && typeof value !== 'string') {
			problems.add(`${label} (${key}) must be a text`, key);
		} else if (elementKey === ELEMENT_KEY && isBlank(value)) {
			problems.addMissing(label, key);
		}
	}
	for (const [key, value] of Object.entries(values)) {
		// One page of the vendor writes the poller's configuration as an object (documented).
		const takesObject = key === CONFIGURATION_KEYS.pollerConfiguration.key && isRecord(value);
		if (problems.has(key) || takesObject || isConfigurationValue(value)) continue;
		problems.add(`configuration → ${key} must be a text, a number, or true or false`, key);
	}
}

/** The service keeps configuration values as texts; it turns numbers and switches into texts itself. */
function isConfigurationValue(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/**
 * The members of an object by their keys without white space around them, which is noted: such a key is
 * another one to the service.
 *
 * @param path Where the object stands; empty for the whole.
 */
function trimmedKeys(
	given: Record<string, unknown>,
	path: string,
	problems: Problems,
): Record<string, unknown> {
	const members = new Map<string, unknown>();
	for (const [key, value] of Object.entries(given)) {
		const trimmed = key.trim();
		if (key !== trimmed || key === '') {
			const place = [...(path === '' ? [] : [path]), `'${key}'`].join(' → ');
			problems.add(
				trimmed === ''
					? `${place} is no key; give it a name`
					: `${place} has white space around its key; write '${trimmed}'`,
				trimmed,
			);
		}
		members.set(trimmed, value);
	}
	return Object.fromEntries(members);
}

function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
