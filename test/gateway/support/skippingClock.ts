/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../../gateway/queue';

/** The real clock, of which time can be skipped. */
export class SkippingClock implements Clock {
	private skippedMs = 0;

	private readonly planned = new Set<{ atMs: number; work: () => void; callOff: () => void }>();

	now(): number {
		return Date.now() + this.skippedMs;
	}

	after(delayMs: number, work: () => void): () => void {
		const timer = setTimeout(() => {
			this.planned.delete(plan);
			work();
		}, delayMs);
		const callOff = () => {
			clearTimeout(timer);
			this.planned.delete(plan);
		};
		const plan = { atMs: this.now() + delayMs, work, callOff };
		this.planned.add(plan);
		return callOff;
	}

	/** Skips time: what is planned for it happens now. */
	skip(ms: number): void {
		this.skippedMs += ms;
		for (const { atMs, work, callOff } of [...this.planned]) {
			if (atMs > this.now()) continue;
			callOff();
			work();
		}
	}
}
