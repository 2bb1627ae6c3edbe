import {
	pageHeaders,
	platformPage,
	requestedPage as pageAskedFor,
	type Cursor,
} from '../../gateway/api/paging';
import { ok, type Answer, type Call } from './http';

export { decodeCursor, encodeCursor, NEXT_PAGE_HEADER, pageOf } from '../../gateway/api/paging';

/** Which page a request asks for. */
export const requestedPage = (call: Call, maximum?: number, standard?: number): Cursor =>
	pageAskedFor(call.query, maximum, standard);

/** A page as an answer. */
export const pageAnswer = (records: unknown[], cursor: Cursor): Answer =>
	ok(records, pageHeaders(records, cursor));

/**
 * A page of a platform list.
 *
 * @param noun completes "No … found"
 */
export function platformList<T>(
	call: Call,
	records: readonly T[],
	noun: string,
	view: (record: T) => unknown = (record) => record,
): Answer {
	const { page, headers } = platformPage(call.query, records, noun, view);
	return ok(page, headers);
}
