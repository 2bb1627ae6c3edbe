import { ApiError } from '../server/errors';
import { bodyObject, ok, type Call, type Route } from '../server/http';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { shownValue } from '../../gateway/api/instances/configuration';
import { configurationEntry } from '../../gateway/api/elements/definition';
import { change } from './instanceRoutes';
import { byIdAndToken } from './instanceTarget';

/** Room for the entries of one instance: keys are only ever added, so an entry's position never changes. */
const IDS_PER_INSTANCE = 1000;

function entryView(world: World, instance: StoredInstance, key: string, index: number) {
	const element = world.elementOf(instance);
	const declared = configurationEntry(element, key);
	return {
		id: instance.id * IDS_PER_INSTANCE + index,
		key,
		name: declared?.name ?? key,
		description: declared?.name ?? key,
		propertyValue: shownValue(element, key, instance.configuration[key]),
		type: declared?.type ?? 'TEXTFIELD_1000',
		required: declared?.required ?? false,
		active: true,
		hideFromConsole: false,
	};
}

function entries(world: World, instance: StoredInstance) {
	return Object.keys(instance.configuration).map((key, index) =>
		entryView(world, instance, key, index),
	);
}

/** Entries are named by a number of their own, never by their key (observed). */
function entryInPath(world: World, instance: StoredInstance, call: Call) {
	const entry = entries(world, instance).find(({ id }) => String(id) === call.params.configId);
	if (!entry) throw new ApiError(404, `No configuration found with ID ${call.params.configId}`);
	return entry;
}

/** `/instances/…/configuration`: the entries one by one. */
export function configurationRoutes(world: World): Route[] {
	return [
		...byIdAndToken(world, 'GET', '/configuration', (instance) => ok(entries(world, instance))),
		...byIdAndToken(world, 'GET', '/configuration/:configId', (instance, call) =>
			ok(entryInPath(world, instance, call)),
		),
		...byIdAndToken(world, 'PATCH', '/configuration/:configId', (instance, call) => {
			const { key } = entryInPath(world, instance, call);
			const { propertyValue } = bodyObject(call);
			if (propertyValue === undefined) {
				throw new ApiError(400, 'Missing required parameter: propertyValue');
			}
			change(world, instance, { configuration: { [key]: propertyValue } });
			return ok(entryInPath(world, instance, call));
		}),
	];
}
