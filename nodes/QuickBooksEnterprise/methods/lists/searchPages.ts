import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Pages } from '../../transport/pages';

/**
 * Most entries shown at once where they are sorted here, or where the service gives no cursor by which the editor
 * could ask for more; it can be searched for the rest (our choice).
 */
export const MANY_ENTRIES = 1000;

/**
 * Turns pages until one has something for the editor's list: an empty one would look like the end. Pages without
 * a cursor are read on, as the editor could not ask for the next one.
 *
 * @param pages - the list, from the page on that the editor asks for
 * @param itemsOf - what of its entries the editor shows
 * @param least - how many to gather, where there are so many: a page alone cannot be sorted
 * @returns what these pages show, and the cursor of the next one where it leads on
 */
export async function firstPageWithItems<Entry, Item = INodeListSearchItems>(
	pages: Pages<Entry>,
	itemsOf: (entries: Entry[]) => Item[],
	least = 1,
): Promise<{ results: Item[]; paginationToken?: INodeListSearchResult['paginationToken'] }> {
	const results: Item[] = [];
	for await (const { entries, nextPage } of pages) {
		results.push(...itemsOf(entries));
		const enough = nextPage === undefined ? MANY_ENTRIES : least;
		if (results.length >= enough) return { results, paginationToken: nextPage };
	}
	return { results };
}
