import { ApiError } from './errors';

export const NEXT_PAGE_HEADER = 'Elements-Next-Page-Token';

/** Default and maximum of platform lists (documented). */
const PLATFORM_PAGE_SIZE = 200;

/** The query of a request; of a parameter that is repeated the first one counts. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** @returns what a parameter of a request says; undefined where it is not there */
export function queryValue(query: Query, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

/** @returns all that a repeated parameter says */
export function queryValues(query: Query, name: string): string[] {
	const value = query[name] ?? [];
	return Array.isArray(value) ? value : [value];
}

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
		const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 1;
		if (isCount(cursor.page) && isCount(cursor.pageSize)) return cursor;
	} catch {
		// Falls through to the same answer as a cursor of the wrong form.
	}
	throw new ApiError(400, 'Invalid nextPage token.');
}

function positive(query: Query, name: string, fallback: number): number {
	const text = queryValue(query, name);
	if (text === undefined || text === '') return fallback;
	if (!/^[1-9]\d*$/.test(text)) throw new ApiError(400, `Invalid value for parameter '${name}'.`);
	return Number(text);
}

/** Which page a request asks for. A cursor wins over `page` and `pageSize`; an empty one is the first page (observed). */
export function requestedPage(
	query: Query,
	maximum = PLATFORM_PAGE_SIZE,
	standard = maximum,
): Cursor {
	const token = queryValue(query, 'nextPage');
	if (token) return decodeCursor(token);
	// Cutting a page size that is too large down to the maximum is our choice.
	const pageSize = Math.min(positive(query, 'pageSize', standard), maximum);
	return { limit: pageSize, pageSize, page: positive(query, 'page', 1) };
}

/** The records of the page. */
export function pageOf<T>(records: readonly T[], { page, pageSize }: Cursor): T[] {
	return records.slice((page - 1) * pageSize, page * pageSize);
}

/**
 * What goes with a page. The cursor is there even when nothing follows (documented), and on an empty page as well (our
 * choice: the harder case for a client).
 */
export const pageHeaders = (page: readonly unknown[], cursor: Cursor): Record<string, string> => ({
	'Elements-Returned-Count': String(page.length),
	[NEXT_PAGE_HEADER]: encodeCursor({ ...cursor, page: cursor.page + 1 }),
});

/**
 * A page of a platform list: 404 when there is nothing at all (observed), an empty page when only this one is empty
 * (documented for cursors).
 *
 * @param noun completes "No … found"; the pattern is observed, the nouns are our choice
 */
export function platformPage<T>(
	query: Query,
	records: readonly T[],
	noun: string,
	view: (record: T) => unknown,
): { page: unknown[]; headers: Record<string, string> } {
	if (records.length === 0) throw new ApiError(404, `No ${noun} found`);
	const cursor = requestedPage(query);
	const page = pageOf(records, cursor).map((record) => view(record));
	return { page, headers: pageHeaders(page, cursor) };
}
