import { parseCeql } from '../../gateway/ceql';
import { deliveryView, meets } from '../../gateway/events/views';
import { bodyObject, ok, queryValue, type Call, type Route } from '../http';
import { platformList } from '../paging';
import { requirePlatform } from '../platform/authorization';
import type { World } from '../world';
import type { Delivery } from './deliveries';

function selected(world: World, call: Call): Delivery[] {
	const where = queryValue(call, 'where');
	const expression = where?.trim() ? parseCeql(where) : undefined;
	return world.eventService.deliveries
		.list()
		.filter((delivery) => !expression || meets(delivery, expression));
}

function changeSettings(world: World, call: Call) {
	requirePlatform(world, call);
	for (const [key, value] of Object.entries(bodyObject(call))) {
		world.accountSettings[key] = String(value);
	}
	return ok(world.accountSettings);
}

const PATH = '/notifications/subscriptions/deliveries';

/** Deliveries: inspect and ask for again (documented), and the account's policy for those that fail (documented). */
export function deliveryRoutes(world: World): Route[] {
	return [
		{
			method: 'GET',
			path: PATH,
			handler: (call) => {
				requirePlatform(world, call);
				// That none is 404 is our choice, as for other lists.
				return platformList(call, selected(world, call), 'deliveries', deliveryView);
			},
		},
		{
			method: 'PUT',
			path: PATH,
			// It answers before anything was sent again (our choice).
			handler: (call) => {
				requirePlatform(world, call);
				const queued = selected(world, call).filter(({ status }) => status === 'queued');
				void world.eventService.deliveries.redeliver(queued);
				return ok();
			},
		},
		...(['POST', 'PATCH'] as const).flatMap((method): Route[] => [
			{ method, path: '/accounts/settings', handler: (call) => changeSettings(world, call) },
			{
				method,
				path: '/accounts/:accountId/settings',
				handler: (call) => changeSettings(world, call),
			},
		]),
	];
}
