import { systemClock, type Clock } from '../../gateway/queue';

/** The real clock, of which nothing is left to come once it has ended. */
export class EndingClock implements Clock {
	private readonly open = new Set<() => void>();

	readonly now = systemClock.now;

	after(delayMs: number, work: () => void): () => void {
		const callOff = systemClock.after(delayMs, () => {
			this.open.delete(callOff);
			work();
		});
		this.open.add(callOff);
		return () => {
			callOff();
			this.open.delete(callOff);
		};
	}

	/** Whoever waits now waits for ever. */
	end(): void {
		for (const callOff of this.open) callOff();
		this.open.clear();
	}
}
