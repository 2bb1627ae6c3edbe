import {
	encodeCursor,
	NEXT_PAGE_HEADER,
	pageOf,
	requestedPage as pageAskedFor,
	type Cursor,
} from '../gateway/api/paging';
import { ApiError } from './errors';
import { ok, type Answer, type Call } from './http';

export { decodeCursor, encodeCursor, NEXT_PAGE_HEADER, pageOf } from '../gateway/api/paging';

/** Which page a request asks for. */
export const requestedPage = (call: Call, maximum?: number, standard?: number): Cursor =>
	pageAskedFor(call.query, maximum, standard);

/**
 * A page as an answer. The cursor is there even when nothing follows (documented), and on an empty page as well
 * (our choice: the harder case for a client).
 */
export function pageAnswer(records: unknown[], cursor: Cursor): Answer {
	return ok(records, {
		'Elements-Returned-Count': String(records.length),
		[NEXT_PAGE_HEADER]: encodeCursor({ ...cursor, page: cursor.page + 1 }),
	});
}

/**
 * A platform list: 404 when there is nothing at all (observed), an empty page when only this one is empty
 * (documented for cursors).
 *
 * @param noun completes "No … found"; the pattern is observed, the nouns are our choice.
 */
export function platformList<T>(
	call: Call,
	records: T[],
	noun: string,
	view: (record: T) => unknown = (record) => record,
): Answer {
	if (records.length === 0) throw new ApiError(404, `No ${noun} found`);
	const cursor = requestedPage(call);
	return pageAnswer(pageOf(records, cursor).map(view), cursor);
}
