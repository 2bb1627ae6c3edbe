import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { loadNode, loadTrigger } from '../support/builtPackage';

const nodes: Array<[string, INodeProperties[]]> = [
	['QuickBooksEnterprise', loadNode().description.properties],
	...['QuickBooksEnterpriseTrigger', 'QuickBooksEnterprisePollingTrigger'].map(
		(name): [string, INodeProperties[]] => [name, loadTrigger(name).description.properties],
	),
];

/** The properties of a node with all that stand within them, by path. */
function within(
	properties: readonly INodeProperties[],
	path = '',
): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const own = `${path}${property.name}`;
		const { type, options = [] } = property;
		const inner =
			type === 'collection'
				? within(options as INodeProperties[], `${own}.`)
				: type === 'fixedCollection'
					? (options as INodePropertyCollection[]).flatMap((group) =>
							within(group.values, `${own}.${group.name}.`),
						)
					: [];
		return [[own, property], ...inner];
	});
}

describe.each(nodes)('The description of %s', (_name, properties) => {
	it('holds no rule for showing a field that has no value: n8n 2.0 cannot load such a node', () => {
		const empty = within(properties).flatMap(([path, { displayOptions = {} }]) =>
			Object.entries(displayOptions)
				.filter(([, rule]) => rule === undefined)
				.map(([rule]) => `${path}: ${rule}`),
		);
		expect(empty).toEqual([]);
	});
});
