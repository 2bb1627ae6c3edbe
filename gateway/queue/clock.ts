/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a server of its own */

/** Time, as far as anything here knows of it, so that tests have their own. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Does something later. @returns how to call it off */
	after(delayMs: number, work: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	after: (delayMs, work) => {
		const timer = setTimeout(work, delayMs);
		return () => clearTimeout(timer);
	},
};
