/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyReply } from 'fastify';

import { pageHeaders, platformPage, type Cursor, type Query } from '../paging';

/**
 * Sends a page of a platform list.
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
	const { page, headers } = platformPage(query as Query, records, noun, view);
	return reply.headers(headers).send(page);
}

/** Sends a page with the cursor of the one behind it. */
export const sendPage = (
	reply: FastifyReply,
	page: readonly unknown[],
	cursor: Cursor,
): FastifyReply => reply.headers(pageHeaders(page, cursor)).send(page);
