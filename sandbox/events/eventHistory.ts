/** An event as an instance's history returns it. The id is text although paths type it as a number (documented). */
export interface StoredEvent {
	id: string;
	elementInstanceId: number;
	/** ISO 8601. */
	eventDate: string;
	status: 'NEW' | 'RECEIVED' | 'DISPATCHED' | 'CONSUMED' | 'NOTIFIED';
	providerData: string;
	notifiedData: unknown[];
}

/** What happened on the instances. Filled by tests and, once deliveries are simulated, by the poller. */
export class EventHistory {
	private events: StoredEvent[] = [];
	private lastId = 0;

	add(event: Omit<StoredEvent, 'id'>): StoredEvent {
		this.lastId += 1;
		const stored = { id: String(this.lastId), ...event };
		this.events.push(stored);
		return stored;
	}

	of(instanceId: number): StoredEvent[] {
		return this.events.filter((event) => event.elementInstanceId === instanceId);
	}

	all(): StoredEvent[] {
		return this.events;
	}

	restore(events: StoredEvent[]): void {
		this.events = events;
		this.lastId = Math.max(0, ...events.map((event) => Number(event.id)));
	}

	clear(): void {
		this.events = [];
		this.lastId = 0;
	}
}
