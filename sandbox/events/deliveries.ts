/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import { Ended } from '../lifetime';
import { signatureOf } from '../../gateway/events';
import type { World } from '../world';

/** One notification on its way to a callback. */
export interface Delivery {
	id: number;
	instanceId: number;
	url: string;
	body: string;
	/** As the service names it (observed). */
	status: 'created' | 'delivered' | 'retry' | 'queued';
	/** The answer of each attempt; null where there was none. */
	attempts: Array<number | null>;
}

/** Attempts and the wait after each, in seconds: the newer of two documented schedules (8 s, 64 s, …). */
const MAX_ATTEMPTS = 5;
const waitSeconds = (attempt: number) => 8 ** attempt;

/** How long a callback may take to answer: our choice, not known. */
const ANSWER_TIMEOUT_MS = 30_000;

function isLoopback(url: string): boolean {
	try {
		return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
	} catch {
		return false;
	}
}

/** Sends notifications, again after a while, and keeps those that did not arrive. */
export class Deliveries {
	private readonly all: Delivery[] = [];
	private lastId = 0;
	/** Callbacks that answered none of the attempts: what is for them waits until somebody asks for it. */
	private readonly deactivated = new Set<string>();
	/** What notifications are signed with. */
	algorithm: 'sha256' | 'sha1' = 'sha256';

	constructor(private readonly world: World) {}

	list(): readonly Delivery[] {
		return this.all;
	}

	isDeactivated(instanceId: number, url: string): boolean {
		return this.deactivated.has(`${instanceId} ${url}`);
	}

	/** Resolves when the notification has arrived, or waits in the queue. */
	async send(instanceId: number, body: string): Promise<Delivery> {
		const url = this.configurationOf(instanceId)['event.notification.callback.url'] ?? '';
		this.lastId += 1;
		const delivery: Delivery = {
			id: this.lastId,
			instanceId,
			url,
			body,
			status: 'created',
			attempts: [],
		};
		this.all.push(delivery);
		if (this.isDeactivated(instanceId, url)) delivery.status = 'queued';
		else await this.sendWithRetries(delivery);
		return delivery;
	}

	/** Sends what waits, each once. A callback that answers is active again (our choice). */
	async redeliver(queued: readonly Delivery[]): Promise<void> {
		for (const delivery of queued) {
			const arrived =
				this.world.instances.get(delivery.instanceId) && (await this.attempt(delivery));
			if (arrived) this.deactivated.delete(`${delivery.instanceId} ${delivery.url}`);
		}
	}

	clear(): void {
		this.all.length = 0;
		this.deactivated.clear();
		this.algorithm = 'sha256';
	}

	private async sendWithRetries(delivery: Delivery): Promise<void> {
		const queues = this.world.accountSettings['notification.webhook.failure.policy'] === 'queue';
		for (let attempt = 1; ; attempt++) {
			if (await this.attempt(delivery)) return;
			if (queues || attempt === MAX_ATTEMPTS) break;
			delivery.status = 'retry';
			await this.pause(waitSeconds(attempt));
		}
		delivery.status = 'queued';
		this.deactivated.add(`${delivery.instanceId} ${delivery.url}`);
	}

	private async attempt(delivery: Delivery): Promise<boolean> {
		const status = await this.post(delivery);
		delivery.attempts.push(status);
		const arrived = status !== null && status >= 200 && status < 300;
		if (arrived) delivery.status = 'delivered';
		return arrived;
	}

	/** The callback is one of this machine: a sandbox must not write to anybody else. */
	private async post({ instanceId, url, body, id }: Delivery): Promise<number | null> {
		if (!isLoopback(url)) return null;
		const key = this.configurationOf(instanceId)['event.notification.signature.key'];
		const answer = await fetch(url, {
			method: 'POST',
			redirect: 'manual',
			signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
			headers: {
				'Content-Type': 'application/json;charset=UTF-8',
				'Elements-Webhook-Id': String(id),
				...(key ? { 'Elements-Webhook-Signature': signatureOf(body, key, this.algorithm) } : {}),
			},
			body,
		}).catch(() => undefined);
		await answer?.arrayBuffer().catch(() => undefined);
		return answer?.status ?? null;
	}

	/** Without a clock of its own a minute is as good as nothing. */
	private async pause(seconds: number): Promise<void> {
		const { eventMinuteMs } = this.world.options;
		if (eventMinuteMs === undefined) await sleep(0);
		else await this.world.lifetime.pause((seconds * eventMinuteMs) / 60);
	}

	private configurationOf(instanceId: number) {
		const instance = this.world.instances.get(instanceId);
		if (!instance) throw new Ended('The instance was deleted.');
		return instance.configuration;
	}
}
