/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { NEXT_PAGE_HEADER, queryValue, type Query } from '../api/paging';
import { parseCeql } from '../ceql';
import type { JsonRecord } from '../qbxml';
import { callOf, methodNotAllowed, resourceIn, showsNulls } from '../records';
import { childPage } from './children';
import type { ListPage, Lists } from './lists';

type ListRequest = FastifyRequest<{ Params: { resource: string }; Querystring: Query }>;
type ChildRequest = FastifyRequest<{
	Params: { resource: string; id: string; child: string };
	Querystring: Query;
}>;

/** Of a parameter that is repeated the first one counts. */
const text = { anyOf: [{ type: 'string' }, { type: 'array' }] };
const name = { type: 'string', minLength: 1 };
const querystring = {
	type: 'object',
	properties: { where: text, fields: text, pageSize: text, page: text, nextPage: text },
};
const LIST = { params: { type: 'object', properties: { resource: name } }, querystring };
const CHILDREN = {
	params: { type: 'object', properties: { resource: name, id: name, child: name } },
	querystring,
};

/**
 * `GET /{resource}`, and `GET /{resource}/{id}/{child}` (documented), in a scope of `servesInstances`. Unlike a platform
 * list, an empty one is an empty array (observed); `orderBy` is ignored (our choice: not known here).
 */
export const listRoutes: FastifyPluginAsync<{ lists: Lists }> = async (app, { lists }) => {
	app.get('/:resource', { schema: LIST }, async (request: ListRequest, reply) => {
		const resource = resourceIn(request, 'list');
		return answer(request, reply, await lists.page({ ...askedOf(request), resource }));
	});

	const url = '/:resource/:id/:child';
	app.get(url, { schema: CHILDREN }, async (request: ChildRequest, reply) => {
		const resource = resourceIn(request, 'get');
		const { id, child: childName } = request.params;
		const asked = askedOf(request);
		const call = { ...asked, resource, id, childName, recordPort: asked.port };
		return answer(request, reply, await childPage(lists, call));
	});
	app.route({
		method: ['DELETE', 'PATCH', 'POST', 'PUT'],
		url,
		handler: async (request: ChildRequest) => {
			resourceIn(request, 'get');
			throw methodNotAllowed(request.method);
		},
	});
};

function askedOf(request: FastifyRequest<{ Querystring: Query }>) {
	const { instance, port } = callOf(request);
	const { query } = request;
	const where = queryValue(query, 'where')?.trim();
	return {
		instanceId: instance.id,
		expression: where ? parseCeql(where) : undefined,
		withNulls: showsNulls(request),
		query,
		port,
	};
}

function answer(
	{ query }: FastifyRequest<{ Querystring: Query }>,
	reply: FastifyReply,
	{ lines, next, total }: ListPage,
): string {
	void reply.headers({
		'Elements-Returned-Count': String(lines.length),
		[NEXT_PAGE_HEADER]: next,
		...(total === undefined ? {} : { 'Elements-Total-Count': String(total) }),
		'content-type': 'application/json; charset=utf-8',
	});
	return `[${selected(lines, queryValue(query, 'fields')).join(',')}]`;
}

/** Only the members that are asked for; whether the service can do it here is unknown (our choice). */
function selected(lines: string[], fields: string | undefined): string[] {
	if (!fields) return lines;
	const names = fields.split(',').map((each) => each.trim());
	return lines.map((line) => {
		const members = Object.entries(JSON.parse(line) as JsonRecord);
		return JSON.stringify(Object.fromEntries(members.filter(([member]) => names.includes(member))));
	});
}
