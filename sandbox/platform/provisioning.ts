import { findElement, type ElementDefinition } from '../../gateway/api/elements/definition';
import { draftOf } from '../../gateway/api/instances/provision';
import type { InstanceDraft } from '../../gateway/store';
import type { Distortion } from '../server/http';
import type { InstanceSeed } from '../types';
import type { World } from '../world';
import { ELEMENTS } from './elements/elementCatalogue';
import type { StoredInstance } from './storedInstance';

/** A create, checked and ready to be stored. */
export interface Plan {
	draft: InstanceDraft;
	externalAuthentication: string;
}

/**
 * Checks the body of a create.
 *
 * @param element the element in the path
 * @throws ApiError 400 for missing parts, 404 for an unknown element
 */
export function plan(
	world: World,
	body: Record<string, unknown>,
	{ clockOffsetMs }: Distortion = {},
	element?: ElementDefinition,
): Plan {
	const clock = { now: () => world.clock.now(clockOffsetMs).getTime() };
	return {
		draft: draftOf({ ...world.api, clock }, body, element),
		externalAuthentication: body.externalAuthentication === 'initial' ? 'initial' : 'none',
	};
}

/** Stores a checked create. From here on the instance exists. */
export function storeInstance(
	world: World,
	{ draft, externalAuthentication }: Plan,
	{ listDelayMs = 0, keepListOrder }: Distortion = {},
): StoredInstance {
	const platform = {
		externalAuthentication,
		traceLoggingEnabled: false,
		listedFromMs: Date.now() + listDelayMs,
		definitions: {},
		transformations: {},
	};
	const instance = world.instances.add(draft, platform, keepListOrder);
	world.eventService.noteConfiguration(instance);
	world.changed();
	return instance;
}

/** Puts an instance there without a request; required values that are left out are made up. */
export function storeSeed(world: World, seed: InstanceSeed): StoredInstance {
	const {
		elementKey = 'quickbooksonprem',
		configuration,
		name,
		tags,
		token,
		listedAfterMs,
		...rest
	} = seed;
	const element = findElement(ELEMENTS, elementKey);
	const madeUp = Object.fromEntries(
		element.configuration
			.filter((entry) => entry.required)
			.map((entry) => [entry.key, `sandbox ${entry.key}`]),
	);
	if ('host.ip' in madeUp) madeUp['host.ip'] = 'https://10001.g2c.example.com';
	const body = { name, tags, configuration: { ...madeUp, ...configuration } };
	const planned = plan(world, body, {}, element);
	if (token !== undefined) planned.draft.secrets.token = token;
	const instance = storeInstance(world, planned, { listDelayMs: listedAfterMs });
	return Object.assign(instance, rest);
}
