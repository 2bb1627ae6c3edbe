import type { ElementDefinition } from '../../gateway/api/elements/definition';
import { instanceNotFound, selected } from '../../gateway/api/instances/lookUp';
import { changed } from '../../gateway/api/instances/provision';
import { instanceView, listView } from '../../gateway/api/instances/view';
import type { Instance } from '../../gateway/store';
import { ApiError } from '../server/errors';
import { bodyObject, isRecord, ok, type Call, type Route } from '../server/http';
import { platformList } from '../server/paging';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { requirePlatform } from './authorization';
import { byId, byIdAndToken } from './instanceTarget';
import { plan, storeInstance } from './provisioning';

/** An instance as create and read answer it. */
export function view(world: World, { id }: { id: number }) {
	const instance = world.instances.kept(id);
	// It can go while something waits.
	if (!instance) throw instanceNotFound(id);
	return ok(instanceView(world.api, instance));
}

/**
 * Creates an instance. The check of the body comes first, then the wait for the customer's machine, then the
 * store: it happens even when the caller has gone by then.
 */
export async function provision(world: World, call: Call, element?: ElementDefinition) {
	const planned = plan(world, bodyObject(call), call.distortion, element);
	await dial(world);
	const instance = storeInstance(world, planned, call.distortion);
	call.stored.push(instance.id);
	return view(world, instance);
}

async function dial(world: World): Promise<void> {
	const { provisionLatencyMs = 0 } = world.options;
	if (provisionLatencyMs > 0) await world.lifetime.pause(provisionLatencyMs);
}

/** Changes an instance as the body says. */
export function change(world: World, instance: StoredInstance, body: Record<string, unknown>) {
	world.instances.change(instance.id, (current) => changed(world.api, current, body));
	world.eventService.noteConfiguration(instance);
	world.changed();
}

/**
 * PUT and PATCH do the same here, but a configuration in a PUT re-authenticates (documented): it takes the
 * wait, and the instance is valid afterwards (our choice).
 */
export async function replace(world: World, instance: StoredInstance, call: Call) {
	const body = bodyObject(call);
	const reauthenticates = call.method === 'PUT' && isRecord(body.configuration);
	if (reauthenticates) await dial(world);
	change(world, instance, body);
	if (reauthenticates) instance.valid = true;
	return view(world, instance);
}

/** Permanent; the token is dead at once (documented). That the body is empty is our choice. */
export function remove(world: World, instance: StoredInstance) {
	world.instances.remove(instance.id);
	world.changed();
	return ok();
}

/** A page of instances. */
export const listInstances = (world: World, call: Call, instances: readonly Instance[]) =>
	platformList(call, instances, 'element instances', listView(world.api, call.query));

/** The members of `elementInstances` are our choice; observed is that it is not empty. */
function countInstances(world: World) {
	const counts = new Map<string, number>();
	const listed = world.instances.listed();
	for (const {
		facts: { elementKey },
	} of listed)
		counts.set(elementKey, (counts.get(elementKey) ?? 0) + 1);
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
				return listInstances(world, call, selected(world.instances.listed(), call.query));
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
		byId(world, 'GET', '', (instance) => view(world, instance)),
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
