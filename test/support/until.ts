/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 2;
/** Long enough for a slow machine, and less than a test may take. */
const PATIENCE_MS = 25_000;

/**
 * Waits for something that is about to be true.
 *
 * @throws when it does not come true in 25 seconds
 */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	for (const endMs = Date.now() + PATIENCE_MS; !(await holds()); await wait(POLL_MS)) {
		if (Date.now() > endMs) {
			throw new Error(`This did not come true within ${PATIENCE_MS / 1000} s.`);
		}
	}
}
