/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import type { Query } from '../api/paging';
import type { ApiParts } from '../api/parts';
import { instanceInPath } from '../api/routes/instances';
import { listAnswer, sendPage } from '../api/routes/list';
import type { Instance, Notification } from '../store';
import { analysed, ANALYTICS } from './analytics';
import { DELIVERIES, type Deliveries } from './deliveries';
import { changeSettings, eventOf, historyPage, selectedDeliveries, settingsOf } from './history';
import { deliveryView, dispositionView, eventView } from './views';

type OfInstance = FastifyRequest<{
	Params: { id?: string; eventId?: string };
	Querystring: Query;
}>;

type OfAccount = FastifyRequest<{ Params: { accountId?: string } }>;

export interface EventRouteParts extends ApiParts {
	deliveries: Deliveries;
}

/** `/instances/…/events`, deliveries, and the account's policy for those that fail. */
export const eventRoutes: FastifyPluginAsync<EventRouteParts> = async (app, parts) => {
	const { guard, store, clock, deliveries } = parts;
	const { events } = store;

	app.addHook('onRequest', async ({ headers, ip }) => guard.platform(headers.authorization, ip));

	/** The one in the path, or else the one of the Element token. */
	const target = async (request: OfInstance): Promise<Instance> =>
		request.params.id === undefined
			? await guard.element(request.headers.authorization, request.ip)
			: await instanceInPath(parts, request);

	const page =
		(view: (notification: Notification) => unknown) =>
		async (request: OfInstance, reply: FastifyReply) => {
			const { id } = await target(request);
			const { found, cursor } = await historyPage(events, id, request.query);
			return sendPage(reply, found.map(view), cursor);
		};

	for (const path of ['/instances/:id/events', '/instances/events']) {
		app.get(path, page(eventView));
		app.get(`${path}/:eventId`, async (request: OfInstance) => {
			const { id } = await target(request);
			return eventView(await eventOf(events, id, request.params.eventId ?? ''));
		});
	}
	app.get('/instances/events/dispositions', page(dispositionView));
	for (const [path, points] of ANALYTICS) {
		app.get(path, async ({ query }) => points(await analysed(events, query as Query, clock.now())));
	}

	app.get(DELIVERIES, async ({ query }, reply) =>
		listAnswer(
			reply,
			query,
			await selectedDeliveries(events, query as Query),
			'deliveries',
			deliveryView,
		),
	);

	/** It answers before anything was sent again (our choice). */
	app.put(DELIVERIES, async (request, reply) => {
		const chosen = await selectedDeliveries(events, request.query as Query);
		void deliveries.redeliver(chosen).catch((error: unknown) => {
			request.log.warn({ error: String(error) }, 'Notifications could not be sent');
		});
		return reply.send();
	});

	for (const url of ['/accounts/settings', '/accounts/:accountId/settings']) {
		app.get(url, async ({ params }: OfAccount) => await settingsOf(events, params.accountId));
		app.route({
			method: ['POST', 'PATCH'],
			url,
			handler: async ({ params, body }: OfAccount) =>
				await changeSettings(events, body, params.accountId),
		});
	}
};
