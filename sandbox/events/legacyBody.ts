import type { Told } from '../../gateway/events';

/** How notifications look: as of today, or as documented in 2015. */
export type NotificationShape = 'message' | 'legacy';

/** What stands in `metadata` is not known: our choice are the members of today's events. */
export function legacyBody({ watched, events }: Told, eventId: number): string {
	return JSON.stringify({
		eventId,
		instanceId: watched.id,
		response: {
			events: events.map(({ hubKey, objectType, objectId, ...rest }) => ({
				path: `/hubs/${hubKey}/${objectType}/${objectId}`,
				metadata: { objectType, objectId, ...rest },
			})),
		},
		notificationId: eventId,
	});
}
