import findMyWay, { type HTTPMethod, type HTTPVersion, type Instance } from 'find-my-way';
import { API_BASE, type Call, type Route } from './http';
import { apiRoutes } from './routes';
import type { World } from '../world';

/** How fastify finds its routes, and how the API's are found. */
export const ROUTER_OPTIONS = { ignoreTrailingSlash: true, maxParamLength: 10_000 };

interface Match {
	route: Route;
	/** Decoded. */
	params: Call['params'];
}

type Router = Instance<HTTPVersion.V1>;

const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

function routerOf(routes: Route[]): Router {
	const router = findMyWay(ROUTER_OPTIONS);
	for (const route of routes) {
		router.on(route.method, `${API_BASE}${route.path}`, () => undefined, keyOf(route));
	}
	return router;
}

/** Of the whole process: each world has routes with the same paths, and to sort them takes long. */
let shared: Router | undefined;

/**
 * Finds the routes of one world.
 *
 * @returns a function that takes a request's method and URL, as they came, and returns the route and its parameters.
 * @throws Error, from that function, when no route is there.
 */
export function createRouter(world: World): (method: string, url: string) => Match {
	const routes = apiRoutes(world);
	const byKey = new Map(routes.map((route) => [keyOf(route), route]));
	const router = (shared ??= routerOf(routes));
	return (method, url) => {
		const found = router.find(method as HTTPMethod, url);
		const route = byKey.get(String(found?.store));
		if (!found || !route) throw new Error(`No route for ${method} ${url}.`);
		return { route, params: found.params as Call['params'] };
	};
}
