import type {
	Delivery,
	EventStore,
	Look,
	Notification,
	NotificationDraft,
	NotificationFilter,
	NotificationHead,
} from './events';

const fits =
	({ instanceId, fromMs = -Infinity, toMs = Infinity }: NotificationFilter) =>
	(one: NotificationHead): boolean =>
		(instanceId === undefined || one.instanceId === instanceId) &&
		one.createdAtMs >= fromMs &&
		one.createdAtMs <= toMs;

const headOf = ({ body, ...head }: Notification): NotificationHead => {
	void body;
	return structuredClone(head);
};

/** Events for tests and for the sandbox: nothing outlives the process but what is saved and restored. */
export class MemoryEvents implements EventStore {
	private readonly looks = new Map<number, Look>();

	private held: Notification[] = [];

	private lastId = 0;

	private kept: Record<string, string> = {};

	/** All notifications, for those who cannot wait. */
	notificationsNow(): Notification[] {
		return this.held.map((one) => ({ ...one, attempts: [...one.attempts] }));
	}

	/** Takes up what an earlier life had. */
	restore(notifications: readonly Notification[]): void {
		this.held = structuredClone([...notifications]);
		this.lastId = Math.max(0, ...notifications.map(({ id }) => id));
	}

	async look(instanceId: number): Promise<Look | undefined> {
		return structuredClone(this.looks.get(instanceId));
	}

	async dropLook(instanceId: number): Promise<void> {
		this.looks.delete(instanceId);
	}

	async keepLook(
		instanceId: number,
		look: Look,
		lastAtMs: number | undefined,
		drafts: readonly NotificationDraft[],
	): Promise<Notification[] | undefined> {
		if (this.looks.get(instanceId)?.atMs !== lastAtMs) return undefined;
		this.looks.set(instanceId, structuredClone(look));
		return drafts.map((draft) => this.addNotification(draft));
	}

	async notifications(
		filter: NotificationFilter,
		{ offset, limit }: { offset: number; limit: number },
	): Promise<Notification[]> {
		return structuredClone(this.held.filter(fits(filter)).slice(offset, offset + limit));
	}

	async notification(id: number): Promise<Notification | undefined> {
		return structuredClone(this.held.find((one) => one.id === id));
	}

	async notificationHeads(filter: NotificationFilter): Promise<NotificationHead[]> {
		return this.held.filter(fits(filter)).map(headOf);
	}

	async undelivered(): Promise<NotificationHead[]> {
		return this.held.filter((one) => one.nextAttemptMs !== undefined).map(headOf);
	}

	async isQueuing(instanceId: number, url: string): Promise<boolean> {
		return this.held.some(
			(one) => one.instanceId === instanceId && one.url === url && one.status === 'queued',
		);
	}

	async noteDelivery(id: number, delivery: Delivery): Promise<void> {
		const there = this.held.find((one) => one.id === id);
		if (!there) return;
		delete there.nextAttemptMs;
		Object.assign(there, structuredClone(delivery));
	}

	async forgetNotifications(beforeMs: number): Promise<void> {
		this.held = this.held.filter(
			({ createdAtMs, nextAttemptMs }) => createdAtMs >= beforeMs || nextAttemptMs !== undefined,
		);
	}

	async settings(): Promise<Record<string, string>> {
		return { ...this.kept };
	}

	async changeSettings(changes: Readonly<Record<string, string>>): Promise<void> {
		this.kept = { ...this.kept, ...changes };
	}

	/** The instance was removed. */
	forgetInstance(id: number): void {
		this.looks.delete(id);
		this.held = this.held.filter(({ instanceId }) => instanceId !== id);
	}

	/** Forgets all of it. */
	clear(): void {
		this.looks.clear();
		this.restore([]);
		this.kept = {};
	}

	/** Keeps a notification that no look found. */
	addNotification({ write, ...head }: NotificationDraft): Notification {
		const id = (this.lastId += 1);
		const { createdAtMs: nextAttemptMs } = head;
		const notification: Notification = {
			...head,
			id,
			status: 'created',
			attempts: [],
			nextAttemptMs,
			body: write(id),
		};
		this.held.push(notification);
		return structuredClone(notification);
	}
}
