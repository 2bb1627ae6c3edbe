import type { INodeParameterResourceLocator } from 'n8n-workflow';

import type { Parameters } from './parameters';

/** What a resource locator says. */
export interface LocatorReading {
	/** Its mode; `id` where an expression stands in its place. */
	mode: string;
	/** Trimmed; empty where nothing was picked. */
	value: string;
}

/** Reads a resource locator, or the plain value that an expression gives in its place. */
export function readLocator(
	parameters: Pick<Parameters, 'get'>,
	name: string,
	itemIndex: number,
): LocatorReading {
	const given = parameters.get(name, itemIndex) as
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
