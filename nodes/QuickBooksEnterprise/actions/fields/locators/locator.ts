import type { INodeParameterResourceLocator } from 'n8n-workflow';

import type { Problems } from '../../../common/problems';

/** Where parameters are read: an item of the action node, or a trigger. */
export interface ParameterSource {
	get(name: string, fallback?: unknown): unknown;
	/** Where to note what is wrong with them. */
	readonly problems: Problems;
}

/** What a resource locator says. */
export interface LocatorReading {
	/** Its mode; `id` where an expression stands in its place. */
	mode: string;
	/** Trimmed; empty where nothing was picked. */
	value: string;
}

/** Reads a resource locator, or the plain value that an expression gives in its place. */
export function readLocator(source: ParameterSource, name: string): LocatorReading {
	const given = source.get(name) as
		| INodeParameterResourceLocator
		| string
		| number
		| null
		| undefined;
	const isLocator = typeof given === 'object' && given !== null;
	return {
		mode: isLocator ? given.mode : 'id',
		value: String((isLocator ? given.value : given) ?? '').trim(),
	};
}
