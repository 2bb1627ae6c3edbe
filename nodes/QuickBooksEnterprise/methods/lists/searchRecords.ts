import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { loadFields } from '../../catalogue/fields';
import { REFERENCE_LISTS, type PartyMember } from '../../catalogue/parties';
import { isRecordId } from '../../catalogue/references';
import { resourceByValue } from '../../catalogue/resources';
import type { Resource } from '../../catalogue/types';
import { toExpression, type Condition } from '../../ceql/expression';
import type { HubCall } from '../../hub/hubCall';
import { recordIdOf, type RecordJson } from '../../hub/recordApi';
import { titleOf } from '../../records/recordTitle';
import { InputError } from '../../common/problems';
import { toNodeError } from '../../transport/errors/nodeErrors';
import { settle } from '../../common/settle';
import { openEditorCall } from '../editorCall';
import { NewestFirst, type RecordEntry } from './newestFirst';
import { firstPageWithItems } from './searchPages';

/** QuickBooks takes its time over long lists, and who looks for a record types a part of it (our choice). */
const PAGE_SIZE = 100;

/** Most parties of one kind that are looked for (our choice): a text that fits more says little. */
const MAX_PARTIES = 50;

/** Which lists the parties of transactions stand in, by the member that names them. */
const PARTY_LISTS: Readonly<Record<PartyMember, readonly string[]>> = {
	CustomerRef: REFERENCE_LISTS.searchCustomers,
	VendorRef: REFERENCE_LISTS.searchVendors,
	PayeeEntityRef: REFERENCE_LISTS.searchPeople,
	EntityRef: REFERENCE_LISTS.searchWorkers,
};
const PARTY_MEMBERS = Object.keys(PARTY_LISTS) as PartyMember[];

/**
 * Fills the list of records in the editor: transactions with the newest first, found by number and party; lists in
 * QuickBooks' own order, which is by name.
 *
 * @param filter What the user typed.
 * @param paginationToken Cursor of the page to show.
 * @returns The records on the next page with at least one.
 */
export async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await worded(this, search(this, filter?.trim() ?? '', paginationToken));
}

/**
 * Waits for a list of records.
 *
 * @throws NodeApiError, NodeOperationError that say that listing did not work.
 */
export async function worded<T>(context: ILoadOptionsFunctions, listing: Promise<T>): Promise<T> {
	const found = await settle(listing);
	if (found.ok) return found.value;
	throw toNodeError(found.error, context.getNode(), 0, {
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
		throw new InputError([`There is no resource '${value}'`], 'Pick the resource anew.');
	const call = await openEditorCall(context);
	if (resource.kind === 'list') return await searchList(call, resource, typed, paginationToken);
	const where = await whereFor(resource, typed, call);
	const lookFor = where === undefined ? typed : '';
	return await new NewestFirst(call.recordsOf(resource), where).page(
		(records) => entriesOf(resource, records, lookFor),
		paginationToken,
	);
}

/**
 * Searches one list of names.
 *
 * @param typed What the user typed; everything, where it is empty.
 * @param from Cursor of the page to show.
 * @param accepts Which of the records are offered; all without it.
 * @returns The records on the next page with at least one.
 */
export async function searchList(
	call: HubCall,
	resource: Resource,
	typed: string,
	from?: string,
	accepts: (record: RecordJson) => boolean = () => true,
): Promise<INodeListSearchResult> {
	const where = await whereFor(resource, typed, call);
	const lookFor = where === undefined ? typed : '';
	const pages = call.recordsOf(resource).list({ where }, { pageSize: PAGE_SIZE, from });
	const { results, paginationToken } = await firstPageWithItems(pages, (records) =>
		entriesOf(resource, records.filter(accepts), lookFor),
	);
	return { results: results.map(({ item }) => item), paginationToken };
}

/** @param lookFor What to look for here, because the service was not asked. */
function entriesOf(
	resource: Resource,
	records: readonly RecordJson[],
	lookFor: string,
): RecordEntry[] {
	return records.flatMap((record) => {
		const id = recordIdOf(record);
		const name = titleOf(resource, record);
		const isWanted = name.toLowerCase().includes(lookFor.toLowerCase());
		return id !== undefined && isWanted ? [{ record, item: { name, value: id } }] : [];
	});
}

/**
 * What was typed as a question to the service: an id, or a part of the name or number, or of the name of the
 * party. A backslash, which cannot be quoted safely everywhere, becomes the sign for any text.
 */
async function whereFor(
	resource: Resource,
	typed: string,
	call: HubCall,
): Promise<string | undefined> {
	if (typed === '' || !resource.filterDocumented) return undefined;
	const named = ['FullName', 'Name', 'RefNumber'].filter((name) =>
		resource.filterFields.includes(name),
	);
	// Where some records have no full name, their name is asked for as well.
	const fields = resource.match?.nested?.flat ? named : named.slice(0, 1);
	const conditions = fields.map((field) => contains(field, typed));
	// A name can have the form of an ID; what exists decides.
	if (isRecordId(typed)) {
		conditions.push({ field: resource.idField, operator: 'equals', values: [typed] });
	}
	if (resource.kind === 'transaction') conditions.push(...(await ofParty(resource, typed, call)));
	return conditions.length === 0 ? undefined : toExpression(conditions, 'or');
}

function contains(field: string, typed: string): Condition {
	return { field, operator: 'like', values: [`%${typed.replace(/\\/g, '%')}%`] };
}

/**
 * The condition for the parties whose name holds a text. They are looked up first: the service cannot search
 * transactions by a party's name (documented for invoices).
 */
async function ofParty(resource: Resource, typed: string, call: HubCall): Promise<Condition[]> {
	const { fields } = await loadFields(resource);
	const member = PARTY_MEMBERS.find((name) => fields.some(({ path }) => path === name));
	if (member === undefined) return [];
	const ids = await Promise.all(
		PARTY_LISTS[member].map(async (value) => {
			const list = resourceByValue(value)!;
			const field = list.match?.nested?.field ?? 'Name';
			const where = toExpression([contains(field, typed)], 'or');
			const pages = call.recordsOf(list).list({ where }, { pageSize: MAX_PARTIES });
			for await (const { entries } of pages) return entries.slice(0, MAX_PARTIES).map(recordIdOf);
			return [];
		}),
	);
	const values = ids.flat().filter((id) => id !== undefined);
	return values.length === 0 ? [] : [{ field: `${member}.ListID`, operator: 'in', values }];
}
