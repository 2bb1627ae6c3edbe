import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { REFERENCE_LISTS, type ReferenceList } from '../../catalogue/parties';
import { resourceByValue } from '../../catalogue/resources';
import type { Resource } from '../../catalogue/types';
import type { RecordJson } from '../../hub/recordApi';
import { openEditorCall } from '../editorCall';
import { searchList, worded } from './searchRecords';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

const ACCEPTS: Partial<Record<ReferenceList, (record: RecordJson) => boolean>> = {
	searchItemGroups: ({ ItemType }) => ItemType === 'ItemGroup',
};

/** Searches for records that others can name: n8n tells a field in a row nothing but the instance. */
export const referenceSearches = Object.fromEntries(
	(Object.keys(REFERENCE_LISTS) as ReferenceList[]).map((list) => [list, searchOf(list)]),
) as Record<ReferenceList, Search>;

function searchOf(list: ReferenceList): Search {
	return async function (this: ILoadOptionsFunctions, filter = '', paginationToken?: string) {
		return await worded(this, searchIn(this, list, filter.trim(), paginationToken));
	};
}

async function searchIn(
	context: ILoadOptionsFunctions,
	list: ReferenceList,
	typed: string,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const resources = REFERENCE_LISTS[list].flatMap((value) => resourceByValue(value) ?? []);
	const call = await openEditorCall(context);
	const [place, cursor] = readToken(paginationToken);
	for (const [index, resource] of resources.entries()) {
		if (index < place) continue;
		const from = index === place ? cursor : undefined;
		const page = await searchList(call, resource, typed, from, ACCEPTS[list]);
		const isLast = index === resources.length - 1;
		// An empty page would look like the end of the list.
		if (page.results.length === 0 && !isLast) continue;
		const next = page.paginationToken as string | undefined;
		return {
			results: resources.length > 1 ? withKind(page.results, resource) : page.results,
			paginationToken: nextToken(index, next, isLast),
		};
	}
	return { results: [] };
}

/** Several lists are read one after the other: which one, and where in it. */
function nextToken(place: number, cursor: string | undefined, isLast: boolean): string | undefined {
	if (cursor !== undefined) return `${place}:${cursor}`;
	return isLast ? undefined : `${place + 1}:`;
}

function readToken(token: string | undefined): [place: number, cursor: string | undefined] {
	const [, place, cursor] = /^(\d+):(.*)$/s.exec(token ?? '') ?? [];
	return [Number(place ?? 0), cursor === '' ? undefined : cursor];
}

/** The same name may be that of a customer and, a little different, that of a vendor. */
function withKind(
	results: INodeListSearchResult['results'],
	{ label }: Resource,
): INodeListSearchResult['results'] {
	return results.map((item) => ({ ...item, name: `${item.name} · ${label}` }));
}
