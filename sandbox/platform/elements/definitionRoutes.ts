import { ApiError } from '../../server/errors';
import { bodyObject, ok, type Answer, type Call, type Method, type Route } from '../../server/http';
import type { World } from '../../world';
import { requirePlatform } from '../authorization';
import { ELEMENTS } from './elementCatalogue';
import { elementInPath } from './elementRoutes';
import type { TransformationLevel } from './elementTransformations';
import { requireAccount } from '../instanceRoutes';
import { byIdAndToken } from '../instanceTarget';

/** What was posted, by the name of the object. */
type Library = Record<string, unknown>;

/** @param users what is built upon the entries of the library */
type LibraryHandler = (library: Library, call: Call, users: Library[]) => Answer;

/** The routes that lead to a library, given a method, the end of the path and what to do. */
type Place = (method: Method, suffix: string, handler: LibraryHandler) => Route[];

/** How one kind of customisation is stored and addressed; both kinds behave alike. */
interface Customisation {
	/** Path of the whole set, and of one object's. */
	all: string;
	one: string;
	noun: string;
}

const DEFINITIONS: Customisation = {
	all: '/objects/definitions',
	one: '/objects/:objectName/definitions',
	noun: 'object definitions',
};

/** That transformations answer 404 and 409 as definitions do is our choice. */
const TRANSFORMATIONS: Customisation = {
	all: '/transformations',
	one: '/transformations/:objectName',
	noun: 'transformations',
};

function routesFor(world: World, place: Place, { all, one, noun }: Customisation): Route[] {
	const stored = (library: Library, call: Call): unknown => {
		const value = library[call.params.objectName];
		if (value === undefined) throw new ApiError(404, `No ${noun} found`);
		return value;
	};
	const store = (library: Library, call: Call) => {
		const value = bodyObject(call);
		library[call.params.objectName] = value;
		world.changed();
		return ok(value);
	};
	return [
		...place('GET', all, (library) => {
			if (Object.keys(library).length === 0) throw new ApiError(404, `No ${noun} found`);
			return ok(library);
		}),
		...place('GET', one, (library, call) => ok(stored(library, call))),
		...place('POST', one, (library, call) => {
			if (library[call.params.objectName] !== undefined) {
				throw new ApiError(409, `${call.params.objectName} already exists`);
			}
			return store(library, call);
		}),
		...place('PUT', one, (library, call) => {
			stored(library, call);
			return store(library, call);
		}),
		...place('DELETE', one, (library, call, users) => {
			stored(library, call);
			const { objectName } = call.params;
			// The status is known for a definition; of which level its transformations are is our choice.
			if (users.some((each) => each[objectName] !== undefined)) {
				throw new ApiError(409, `${objectName} has transformations. Delete them first.`);
			}
			delete library[objectName];
			world.changed();
			return ok();
		}),
	];
}

function clearing(world: World, place: Place): Route[] {
	return place('DELETE', TRANSFORMATIONS.all, (library) => {
		for (const name of Object.keys(library)) delete library[name];
		world.changed();
		return ok();
	});
}

/** Transformations of an element, for the account or for the whole organization. */
function ofElement(world: World, level: TransformationLevel): Place {
	const base = level === 'account' ? '/accounts/:accountId' : '/organizations';
	return (method, suffix, handler) => [
		{
			method,
			path: `${base}/elements/:keyOrId${suffix}`,
			handler: (call) => {
				requirePlatform(world, call);
				if (level === 'account') requireAccount(world, call);
				return handler(world.transformations.of(level, elementInPath(call).key), call, []);
			},
		},
	];
}

/** Object definitions of the account, or of the whole organization. */
function ofLevel(world: World, level: TransformationLevel): Place {
	const bases = level === 'account' ? ['/accounts', '/accounts/:accountId'] : ['/organizations'];
	return (method, suffix, handler) =>
		bases.map((base) => ({
			method,
			path: `${base}${suffix}`,
			handler: (call) => {
				requirePlatform(world, call);
				if (call.params.accountId !== undefined) requireAccount(world, call);
				const users = ELEMENTS.map(({ key }) => world.transformations.of(level, key));
				return handler(world.transformations.definitions(level), call, users);
			},
		}));
}

/** Custom object definitions and field transformations: of an instance, the account and the organization. */
export function definitionRoutes(world: World): Route[] {
	const definitionsOfInstance: Place = (method, suffix, handler) =>
		byIdAndToken(world, method, suffix, ({ definitions, transformations }, call) =>
			handler(definitions, call, [transformations]),
		);
	const transformationsOfInstance: Place = (method, suffix, handler) =>
		byIdAndToken(world, method, suffix, ({ transformations }, call) =>
			handler(transformations, call, []),
		);
	const places = [
		transformationsOfInstance,
		ofElement(world, 'account'),
		ofElement(world, 'organization'),
	];
	return [
		...[definitionsOfInstance, ofLevel(world, 'account'), ofLevel(world, 'organization')].flatMap(
			(place) => routesFor(world, place, DEFINITIONS),
		),
		...places.flatMap((place) => [
			...routesFor(world, place, TRANSFORMATIONS),
			...clearing(world, place),
		]),
	];
}
