import type { StoredInstance } from '../types';
import type { World } from '../world';
import { elementOfInstance } from '../../gateway/api/elements/view';
import { shownConfiguration } from '../../gateway/api/instances/configuration';

/** An instance as create, read and a full list return it. `providerData` is never part of it (observed). */
export function instanceView(world: World, instance: StoredInstance) {
	const element = world.elementOf(instance);
	return {
		id: instance.id,
		name: instance.name,
		createdDate: instance.createdDate,
		token: instance.token,
		element: elementOfInstance(element),
		elementId: element.id,
		tags: instance.tags,
		provisionInteractions: [],
		valid: instance.valid,
		disabled: instance.disabled,
		maxCacheSize: 0,
		cacheTimeToLive: 0,
		configuration: shownConfiguration(element, instance.configuration),
		eventsEnabled: instance.configuration['event.notification.enabled'] === 'true',
		traceLoggingEnabled: instance.traceLoggingEnabled,
		cachingEnabled: false,
		externalAuthentication: instance.externalAuthentication,
		user: world.user,
	};
}

/**
 * An item of a list with `hydrate=false`. Observed is that it still has id, token and the element's id and key;
 * which other members remain is our choice.
 */
export function trimmedInstanceView(world: World, instance: StoredInstance) {
	const element = world.elementOf(instance);
	return {
		id: instance.id,
		name: instance.name,
		createdDate: instance.createdDate,
		token: instance.token,
		element: { id: element.id, name: element.name, key: element.key, hub: element.hub },
		elementId: element.id,
		tags: instance.tags,
		valid: instance.valid,
		disabled: instance.disabled,
	};
}
