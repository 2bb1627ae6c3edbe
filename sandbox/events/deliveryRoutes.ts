import { parseCeql, type Expression } from '../../gateway/ceql';
import { bodyObject, ok, queryValue, type Call, type Route } from '../http';
import { platformList } from '../paging';
import { requirePlatform } from '../platform/authorization';
import type { World } from '../world';
import type { Delivery } from './deliveries';

/** Members that a where clause of deliveries was seen to name. */
function view({ id, instanceId, url, status, attempts }: Delivery) {
	return {
		id,
		channel: 'webhook',
		status,
		elementInstanceId: instanceId,
		attempts: attempts.length,
		config: { url },
	};
}

function valueOf(delivery: Delivery, field: string): string {
	const { config, ...rest } = view(delivery);
	const values: Record<string, unknown> = { ...rest, 'config.url': config.url };
	return String(values[field] ?? '');
}

/** Only equality and its combinations: more was not seen. */
function meets(delivery: Delivery, expression: Expression): boolean {
	if ('sides' in expression) {
		const holds = expression.sides.map((side) => meets(delivery, side));
		return expression.type === 'and' ? !holds.includes(false) : holds.includes(true);
	}
	const value = valueOf(delivery, expression.field);
	if (expression.type === 'isNull') return value === '';
	return expression.values.includes(value) === (expression.operator !== '!=');
}

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
				return platformList(call, selected(world, call), 'deliveries', view);
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
