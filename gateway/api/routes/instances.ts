/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { setupUrlOf } from '../../connector';
import type { Actor, Instance, InstanceDraft } from '../../store';
import { ApiError } from '../errors';
import { claimOf, markReplayed } from '../idempotency';
import { addInstance, connectable, connectorView } from '../instances/connector';
import { findElement } from '../elements/definition';
import { instanceIdIn, instanceNotFound, selected } from '../instances/lookUp';
import { changed, draftOf } from '../instances/provision';
import { removeInstance } from '../instances/removal';
import { instanceView, listView } from '../instances/view';
import { isRecord } from '../json';
import type { ApiParts } from '../parts';
import type { Query } from '../paging';
import { listAnswer } from './list';

type ById = FastifyRequest<{ Params: { id?: string } }>;

/** Who calls the API, for the log of what was done. */
export const byApi = ({ ip }: FastifyRequest): Actor => ({ way: 'api', address: ip });

/** The body of a request as an object. */
export function bodyOf({ body }: FastifyRequest): Record<string, unknown> {
	if (!isRecord(body)) throw new ApiError(400, 'The request body must be a JSON object.');
	return body;
}

/** The instance with the id in the path. */
export async function instanceInPath({ store }: ApiParts, { params }: ById): Promise<Instance> {
	const id = instanceIdIn(params.id);
	const instance = await store.instance(id);
	if (!instance) throw instanceNotFound(id);
	return instance;
}

/** `/instances`, by id and by token. */
export const instanceRoutes: FastifyPluginAsync<ApiParts> = async (app, parts) => {
	const { guard, store, companies, elements, publicUrl } = parts;

	app.addHook('onRequest', async ({ headers, ip }) => guard.platform(headers.authorization, ip));

	/** Under the same idempotency key as before it is the instance that was made then. */
	const made = async (request: FastifyRequest, reply: FastifyReply, draft: InstanceDraft) => {
		const claim = claimOf(request);
		const all = claim?.earlierId === undefined ? [] : await store.instances();
		const there = all.find(({ facts }) => facts.key === claim!.key);
		if (there) markReplayed(reply);
		const facts = { ...draft.facts, ...(claim ? { key: claim.key } : {}) };
		return there ?? (await addInstance(parts, { ...draft, facts }, byApi(request)));
	};

	const create = async (
		request: FastifyRequest<{ Params: { keyOrId?: string } }>,
		reply: FastifyReply,
	) => {
		const { keyOrId } = request.params;
		const element = keyOrId === undefined ? undefined : findElement(elements, keyOrId);
		const body = bodyOf(request);
		const draft = connectable(parts, draftOf(parts, body, element), body);
		const instance = await made(request, reply, draft);
		const setupUrl = setupUrlOf(publicUrl, instance);
		const connector = { ...connectorView(companies, instance), setupUrl };
		return { ...instanceView(parts, instance), connector };
	};

	/** The one in the path, or else the one of the Element token. */
	const target = async (request: ById): Promise<Instance> =>
		request.params.id === undefined
			? await guard.element(request.headers.authorization, request.ip)
			: await instanceInPath(parts, request);

	const change = async (request: ById, next: (current: Instance) => InstanceDraft) => {
		const { id } = await target(request);
		const instance = await store.changeInstance(id, next);
		if (!instance) throw instanceNotFound(id);
		return instance;
	};

	const update = async (request: ById) => {
		const body = bodyOf(request);
		const instance = await change(request, (current) => changed(parts, current, body));
		return instanceView(parts, instance);
	};

	const remove = async (request: ById, reply: FastifyReply) => {
		const isArchived = String((request.query as Query).archive) === 'true';
		const by = byApi(request);
		await removeInstance({ ...parts, log: request.log }, await target(request), isArchived, by);
		return reply.send();
	};

	const setDisabled = (disabled: boolean) => async (request: ById, reply: FastifyReply) => {
		await change(request, ({ facts, ...rest }) => ({ ...rest, facts: { ...facts, disabled } }));
		return reply.send();
	};

	app.get('/instances', async (request, reply) => {
		const query = request.query as Query;
		const listed = selected(await store.instances(), query);
		return listAnswer(reply, query, listed, 'element instances', listView(parts, query));
	});
	app.post('/instances', create);
	app.post('/elements/:keyOrId/instances', create);
	app.get('/instances/:id', async (request: ById) => instanceView(parts, await target(request)));
	for (const path of ['/instances/:id', '/instances']) {
		app.put(path, update);
		app.patch(path, update);
		app.delete(path, remove);
		app.put(`${path}/enabled`, setDisabled(false));
		app.delete(`${path}/enabled`, setDisabled(true));
	}
};
