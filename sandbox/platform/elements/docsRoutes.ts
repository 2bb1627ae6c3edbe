import { ApiError } from '../../server/errors';
import { ok, queryValue, type Call, type Route } from '../../server/http';
import type { StoredInstance } from '../../types';
import type { World } from '../../world';
import { byIdAndToken } from '../instanceTarget';
import { findOperation, swagger } from './swagger';

/** The host of a description: the one asked, or what `baseUrl` says (observed). */
export function documentationHost(call: Call): string {
	const baseUrl = queryValue(call, 'baseUrl');
	return baseUrl ? baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '') : call.headers.host;
}

/** `/instances/…/docs`: the description of what the instance offers. */
export function docsRoutes(world: World): Route[] {
	const operation = (instance: StoredInstance, call: Call) => {
		const found = findOperation(world.elementOf(instance), call.params.operationId);
		if (!found) throw new ApiError(404, `No operation found with ID ${call.params.operationId}`);
		return found;
	};
	return [
		...byIdAndToken(world, 'GET', '/docs', (instance, call) =>
			ok(swagger(world.elementOf(instance), documentationHost(call))),
		),
		...byIdAndToken(world, 'GET', '/docs/:operationId', (instance, call) =>
			ok(operation(instance, call)),
		),
		...byIdAndToken(world, 'GET', '/docs/:operationId/definitions', (instance, call) => {
			operation(instance, call);
			return ok({});
		}),
	];
}
