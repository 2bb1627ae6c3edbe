import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Shows a field for one operation of the resource 'instance'. */
export function showForInstance(...operations: string[]): NonNullable<IDisplayOptions['show']> {
	return { resource: ['instance'], operation: operations };
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
