import { sleep } from 'n8n-workflow';

/**
 * One pause for everybody: when the service asks one request to wait, all wait, rather than each
 * finding out for itself.
 */
export class Pause {
	private untilMs = 0;

	constructor(private readonly cancelSignal?: AbortSignal) {}

	/** Lets nothing start for the given time, in milliseconds; a longer pause stays. */
	extend(durationMs: number): void {
		this.untilMs = Math.max(this.untilMs, Date.now() + durationMs);
	}

	/** Resolves when the pause is over, or at once when the run is cancelled. */
	async over(): Promise<void> {
		for (
			let leftMs = this.untilMs - Date.now();
			leftMs > 0 && !this.cancelSignal?.aborted;
			leftMs = this.untilMs - Date.now()
		) {
			await cancellableSleep(leftMs, this.cancelSignal);
		}
	}
}

/** Waits for the given time, in milliseconds, or until the run is cancelled. */
export async function cancellableSleep(
	durationMs: number,
	cancelSignal?: AbortSignal,
): Promise<void> {
	if (durationMs <= 0 || cancelSignal?.aborted) return;
	if (!cancelSignal) return await sleep(durationMs);
	let stopListening = () => {};
	const cancelled = new Promise<void>((resolve) => {
		const listener = () => resolve();
		cancelSignal.addEventListener('abort', listener, { once: true });
		stopListening = () => cancelSignal.removeEventListener('abort', listener);
	});
	await Promise.race([sleep(durationMs), cancelled]);
	stopListening();
}
