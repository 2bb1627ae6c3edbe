import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { ELEMENT_KEY } from '../../common/constants';
import type { Instance } from '../../instances/instance';
import { InstanceApi } from '../../instances/instanceApi';
import { CloudElementsClient } from '../../transport/client';
import { toNodeError } from '../../transport/errors/nodeErrors';
import { settle } from '../../common/settle';
import { EDITOR_POLICY } from '../editorPolicy';
import { firstPageWithItems, MANY_ENTRIES } from './searchPages';

/**
 * Fills the list of instances in the editor: by name, those that are disabled marked.
 * @param filter - what the user typed
 * @param paginationToken - cursor of the page to show
 * @returns the instances of this element on the next page with at least one
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
	const instances = new InstanceApi(await CloudElementsClient.open(context));
	const list = { searchText: filter || undefined, from: paginationToken };
	const { results, paginationToken: next } = await firstPageWithItems(
		instances.list(EDITOR_POLICY, list),
		(entries) => entries.filter(isOurs).map(toItem),
		MANY_ENTRIES,
	);
	results.sort((a, b) => BY_NAME.compare(a.name, b.name));
	return { results, paginationToken: next };
}

/** As people sort: "Store 9" before "Store 12". */
const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function isOurs({ elementKey = ELEMENT_KEY }: Instance): boolean {
	return elementKey.toLowerCase() === ELEMENT_KEY;
}

function toItem({ id, name, disabled }: Instance): INodeListSearchItems {
	return { name: `${name} (${id})${disabled === true ? ' · disabled' : ''}`, value: id };
}
