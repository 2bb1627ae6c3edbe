import { isRecord } from './answer';
import type { ApiRequest, CloudElementsClient } from './client';
import { hasStatus } from './failure';
import { settle } from './settle';

/** How the pages of a list are turned. */
export interface PageTurning {
	/**
	 * Whether to ask for the next page by its number where a full page comes without a cursor; the vendor's
	 * own requests do so for some lists of QuickBooks (observed).
	 */
	byNumber?: boolean;
}

/** Most entries that the platform gives in one page (documented). */
export const MAX_PAGE_SIZE = 200;

const NEXT_PAGE_HEADER = 'elements-next-page-token';

export interface Page {
	entries: Array<Record<string, unknown>>;
	/** Cursor of the page after this one; undefined at the end. */
	nextPage?: string;
}

/**
 * Reads one page of a platform list.
 * In: the list's request without paging; the cursor as it came, or nothing for the first page.
 * Errors: RequestFailure, also where the answer is no list.
 */
export async function readPage(
	client: CloudElementsClient,
	list: ApiRequest,
	pageSize: number,
	nextPage?: string,
): Promise<Page> {
	const outcome = await settle(
		client.send({
			...list,
			query: { ...list.query, pageSize, nextPage },
			// An empty body is no empty list: taken for one, it would make everything look missing.
			accepts: Array.isArray,
		}),
	);
	if (!outcome.ok) {
		if (isEmptyList(outcome.error)) return { entries: [] };
		throw outcome.error;
	}
	const { body, headers } = outcome.value;
	const entries = (body as unknown[]).filter(isRecord);
	// A cursor comes even before an empty page, and a short last page may come without (documented,
	// observed): so the end is an empty page or a missing cursor, whichever is first.
	const cursor = headers[NEXT_PAGE_HEADER];
	return { entries, nextPage: entries.length > 0 && cursor ? cursor : undefined };
}

/** A list that was read to its end, or as far as the service's cursors led. */
export interface ListReading {
	/** False where the service handed out a cursor a second time, so that the rest is out of reach. */
	complete: boolean;
}

/**
 * Reads pages one after the other and hands each on as it comes; nothing of a page is kept.
 * In: `onPage` returns false when enough was read.
 */
export async function readPages(
	client: CloudElementsClient,
	list: ApiRequest,
	pageSize: number,
	onPage: (entries: Page['entries']) => boolean,
	{ byNumber = false }: PageTurning = {},
): Promise<ListReading> {
	const seenCursors = new Set<string>();
	let cursor: string | undefined;
	let page: Page = await readPage(client, list, pageSize);
	for (let number = 2; ; number++) {
		const { entries } = page;
		if (!onPage(entries)) return { complete: true };
		cursor = page.nextPage;
		if (cursor !== undefined) {
			if (seenCursors.has(cursor)) return { complete: false };
			seenCursors.add(cursor);
			page = await readPage(client, list, pageSize, cursor);
			continue;
		}
		if (!byNumber || entries.length < pageSize) return { complete: true };
		const first = JSON.stringify(entries[0]);
		page = await readPage(client, { ...list, query: { ...list.query, page: number } }, pageSize);
		// A list that knows no page numbers gives its first page again.
		if (page.entries.length === 0) return { complete: true };
		if (JSON.stringify(page.entries[0]) === first) return { complete: false };
	}
}

/**
 * The platform answers an empty list with 404 (observed), in its own error shape. Another 404, such as
 * a proxy's page, says that the address is wrong and must not pass for "nothing there".
 */
function isEmptyList(error: unknown): boolean {
	if (!hasStatus(error, 404)) return false;
	const { requestId, serviceMessage } = error.details;
	return serviceMessage === undefined
		? requestId !== undefined
		: /^no\b.*\bfound/i.test(serviceMessage);
}
