/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../../../gateway/queue';

interface Plan {
	atMs: number;
	work: () => void;
}

/** So many turns of the loop without a step of anybody, and nothing happens any more until time passes. */
const QUIET_TURNS = 10;

/**
 * Time that passes only when nothing else goes on. No wait takes real time, and what happens first does not depend on
 * how busy the machine is. It is the clock of the gateway, of the Web Connectors, of QuickBooks and of the callers.
 */
export class VirtualTime implements Clock {
	/** By their time, and those for the same time in the order in which they were made. */
	private readonly plans: Plan[] = [];

	private ms = Date.UTC(2026, 0, 5, 12);

	/** Grows with everything that anybody does. */
	activity = 0;

	now = (): number => this.ms;

	nowMs = (): number => this.ms;

	after(delayMs: number, work: () => void): () => void {
		const plan = { atMs: this.ms + delayMs, work };
		let at = this.plans.length;
		while (at > 0 && this.plans[at - 1].atMs > plan.atMs) at -= 1;
		this.plans.splice(at, 0, plan);
		return () => {
			const index = this.plans.indexOf(plan);
			if (index >= 0) this.plans.splice(index, 1);
		};
	}

	async wait(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.after(ms, resolve));
	}

	/** Lets all happen, and time pass, until it is over. */
	async run(isOver: () => boolean): Promise<void> {
		for (;;) {
			await this.settled();
			if (isOver()) return;
			const next = this.plans.shift();
			if (!next) throw new Error('Nothing goes on any more, and it is not over.');
			this.ms = next.atMs;
			next.work();
		}
	}

	/** @returns the clock of something that can end, with all that it has planned */
	ofLife(): Clock & { end(): void } {
		const own = new Set<() => void>();
		let isOver = false;
		return {
			now: this.now,
			after: (delayMs, work) => {
				if (isOver) return () => {};
				const callOff = this.after(delayMs, () => {
					own.delete(callOff);
					work();
				});
				own.add(callOff);
				return () => {
					own.delete(callOff);
					callOff();
				};
			},
			end: () => {
				isOver = true;
				for (const callOff of own) callOff();
			},
		};
	}

	private async settled(): Promise<void> {
		let seen = this.activity;
		for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
			await new Promise((resolve) => setImmediate(resolve));
			if (seen !== this.activity) [seen, quiet] = [this.activity, 0];
		}
	}
}
