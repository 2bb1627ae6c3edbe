import { ApiError } from '../../server/errors';
import { ok, queryValue, type Call, type Handler, type Route } from '../../server/http';
import { platformList } from '../../server/paging';
import type { World } from '../../world';
import { requirePlatform } from '../authorization';
import { ELEMENTS } from './elementCatalogue';
import { elementView } from '../../../gateway/api/elements/view';

/** `finance` is documented; the rest follows from the elements that are here. */
const HUBS = [...new Set(ELEMENTS.map(({ hub }) => hub))].sort().map((key, index) => ({
	id: index + 1,
	key,
	name: key[0].toUpperCase() + key.slice(1),
	description: `Elements of the ${key} hub`,
}));

function hubInPath(call: Call) {
	const hub = HUBS.find(({ key }) => key === call.params.key);
	if (!hub) throw new ApiError(404, `No hub found with key ${call.params.key}`);
	return hub;
}

type Hub = (typeof HUBS)[number];

/** Hydrated, a hub names what its elements have; what such an entry holds is our choice. */
const shownFor = (call: Call) => (hub: Hub) =>
	queryValue(call, 'hydrate') === 'true' ? { ...hub, resources: resourcesOf(hub.key) } : hub;

const resourcesOf = (key: string) =>
	[...new Set(ELEMENTS.filter(({ hub }) => hub === key).flatMap((each) => each.polledResources))]
		.sort()
		.map((name) => ({ name, path: `/hubs/${key}/${name}` }));

/** `/hubs`: which kinds of elements there are. Calls through a hub are not here. */
export function hubRoutes(world: World): Route[] {
	const get = (path: string, handler: Handler): Route => ({
		method: 'GET',
		path,
		handler: (call) => {
			requirePlatform(world, call);
			return handler(call);
		},
	});
	return [
		get('/hubs', (call) => platformList(call, HUBS, 'hubs', shownFor(call))),
		get('/hubs/keys', (call) => platformList(call, HUBS, 'hubs', ({ key }) => key)),
		get('/hubs/:key', (call) => ok(shownFor(call)(hubInPath(call)))),
		get('/hubs/:key/elements', (call) => {
			const { key } = hubInPath(call);
			return platformList(
				call,
				ELEMENTS.filter(({ hub }) => hub === key),
				'elements',
				elementView,
			);
		}),
	];
}
