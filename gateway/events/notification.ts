import { createHmac } from 'node:crypto';

import type { NotificationDraft } from '../store';

/** An instance whose company is looked at. */
export interface Watched {
	id: number;
	name: string;
	tags: readonly string[];
	elementKey: string;
	configuration: Readonly<Record<string, string | null>>;
}

/** A change as a notification tells it (observed members). */
export interface ChangeEvent {
	objectType: string;
	objectId: string;
	eventType: 'CREATED' | 'DELETED' | 'UNKNOWN' | 'UPDATED';
	/** When the record changed. */
	date: string;
	pollDate: string;
	elementKey: string;
	hubKey: string;
}

/** Changes of one resource that one look found. */
export interface FoundChanges {
	objectType: string;
	events: ChangeEvent[];
	records: object[];
}

/** What is told in one notification. */
export interface Told {
	watched: Watched;
	found: FoundChanges;
	/** Those of `found` that this notification is about. */
	events: ChangeEvent[];
	atMs: number;
}

/** Most events of a look in one notification (documented). */
const EVENTS_PER_NOTIFICATION = 10;

/** The one account, its organization and its owner. */
export const ACCOUNT = 1;

/** Whole seconds, in UTC (documented sample). */
export const wholeSeconds = (atMs: number): string =>
	`${new Date(atMs).toISOString().slice(0, 19)}Z`;

/** The members around `message` are inferred; those in it are observed. */
function notificationBody({ watched, found, events, atMs }: Told, eventId: number): string {
	const { id, name, tags, elementKey } = watched;
	return JSON.stringify({
		severity: 'low',
		topic: 'event.notification',
		from: 'events',
		createdDate: wholeSeconds(atMs),
		message: {
			eventId,
			elementKey,
			accountId: ACCOUNT,
			companyId: ACCOUNT,
			instanceId: id,
			instance_id: id,
			instanceName: name,
			instanceTags: tags,
			userId: ACCOUNT,
			// Each part of a larger set repeats all of it (documented).
			raw: {
				objectType: found.objectType,
				[found.objectType]: found.records,
				instance_id: id,
				events: found.events,
			},
			events,
		},
	});
}

/**
 * The notifications about what a look found.
 *
 * @param write how the body of one looks
 */
export function draftsOf(
	watched: Watched,
	found: readonly FoundChanges[],
	atMs: number,
	write: (told: Told, eventId: number) => string = notificationBody,
): NotificationDraft[] {
	return found.flatMap((each) => {
		const parts = Math.ceil(each.events.length / EVENTS_PER_NOTIFICATION);
		return Array.from({ length: parts }, (_, part): NotificationDraft => {
			const from = part * EVENTS_PER_NOTIFICATION;
			const events = each.events.slice(from, from + EVENTS_PER_NOTIFICATION);
			return {
				instanceId: watched.id,
				createdAtMs: atMs,
				url: watched.configuration['event.notification.callback.url'] ?? '',
				objectType: each.objectType,
				write: (eventId) => write({ watched, found: each, events, atMs }, eventId),
			};
		});
	});
}

/** The value of `Elements-Webhook-Signature` (documented; `sha1` in older revisions, observed). */
export function signatureOf(
	body: string,
	key: string,
	algorithm: 'sha1' | 'sha256' = 'sha256',
): string {
	return `${algorithm}=${createHmac(algorithm, key).update(body).digest('base64')}`;
}
