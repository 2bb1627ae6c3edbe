import type { RequestPolicy } from '../../transport/request';
import type { FailureDetails } from '../../transport/errors/failure';
import { asksTooLong, backoffMs } from '../../transport/retry';
import type { Doubt, Pending } from './pending';

/** While a look-up window is longer than this, the list is read once more in between. */
const LONG_WINDOW_MS = 10_000;

/**
 * The doubt about a request without a readable answer. After our own time-out the service may be dialling still.
 *
 * @param details How the request ended.
 * @param attempts Requests that were sent for the item, this one included.
 */
export function doubtAfter(
	details: FailureDetails,
	attempts: number,
	{ timeoutMs, waitBetweenAttemptsMs }: RequestPolicy,
): Doubt {
	const maySendAgain = !asksTooLong(details);
	const askedMs = maySendAgain ? details.retryAfterMs : undefined;
	const windowMs =
		details.kind === 'timedOut'
			? timeoutMs
			: backoffMs(attempts, waitBetweenAttemptsMs, Math.random(), askedMs);
	return { details, windowEndsAtMs: Date.now() + windowMs, maySendAgain };
}

/**
 * The doubt about a request that was answered with another thing. It would be answered in the same way again.
 *
 * @param answer Which thing that was, and why it is another one.
 * @param attempts Requests that were sent for the item, this one included.
 */
export function doubtAboutAnswer(
	answer: { id: string; reason: string },
	attempts: number,
	{ waitBetweenAttemptsMs }: RequestPolicy,
): Doubt {
	return {
		details: { kind: 'unreadable', status: 200 },
		windowEndsAtMs: Date.now() + backoffMs(attempts, waitBetweenAttemptsMs, Math.random()),
		maySendAgain: false,
		answer,
	};
}

/** How long to wait for the next look: until the windows end, or half-way there where that is far off. */
export function untilLookMs(open: readonly Pending[]): number {
	const lastEndMs = Math.max(...open.map(({ doubt }) => doubt?.windowEndsAtMs ?? 0));
	const leftMs = lastEndMs - Date.now();
	// A timer may fire a moment early; a look before the end would have to be repeated.
	return leftMs > LONG_WINDOW_MS ? leftMs / 2 : leftMs + 2;
}
