import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { clearableFields } from '../catalogue/emptying';
import { loadFields } from '../catalogue/fields';
import { labelOf } from '../catalogue/labels';
import { resourceByValue } from '../catalogue/resources';

/** The fields of a record that an update can empty, by label. */
export async function getClearableFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const resource = resourceByValue(String(this.getCurrentNodeParameter('resource') ?? ''));
	if (!resource) return [];
	return clearableFields(await loadFields(resource))
		.map(({ path, type }) => ({
			name: type === 'object' ? `${labelOf(path)} (whole)` : labelOf(path),
			value: path,
		}))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}
