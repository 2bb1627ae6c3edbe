import { ApiError } from '../errors';
import type { Call, Handler, Method, Route, Answer } from '../http';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { requirePlatform, requireTokenAddressed } from './authorization';

/** The instance with the id in the path. The text of the 404 is our choice. */
export function instanceInPath(world: World, call: Call): StoredInstance {
	const instance = /^\d+$/.test(call.params.id)
		? world.instances.get(Number(call.params.id))
		: undefined;
	if (!instance) throw new ApiError(404, `No element instance found with ID ${call.params.id}`);
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
