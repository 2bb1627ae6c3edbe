import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ELEMENT_KEY } from '../constants';
import { instanceList } from '../provisioning/directory';
import { elementKeyOf, idOf } from '../provisioning/instanceOutput';
import { CloudElementsClient } from '../transport/client';
import { toNodeError } from '../transport/nodeErrors';
import { MAX_PAGE_SIZE, readPage } from '../transport/pages';
import { settle } from '../transport/settle';
import { EDITOR_PATIENCE } from './editorPatience';
import { firstPageWithItems } from './searchPages';

/**
 * Fills the list of instances in the editor.
 * In: what the user typed; the cursor of the page to show.
 * Out: the instances of this element on the next page with at least one.
 */
export async function searchInstances(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = await settle(search(this, filter, paginationToken));
	if (found.ok) return found.value;
	throw toNodeError(found.error, this.getNode(), 0, { action: 'list the instances' });
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const client = await CloudElementsClient.open(context);
	const list = instanceList(EDITOR_PATIENCE, { searchText: filter || undefined });
	return await firstPageWithItems(
		paginationToken,
		async (cursor) => await readPage(client, list, MAX_PAGE_SIZE, cursor),
		(entries) =>
			entries.flatMap((instance) => {
				const id = idOf(instance);
				if (id === undefined || elementKeyOf(instance) !== ELEMENT_KEY) return [];
				return [{ name: `${String(instance.name ?? '')} (${id})`, value: id }];
			}),
	);
}
