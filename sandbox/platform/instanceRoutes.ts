import { ApiError } from '../errors';
import { bodyObject, isRecord, ok, queryValue, queryValues, type Call, type Route } from '../http';
import { platformList } from '../paging';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { requirePlatform } from './authorization';
import type { ElementDefinition } from '../../gateway/api/elements/definition';
import { byId, byIdAndToken } from './instanceTarget';
import { instanceView, trimmedInstanceView } from './instanceView';
import { planProvision, storeInstance, updateInstance } from './provisioning';

const NOUN = 'element instances';

/**
 * Creates an instance. The check of the body comes first, then the wait for the customer's machine, then the
 * store: it happens even when the caller has gone by then.
 */
export async function provision(world: World, call: Call, element?: ElementDefinition) {
	const plan = planProvision(bodyObject(call), element);
	await dial(world);
	const instance = storeInstance(world, plan, call.distortion);
	call.stored.push(instance.id);
	return ok(instanceView(world, instance));
}

async function dial(world: World): Promise<void> {
	const { provisionLatencyMs = 0 } = world.options;
	if (provisionLatencyMs > 0) await world.lifetime.pause(provisionLatencyMs);
}

/**
 * PUT and PATCH do the same here, but a configuration in a PUT re-authenticates (documented): it takes the
 * wait, and the instance is valid afterwards (our choice).
 */
export async function replace(world: World, instance: StoredInstance, call: Call) {
	const body = bodyObject(call);
	const reauthenticates = call.method === 'PUT' && isRecord(body.configuration);
	if (reauthenticates) await dial(world);
	updateInstance(world, instance, body);
	if (reauthenticates) instance.valid = true;
	return ok(instanceView(world, instance));
}

/** Permanent; the token is dead at once (documented). That the body is empty is our choice. */
export function remove(world: World, instance: StoredInstance) {
	world.instances.remove(instance);
	world.changed();
	return ok();
}

/** The instances a list request selects: all `tags[]` and the text must fit (observed; several tags: our choice). */
function selected(world: World, call: Call): StoredInstance[] {
	const tags = queryValues(call, 'tags[]');
	const searchText = queryValue(call, 'searchText')?.toLowerCase();
	const listed = world.instances.listed();
	if (tags.length === 0 && !searchText) return listed;
	return listed.filter(
		(instance) =>
			tags.every((tag) => instance.tags.includes(tag)) &&
			// Letter case not counting is our choice.
			(!searchText || instance.name.toLowerCase().includes(searchText)),
	);
}

/** A page of instances. */
export function listInstances(world: World, call: Call, instances: StoredInstance[]) {
	const view = queryValue(call, 'hydrate') === 'false' ? trimmedInstanceView : instanceView;
	return platformList(call, instances, NOUN, (instance) => view(world, instance));
}

/** The members of `elementInstances` are our choice; observed is that it is not empty. */
function countInstances(world: World) {
	const counts = new Map<string, number>();
	const listed = world.instances.listed();
	for (const { elementKey } of listed) counts.set(elementKey, (counts.get(elementKey) ?? 0) + 1);
	return ok({
		totalInstances: listed.length,
		elementInstances: [...counts].map(([elementKey, count]) => ({ elementKey, count })),
	});
}

function setDisabled(world: World, instance: StoredInstance, disabled: boolean) {
	instance.disabled = disabled;
	world.changed();
	return ok();
}

function setTraceLogging(world: World, instance: StoredInstance, enabled: boolean) {
	instance.traceLoggingEnabled = enabled;
	world.changed();
	return ok();
}

/** Refuses a path with an account that is not there. */
export function requireAccount(world: World, call: Call): void {
	if (call.params.accountId !== String(world.account.id)) {
		throw new ApiError(404, `No account found with ID ${call.params.accountId}`);
	}
}

/** `/instances`, by id and by token, and the account-wide lists. */
export function instanceRoutes(world: World): Route[] {
	return [
		{
			method: 'GET',
			path: '/instances',
			// With an Element part too it is the account's list: our choice.
			handler: (call) => {
				requirePlatform(world, call);
				return listInstances(world, call, selected(world, call));
			},
		},
		{
			method: 'POST',
			path: '/instances',
			handler: (call) => {
				requirePlatform(world, call);
				return provision(world, call);
			},
		},
		{
			method: 'GET',
			path: '/instances/count',
			handler: (call) => {
				requirePlatform(world, call);
				return countInstances(world);
			},
		},
		{
			method: 'GET',
			path: '/accounts/instances',
			handler: (call) => {
				requirePlatform(world, call);
				return listInstances(world, call, world.instances.listed());
			},
		},
		{
			method: 'GET',
			path: '/accounts/:accountId/instances',
			handler: (call) => {
				requirePlatform(world, call);
				requireAccount(world, call);
				return listInstances(world, call, world.instances.listed());
			},
		},
		byId(world, 'GET', '', (instance) => ok(instanceView(world, instance))),
		...byIdAndToken(world, 'PUT', '', (instance, call) => replace(world, instance, call)),
		...byIdAndToken(world, 'PATCH', '', (instance, call) => replace(world, instance, call)),
		...byIdAndToken(world, 'DELETE', '', (instance) => remove(world, instance)),
		...byIdAndToken(world, 'PUT', '/enabled', (instance) => setDisabled(world, instance, false)),
		...byIdAndToken(world, 'DELETE', '/enabled', (instance) => setDisabled(world, instance, true)),
		...byIdAndToken(world, 'PUT', '/trace-logging', (instance) =>
			setTraceLogging(world, instance, true),
		),
		...byIdAndToken(world, 'DELETE', '/trace-logging', (instance) =>
			setTraceLogging(world, instance, false),
		),
	];
}
