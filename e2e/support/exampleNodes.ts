/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isDeepStrictEqual } from 'node:util';
import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import type { WorkflowNode } from '../../tools/n8n/drive/workflow';

type Values = Record<string, unknown>;

function isValues(value: unknown): value is Values {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths of what stands in `given` and not, or otherwise, in `known`. */
function differences(given: unknown, known: unknown, path: string): string[] {
	if (isValues(given) && isValues(known)) {
		return Object.entries(given).flatMap(([name, value]) =>
			name in known ? differences(value, known[name], `${path}.${name}`) : [`${path}.${name}`],
		);
	}
	if (Array.isArray(given) && Array.isArray(known) && given.length === known.length) {
		return given.flatMap((value, index) =>
			differences(value, (known as unknown[])[index], `${path}[${index}]`),
		);
	}
	return isDeepStrictEqual(given, known) ? [] : [path];
}

function versionsOf({ version }: INodeTypeDescription): number[] {
	return Array.isArray(version) ? version : [version];
}

/** The description of a node of this type and version, among all that an n8n offers. */
export function descriptionOf(
	{ type, typeVersion }: WorkflowNode,
	offered: readonly INodeTypeDescription[],
): INodeTypeDescription | undefined {
	return offered.find(
		(description) => description.name === type && versionsOf(description).includes(typeVersion),
	);
}

/** Values that are not among the options of their field; lists that the editor loads are not known here. */
function strangeOptions(
	properties: readonly INodeProperties[],
	values: INodeParameters,
	isShown: (property: INodeProperties, values: INodeParameters) => boolean,
): string[] {
	return properties
		.filter((property) => property.name in values && isShown(property, values))
		.flatMap((property) => {
			const { name, type, options = [], typeOptions } = property;
			const value = values[name];
			if (type === 'collection' && isValues(value)) {
				return strangeOptions(options as INodeProperties[], value as INodeParameters, isShown);
			}
			if (type === 'fixedCollection' && isValues(value)) {
				return (options as INodePropertyCollection[]).flatMap((group) =>
					([(value as Values)[group.name] ?? []].flat() as INodeParameters[]).flatMap((row) =>
						strangeOptions(group.values, row, isShown),
					),
				);
			}
			if (type !== 'options' && type !== 'multiOptions') return [];
			if (typeOptions?.loadOptionsMethod || typeOptions?.loadOptions) return [];
			const possible = (options as INodePropertyOptions[]).map((option) => option.value);
			return [value]
				.flat()
				.filter((each) => !String(each).startsWith('=') && !possible.includes(each as string))
				.map((each) => `no option of ${name}: ${String(each)}`);
		});
}

/**
 * What the editor would drop or mark in red when it opens a node from a file: parameters that the node does not
 * have or does not show with these settings, values that are missing or not among the options, and credentials.
 */
export function complaintsOf(node: WorkflowNode, description: INodeTypeDescription): string[] {
	const { properties, credentials = [] } = description;
	const asNode = node as unknown as INode;
	const known = NodeHelpers.getNodeParameters(
		properties,
		asNode.parameters,
		true,
		false,
		asNode,
		description,
	);
	const complete = { ...asNode, parameters: known ?? {} };
	const issues = NodeHelpers.getNodeParametersIssues(properties, complete, description);
	const shown = credentials.filter((credential) =>
		NodeHelpers.displayParameter(known ?? {}, credential, asNode, description),
	);
	return [
		...differences(node.parameters, known, 'parameters').map((path) => `unknown: ${path}`),
		...Object.values(issues?.parameters ?? {}).flat(),
		...strangeOptions(properties, complete.parameters, (property, values) =>
			NodeHelpers.displayParameter(values, property, asNode, description, complete.parameters),
		),
		...Object.keys(node.credentials ?? {})
			.filter((type) => !shown.some(({ name }) => name === type))
			.map((type) => `unknown credential: ${type}`),
		...shown
			.filter(({ name, required }) => required && !node.credentials?.[name])
			.map(({ name }) => `missing credential: ${name}`),
	];
}
