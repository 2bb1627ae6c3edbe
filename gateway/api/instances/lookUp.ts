import type { Instance } from '../../store';
import { ApiError } from '../errors';
import { queryValue, queryValues, type Query } from '../paging';

/** The text is our choice. */
export const instanceNotFound = (id: string | number): ApiError =>
	new ApiError(404, `No element instance found with ID ${String(id).slice(0, 100)}`);

/**
 * The id of an instance as a path has it.
 *
 * @throws ApiError 404 for a text that is none
 */
export function instanceIdIn(text = ''): number {
	if (!/^\d{1,15}$/.test(text)) throw instanceNotFound(text);
	return Number(text);
}

/** Those that a list request selects: all `tags[]` and the text must fit (observed; several tags: our choice). */
export function selected(instances: Instance[], query: Query): Instance[] {
	const tags = queryValues(query, 'tags[]');
	// Letter case not counting is our choice.
	const searchText = queryValue(query, 'searchText')?.toLowerCase() ?? '';
	if (tags.length === 0 && searchText === '') return instances;
	return instances.filter(
		({ facts }) =>
			tags.every((tag) => facts.tags.includes(tag)) &&
			facts.name.toLowerCase().includes(searchText),
	);
}
