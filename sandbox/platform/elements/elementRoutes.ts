import { ok, type Call, type Handler, type Method, type Route } from '../../server/http';
import { platformList } from '../../server/paging';
import type { World } from '../../world';
import { requirePlatform } from '../authorization';
import { documentationHost } from './docsRoutes';
import { findElement, type ElementDefinition } from '../../../gateway/api/elements/definition';
import { instanceNotFound } from '../../../gateway/api/instances/lookUp';
import { elementView, entryView } from '../../../gateway/api/elements/view';
import { ELEMENTS } from './elementCatalogue';
import { instanceInPath } from '../instanceTarget';
import { listInstances, provision, remove, replace, view } from '../instanceRoutes';
import { swagger } from './swagger';

/** The element that a path names by its key or id. */
export function elementInPath(call: Call): ElementDefinition {
	return findElement(ELEMENTS, call.params.keyOrId);
}

function metadata(element: ElementDefinition) {
	return {
		id: element.id,
		key: element.key,
		name: element.name,
		description: element.description,
		active: true,
		beta: false,
		extended: false,
		defaultAuthentication: element.authentication.value,
		events: {
			supported: element.polledResources.length > 0,
			methods: element.polledResources.length > 0 ? ['polling'] : [],
			polling: Object.fromEntries(
				element.polledResources.map((resource) => [
					resource,
					{ eventTypes: ['CREATED', 'UPDATED'], pollUrl: `/hubs/${element.hub}/${resource}` },
				]),
			),
		},
	};
}

/** Of old no secrets were needed here, newer documentation shows them: asking for them is our choice. */
function guarded(world: World, method: Method, path: string, handler: Handler): Route {
	return {
		method,
		path,
		handler: (call) => {
			requirePlatform(world, call);
			return handler(call);
		},
	};
}

/** `/elements` and `/elements/{keyOrId}/…`, without the instances below them. */
function catalogueRoutes(world: World): Route[] {
	const get = (path: string, handler: Handler) => guarded(world, 'GET', path, handler);
	return [
		get('/elements', (call) => platformList(call, ELEMENTS, 'elements', elementView)),
		get('/elements/keys', (call) => platformList(call, ELEMENTS, 'elements', ({ key }) => key)),
		get('/elements/:keyOrId', (call) => ok(elementView(elementInPath(call)))),
		get('/elements/:keyOrId/configuration', (call) => {
			const element = elementInPath(call);
			return ok({
				configuration: element.configuration.map(entryView),
				providerData: element.providerData.map(entryView),
			});
		}),
		get('/elements/:keyOrId/authentication-types', (call) => {
			const { authentication } = elementInPath(call);
			return ok({ defaultValue: authentication.value, options: [authentication] });
		}),
		get('/elements/:keyOrId/metadata', (call) => ok(metadata(elementInPath(call)))),
		// Without secrets: public copies of these documents look as if fetched that way (our choice).
		{
			method: 'GET',
			path: '/elements/:keyOrId/docs',
			handler: (call) => ok(swagger(elementInPath(call), documentationHost(call))),
		},
	];
}

/** `/elements/{keyOrId}/instances`: as `/instances`, for one element. */
function elementInstanceRoutes(world: World): Route[] {
	const path = '/elements/:keyOrId/instances';
	const instanceOfElement = (call: Call) => {
		const element = elementInPath(call);
		const instance = instanceInPath(world, call);
		if (instance.elementKey !== element.key) throw instanceNotFound(instance.id);
		return instance;
	};
	return [
		guarded(world, 'GET', path, (call) => {
			const { key } = elementInPath(call);
			const instances = world.instances.listed().filter(({ facts }) => facts.elementKey === key);
			return listInstances(world, call, instances);
		}),
		guarded(world, 'POST', path, (call) => provision(world, call, elementInPath(call))),
		guarded(world, 'GET', `${path}/:id`, (call) => view(world, instanceOfElement(call))),
		guarded(world, 'PUT', `${path}/:id`, (call) => replace(world, instanceOfElement(call), call)),
		guarded(world, 'DELETE', `${path}/:id`, (call) => remove(world, instanceOfElement(call))),
	];
}

/** Everything under `/elements`. */
export function elementRoutes(world: World): Route[] {
	return [...catalogueRoutes(world), ...elementInstanceRoutes(world)];
}
