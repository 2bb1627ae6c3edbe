import {
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	NodeConnectionTypes,
	UnexpectedError,
} from 'n8n-workflow';

import { MANUAL_TRIGGER_TYPE } from '../drive/product';

/**
 * Three of n8n's usual nodes as far as the provisioning example uses them. They come with n8n's editor and not with its
 * engine; whatever else is asked of them is refused.
 */
const MANUAL_TRIGGER = usualNode('Manual Trigger', [], [], (items) => items);

const EDIT_FIELDS = usualNode(
	'Edit Fields',
	[NodeConnectionTypes.Main],
	[
		{ displayName: 'Mode', name: 'mode', type: 'string', default: 'manual' },
		{ displayName: 'JSON', name: 'jsonOutput', type: 'json', default: '{}' },
		{
			displayName: 'Fields to Set',
			name: 'assignments',
			type: 'assignmentCollection',
			default: {},
		},
	],
	(items, read) =>
		items.map((_item, index) => {
			if (read('mode', index) === 'raw') return parsed(read('jsonOutput', index));
			const { assignments } = read('assignments', index) as { assignments: IDataObject[] };
			return Object.fromEntries(assignments.map(({ name, value }) => [name, value])) as IDataObject;
		}),
);

const SPLIT_OUT = usualNode(
	'Split Out',
	[NodeConnectionTypes.Main],
	[{ displayName: 'Field', name: 'fieldToSplitOut', type: 'string', default: '' }],
	(items, read) =>
		items.flatMap((item, index) => {
			const field = String(read('fieldToSplitOut', index));
			const list = item[field];
			if (!Array.isArray(list)) throw new UnexpectedError(`Split Out found no list in '${field}'`);
			return list as IDataObject[];
		}),
);

/** By the types that workflows name. */
export const USUAL_NODES: ReadonlyMap<string, INodeType> = new Map([
	[MANUAL_TRIGGER_TYPE, MANUAL_TRIGGER],
	['n8n-nodes-base.set', EDIT_FIELDS],
	['n8n-nodes-base.splitOut', SPLIT_OUT],
]);

const parsed = (json: unknown) =>
	(typeof json === 'string' ? JSON.parse(json) : json) as IDataObject;

function usualNode(
	displayName: string,
	inputs: Array<typeof NodeConnectionTypes.Main>,
	properties: INodeProperties[],
	work: (items: IDataObject[], read: (name: string, index: number) => unknown) => IDataObject[],
): INodeType {
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [],
	};
	return {
		description: {
			displayName,
			name: displayName,
			group: [inputs.length === 0 ? 'trigger' : 'transform'],
			version: 1,
			description: displayName,
			defaults: { name: displayName },
			inputs,
			outputs: [NodeConnectionTypes.Main],
			properties: [...properties, options],
		},
		async execute(): Promise<INodeExecutionData[][]> {
			const items = this.getInputData().map(({ json }) => json);
			return [
				work(items, (name, index) => this.getNodeParameter(name, index)).map((json) => ({ json })),
			];
		},
	};
}
