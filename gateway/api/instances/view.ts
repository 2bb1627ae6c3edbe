import type { Instance } from '../../store';
import { findElement } from '../elements/definition';
import { elementOfInstance } from '../elements/view';
import { queryValue, type Query } from '../paging';
import type { ApiParts } from '../parts';
import { shownConfiguration } from './configuration';

type ViewParts = Pick<ApiParts, 'elements' | 'profile'>;

/** An instance as create, read and a list return it. What providers gave with it is never shown (observed). */
export function instanceView({ elements, profile }: ViewParts, instance: Instance) {
	const { id, createdAtMs, facts, secrets } = instance;
	const element = findElement(elements, facts.elementKey);
	const configuration = { ...facts.configuration, ...secrets.configuration };
	return {
		id,
		name: facts.name,
		createdDate: dateText(createdAtMs),
		token: secrets.token,
		element: elementOfInstance(element),
		elementId: element.id,
		tags: facts.tags,
		provisionInteractions: [],
		valid: facts.valid,
		disabled: facts.disabled,
		maxCacheSize: 0,
		cacheTimeToLive: 0,
		configuration: shownConfiguration(element, configuration),
		eventsEnabled: configuration['event.notification.enabled'] === 'true',
		traceLoggingEnabled: false,
		cachingEnabled: false,
		externalAuthentication: 'none',
		...profile.members(instance),
	};
}

/**
 * An item of a list with `hydrate=false`. Observed is that it has id, token and the element's id and key; which other
 * members remain is our choice.
 */
function trimmedInstanceView(parts: ViewParts, instance: Instance) {
	const { id, name, createdDate, token, element, elementId, tags, valid, disabled } = instanceView(
		parts,
		instance,
	);
	const { connector } = parts.profile.members(instance);
	const { id: number, name: label, key, hub } = element;
	return {
		id,
		name,
		createdDate,
		token,
		element: { id: number, name: label, key, hub },
		elementId,
		tags,
		valid,
		disabled,
		connector,
	};
}

/** How a list shows its items: whole, or trimmed where the request says so. */
export const listView =
	(parts: ViewParts, query: Query) =>
	(instance: Instance): unknown =>
		queryValue(query, 'hydrate') === 'false'
			? trimmedInstanceView(parts, instance)
			: instanceView(parts, instance);

/** Whole seconds, in UTC (documented sample). */
export const dateText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
