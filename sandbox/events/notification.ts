import type { ChangeEvent } from '../../gateway/events/notification';
import { wholeSeconds } from '../clock';
import type { FinanceRecord } from '../finance/kinds';
import type { StoredInstance } from '../types';
import type { World } from '../world';

/** Changes of one resource that one poll found. */
export interface FoundChanges {
	objectType: string;
	events: ChangeEvent[];
	records: FinanceRecord[];
}

/** How notifications look: as of today, or as documented in 2015. */
export type NotificationShape = 'message' | 'legacy';

/** Most events of a poll in one notification (documented). */
const EVENTS_PER_NOTIFICATION = 10;

function chunks<T>(list: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
}

/** The members around `message` are inferred; those in it are observed. */
function currentBody(
	world: World,
	instance: StoredInstance,
	found: FoundChanges,
	events: ChangeEvent[],
	eventId: number,
) {
	const { id, name, tags, elementKey } = instance;
	return {
		severity: 'low',
		topic: 'event.notification',
		from: 'events',
		createdDate: wholeSeconds(world.clock.now()),
		message: {
			eventId,
			elementKey,
			accountId: world.account.id,
			companyId: world.organization.id,
			instanceId: id,
			instance_id: id,
			instanceName: name,
			instanceTags: tags,
			userId: world.user.id,
			// Each part of a larger set repeats all of it (documented).
			raw: {
				objectType: found.objectType,
				[found.objectType]: found.records,
				instance_id: id,
				events: found.events,
			},
			events,
		},
	};
}

/** What stands in `metadata` is not known: our choice are the members of today's events. */
function legacyBody(instance: StoredInstance, events: ChangeEvent[], eventId: number) {
	return {
		eventId,
		instanceId: instance.id,
		response: {
			events: events.map(({ hubKey, objectType, objectId, ...rest }) => ({
				path: `/hubs/${hubKey}/${objectType}/${objectId}`,
				metadata: { objectType, objectId, ...rest },
			})),
		},
		notificationId: eventId,
	};
}

/** The bodies of the notifications for the changes that a poll found, each as it is sent. */
export function notificationBodies(
	world: World,
	instance: StoredInstance,
	found: FoundChanges,
	shape: NotificationShape,
	nextId: () => number,
): string[] {
	return chunks(found.events, EVENTS_PER_NOTIFICATION).map((events) => {
		const eventId = nextId();
		return JSON.stringify(
			shape === 'legacy'
				? legacyBody(instance, events, eventId)
				: currentBody(world, instance, found, events, eventId),
		);
	});
}
