import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { resourcesWith } from '../../catalogue/resources';
import type { RecordOperation } from '../../catalogue/types';

/** Shows a field for one operation of the resource 'instance'. */
export function showForInstance(...operations: string[]): NonNullable<IDisplayOptions['show']> {
	return { resource: ['instance'], operation: operations };
}

/** Shows a field for operations on records, with every resource that has one of them. */
export function showForRecords(
	...operations: RecordOperation[]
): NonNullable<IDisplayOptions['show']> {
	const values = operations.flatMap((operation) =>
		resourcesWith(operation).map(({ value }) => value),
	);
	return { resource: [...new Set(values)], operation: operations };
}

/** The switch between the nine members that users chain on and the whole answer. */
export function simplifyField(show: IDisplayOptions['show']): INodeProperties {
	return {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { show },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	};
}
