import type { Clock, QueueLog } from '../queue';
import type { Store } from '../store';

/** Whoever asks more often gets the last answer: the address is open to everybody. */
const KEPT_MS = 1_000;
/** A database that takes longer is of no use to a call either. */
const PATIENCE_MS = 5_000;

interface Check {
	startedAtMs: number;
	isUsable: Promise<boolean>;
}

/** Whether the gateway can keep what it is given: without that it does nothing. */
export class Health {
	private last?: Check;

	constructor(private readonly parts: { store: Store; clock: Clock; log: QueueLog }) {}

	/** @returns whether the store takes a write */
	async isUsable(): Promise<boolean> {
		const now = this.parts.clock.now();
		if (!this.last || now - this.last.startedAtMs >= KEPT_MS) {
			this.last = { startedAtMs: now, isUsable: this.check() };
		}
		return await this.last.isUsable;
	}

	private async check(): Promise<boolean> {
		const { store, clock, log } = this.parts;
		let callOff = (): void => {};
		const late = new Promise<boolean>((resolve) => {
			callOff = clock.after(PATIENCE_MS, () => resolve(false));
		});
		const written = store.check(clock.now()).then(
			() => true,
			(error: unknown) => {
				log.error({ error: String(error) }, 'The store cannot be used');
				return false;
			},
		);
		return await Promise.race([written, late]).finally(() => callOff());
	}
}
