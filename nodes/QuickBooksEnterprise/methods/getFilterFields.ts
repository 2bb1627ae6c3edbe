import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { loadFields } from '../catalogue/fields';
import { labelOf } from '../catalogue/labels';
import { resourceByValue } from '../catalogue/resources';
import type { Field } from '../catalogue/types';

/** `id` is the service's own repetition of the native id, which is offered already. */
const NOT_OFFERED = ['id', 'EditSequence'];

/**
 * The fields that a condition can ask about: those that the vendor's own filters use first, then the
 * rest of the record by label. Whether the service can search each of these is unknown (our choice).
 */
export async function getFilterFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const resource = resourceByValue(String(this.getCurrentNodeParameter('resource') ?? ''));
	if (!resource) return [];
	const { fields } = await loadFields(resource);
	const rest = fields
		.filter(isOffered)
		.map(optionFor)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	const first = resource.filterFields.map((path) => ({ name: labelOf(path), value: path }));
	return [...first, ...rest.filter(({ value }) => !resource.filterFields.includes(value))];
}

function isOffered({ path, type, repeatable }: Field): boolean {
	return !path.includes('.') && !repeatable && type !== 'object' && !NOT_OFFERED.includes(path);
}

function optionFor({ path, type, label }: Field): { name: string; value: string } {
	return type === 'reference'
		? { name: `${labelOf(path)} (ID)`, value: `${path}.ListID` }
		: { name: label, value: path };
}
