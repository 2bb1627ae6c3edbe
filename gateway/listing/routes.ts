/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { NEXT_PAGE_HEADER, queryValue, type Query } from '../api/paging';
import { parseCeql } from '../ceql';
import type { JsonRecord } from '../qbxml';
import { callOf, resourceIn, showsNulls } from '../records';
import type { Lists } from './lists';

type ListRequest = FastifyRequest<{ Params: { resource: string }; Querystring: Query }>;

/** Of a parameter that is repeated the first one counts. */
const text = { anyOf: [{ type: 'string' }, { type: 'array' }] };
const LIST = {
	params: { type: 'object', properties: { resource: { type: 'string', minLength: 1 } } },
	querystring: {
		type: 'object',
		properties: { where: text, fields: text, pageSize: text, page: text, nextPage: text },
	},
};

/**
 * `GET /{resource}`, in a scope of `servesInstances`. Unlike a platform list, an empty one is an empty array (observed);
 * `orderBy` is ignored (our choice: not known here).
 */
export const listRoutes: FastifyPluginAsync<{ lists: Lists }> = async (app, { lists }) => {
	app.get('/:resource', { schema: LIST }, async (request: ListRequest, reply) => {
		const resource = resourceIn(request, 'list');
		const { instance, port } = callOf(request);
		const { query } = request;
		const where = queryValue(query, 'where')?.trim();
		const { lines, next, total } = await lists.page({
			instanceId: instance.id,
			resource,
			expression: where ? parseCeql(where) : undefined,
			withNulls: showsNulls(request),
			query,
			port,
		});
		void reply.headers({
			'Elements-Returned-Count': String(lines.length),
			[NEXT_PAGE_HEADER]: next,
			...(total === undefined ? {} : { 'Elements-Total-Count': String(total) }),
			'content-type': 'application/json; charset=utf-8',
		});
		return `[${selected(lines, queryValue(query, 'fields')).join(',')}]`;
	});
};

/** Only the members that are asked for; whether the service can do it here is unknown (our choice). */
function selected(lines: string[], fields: string | undefined): string[] {
	if (!fields) return lines;
	const names = fields.split(',').map((name) => name.trim());
	return lines.map((line) => {
		const members = Object.entries(JSON.parse(line) as JsonRecord);
		return JSON.stringify(Object.fromEntries(members.filter(([name]) => names.includes(name))));
	});
}
