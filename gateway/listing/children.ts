import { encodeCursor, pageOf, requestedPage } from '../api/paging';
import { testOf, type Test } from '../ceql';
import type { JsonRecord, RetRecord } from '../qbxml';
import {
	notSupported,
	readRecord,
	recordView,
	resourceAt,
	type CompanyPort,
	type LineKind,
	type Resource,
} from '../records';
import {
	DEFAULT_PAGE_SIZE,
	MAXIMUM_PAGE_SIZE,
	type ListCall,
	type ListPage,
	type Lists,
} from './lists';
import { searchedLinesOf, searchedOf } from './searched';

/** The children of a record that somebody asks for. */
export interface ChildCall extends Omit<ListCall, 'parent'> {
	/** What the record is one of. */
	resource: Resource;
	id: string;
	/** Its lines under their name, with or without `Ret`, or another resource whose records name it (our choice). */
	childName: string;
	/** QuickBooks, for the record itself; lists are read through `port`. */
	recordPort: CompanyPort;
}

function linesNamed({ lines }: Resource, name: string): LineKind | undefined {
	return lines.find(({ key, ret }) => [key, ret, ret.replace(/Ret$/, '')].includes(name));
}

/**
 * A page of the children of a record. Everything is checked before QuickBooks is asked.
 *
 * @throws ApiError where there is no such record or child, and for a filter or cursor that is wrong
 * @throws CallFailure where there is no answer
 */
export async function childPage(lists: Lists, call: ChildCall): Promise<ListPage> {
	const { resource, childName, expression, id, recordPort } = call;
	const lines = linesNamed(resource, childName);
	const child = lines ? undefined : resourceAt(childName);
	if (!lines && !child) throw notSupported();
	const searched = lines ? searchedLinesOf(resource, lines) : searchedOf(child!);
	const test = expression ? testOf(searched, expression) : () => true;
	const parent = await readRecord(recordPort, resource, id);
	if (lines) return linesPage(call, lines, parent, test);
	const named = { object: parent.object, id: String(parent.record[resource.key!]) };
	return await lists.page({ ...call, resource: child!, parent: named });
}

function linesPage(
	{ query, resource, withNulls }: ChildCall,
	{ key }: LineKind,
	parent: RetRecord,
	test: Test,
): ListPage {
	const { [key]: rows = [] } = recordView(resource, parent, withNulls);
	const found = ((rows ?? []) as JsonRecord[]).filter(test);
	const cursor = requestedPage(query, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	return {
		lines: pageOf(found, cursor).map((row) => JSON.stringify(row)),
		next: encodeCursor({ ...cursor, page: cursor.page + 1 }),
		total: found.length,
	};
}
