import { ApiError } from '../errors';
import { isRecord } from '../json';
import { configurationEntry, type ElementDefinition } from '../elements/definition';

/** What the service shows in place of a secret (observed). */
const MASK = '********';

/** Masked whatever the element declares (observed). */
const ALWAYS_MASKED = new Set(['password', 'oauth.api.key', 'oauth.api.secret']);

export type Configuration = Record<string, string | null>;

/**
 * Values as the service returns them: text or null (documented sample), objects as compact JSON (our choice;
 * both forms of the poller configuration are documented).
 */
function asText(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	return isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

/** Whether a value is a secret, which nobody is shown. */
export function isMasked(element: ElementDefinition, key: string): boolean {
	return ALWAYS_MASKED.has(key) || configurationEntry(element, key)?.type === 'PASSWORD';
}

/** What a new instance of the element starts with. */
export function defaultConfiguration(element: ElementDefinition): Configuration {
	return Object.fromEntries(element.configuration.map((entry) => [entry.key, entry.defaultValue]));
}

/**
 * `current` with what the caller sent laid over it. Keys left out keep their value, and a mask sent back means
 * "unchanged": both our choice, since a body read before, masks included, is accepted (observed).
 *
 * @throws ApiError 400 when a required value is missing or empty in the result.
 */
export function mergeConfiguration(
	element: ElementDefinition,
	current: Configuration,
	sent: unknown,
): Configuration {
	if (sent !== undefined && sent !== null && !isRecord(sent)) {
		throw new ApiError(400, "'configuration' must be an object.");
	}
	const merged = { ...current };
	for (const [key, value] of Object.entries(sent ?? {})) {
		if (value === MASK && isMasked(element, key)) continue;
		merged[key] = asText(value);
	}
	requireConfiguration(element, merged);
	return merged;
}

/** Status and wording are our choice; documented is only that the error names the missing entries. */
function requireConfiguration(element: ElementDefinition, configuration: Configuration): void {
	const missing = element.configuration
		.filter((entry) => entry.required && (configuration[entry.key] ?? '').trim() === '')
		.map((entry) => `${entry.key} (${entry.name})`);
	if (missing.length > 0) {
		throw new ApiError(400, `Missing required configuration: ${missing.join(', ')}`);
	}
}

/** The value as a reader of the API sees it. */
export function shownValue(
	element: ElementDefinition,
	key: string,
	value: string | null,
): string | null {
	return value !== null && isMasked(element, key) ? MASK : value;
}

/** The whole configuration as a reader of the API sees it. A null is shown for keys of the element alone (documented sample). */
export function shownConfiguration(
	element: ElementDefinition,
	configuration: Configuration,
): Configuration {
	return Object.fromEntries(
		Object.entries(configuration)
			.filter(([key, value]) => value !== null || configurationEntry(element, key))
			.map(([key, value]) => [key, shownValue(element, key, value)]),
	);
}
