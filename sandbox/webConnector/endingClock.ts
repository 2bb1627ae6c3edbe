/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../gateway/queue';

/** The real clock, of which nothing is left to come once it has ended. */
export class EndingClock implements Clock {
	private readonly timers = new Set<NodeJS.Timeout>();

	now(): number {
		return Date.now();
	}

	after(delayMs: number, work: () => void): () => void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			work();
		}, delayMs);
		this.timers.add(timer);
		return () => {
			clearTimeout(timer);
			this.timers.delete(timer);
		};
	}

	/** Whoever waits now waits for ever. */
	end(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}
}
