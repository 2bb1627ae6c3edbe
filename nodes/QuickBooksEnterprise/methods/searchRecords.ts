import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { isRecordId } from '../catalogue/references';
import { resourceByValue } from '../catalogue/resources';
import type { Resource } from '../catalogue/types';
import { equalTo, toExpression } from '../ceql/expression';
import { recordIdOf, type RecordJson } from '../records/recordApi';
import { titleOf } from '../records/recordTitle';
import { InputFault } from '../transport/failure';
import { toNodeError } from '../transport/nodeErrors';
import { settle } from '../transport/settle';
import { openEditorCall } from './editorCall';
import { firstPageWithItems } from './searchPages';

/** QuickBooks takes its time over long lists, and who looks for a record types a part of it (our choice). */
const PAGE_SIZE = 100;

/**
 * Fills the list of records in the editor.
 * In: what the user typed; the cursor of the page to show.
 * Out: the records on the next page with at least one.
 */
export async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = await settle(search(this, filter?.trim() ?? '', paginationToken));
	if (found.ok) return found.value;
	throw toNodeError(found.error, this.getNode(), 0, {
		action: 'list the records',
		record: { noun: 'records' },
	});
}

async function search(
	context: ILoadOptionsFunctions,
	typed: string,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const value = String(context.getCurrentNodeParameter('resource') ?? '');
	const resource = resourceByValue(value);
	if (!resource)
		throw new InputFault([`There is no resource '${value}'`], 'Pick the resource anew.');
	const api = (await openEditorCall(context)).recordsOf(resource);
	const where = whereFor(resource, typed);
	const lookFor = where === undefined ? typed : '';
	return await firstPageWithItems(
		paginationToken,
		async (cursor) => await api.page({ where }, PAGE_SIZE, cursor),
		(entries) => itemsOf(resource, entries as RecordJson[], lookFor),
	);
}

/** In: what to look for here, because the service was not asked. */
function itemsOf(
	resource: Resource,
	records: readonly RecordJson[],
	lookFor: string,
): INodeListSearchItems[] {
	return records.flatMap((record) => {
		const id = recordIdOf(record);
		const name = titleOf(resource, record);
		const isWanted = name.toLowerCase().includes(lookFor.toLowerCase());
		return id !== undefined && isWanted ? [{ name, value: id }] : [];
	});
}

/**
 * What was typed as a question to the service: an id, or a part of the name or number. A backslash, which
 * cannot be quoted safely everywhere, becomes the sign for any text.
 */
function whereFor(resource: Resource, typed: string): string | undefined {
	if (typed === '' || !resource.filterDocumented) return undefined;
	if (isRecordId(typed)) return equalTo(resource.idField, typed);
	const field = ['FullName', 'Name', 'RefNumber'].find((name) =>
		resource.filterFields.includes(name),
	);
	if (field === undefined) return undefined;
	const pattern = `%${typed.replace(/\\/g, '%')}%`;
	return toExpression([{ field, operator: 'like', values: [pattern] }], 'and');
}
