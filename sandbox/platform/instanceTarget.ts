import { instanceIdIn, instanceNotFound } from '../../gateway/api/instances/lookUp';
import type { Call, Handler, Method, Route, Answer } from '../server/http';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { requirePlatform, requireTokenAddressed } from './authorization';

/** The instance with the id in the path. */
export function instanceInPath(world: World, { params }: Call): StoredInstance {
	const id = instanceIdIn(params.id);
	const instance = world.instances.get(id);
	if (!instance) throw instanceNotFound(id);
	return instance;
}

type InstanceHandler = (instance: StoredInstance, call: Call) => Answer | Promise<Answer>;

/** A route that names its instance by id: `/instances/{id}` and what follows. */
export function byId(
	world: World,
	method: Method,
	suffix: string,
	handler: InstanceHandler,
): Route {
	const handle: Handler = (call) => {
		requirePlatform(world, call);
		return handler(instanceInPath(world, call), call);
	};
	return { method, path: `/instances/:id${suffix}`, handler: handle };
}

/** A route that names its instance by the Element token of the request: `/instances` and what follows. */
export function byToken(
	world: World,
	method: Method,
	suffix: string,
	handler: InstanceHandler,
): Route {
	return {
		method,
		path: `/instances${suffix}`,
		handler: (call) => handler(requireTokenAddressed(world, call), call),
	};
}

/** The same operation in both families. */
export function byIdAndToken(
	world: World,
	method: Method,
	suffix: string,
	handler: InstanceHandler,
): Route[] {
	return [byId(world, method, suffix, handler), byToken(world, method, suffix, handler)];
}
