import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Page } from '../transport/pages';

/**
 * Turns pages until one has something for the editor's list: an empty one would look like the end.
 * In: the cursor of the page to begin with; what reads a page; what of its entries the list shows.
 * Out: what that page shows, and the cursor of the next one where it leads on.
 */
export async function firstPageWithItems(
	paginationToken: string | undefined,
	readPage: (cursor: string | undefined) => Promise<Page>,
	itemsOf: (entries: Page['entries']) => INodeListSearchItems[],
): Promise<INodeListSearchResult> {
	const seenCursors = new Set<string | undefined>();
	let cursor = paginationToken;
	let results: INodeListSearchItems[] = [];
	do {
		seenCursors.add(cursor);
		const page = await readPage(cursor);
		results = itemsOf(page.entries);
		cursor = page.nextPage;
	} while (results.length === 0 && cursor !== undefined && !seenCursors.has(cursor));
	return { results, paginationToken: seenCursors.has(cursor) ? undefined : cursor };
}
