import { sleep } from 'n8n-workflow';

import { RecentKeys } from './recentKeys';

/** What tells the events of a delivery apart; undefined for one that nothing does. */
export type EventKeys = ReadonlyArray<string | undefined>;

/**
 * How long events may be on their way into an execution: somewhat longer than their records may take to read; in
 * milliseconds (our choice). Whoever does not arrive within it is taken for lost and may be given out again.
 */
const UNDER_WAY_MS = 30_000;

/** How often it is looked whether they have arrived; in milliseconds. */
const LOOK_EVERY_MS = 100;

/** The events that a trigger gave out, and those that it is giving out just now. */
export class EventDeduplication {
	readonly seen = new RecentKeys();
	/** Key → until when, in milliseconds since 1970. */
	private readonly underWay = new Map<string, number>();

	/**
	 * Takes what is new out of a delivery, once the fate of those is known that another delivery is giving out at
	 * this moment: to acknowledge them before could lose them, and to refuse them would count as a failed delivery.
	 *
	 * @returns For each of its events whether it is new.
	 */
	async claim(keys: EventKeys): Promise<boolean[]> {
		while (keys.some((key) => this.isUnderWay(key))) await sleep(LOOK_EVERY_MS);
		const untilMs = Date.now() + UNDER_WAY_MS;
		return keys.map((key) => {
			if (key === undefined) return true;
			// One delivery may name an event twice.
			if (this.seen.has(key) || this.underWay.has(key)) return false;
			this.underWay.set(key, untilMs);
			return true;
		});
	}

	/** From now on these were given out. */
	note(keys: EventKeys): void {
		for (const key of keys) {
			if (key === undefined) continue;
			this.underWay.delete(key);
			this.seen.add(key);
		}
	}

	private isUnderWay(key: string | undefined): boolean {
		if (key === undefined) return false;
		const untilMs = this.underWay.get(key);
		if (untilMs !== undefined && untilMs <= Date.now()) this.underWay.delete(key);
		return this.underWay.has(key);
	}
}
