import { randomBytes } from 'node:crypto';

import type { Companies } from '../connector';
import { connectorState } from '../connector/company/state';
import type { Lists } from '../listing';
import { CallFailure, type Clock, type QueueLog } from '../queue';
import { QueuePort } from '../records';
import type { Instance, Store } from '../store';
import type { Deliveries } from './deliveries';
import { lookFor } from './look';
import { draftsOf, type Watched } from './notification';
import { areOn, intervalMs } from './pollerUrl';

/** How often it is seen whether a look is due. */
const TICK_MS = 10_000;
/** A look that failed is not repeated sooner. */
const RETRY_MS = 60_000;
/** Clocks of two computers, and an offset that is an hour wrong. */
export const OVERLAP_MS = 2 * 3_600_000;

export interface WatcherParts {
	store: Store;
	clock: Clock;
	companies: Companies;
	lists: Lists;
	deliveries: Deliveries;
	log: QueueLog;
}

/** Configuration of an instance with what is secret in it. */
export const configurationIn = ({ facts, secrets }: Instance): Record<string, string | null> => ({
	...facts.configuration,
	...secrets.configuration,
});

const watchedOf = ({ id, facts }: Instance): Watched => ({ ...facts, id });

/** Looks for changes at each company whose look is due: that is work, and opens a session of its Web Connector. */
export class Watcher {
	/** Instances of which it is known that no look is kept. */
	private readonly off = new Set<number>();

	private readonly looking = new Set<number>();

	/** When the last look of an instance was, as far as that was asked. */
	private readonly lastAtMs = new Map<number, number>();

	private readonly failedAtMs = new Map<number, number>();

	private readonly end = new AbortController();

	private callOff = (): void => {};

	constructor(private readonly parts: WatcherParts) {}

	start(): void {
		this.callOff = this.parts.clock.after(TICK_MS, () => {
			void this.tick().finally(() => {
				if (!this.end.signal.aborted) this.start();
			});
		});
	}

	stop(): void {
		this.callOff();
		this.end.abort();
	}

	private async tick(): Promise<void> {
		try {
			for (const instance of await this.parts.store.instances()) {
				if (!areOn(instance.facts.configuration)) await this.switchOff(instance.id);
				else if (await this.isDue(instance)) void this.look(instance);
			}
		} catch (error) {
			this.warn({ error: String(error) }, 'Changes could not be looked for');
		}
	}

	/** What was seen before says nothing when events are switched on again. */
	private async switchOff(id: number): Promise<void> {
		if (this.off.has(id)) return;
		await this.parts.store.events.dropLook(id);
		this.lastAtMs.delete(id);
		this.off.add(id);
	}

	private async isDue(instance: Instance): Promise<boolean> {
		const { store, clock, companies } = this.parts;
		const { id, facts } = instance;
		this.off.delete(id);
		const now = clock.now();
		if (facts.disabled || this.looking.has(id)) return false;
		if (now - (this.failedAtMs.get(id) ?? -Infinity) < RETRY_MS) return false;
		const state = connectorState(instance, companies.of(instance));
		if (state !== 'connected' && state !== 'confirm') return false;
		const lastAtMs = this.lastAtMs.get(id) ?? (await store.events.look(id))?.atMs ?? -Infinity;
		this.lastAtMs.set(id, lastAtMs);
		return now - lastAtMs >= intervalMs(facts.configuration);
	}

	private async look(instance: Instance): Promise<void> {
		const { id } = instance;
		this.looking.add(id);
		try {
			await this.lookAt(instance);
			this.failedAtMs.delete(id);
		} catch (error) {
			this.failedAtMs.set(id, this.parts.clock.now());
			const kind = error instanceof CallFailure ? error.kind : String(error);
			this.warn({ instanceId: id, kind }, 'A look for changes failed');
		} finally {
			this.looking.delete(id);
		}
	}

	private async lookAt(instance: Instance): Promise<void> {
		const { store, clock, companies, lists, deliveries } = this.parts;
		const port = new QueuePort(instance, companies.of(instance), {
			requestId: randomBytes(12).toString('hex'),
			method: 'GET',
			path: '/events',
			signal: this.end.signal,
		});
		const last = await store.events.look(instance.id);
		const nowMs = clock.now();
		const how = { lists, port, nowMs, overlapMs: OVERLAP_MS, tellsDeletions: true };
		const { look, found, refused } = await lookFor(how, watchedOf(instance), last);
		if (refused.length > 0) {
			this.warn({ instanceId: instance.id, refused }, 'QuickBooks refused to show some records');
		}
		// What the instance says of itself may have changed meanwhile.
		const current = await store.instance(instance.id);
		if (!current || !areOn(current.facts.configuration)) return;
		const drafts = draftsOf(watchedOf(current), found, clock.now());
		const made = await store.events.keepLook(instance.id, look, last?.atMs, drafts);
		this.lastAtMs.delete(instance.id);
		if (made) void deliveries.send(made).catch((error: unknown) => this.warnOf(error));
	}

	private warnOf(error: unknown): void {
		this.warn({ error: String(error) }, 'Notifications could not be sent');
	}

	private warn(facts: Record<string, unknown>, message: string): void {
		if (!this.end.signal.aborted) this.parts.log.warn(facts, message);
	}
}
