import { wholeSeconds } from '../clock';
import { ApiError } from '../errors';
import { isRecord, type Distortion } from '../http';
import type { InstanceSeed, StoredInstance } from '../types';
import type { World } from '../world';
import {
	defaultConfiguration,
	mergeConfiguration,
} from '../../gateway/api/instances/configuration';
import type { ElementDefinition } from '../../gateway/api/elements/definition';
import { findElement } from './elementCatalogue';
import { sanitizeName } from '../../gateway/api/instances/names';

/** The element a body refers to by key or, as observed on PATCH only, by id. */
function elementOfBody(body: Record<string, unknown>): ElementDefinition | undefined {
	if (!isRecord(body.element)) return undefined;
	const keyOrId = body.element.key ?? body.element.id;
	if (keyOrId === undefined) return undefined;
	const element = findElement(String(keyOrId));
	if (!element) throw new ApiError(404, `No element found with key or ID ${String(keyOrId)}`);
	return element;
}

function tagsOfBody(body: Record<string, unknown>): string[] | undefined {
	if (body.tags === undefined || body.tags === null) return undefined;
	if (!Array.isArray(body.tags)) throw new ApiError(400, "'tags' must be an array.");
	// One old sample shows tags as objects; reading both is our choice.
	return body.tags.map((tag: unknown) => String(isRecord(tag) ? tag.name : tag));
}

function nameOfBody(body: Record<string, unknown>): string | undefined {
	return typeof body.name === 'string' ? sanitizeName(body.name) : undefined;
}

/** A create, checked and ready to be stored. */
export interface ProvisionPlan {
	element: ElementDefinition;
	name: string;
	tags: string[];
	configuration: StoredInstance['configuration'];
	externalAuthentication: string;
}

/**
 * Checks the body of a create. Without a name it gets the element's (our choice); without tags it is tagged with
 * its sanitised name (observed).
 *
 * @param pathElement the element in the path, which wins over the one in the body (our choice).
 * @throws ApiError 400 for missing parts, 404 for an unknown element.
 */
export function planProvision(
	body: Record<string, unknown>,
	pathElement?: ElementDefinition,
): ProvisionPlan {
	const element = pathElement ?? elementOfBody(body);
	if (!element) throw new ApiError(400, 'Missing required parameter: element.key');
	const name = nameOfBody(body) || element.name;
	return {
		element,
		name,
		tags: tagsOfBody(body) ?? [name],
		configuration: mergeConfiguration(element, defaultConfiguration(element), body.configuration),
		externalAuthentication: body.externalAuthentication === 'initial' ? 'initial' : 'none',
	};
}

/** Stores a checked create. From here on the instance exists. */
export function storeInstance(
	world: World,
	plan: ProvisionPlan,
	distortion: Distortion = {},
): StoredInstance {
	const id = world.instances.takeId();
	const instance: StoredInstance = {
		id,
		name: plan.name,
		token: world.identifiers.secret(`token/${id}`),
		elementKey: plan.element.key,
		tags: plan.tags,
		configuration: plan.configuration,
		externalAuthentication: plan.externalAuthentication,
		valid: true,
		disabled: false,
		traceLoggingEnabled: false,
		createdDate: wholeSeconds(world.clock.now(distortion.clockOffsetMs)),
		listedFromMs: Date.now() + (distortion.listDelayMs ?? 0),
		definitions: {},
		transformations: {},
	};
	world.instances.add(instance, distortion.keepListOrder);
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
		listedAfterMs,
		...rest
	} = seed;
	const element = findElement(elementKey);
	if (!element) throw new ApiError(404, `No element found with key or ID ${elementKey}`);
	const madeUp = Object.fromEntries(
		element.configuration
			.filter((entry) => entry.required)
			.map((entry) => [entry.key, `sandbox ${entry.key}`]),
	);
	if ('host.ip' in madeUp) madeUp['host.ip'] = 'https://10001.g2c.example.com';
	const plan = planProvision(
		{ name, tags, configuration: { ...madeUp, ...configuration } },
		element,
	);
	const instance = storeInstance(world, plan, { listDelayMs: listedAfterMs });
	if (Object.keys(rest).length === 0) return instance;
	// The token is an index of the store, so the instance goes in again under its final one.
	world.instances.remove(instance);
	Object.assign(instance, rest);
	world.instances.add(instance);
	return instance;
}

/**
 * Applies PUT or PATCH: only members that are there change anything, tags are replaced as a whole (documented).
 * That PUT keeps what is left out is our choice, following the documented minimal body of name and tags.
 */
export function updateInstance(
	world: World,
	instance: StoredInstance,
	body: Record<string, unknown>,
): void {
	const element = elementOfBody(body) ?? world.elementOf(instance);
	const configuration = mergeConfiguration(element, instance.configuration, body.configuration);
	const tags = tagsOfBody(body) ?? instance.tags;
	const name = nameOfBody(body) || instance.name;
	Object.assign(instance, { elementKey: element.key, configuration, tags, name });
	world.eventService.noteConfiguration(instance);
	world.changed();
}
