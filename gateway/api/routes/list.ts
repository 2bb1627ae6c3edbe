/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyReply } from 'fastify';

import { ApiError } from '../errors';
import {
	encodeCursor,
	NEXT_PAGE_HEADER,
	pageOf,
	requestedPage,
	type Cursor,
	type Query,
} from '../paging';

/**
 * Sends a page of a platform list: 404 when there is nothing at all (observed), an empty page when only this one is
 * empty (documented for cursors). The cursor is there even when nothing follows (documented).
 *
 * @param noun completes "No … found"
 */
export function listAnswer<T>(
	reply: FastifyReply,
	query: unknown,
	records: readonly T[],
	noun: string,
	view: (record: T) => unknown,
): FastifyReply {
	if (records.length === 0) throw new ApiError(404, `No ${noun} found`);
	const cursor = requestedPage(query as Query);
	const page = pageOf([...records], cursor).map((record) => view(record));
	return sendPage(reply, page, cursor);
}

/** Sends a page with the cursor of the one behind it. */
export function sendPage(
	reply: FastifyReply,
	page: readonly unknown[],
	cursor: Cursor,
): FastifyReply {
	return reply
		.headers({
			'Elements-Returned-Count': String(page.length),
			[NEXT_PAGE_HEADER]: encodeCursor({ ...cursor, page: cursor.page + 1 }),
		})
		.send(page);
}
