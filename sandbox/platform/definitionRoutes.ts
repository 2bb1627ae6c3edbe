import { ApiError } from '../errors';
import { bodyObject, ok, type Call, type Route } from '../http';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { byIdAndToken } from './instanceTarget';

/** How one kind of customisation is stored and addressed; both kinds behave alike. */
interface Customisation {
	member: 'definitions' | 'transformations';
	/** Path of the whole set, and of one object's. */
	all: string;
	one: string;
	noun: string;
}

const DEFINITIONS: Customisation = {
	member: 'definitions',
	all: '/objects/definitions',
	one: '/objects/:objectName/definitions',
	noun: 'object definitions',
};

/** That transformations answer 404 and 409 as definitions do is our choice. */
const TRANSFORMATIONS: Customisation = {
	member: 'transformations',
	all: '/transformations',
	one: '/transformations/:objectName',
	noun: 'transformations',
};

function routesFor(world: World, { member, all, one, noun }: Customisation): Route[] {
	const stored = (instance: StoredInstance, call: Call): unknown => {
		const value = instance[member][call.params.objectName];
		if (value === undefined) throw new ApiError(404, `No ${noun} found`);
		return value;
	};
	const store = (instance: StoredInstance, call: Call) => {
		const value = bodyObject(call);
		instance[member][call.params.objectName] = value;
		world.changed();
		return ok(value);
	};
	return [
		...byIdAndToken(world, 'GET', all, (instance) => {
			if (Object.keys(instance[member]).length === 0) throw new ApiError(404, `No ${noun} found`);
			return ok(instance[member]);
		}),
		...byIdAndToken(world, 'GET', one, (instance, call) => ok(stored(instance, call))),
		...byIdAndToken(world, 'POST', one, (instance, call) => {
			if (instance[member][call.params.objectName] !== undefined) {
				throw new ApiError(409, `${call.params.objectName} already exists`);
			}
			return store(instance, call);
		}),
		...byIdAndToken(world, 'PUT', one, (instance, call) => {
			stored(instance, call);
			return store(instance, call);
		}),
		...byIdAndToken(world, 'DELETE', one, (instance, call) => {
			stored(instance, call);
			delete instance[member][call.params.objectName];
			world.changed();
			return ok();
		}),
	];
}

/** Custom object definitions and field transformations of an instance. */
export function definitionRoutes(world: World): Route[] {
	return [
		...routesFor(world, DEFINITIONS),
		...routesFor(world, TRANSFORMATIONS),
		...byIdAndToken(world, 'DELETE', TRANSFORMATIONS.all, (instance) => {
			instance.transformations = {};
			world.changed();
			return ok();
		}),
	];
}
