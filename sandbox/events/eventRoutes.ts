import {
	analysed,
	ANALYTICS,
	changeSettings,
	DELIVERIES,
	deliveryView,
	dispositionView,
	eventOf,
	eventView,
	historyPage,
	selectedDeliveries,
	settingsOf,
} from '../../gateway/events';
import type { Notification } from '../../gateway/store';
import { bodyObject, ok, type Answer, type Call, type Method, type Route } from '../server/http';
import { pageAnswer, platformList } from '../server/paging';
import { requirePlatform } from '../platform/authorization';
import { byIdAndToken, byToken } from '../platform/instanceTarget';
import type { StoredInstance } from '../types';
import type { World } from '../world';

const SETTINGS = ['/accounts/settings', '/accounts/:accountId/settings'];

/** `/instances/…/events`, deliveries and the account's settings, as the gateway has them. */
export function eventRoutes(world: World): Route[] {
	const { eventService } = world;
	const { events } = eventService;

	const page =
		(view: (event: Notification) => unknown) => async (instance: StoredInstance, call: Call) => {
			const { found, cursor } = await historyPage(events, instance.id, call.query);
			return pageAnswer(found.map(view), cursor);
		};

	const platform = (
		method: Method,
		path: string,
		answer: (call: Call) => Promise<Answer>,
	): Route => ({
		method,
		path,
		handler: async (call) => {
			requirePlatform(world, call);
			return await answer(call);
		},
	});

	return [
		...byIdAndToken(world, 'GET', '/events', page(eventView)),
		...byIdAndToken(world, 'GET', '/events/:eventId', async ({ id }, { params }) =>
			ok(eventView(await eventOf(events, id, params.eventId))),
		),
		byToken(world, 'GET', '/events/dispositions', page(dispositionView)),
		...ANALYTICS.map(([path, points]) =>
			platform('GET', path, async ({ query }) =>
				ok(points(await analysed(events, query, world.clock.now().getTime()))),
			),
		),
		platform('GET', DELIVERIES, async (call) =>
			platformList(call, await selectedDeliveries(events, call.query), 'deliveries', deliveryView),
		),
		// It answers before anything was sent again (our choice).
		platform('PUT', DELIVERIES, async ({ query }) => {
			void eventService.redeliver(await selectedDeliveries(events, query));
			return ok();
		}),
		...SETTINGS.flatMap((path) => [
			platform('GET', path, async ({ params }) => ok(await settingsOf(events, params.accountId))),
			...(['POST', 'PATCH'] as const).map((method) =>
				platform(method, path, async (call) =>
					ok(await changeSettings(events, bodyObject(call), call.params.accountId)),
				),
			),
		]),
	];
}
