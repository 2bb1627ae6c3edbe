import type { Clock } from './clock';

/** Wakes those who wait for work. */
export class WorkBell {
	private readonly waiting = new Set<() => void>();

	constructor(private readonly clock: Clock) {}

	ring(): void {
		for (const wake of [...this.waiting]) wake();
	}

	/** Resolves at the next ring, or when that time has passed. */
	async wait(waitMs: number): Promise<void> {
		if (waitMs <= 0) return;
		await new Promise<void>((resolve) => {
			const wake = (): void => {
				callOff();
				this.waiting.delete(wake);
				resolve();
			};
			const callOff = this.clock.after(waitMs, wake);
			this.waiting.add(wake);
		});
	}
}
