import { ApiError } from './errors';
import { ok, queryValue, type Answer, type Call } from './http';

export const NEXT_PAGE_HEADER = 'Elements-Next-Page-Token';

/** Default and maximum of platform lists (documented). */
const PLATFORM_PAGE_SIZE = 200;

/** What is inside a cursor: the same members as in the documented sample. */
export interface Cursor {
	limit: number;
	pageSize: number;
	/** From 1. */
	page: number;
}

export function encodeCursor(cursor: Cursor): string {
	return Buffer.from(JSON.stringify(cursor)).toString('base64');
}

export function decodeCursor(token: string): Cursor {
	try {
		const cursor = JSON.parse(Buffer.from(token, 'base64').toString()) as Cursor;
		if (cursor.page >= 1 && cursor.pageSize >= 1) return cursor;
	} catch {
		// Falls through to the same answer as a cursor of the wrong form.
	}
	throw new ApiError(400, 'Invalid nextPage token.');
}

function positive(call: Call, name: string, fallback: number): number {
	const text = queryValue(call, name);
	if (text === undefined || text === '') return fallback;
	if (!/^[1-9]\d*$/.test(text)) throw new ApiError(400, `Invalid value for parameter '${name}'.`);
	return Number(text);
}

/** Which page a request asks for. A cursor wins over `page` and `pageSize`; an empty one is the first page (observed). */
export function requestedPage(
	call: Call,
	maximum = PLATFORM_PAGE_SIZE,
	standard = maximum,
): Cursor {
	const token = queryValue(call, 'nextPage');
	if (token) return decodeCursor(token);
	// Cutting a page size that is too large down to the maximum is our choice.
	const pageSize = Math.min(positive(call, 'pageSize', standard), maximum);
	return { limit: pageSize, pageSize, page: positive(call, 'page', 1) };
}

/** The records of the page. */
export function pageOf<T>(records: T[], { page, pageSize }: Cursor): T[] {
	return records.slice((page - 1) * pageSize, page * pageSize);
}

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
