import { eventKeyOf, type ChangeEvent, type EventSource } from '../shared/changeEvent';
import { MAX_REMEMBERED, RecentKeys } from './recentKeys';

/**
 * Which records a webhook trigger has heard of. The service compares the two times of a record, so it tells one that
 * was created and changed between two of its looks as updated; such a record is new all the same.
 */
export class KnownRecords {
	private readonly keys = new RecentKeys();

	/** Takes over what n8n saved. */
	merge(saved: unknown): void {
		this.keys.merge(saved);
	}

	/**
	 * An event with what really happened: `created` where its record is heard of for the first time and was made since the
	 * trigger was set up. Without the record the word of the service stands, but for one that is known.
	 *
	 * @param sinceMs - When the trigger was set up; undefined where that is not known.
	 */
	told(source: EventSource, event: ChangeEvent, sinceMs: number | undefined): ChangeEvent {
		if (event.eventType === 'deleted') return event;
		return { ...event, eventType: this.isNew(source, event, sinceMs) ? 'created' : 'updated' };
	}

	/** From now on these records are known. */
	note(source: EventSource, events: readonly ChangeEvent[]): void {
		for (const event of events) {
			if (event.eventType === 'deleted') continue;
			const isCreation = event.eventType === 'created';
			// The same creation may be delivered again, and is none the less one.
			if (isCreation) this.keys.add(creationOf(source, event));
			// That a record is an old one shows in its own time.
			if (isCreation || !event.record) this.keys.add(recordOf(source, event));
		}
	}

	/** What n8n saves. */
	toJSON(): string {
		return this.keys.toJSON();
	}

	private isNew(source: EventSource, event: ChangeEvent, sinceMs: number | undefined): boolean {
		if (this.keys.has(creationOf(source, event))) return true;
		if (this.keys.has(recordOf(source, event))) return false;
		if (event.eventType === 'created') return true;
		const createdMs = Date.parse(String(event.record?.TimeCreated));
		// Once something was forgotten, a record that nobody remembers may have been told of before.
		if (sinceMs === undefined || this.keys.size >= MAX_REMEMBERED) return false;
		return createdMs >= Math.floor(sinceMs / 1000) * 1000;
	}
}

const recordOf = ({ instanceId }: EventSource, { resource, objectId }: ChangeEvent) =>
	`record/${instanceId}/${resource.value}/${objectId}`;

const creationOf = (source: EventSource, event: ChangeEvent) =>
	`created/${eventKeyOf(source, event)}`;
