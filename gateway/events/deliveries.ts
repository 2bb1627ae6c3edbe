import type { Clock } from '../queue';
import type { EventStore, NotificationHead } from '../store';
import { signatureOf } from './notification';

/** Under this address are deliveries (documented). */
export const DELIVERIES = '/notifications/subscriptions/deliveries';

/** The account's setting for notifications that do not arrive (documented). */
export const FAILURE_POLICY = 'notification.webhook.failure.policy';

/** Attempts and the wait after each: the newer of two documented schedules (8 s, 64 s, …). */
const MAX_ATTEMPTS = 5;
const waitMs = (attempt: number): number => 8 ** attempt * 1_000;

/** How long a callback may take to answer (our choice: not known). */
const ANSWER_TIMEOUT_MS = 30_000;

export interface DeliveryParts {
	events: EventStore;
	clock: Clock;
	/** The configuration of an instance, secrets with it; undefined where it is gone. */
	configurationOf(instanceId: number): Promise<Readonly<Record<string, string | null>> | undefined>;
	/** Whether a callback may be called. */
	mayCall(url: string): boolean;
	/** What notifications are signed with; sha256 where it is left out. */
	algorithm?(): 'sha1' | 'sha256';
}

/** Sends notifications, again after a while, and keeps those that did not arrive. */
export class Deliveries {
	private readonly end = new AbortController();

	private readonly waiting = new Set<() => void>();

	constructor(private readonly parts: DeliveryParts) {}

	/**
	 * Sends notifications, the first attempts one after the other.
	 *
	 * @returns when each has arrived or waits in the queue, or this has ended
	 */
	async send(notifications: readonly NotificationHead[]): Promise<void> {
		const retries: Array<Promise<void>> = [];
		for (const { id, instanceId, url, attempts } of notifications) {
			// A callback that answered none of the attempts is not called for what comes later.
			if (attempts.length === 0 && (await this.parts.events.isQueuing(instanceId, url))) {
				await this.parts.events.noteDelivery(id, { status: 'queued', attempts });
			} else if (await this.attempt(id)) {
				retries.push(this.tryAgain(id));
			}
		}
		await Promise.all(retries);
	}

	/** Goes on with what an earlier life of the gateway had not brought to an end. */
	async resume(): Promise<void> {
		const all = await this.parts.events.undelivered();
		await this.send(all.filter(({ attempts }) => attempts.length === 0));
		const begun = all.filter(({ attempts }) => attempts.length > 0);
		await Promise.all(begun.map(async ({ id }) => await this.tryAgain(id)));
	}

	/** Sends what waits, each once. */
	async redeliver(notifications: readonly NotificationHead[]): Promise<void> {
		for (const { id, status } of notifications) {
			if (status === 'queued') await this.attempt(id, true);
		}
	}

	/** Ends all attempts; what was not brought to an end is left to {@link resume}. */
	stop(): void {
		this.end.abort();
		for (const wake of [...this.waiting]) wake();
	}

	private async tryAgain(id: number): Promise<void> {
		const { events, clock } = this.parts;
		for (;;) {
			const { nextAttemptMs } = (await events.notification(id)) ?? {};
			if (nextAttemptMs === undefined) return;
			await this.pause(nextAttemptMs - clock.now());
			if (this.end.signal.aborted || !(await this.attempt(id))) return;
		}
	}

	/** @returns whether it is to be tried again */
	private async attempt(id: number, isAskedFor = false): Promise<boolean> {
		const { events, clock } = this.parts;
		const notification = await events.notification(id);
		if (!notification || this.end.signal.aborted) return false;
		const answer = await this.post(notification);
		if (this.end.signal.aborted) return false;
		const attempts = [...notification.attempts, answer];
		if (answer !== null && answer >= 200 && answer < 300) {
			await events.noteDelivery(id, { status: 'delivered', attempts });
			return false;
		}
		const queues = (await events.settings())[FAILURE_POLICY] === 'queue';
		if (isAskedFor || queues || attempts.length >= MAX_ATTEMPTS) {
			await events.noteDelivery(id, { status: 'queued', attempts });
			return false;
		}
		const nextAttemptMs = clock.now() + waitMs(attempts.length);
		await events.noteDelivery(id, { status: 'retry', attempts, nextAttemptMs });
		return true;
	}

	/** Redirects are not followed: what is told is for the callback alone. */
	private async post({
		id,
		instanceId,
		url,
		body,
	}: NotificationHead & { body: string }): Promise<number | null> {
		const { configurationOf, mayCall, algorithm } = this.parts;
		const configuration = await configurationOf(instanceId);
		if (!configuration || !mayCall(url)) return null;
		const key = configuration['event.notification.signature.key'];
		try {
			const answer = await fetch(url, {
				method: 'POST',
				redirect: 'manual',
				signal: AbortSignal.any([this.end.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
				headers: {
					'Content-Type': 'application/json;charset=UTF-8',
					'Elements-Webhook-Id': String(id),
					...(key ? { 'Elements-Webhook-Signature': signatureOf(body, key, algorithm?.()) } : {}),
				},
				body,
			});
			await answer.body?.cancel();
			return answer.status;
		} catch {
			return null;
		}
	}

	private async pause(ms: number): Promise<void> {
		if (this.end.signal.aborted) return;
		await new Promise<void>((resolve) => {
			const wake = (): void => {
				callOff();
				this.waiting.delete(wake);
				resolve();
			};
			const callOff = this.parts.clock.after(Math.max(0, ms), wake);
			this.waiting.add(wake);
		});
	}
}
