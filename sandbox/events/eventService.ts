import {
	areOn,
	Deliveries,
	draftsOf,
	intervalMs,
	lookFor,
	type ChangeEvent,
	type FoundChanges,
} from '../../gateway/events';
import { CallFailure, systemClock } from '../../gateway/queue';
import {
	MemoryEvents,
	type Notification,
	type NotificationDraft,
	type NotificationHead,
} from '../../gateway/store';
import { dateText } from '../../gateway/api/instances/view';
import { ApiError } from '../server/errors';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { legacyBody, type NotificationShape } from './legacyBody';

/** What a test says of an event that the poller would not find, such as a deletion. */
export type EventSeed = Pick<ChangeEvent, 'objectType' | 'objectId'> & Partial<ChangeEvent>;

/** An event that somebody puts into the history of an instance. */
export interface HistorySeed {
	elementInstanceId: number;
	/** ISO 8601; now where it is left out. */
	eventDate?: string;
	/** `NOTIFIED`, as it is where it is left out, or another: then it has not been delivered. */
	status?: string;
	/** What was told: the first counts. */
	notifiedData?: unknown[];
}

const MINUTE_MS = 60_000;

/** A callback of this machine: a sandbox must not write to anybody else. */
const isLoopback = (url: string): boolean =>
	URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** The gateway's looks and deliveries, when the sandbox wants them. */
export class EventService {
	readonly events = new MemoryEvents();
	/** How notifications look from now on. */
	shape: NotificationShape = 'message';
	/** What they are signed with. */
	signature: 'sha256' | 'sha1' = 'sha256';
	private deliveries: Deliveries;
	/** Instances that are being looked at. */
	private readonly looking = new Set<number>();

	constructor(private readonly world: World) {
		this.deliveries = this.newDeliveries();
	}

	/** Called after each change of an instance: polling begins when events are switched on (our choice). */
	noteConfiguration({ id, configuration }: StoredInstance): void {
		if (areOn(configuration)) void this.events.keepLook(id, this.lookNow(), undefined, []);
		else void this.events.dropLook(id);
	}

	/** One poll of an instance. Resolves when each notification has arrived or is in the queue. */
	async pollNow(instanceId: number): Promise<Notification[]> {
		const instance = this.world.instances.get(instanceId);
		if (!instance || instance.disabled) return [];
		this.looking.add(instanceId);
		const made = await this.look(instance).finally(() => this.looking.delete(instanceId));
		return await this.send(made);
	}

	/** Delivers events that a test makes up. */
	async deliver(instanceId: number, seeds: EventSeed[]): Promise<Notification[]> {
		const instance = this.world.instances.get(instanceId);
		if (!instance || seeds.length === 0) return [];
		const now = dateText(this.world.clock.now().getTime());
		const events = seeds.map(
			(seed): ChangeEvent => ({
				eventType: 'UPDATED',
				date: now,
				pollDate: now,
				elementKey: instance.elementKey,
				hubKey: 'finance',
				...seed,
			}),
		);
		const [{ objectType }] = events;
		const drafts = this.drafts(instance, [{ objectType, events, records: [] }]);
		return await this.send(drafts.map((draft) => this.events.addNotification(draft)));
	}

	/** Puts an event into the history without telling anybody. */
	async note(seed: HistorySeed): Promise<void> {
		const { elementInstanceId: instanceId, eventDate, status, notifiedData = [] } = seed;
		const createdAtMs = eventDate === undefined ? this.nowMs() : Date.parse(eventDate);
		const write = () => JSON.stringify(notifiedData[0] ?? {});
		const draft = { instanceId, createdAtMs, url: '', objectType: '', write };
		const { id } = this.events.addNotification(draft);
		const isTold = status === undefined || status === 'NOTIFIED';
		await this.events.noteDelivery(id, { status: isTold ? 'delivered' : 'created', attempts: [] });
		this.world.changed();
	}

	/** Sends what waits, each once. */
	async redeliver(queued: readonly NotificationHead[]): Promise<void> {
		await this.deliveries.redeliver(queued);
		this.world.changed();
	}

	/**
	 * Goes on with deliveries that an earlier run had begun, and polls by the clock, each instance at its own interval,
	 * until the sandbox ends or is reset.
	 */
	async run(): Promise<void> {
		void this.deliveries.resume().then(this.world.changed);
		const { eventMinuteMs } = this.world.options;
		if (eventMinuteMs === undefined) return;
		const polledAtMs = new Map<number, number>();
		for (;;) {
			await this.world.lifetime.pause(Math.max(eventMinuteMs / 4, 5));
			for (const { id, configuration } of this.world.instances.all()) {
				if (!areOn(configuration) || this.looking.has(id)) continue;
				const everyMs = (intervalMs(configuration) / MINUTE_MS) * eventMinuteMs;
				if (Date.now() < (polledAtMs.get(id) ?? 0) + everyMs) continue;
				polledAtMs.set(id, Date.now());
				// Others do not wait while a callback is tried again.
				void this.pollNow(id).catch(ignoreFailedLook);
			}
		}
	}

	/** Forgets all of it; what was under way has ended with the time before. */
	clear(): void {
		this.events.clear();
		this.shape = 'message';
		this.signature = 'sha256';
		this.deliveries = this.newDeliveries();
	}

	private newDeliveries(): Deliveries {
		const { world } = this;
		const deliveries = new Deliveries({
			events: this.events,
			clock: {
				now: () => this.nowMs(),
				// Without minutes of its own a wait is as good as none.
				after: (ms, work) =>
					systemClock.after((ms / MINUTE_MS) * (world.options.eventMinuteMs ?? 0), work),
			},
			configurationOf: async (id) => world.instances.get(id)?.configuration,
			mayCall: isLoopback,
			algorithm: () => this.signature,
		});
		world.lifetime.onEnd(() => deliveries.stop());
		return deliveries;
	}

	private nowMs(): number {
		return this.world.clock.now().getTime();
	}

	/** What was seen is not kept: a change in the second of a look is told by the next one, too (our choice). */
	private lookNow() {
		return { atMs: this.nowMs(), seen: {} };
	}

	private async look(instance: StoredInstance): Promise<Notification[]> {
		const { world, events } = this;
		const { id } = instance;
		const last = await events.look(id);
		if (!last) return [];
		const look = this.lookNow();
		const port = world.companies.of(id).port(() => world.clock.now());
		// One clock, which is right; and a query for what was changed finds no deletions.
		const how = { nowMs: look.atMs, overlapMs: 0, tellsDeletions: false };
		const { found } = await lookFor({ ...how, lists: world.lists, port }, instance, last);
		const drafts = this.drafts(instance, found);
		return (await events.keepLook(id, look, last.atMs, drafts)) ?? [];
	}

	private drafts(instance: StoredInstance, found: FoundChanges[]): NotificationDraft[] {
		const write = this.shape === 'legacy' ? legacyBody : undefined;
		return draftsOf(instance, found, this.nowMs(), write);
	}

	private async send(made: readonly Notification[]): Promise<Notification[]> {
		await this.deliveries.send(made);
		this.world.changed();
		const ids = new Set(made.map(({ id }) => id));
		return this.events.notificationsNow().filter(({ id }) => ids.has(id));
	}
}

/** The next one goes back as far. */
function ignoreFailedLook(error: unknown): void {
	const isFailedCall = error instanceof CallFailure || error instanceof ApiError;
	if (!isFailedCall) throw error;
}
