import { settle, type Settled } from '../common/settle';
import { RequestFailure } from './errors/failure';
import { cancellableSleep } from './queueing/pause';

/**
 * Does one attempt at a request within a time limit. The limit of n8n's helper holds between two signs of
 * life, so that an answer that comes byte by byte could take for ever; this one holds for the whole.
 *
 * @param limitMs Longest time for the attempt.
 * @param cancelSignal Ends the attempt early.
 * @param attempt Does the work; it is aborted by the signal that it is handed.
 * @returns How the attempt ended; with a RequestFailure where it was ended from here.
 */
export async function withinTime<T>(
	limitMs: number,
	cancelSignal: AbortSignal | undefined,
	attempt: (abortSignal: AbortSignal) => Promise<T>,
): Promise<Settled<T>> {
	const over = new AbortController();
	const abort = new AbortController();
	const ended = (kind: 'timedOut' | 'cancelled') => {
		abort.abort();
		return new RequestFailure({ kind, timeoutMs: limitMs });
	};
	const limit = new Promise<never>((_resolve, reject) => {
		void cancellableSleep(limitMs, over.signal).then(() => {
			if (!over.signal.aborted) reject(ended('timedOut'));
		});
	});
	const stopped = new Promise<never>((_resolve, reject) => {
		const stop = () => reject(ended('cancelled'));
		if (cancelSignal?.aborted) stop();
		cancelSignal?.addEventListener('abort', stop, { once: true });
		over.signal.addEventListener('abort', () => cancelSignal?.removeEventListener('abort', stop));
	});
	const outcome = await settle(Promise.race([attempt(abort.signal), limit, stopped]));
	// Without a reason an error is made for each call, with its stack.
	over.abort('over');
	return outcome;
}
