/** What the last look at a company saw. */
export interface Look {
	atMs: number;
	/**
	 * By resource what was found that a look soon after would find again: the id of a record with its state
	 * as QuickBooks shows it, of a deletion with a sign before. A resource that is not here was not looked at yet.
	 */
	seen: Record<string, Record<string, string>>;
}

/** Where a notification is on its way, as the API names it (observed). */
export type DeliveryStatus = 'created' | 'delivered' | 'queued' | 'retry';

/** How a notification fared. */
export interface Delivery {
	status: DeliveryStatus;
	/** The answer to each attempt; null where there was none. */
	attempts: Array<number | null>;
	/** When it is tried again; there while it is `created` or `retry`. */
	nextAttemptMs?: number;
}

/** A notification without what it says. */
export interface NotificationHead extends Delivery {
	/** Also the `eventId` in it, and the id in the history of events. Grows, and is never used again. */
	id: number;
	instanceId: number;
	createdAtMs: number;
	/** Where it goes: the callback address at the time when it was made. */
	url: string;
	objectType: string;
}

export interface Notification extends NotificationHead {
	/** Exactly as it is sent. */
	body: string;
}

export interface NotificationDraft {
	instanceId: number;
	createdAtMs: number;
	url: string;
	objectType: string;
	/** Writes it once its id is known. */
	write(id: number): string;
}

/** Which notifications: all that is given has to fit. */
export interface NotificationFilter {
	instanceId?: number;
	/** Made at this time or later. */
	fromMs?: number;
	/** Made at this time or earlier. */
	toMs?: number;
}

/** What is kept of events: what was seen, what is told of it, and how that fares. */
export interface EventStore {
	look(instanceId: number): Promise<Look | undefined>;
	/** Forgets what was seen: the next look is a first one. */
	dropLook(instanceId: number): Promise<void>;
	/**
	 * Keeps what a look saw together with the notifications about it: both, or neither where another look came between.
	 *
	 * @param lastAtMs when the look before was that it goes on from; undefined where there was none
	 * @returns the notifications; undefined where another look came between
	 */
	keepLook(
		instanceId: number,
		look: Look,
		lastAtMs: number | undefined,
		drafts: readonly NotificationDraft[],
	): Promise<Notification[] | undefined>;
	/** @returns a page of notifications, by id */
	notifications(
		filter: NotificationFilter,
		page: { offset: number; limit: number },
	): Promise<Notification[]>;
	notification(id: number): Promise<Notification | undefined>;
	/** @returns all notifications without what they say, by id */
	notificationHeads(filter: NotificationFilter): Promise<NotificationHead[]>;
	/** @returns those that are still to be tried by themselves, by id */
	undelivered(): Promise<NotificationHead[]>;
	/** Whether notifications for a callback of an instance wait until somebody asks for them. */
	isQueuing(instanceId: number, url: string): Promise<boolean>;
	/** Notes how a notification fares. */
	noteDelivery(id: number, delivery: Delivery): Promise<void>;
	/** Forgets notifications that were made before, but for those that are still to be tried. */
	forgetNotifications(beforeMs: number): Promise<void>;
	/** Settings of the account. */
	settings(): Promise<Record<string, string>>;
	changeSettings(changes: Readonly<Record<string, string>>): Promise<void>;
}
