/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';

/** Where all time comes from, so that tests need not wait. */
export interface Clock {
	/** Milliseconds since 1970. */
	nowMs(): number;
	/** Ends after so many milliseconds, or at once with an error where the signal says so. */
	wait(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of this computer. */
export const REAL_CLOCK: Clock = {
	nowMs: () => Date.now(),
	wait: async (durationMs, signal) => await sleep(durationMs, undefined, { signal }),
};
