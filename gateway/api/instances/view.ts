import { connectorState } from '../../connector';
import type { Instance } from '../../store';
import { elementOfInstance } from '../elements/view';
import type { ApiParts } from '../parts';
import { shownConfiguration } from './configuration';
import { findElement } from './provision';

/** The owner, as instances show it. */
const USER = { id: 1, emailAddress: 'gateway@localhost', firstName: 'Gateway', lastName: 'User' };

/** An instance as create, read and a list return it. */
export function instanceView(parts: ApiParts, instance: Instance) {
	const { id, createdAtMs, facts, secrets } = instance;
	const element = findElement(parts.elements, facts.elementKey);
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
		user: USER,
		connector: connectorView(parts, instance),
	};
}

/** An item of a list with `hydrate=false`. */
export function trimmedInstanceView(parts: ApiParts, instance: Instance) {
	const { id, name, createdDate, token, element, elementId, tags, valid, disabled, connector } =
		instanceView(parts, instance);
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

/** How far the connection is. The link is shown by those alone who make it. */
function connectorView({ companies }: ApiParts, instance: Instance) {
	const { username, company, lastError } = instance.facts.connector;
	const live = companies.of(instance);
	const { lastSeenMs } = live.presence;
	return {
		state: connectorState(instance, live),
		username,
		lastSeen: lastSeenMs === undefined ? null : dateText(lastSeenMs),
		company: company?.name ?? null,
		lastError: lastError?.message ?? null,
	};
}

/** Whole seconds, in UTC (documented sample). */
export const dateText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
