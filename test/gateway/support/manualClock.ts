/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../../gateway/queue';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
	private readonly planned = new Set<{ atMs: number; work: () => void }>();

	private nowMs = 1_000_000;

	now(): number {
		return this.nowMs;
	}

	after(delayMs: number, work: () => void): () => void {
		const plan = { atMs: this.nowMs + delayMs, work };
		this.planned.add(plan);
		return () => void this.planned.delete(plan);
	}

	/**
	 * Resolves when somebody waits for so long from now.
	 *
	 * @param isOver whether nobody will any more
	 */
	async whenPlanned(delayMs: number, isOver: () => boolean = () => false): Promise<void> {
		const isThere = () =>
			isOver() || [...this.planned].some(({ atMs }) => atMs === this.nowMs + delayMs);
		for (const endMs = performance.now() + 25_000; !isThere() && performance.now() < endMs; ) {
			await settled();
		}
		if (!isThere()) throw new RangeError(`Nobody waits for ${delayMs} ms`);
	}

	/** Lets time pass, and lets all that follows from it happen. */
	async pass(ms: number): Promise<void> {
		const endMs = this.nowMs + ms;
		for (;;) {
			const [next] = [...this.planned]
				.filter(({ atMs }) => atMs <= endMs)
				.sort((one, other) => one.atMs - other.atMs);
			if (!next) break;
			this.planned.delete(next);
			this.nowMs = Math.max(this.nowMs, next.atMs);
			next.work();
			await settled();
		}
		this.nowMs = endMs;
		await settled();
	}
}

/** Resolves when everything that waits for nothing but promises has happened. */
export async function settled(): Promise<void> {
	for (let round = 0; round < 5; round += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}
