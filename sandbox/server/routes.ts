import { eventRoutes } from '../events/eventRoutes';
import { hubCall } from '../finance/hubCalls';
import { methodNotAllowed } from '../finance/recordCalls';
import { METHODS, ok, type Route } from './http';
import { accountRoutes } from '../platform/accountRoutes';
import { credentialsOf, requirePlatform } from '../platform/authorization';
import { configurationRoutes } from '../platform/configurationRoutes';
import { definitionRoutes } from '../platform/elements/definitionRoutes';
import { docsRoutes } from '../platform/elements/docsRoutes';
import { elementRoutes } from '../platform/elements/elementRoutes';
import { hubRoutes } from '../platform/elements/hubRoutes';
import { instanceRoutes } from '../platform/instanceRoutes';
import type { World } from '../world';

/** Known paths answer 405 to the verbs they do not have (documented status). */
function withOtherVerbs(routes: Route[]): Route[] {
	const paths = new Map<string, Set<string>>();
	for (const { path, method } of routes) {
		paths.set(path, (paths.get(path) ?? new Set()).add(method));
	}
	const others = [...paths].flatMap(([path, known]) =>
		METHODS.filter((method) => !known.has(method)).map(
			(method): Route => ({
				method,
				path,
				handler: (call) => {
					throw methodNotAllowed(call);
				},
			}),
		),
	);
	return [...routes, ...others];
}

/** All routes of the API. What no platform route takes is a call through an instance. */
export function apiRoutes(world: World): Route[] {
	const platform = withOtherVerbs([
		...accountRoutes(world),
		...elementRoutes(world),
		...hubRoutes(world),
		...instanceRoutes(world),
		...configurationRoutes(world),
		...definitionRoutes(world),
		...docsRoutes(world),
		...eventRoutes(world),
	]);
	const hub = METHODS.map(
		(method): Route => ({
			method,
			path: '/*',
			throughInstance: true,
			handler: (call) => hubCall(world, call),
		}),
	);
	// Both a platform list and a resource name: the Element part decides (observed).
	const accounts: Route = {
		method: 'GET',
		path: '/accounts',
		throughInstance: true,
		handler: (call) => {
			if (credentialsOf(call).element !== undefined) return hubCall(world, call);
			requirePlatform(world, call);
			return ok([world.account]);
		},
	};
	return [...platform, accounts, ...hub];
}
