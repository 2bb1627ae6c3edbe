/* eslint-disable @n8n/community-nodes/no-restricted-globals */

const TICK_MS = 5;

/** A stall counts from this part of a plan's time limit on. */
export const STALL_SHARE = 4;

/**
 * Notices when this process is held up. Time limits run in real time, so a machine that stands still
 * for a while is one more fault, which no plan holds.
 */
export class StallMeter {
	private readonly stalls: Array<{ atMs: number; byMs: number }> = [];
	private lastTickMs = Date.now();
	private readonly timer = setInterval(() => {
		const nowMs = Date.now();
		const byMs = nowMs - this.lastTickMs - TICK_MS;
		if (byMs > TICK_MS) this.stalls.push({ atMs: nowMs, byMs });
		if (this.stalls.length > 10_000) this.stalls.splice(0, 5_000);
		this.lastTickMs = nowMs;
	}, TICK_MS);

	/** The longest stall since a time, in milliseconds. */
	longestSince(sinceMs: number): number {
		return Math.max(
			0,
			...this.stalls.filter(({ atMs }) => atMs >= sinceMs).map(({ byMs }) => byMs),
		);
	}

	stop(): void {
		clearInterval(this.timer);
	}
}
