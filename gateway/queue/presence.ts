import type { Clock } from './clock';

/** What the `.qwc` file asks for; a person can change it in the Web Connector. */
const USUAL_INTERVAL_MS = 5_000;

const GRACE_MS = 30_000;
/** QuickBooks may have to be started, which takes 40 s and more (observed); a dialog of it may wait for somebody. */
const OPENING_MS = 300_000;
/** One night without calls must not make the next one look usual. */
const GAPS_REMEMBERED = 3;

/** Whether the Web Connector of a company can be counted on, from when it called. */
export class Presence {
	private readonly startedAtMs: number;

	private gapsMs: number[] = [];

	private openingUntilMs?: number;

	/** @param lastSeenAtMs when it called last, in an earlier life of the gateway */
	constructor(
		private readonly clock: Clock,
		private lastSeenAtMs?: number,
	) {
		this.startedAtMs = clock.now();
	}

	get lastSeenMs(): number | undefined {
		return this.lastSeenAtMs;
	}

	/** It called with a ticket. */
	seen(): void {
		this.lastSeenAtMs = this.clock.now();
	}

	/** @param opens whether it is to open QuickBooks now */
	loggedIn(opens: boolean): void {
		const now = this.clock.now();
		// What passed while the gateway was down says nothing about its interval.
		if (this.lastSeenAtMs !== undefined && this.lastSeenAtMs >= this.startedAtMs) {
			this.gapsMs = [now - this.lastSeenAtMs, ...this.gapsMs].slice(0, GAPS_REMEMBERED);
		}
		this.lastSeenAtMs = now;
		this.openingUntilMs = opens ? now + OPENING_MS : undefined;
	}

	/** QuickBooks is open, or it has turned out that it does not open. */
	opened(): void {
		this.openingUntilMs = undefined;
	}

	/** @param isDocumentOut whether QuickBooks is at work for us, which can take any time */
	isAway(isDocumentOut: boolean): boolean {
		if (this.lastSeenAtMs === undefined) return true;
		const now = this.clock.now();
		if (isDocumentOut || now < (this.openingUntilMs ?? 0)) return false;
		const intervalMs = this.gapsMs.length > 0 ? Math.min(...this.gapsMs) : USUAL_INTERVAL_MS;
		const sinceMs = Math.max(this.lastSeenAtMs, this.startedAtMs);
		return now - sinceMs > 2 * Math.max(intervalMs, USUAL_INTERVAL_MS) + GRACE_MS;
	}
}
