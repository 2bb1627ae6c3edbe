import { ApiError } from '../errors';
import { ok, queryValue, queryValues, type Call, type Route } from '../http';
import { platformList } from '../paging';
import { requirePlatform } from '../platform/authorization';
import { byIdAndToken, byToken } from '../platform/instanceTarget';
import type { World } from '../world';
import type { StoredEvent } from './eventHistory';

const INTERVALS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'];

function eventView({ elementInstanceId, ...event }: StoredEvent) {
	return {
		...event,
		eventElementInstances: [
			{
				eventId: event.id,
				elementInstanceId,
				// Text here although it is an array one level up (observed).
				notifiedData: JSON.stringify(event.notifiedData),
				createdDate: event.eventDate,
			},
		],
	};
}

function dispositionView(event: StoredEvent) {
	return {
		eventId: event.id,
		elementInstanceId: event.elementInstanceId,
		notificationData: event.notifiedData.map((message) => ({ message })),
	};
}

/** The time span a request asks for; 400 for one that makes no sense (observed). */
function within(call: Call): (event: StoredEvent) => boolean {
	const bound = (name: string, fallback: number) => {
		const text = queryValue(call, name);
		const timeMs = text === undefined ? fallback : Date.parse(text);
		if (Number.isNaN(timeMs)) throw new ApiError(400, `Invalid value for parameter '${name}'.`);
		return timeMs;
	};
	const fromMs = bound('from', -Infinity);
	const toMs = bound('to', Infinity);
	if (fromMs > toMs) throw new ApiError(400, "'from' must not be after 'to'.");
	return ({ eventDate }) => Date.parse(eventDate) >= fromMs && Date.parse(eventDate) <= toMs;
}

/** Bad interval 400, someone else's account 403 (observed). */
function analysed(world: World, call: Call): StoredEvent[] {
	requirePlatform(world, call);
	const interval = queryValue(call, 'interval');
	if (interval !== undefined && !INTERVALS.includes(interval)) {
		throw new ApiError(400, `Invalid value for parameter 'interval': ${interval}`);
	}
	if (queryValues(call, 'accountIds[]').some((id) => id !== String(world.account.id))) {
		throw new ApiError(403, 'Insufficient privileges for the requested account.');
	}
	return world.events.all().filter(within(call));
}

/** Analytics of events: one entry for the whole span, whatever the interval (our choice: enough for a client). */
function analyticsRoutes(world: World): Route[] {
	const timestamp = () => world.clock.now().toISOString();
	const entry = (path: string, more: object): Route => ({
		method: 'GET',
		path: `/instances/events/analytics${path}`,
		handler: (call) =>
			ok([{ count: analysed(world, call).length, timestamp: timestamp(), ...more }]),
	});
	return [
		entry('', {}),
		entry('/accounts', { accountId: world.account.id }),
		{
			method: 'GET',
			path: '/instances/events/analytics/instances',
			handler: (call) => {
				const counts = new Map<number, number>();
				for (const { elementInstanceId } of analysed(world, call)) {
					counts.set(elementInstanceId, (counts.get(elementInstanceId) ?? 0) + 1);
				}
				return ok(
					[...counts].map(([instanceId, count]) => ({ instanceId, count, timestamp: timestamp() })),
				);
			},
		},
	];
}

/** `/instances/…/events`: what was found and delivered. An empty history being 404 is our choice, as other lists. */
export function eventRoutes(world: World): Route[] {
	return [
		...byIdAndToken(world, 'GET', '/events', (instance, call) =>
			platformList(call, world.events.of(instance.id), 'events', eventView),
		),
		...byIdAndToken(world, 'GET', '/events/:eventId', (instance, call) => {
			const event = world.events.of(instance.id).find(({ id }) => id === call.params.eventId);
			if (!event) throw new ApiError(404, `No event found with ID ${call.params.eventId}`);
			return ok(eventView(event));
		}),
		byToken(world, 'GET', '/events/dispositions', (instance, call) =>
			platformList(
				call,
				world.events.of(instance.id).filter(within(call)),
				'events',
				dispositionView,
			),
		),
		...analyticsRoutes(world),
	];
}
