/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { ApiError } from '../api/errors';
import { isRecord } from '../api/json';
import {
	encodeCursor,
	NEXT_PAGE_HEADER,
	queryValue,
	requestedPage,
	type Query,
} from '../api/paging';
import type { ApiParts } from '../api/parts';
import { instanceInPath } from '../api/routes/instances';
import { listAnswer } from '../api/routes/list';
import { parseCeql } from '../ceql';
import type { Instance, Notification, NotificationFilter, NotificationHead } from '../store';
import { FAILURE_POLICY, type Deliveries } from './deliveries';
import { deliveryView, dispositionView, eventView, meets } from './views';

type OfInstance = FastifyRequest<{
	Params: { id?: string; eventId?: string };
	Querystring: Query;
}>;

const DELIVERIES = '/notifications/subscriptions/deliveries';
const POLICIES = ['retry', 'queue'];

export interface EventRouteParts extends ApiParts {
	deliveries: Deliveries;
}

/** The time span that a request asks for; 400 for one that makes no sense (observed). */
function spanOf(query: Query): Pick<NotificationFilter, 'fromMs' | 'toMs'> {
	const bound = (name: string) => {
		const text = queryValue(query, name);
		const atMs = text === undefined ? undefined : Date.parse(text);
		if (Number.isNaN(atMs)) throw new ApiError(400, `Invalid value for parameter '${name}'.`);
		return atMs;
	};
	const [fromMs, toMs] = [bound('from'), bound('to')];
	if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
		throw new ApiError(400, "'from' must not be after 'to'.");
	}
	return { fromMs, toMs };
}

/** `/instances/…/events`, deliveries, and the account's policy for those that fail. */
export const eventRoutes: FastifyPluginAsync<EventRouteParts> = async (app, parts) => {
	const { guard, store, deliveries } = parts;
	const { events } = store;

	app.addHook('onRequest', async ({ headers, ip }) => guard.platform(headers.authorization, ip));

	/** The one in the path, or else the one of the Element token. */
	const target = async (request: OfInstance): Promise<Instance> =>
		request.params.id === undefined
			? await guard.element(request.headers.authorization, request.ip)
			: await instanceInPath(parts, request);

	/** That an empty history is 404 is our choice, as for other lists. */
	const page =
		(view: (notification: Notification) => unknown) =>
		async (request: OfInstance, reply: FastifyReply) => {
			const { id: instanceId } = await target(request);
			const cursor = requestedPage(request.query);
			const limit = cursor.pageSize;
			const filter = { instanceId, ...spanOf(request.query) };
			const offset = (cursor.page - 1) * limit;
			const found = await events.notifications(filter, { offset, limit });
			if (found.length === 0 && cursor.page === 1) throw new ApiError(404, 'No events found');
			return reply
				.headers({
					'Elements-Returned-Count': String(found.length),
					[NEXT_PAGE_HEADER]: encodeCursor({ ...cursor, page: cursor.page + 1 }),
				})
				.send(found.map(view));
		};

	for (const path of ['/instances/:id/events', '/instances/events']) {
		app.get(path, page(eventView));
		app.get(`${path}/:eventId`, async (request: OfInstance) => {
			const { id } = await target(request);
			const { eventId = '' } = request.params;
			const found = /^\d{1,15}$/.test(eventId)
				? await events.notification(Number(eventId))
				: undefined;
			if (found?.instanceId === id) return eventView(found);
			throw new ApiError(404, `No event found with ID ${eventId.slice(0, 100)}`);
		});
	}
	app.get('/instances/events/dispositions', page(dispositionView));

	const selected = async (query: Query): Promise<NotificationHead[]> => {
		const where = queryValue(query, 'where')?.trim();
		const expression = where ? parseCeql(where) : undefined;
		const all = await events.notificationHeads({});
		return all.filter((delivery) => !expression || meets(delivery, expression));
	};

	app.get(DELIVERIES, async ({ query }, reply) =>
		listAnswer(reply, query, await selected(query as Query), 'deliveries', deliveryView),
	);

	/** It answers before anything was sent again (our choice). */
	app.put(DELIVERIES, async (request, reply) => {
		const chosen = await selected(request.query as Query);
		void deliveries.redeliver(chosen).catch((error: unknown) => {
			request.log.warn({ error: String(error) }, 'Notifications could not be sent');
		});
		return reply.send();
	});

	const settings = async () => ({ [FAILURE_POLICY]: 'retry', ...(await events.settings()) });
	for (const url of ['/accounts/settings', '/accounts/:accountId/settings']) {
		app.get(url, settings);
		app.route({
			method: ['POST', 'PATCH'],
			url,
			handler: async ({ body }) => {
				await events.changeSettings(settingsIn(body));
				return await settings();
			},
		});
	}
};

/** The account has one setting (documented). @throws ApiError that names all that is wrong */
function settingsIn(body: unknown): Record<string, string> {
	if (!isRecord(body)) throw new ApiError(400, 'The request body must be a JSON object.');
	const wrong = Object.entries(body).flatMap(([name, value]) => {
		if (name !== FAILURE_POLICY) return [`${name.slice(0, 100)} is not known`];
		return POLICIES.includes(String(value)) ? [] : [`${name} must be ${POLICIES.join(' or ')}`];
	});
	if (wrong.length > 0) throw new ApiError(400, `Invalid settings: ${wrong.join('; ')}.`);
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}
