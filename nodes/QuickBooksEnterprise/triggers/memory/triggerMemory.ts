import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../common/json/isRecord';
import type { ChangeEvent, EventSource } from '../shared/changeEvent';
import type { TriggerContext } from '../shared/triggerRun';
import { isSameRegistration, type Registration } from '../webhook/registration';
import { EventDeduplication, type EventKeys } from './eventDeduplication';
import { KnownRecords } from './knownRecords';
import { readCursor, type Cursor } from './pollCursor';

/** What this process knows of a trigger. n8n runs one process for deliveries and polls, or several (queue mode). */
class ProcessMemory {
	/** What was set up; null once it was put back; undefined where this process did neither. */
	registration: Registration | null | undefined;
	/** Which events were given out, or are being given out. */
	readonly events = new EventDeduplication();
	/** Which records were heard of. */
	readonly records = new KnownRecords();
	/** Whether a delivery came. */
	wasReached = false;
	/** Whether a look is under way: n8n starts the next one whether or not the last has ended. */
	isPolling = false;
}

/** What `dropRegistration` forgot, to put it back. */
export interface DroppedRegistration {
	registration: Registration;
	known: ProcessMemory['registration'];
}

/**
 * All that a trigger remembers, in one place. There are two stores, and neither is enough: what n8n saves with the
 * workflow outlives the process, but each call gets a copy of it as it was when that call began, and n8n may save
 * such a copy over a newer one. What this process knows is always up to date, but ends with it.
 */
export class TriggerMemory {
	private static readonly byTrigger = new Map<string, ProcessMemory>();

	private constructor(
		private readonly saved: IDataObject,
		private readonly known: ProcessMemory,
		private readonly isTest: boolean,
	) {}

	/**
	 * @param context - The call of n8n that asks.
	 * @returns The memory of this trigger: with n8n's copy of this call, and what the process knows.
	 */
	static of(context: TriggerContext): TriggerMemory {
		const key = `${context.getWorkflow().id}/${context.getNode().id}`;
		const known = TriggerMemory.byTrigger.get(key) ?? new ProcessMemory();
		TriggerMemory.byTrigger.set(key, known);
		const isTest = context.getMode() === 'manual';
		return new TriggerMemory(context.getWorkflowStaticData('node'), known, isTest);
	}

	/** What n8n saved of the instance that was set up; in the editor, of the test. */
	get savedRegistration(): Registration | undefined {
		return this.saved.registration as Registration | undefined;
	}

	/** What this process knows to be set up, or else what n8n saved. */
	get latestRegistration(): Registration | undefined {
		const { registration } = this.known;
		return registration === undefined ? this.savedRegistration : (registration ?? undefined);
	}

	/** What this process set up for an address, also where n8n has not saved it. */
	registrationFor(callbackUrl: string): Registration | undefined {
		const { registration } = this.known;
		return registration?.callbackUrl === callbackUrl ? registration : undefined;
	}

	/** Saves what is set up. */
	keepRegistration(registration: Registration): void {
		this.saved.registration = registration as unknown as IDataObject;
		this.noteRegistration(registration);
	}

	/** Notes what is set up, where n8n has saved it. A test must not take the place of the active workflow's. */
	noteRegistration(registration: Registration): void {
		if (!this.isTest) this.known.registration = registration;
	}

	/**
	 * Forgets what was set up, so that nobody repairs it.
	 *
	 * @returns What `restoreRegistration` takes.
	 */
	dropRegistration(registration: Registration): DroppedRegistration {
		const known = this.known.registration;
		delete this.saved.registration;
		// The end of a test looks like the end of the active workflow's.
		if (!known || isSameRegistration(known, registration)) this.known.registration = null;
		return { registration, known };
	}

	/** Remembers again what was forgotten. */
	restoreRegistration({ registration, known }: DroppedRegistration): void {
		this.saved.registration = registration as unknown as IDataObject;
		this.known.registration = known ?? undefined;
	}

	/**
	 * Takes what is new out of a delivery, and waits for another delivery that is giving out the same.
	 *
	 * @returns For each key whether its event is new.
	 */
	async claimEvents(keys: EventKeys): Promise<boolean[]> {
		this.known.events.seen.merge(this.saved.seen);
		return await this.known.events.claim(keys);
	}

	/** Remembers that these events were given out. */
	noteEvents(keys: EventKeys): void {
		this.known.events.note(keys);
		this.saved.seen = this.known.events.seen as unknown as IDataObject;
	}

	/**
	 * Tells what is created from what is updated, and knows the records from then on in this process.
	 *
	 * @param sinceMs - When the trigger was set up, where that is known.
	 * @returns The events, each with what happened.
	 */
	tellEvents(
		source: EventSource,
		events: readonly ChangeEvent[],
		sinceMs: number | undefined,
	): ChangeEvent[] {
		// A test in the editor knows nothing of what the active workflow heard.
		const records = this.isTest ? new KnownRecords() : this.known.records;
		if (!this.isTest) records.merge(this.saved.records);
		const told: ChangeEvent[] = [];
		for (const event of events) {
			const now = records.told(source, event, sinceMs);
			records.note(source, [now]);
			told.push(now);
		}
		return told;
	}

	/**
	 * Has n8n save which records are known. Only once n8n is about to save anyway: it takes back the mark of what changed
	 * while it saves (observed, 2.41), so a change from before would cost the keys of the events that follow.
	 */
	keepRecords(): void {
		if (!this.isTest) this.saved.records = this.known.records as unknown as IDataObject;
	}

	/** @returns Whether this is the first delivery in this process. */
	noteDelivery(): boolean {
		const isFirst = !this.known.wasReached;
		this.known.wasReached = true;
		return isFirst;
	}

	/** @returns False where a look is under way; otherwise `endPoll` has to follow. */
	beginPoll(): boolean {
		if (this.known.isPolling) return false;
		this.known.isPolling = true;
		return true;
	}

	endPoll(): void {
		this.known.isPolling = false;
	}

	/** @returns How far each resource of an instance was read, by the resource's value; empty for another instance. */
	cursorsOf(instanceId: string): Map<string, Cursor> {
		const { cursors } = this.saved;
		const kept = this.saved.instanceId === instanceId && isRecord(cursors) ? cursors : {};
		return new Map(
			Object.entries(kept).flatMap(([resource, saved]) => {
				const cursor = readCursor(saved);
				return cursor ? [[resource, cursor]] : [];
			}),
		);
	}

	/** Saves how far each resource of an instance was read. */
	keepCursors(instanceId: string, cursors: ReadonlyMap<string, Cursor>): void {
		this.saved.instanceId = instanceId;
		this.saved.cursors = Object.fromEntries(
			[...cursors].map(([resource, cursor]) => [resource, cursor.toJson()]),
		);
	}
}
