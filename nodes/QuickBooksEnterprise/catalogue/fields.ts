import { decodeSet, type EncodedResource } from './encoding';
import { FIELD_LOADERS } from './fields/loaders';
import type { Resource, ResourceFields } from './types';

const loaded = new Map<string, Promise<ResourceFields>>();

function decode({ lines = {}, ...record }: EncodedResource): ResourceFields {
	return {
		...decodeSet(record),
		lines: Object.fromEntries(Object.entries(lines).map(([name, set]) => [name, decodeSet(set)])),
	};
}

/** The fields of a resource, read from disk the first time only. */
export async function loadFields({ value }: Pick<Resource, 'value'>): Promise<ResourceFields> {
	const known = loaded.get(value);
	if (known) return await known;
	const fields = FIELD_LOADERS[value]().then(decode);
	loaded.set(value, fields);
	return await fields;
}
