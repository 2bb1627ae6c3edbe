import { createHash } from 'crypto';
import { sleep } from 'n8n-workflow';

const LONGEST_STRETCH_MS = 1000;

/**
 * One pause for everybody: when the service asks one request to wait, all wait, rather than each
 * finding out for itself.
 */
export class Pause {
	private static readonly byAccount = new Map<string, Pause>();

	private untilMs = 0;

	/**
	 * The pause of an account: shared by all runs in this process that use the same credential.
	 *
	 * @param identity What tells the account from others; it may hold secrets, so only its hash is kept.
	 */
	static ofAccount(identity: readonly string[]): Pause {
		const account = hashOf(identity);
		const known = Pause.byAccount.get(account);
		if (known) return known;
		const pause = new Pause();
		Pause.byAccount.set(account, pause);
		return pause;
	}

	/** Whether whoever asks now has to wait. */
	get holds(): boolean {
		return this.untilMs > Date.now();
	}

	/** Lets nothing start for the given time, in milliseconds; a longer pause stays. */
	extend(durationMs: number): void {
		this.untilMs = Math.max(this.untilMs, Date.now() + durationMs);
	}

	/** Resolves when the pause is over, or at once when the run is cancelled. */
	async over(cancelSignal?: AbortSignal): Promise<void> {
		for (
			let leftMs = this.untilMs - Date.now();
			leftMs > 0 && !cancelSignal?.aborted;
			leftMs = this.untilMs - Date.now()
		) {
			await cancellableSleep(leftMs, cancelSignal);
		}
	}
}

/** A key that tells one list of texts from another and gives none of them away. */
export function hashOf(texts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(texts)).digest('base64');
}

/** Waits for the given time, in milliseconds, or until the run is cancelled. */
export async function cancellableSleep(
	durationMs: number,
	cancelSignal?: AbortSignal,
): Promise<void> {
	const untilMs = Date.now() + durationMs;
	// In short stretches: a sleep cannot be ended, and a long one would keep a stopped process alive.
	for (
		let leftMs = durationMs;
		leftMs > 0 && !cancelSignal?.aborted;
		leftMs = untilMs - Date.now()
	) {
		await unlessCancelled(sleep(Math.min(leftMs, LONGEST_STRETCH_MS)), cancelSignal);
	}
}

/** Waits for something, or until the run is cancelled. */
export async function unlessCancelled(
	wait: Promise<void>,
	cancelSignal: AbortSignal | undefined,
): Promise<void> {
	if (!cancelSignal) return await wait;
	if (cancelSignal.aborted) return;
	let stopListening = () => {};
	const cancelled = new Promise<void>((resolve) => {
		const listener = () => resolve();
		cancelSignal.addEventListener('abort', listener, { once: true });
		stopListening = () => cancelSignal.removeEventListener('abort', listener);
	});
	await Promise.race([wait, cancelled]);
	stopListening();
}
