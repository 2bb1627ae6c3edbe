/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was waited for will not happen: the sandbox was reset or stopped. */
export class Ended extends Error {}

/** The time between two resets. Whatever waits in it ends with it, so that nothing leaks into the next test. */
export class Lifetime {
	private controller = Lifetime.newController();
	/** Stores that are still to come. */
	pendingStores = 0;

	private static newController(): AbortController {
		const controller = new AbortController();
		setMaxListeners(0, controller.signal);
		return controller;
	}

	/** @throws Ended when this time is over first. */
	async pause(ms: number): Promise<void> {
		const { signal } = this.controller;
		await sleep(ms, undefined, { signal }).catch((cause: unknown) => {
			throw new Ended('The sandbox was reset or stopped.', { cause });
		});
	}

	/** Calls back once when this time is over; returns how to take that back. */
	onEnd(callback: () => void): () => void {
		const { signal } = this.controller;
		signal.addEventListener('abort', callback, { once: true });
		return () => signal.removeEventListener('abort', callback);
	}

	/** Ends this time and begins the next. */
	restart(): void {
		this.controller.abort();
		this.controller = Lifetime.newController();
	}
}
