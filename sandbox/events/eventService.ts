import { wholeSeconds } from '../clock';
import { parseCeql, testOf } from '../../gateway/ceql';
import { idOf, kindOf, resourceAt, searched, type FinanceRecord } from '../finance/kinds';
import { shown } from '../finance/view';
import { Ended } from '../lifetime';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { Deliveries, type Delivery } from './deliveries';
import { notificationBodies, type FoundChanges, type NotificationShape } from './notification';
import {
	resolveMacros,
	resourceOf,
	whereOf,
	type PollerEntry,
} from '../../gateway/events/pollerUrl';
import type { ChangeEvent } from '../../gateway/events/notification';

/** What a test says of an event that the poller would not find, such as a deletion. */
export type EventSeed = Pick<ChangeEvent, 'objectType' | 'objectId'> & Partial<ChangeEvent>;

const isEnabled = ({ configuration }: StoredInstance) =>
	configuration['event.notification.enabled'] === 'true';

function pollersOf({ configuration }: StoredInstance): PollerEntry[] {
	try {
		const parsed = JSON.parse(configuration['event.poller.configuration'] ?? '') as object;
		return Object.values(parsed) as PollerEntry[];
	} catch {
		// What the service does with a configuration that is no JSON is not known: it finds nothing.
		return [];
	}
}

/** CREATED where both times are the same (documented: decided by comparing them). */
function eventTypeOf(record: FinanceRecord, { datesConfiguration = {} }: PollerEntry) {
	const {
		createdDateField = 'TimeCreated',
		updatedDateField = 'TimeModified',
		createdCheckTolerance = 0,
	} = datesConfiguration;
	const [createdMs, updatedMs] = [createdDateField, updatedDateField].map((field) =>
		Date.parse(String(record[field])),
	);
	return updatedMs - createdMs <= createdCheckTolerance * 1000 ? 'CREATED' : 'UPDATED';
}

/** Looks for changes as the service's poller does, and has the notifications delivered. */
export class EventService {
	readonly deliveries: Deliveries;
	/** How notifications look from now on. */
	shape: NotificationShape = 'message';
	private readonly lastPolls = new Map<number, Date>();
	private lastEventId = 35_000;

	constructor(private readonly world: World) {
		this.deliveries = new Deliveries(world);
	}

	/** Called after each change of an instance: polling begins when events are switched on (our choice). */
	noteConfiguration(instance: StoredInstance): void {
		if (!isEnabled(instance)) this.lastPolls.delete(instance.id);
		else if (!this.lastPolls.has(instance.id)) {
			this.lastPolls.set(instance.id, this.world.clock.now());
		}
	}

	/** One poll of an instance. Resolves when each notification has arrived or is in the queue. */
	async pollNow(instanceId: number): Promise<Delivery[]> {
		const instance = this.world.instances.get(instanceId);
		const lastPoll = this.lastPolls.get(instanceId);
		if (!instance || !lastPoll || instance.disabled) return [];
		const now = this.world.clock.now();
		this.lastPolls.set(instanceId, now);
		const deliveries: Delivery[] = [];
		for (const poller of pollersOf(instance)) {
			const found = await this.changes(instance, poller, lastPoll, now);
			if (found) deliveries.push(...(await this.notify(instance, found)));
		}
		return deliveries;
	}

	/** Delivers events that a test makes up. */
	async deliver(instanceId: number, seeds: EventSeed[]): Promise<Delivery[]> {
		const instance = this.world.instances.get(instanceId);
		if (!instance || seeds.length === 0) return [];
		const now = wholeSeconds(this.world.clock.now());
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
		return await this.notify(instance, {
			objectType: events[0].objectType,
			events,
			records: [],
		});
	}

	/** Polls by the clock, each instance at its own interval, until the sandbox ends or is reset. */
	async run(): Promise<void> {
		const { eventMinuteMs } = this.world.options;
		if (eventMinuteMs === undefined) return;
		const polledAtMs = new Map<number, number>();
		for (;;) {
			await this.world.lifetime.pause(Math.max(eventMinuteMs / 4, 5));
			for (const instance of this.world.instances.all().filter(isEnabled)) {
				const minutes = Number(instance.configuration['event.poller.refresh_interval']) || 15;
				const dueMs = (polledAtMs.get(instance.id) ?? 0) + minutes * eventMinuteMs;
				if (Date.now() < dueMs) continue;
				polledAtMs.set(instance.id, Date.now());
				// Others do not wait while a callback is tried again.
				void this.pollNow(instance.id).catch(ignoreEnd);
			}
		}
	}

	clear(): void {
		this.lastPolls.clear();
		this.deliveries.clear();
		this.shape = 'message';
	}

	private async changes(
		instance: StoredInstance,
		poller: PollerEntry,
		lastPoll: Date,
		now: Date,
	): Promise<FoundChanges | undefined> {
		const url = resolveMacros(poller.url, lastPoll);
		const resource = resourceAt(resourceOf(url));
		if (!resource) return undefined;
		const kind = await kindOf(resource);
		const company = this.world.companies.of(instance.id);
		const where = whereOf(url);
		const test = where ? testOf(searched(kind), parseCeql(where)) : () => true;
		const records = company
			.all(kind)
			.map((record) => shown(company, kind, record))
			.filter(test);
		const events = records.map((record): ChangeEvent => {
			return {
				objectType: resource.path,
				objectId: idOf(record),
				eventType: eventTypeOf(record, poller),
				date: wholeSeconds(new Date(String(record.TimeModified))),
				pollDate: wholeSeconds(now),
				elementKey: instance.elementKey,
				hubKey: 'finance',
			};
		});
		return events.length > 0 ? { objectType: resource.path, events, records } : undefined;
	}

	private async notify(instance: StoredInstance, found: FoundChanges): Promise<Delivery[]> {
		const { world } = this;
		const bodies = notificationBodies(world, instance, found, this.shape, () => {
			this.lastEventId += 1;
			return this.lastEventId;
		});
		const deliveries: Delivery[] = [];
		for (const body of bodies) {
			const delivery = await this.deliveries.send(instance.id, body);
			deliveries.push(delivery);
			world.events.add({
				elementInstanceId: instance.id,
				eventDate: wholeSeconds(world.clock.now()),
				status: delivery.status === 'delivered' ? 'NOTIFIED' : 'DISPATCHED',
				providerData: JSON.stringify({ objectType: found.objectType }),
				notifiedData: [
					delivery.status === 'delivered'
						? (JSON.parse(body) as unknown)
						: `Error delivering event to ${delivery.url}`,
				],
			});
		}
		world.changed();
		return deliveries;
	}
}

function ignoreEnd(error: unknown): void {
	if (!(error instanceof Ended)) throw error;
}
