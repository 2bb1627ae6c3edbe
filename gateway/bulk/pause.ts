import type { Clock } from '../queue';

/** Resolves after some time, or as soon as a signal says that there is no more to wait for. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => {
		const callOff = clock.after(ms, () => {
			signal.removeEventListener('abort', end);
			resolve();
		});
		function end(): void {
			callOff();
			resolve();
		}
		signal.addEventListener('abort', end, { once: true });
	});
}
