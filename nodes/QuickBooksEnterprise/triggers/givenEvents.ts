import { RecentKeys } from './recentKeys';

/** What tells the events of a delivery apart; undefined for one that nothing does. */
export type EventKeys = ReadonlyArray<string | undefined>;

/**
 * How long events may be on their way into an execution; in milliseconds (our choice). Whoever does not arrive
 * within it is taken for lost and may be given out again.
 */
const UNDER_WAY_MS = 60_000;

/** The events that a trigger gave out, and those that it is giving out just now. */
export class GivenEvents {
	readonly seen = new RecentKeys();
	/** Key → until when, in milliseconds since 1970. */
	private readonly underWay = new Map<string, number>();

	/**
	 * Takes what is new out of a delivery.
	 * Out: for each of its events whether it is; `underWay` where one is being given out at this moment, and
	 * nothing is known of its fate.
	 */
	claim(keys: EventKeys): boolean[] | 'underWay' {
		const nowMs = Date.now();
		for (const [key, untilMs] of this.underWay) {
			if (untilMs <= nowMs) this.underWay.delete(key);
		}
		if (keys.some((key) => key !== undefined && this.underWay.has(key))) return 'underWay';
		return keys.map((key) => {
			if (key === undefined) return true;
			// One delivery may name an event twice.
			if (this.seen.has(key) || this.underWay.has(key)) return false;
			this.underWay.set(key, nowMs + UNDER_WAY_MS);
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
}
