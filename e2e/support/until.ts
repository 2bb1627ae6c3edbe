/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 20;

/** Long enough for a slow machine on which two n8n start. */
const PATIENCE_MS = 240_000;

/**
 * Waits until something holds.
 *
 * @param what in the form "the second item arrives", for the error
 * @param situation what else helps somebody to see why it does not
 * @throws when that takes longer than `PATIENCE_MS`
 */
export async function until(
	what: string,
	holds: () => boolean | Promise<boolean>,
	situation: () => string = () => '',
): Promise<void> {
	for (const endMs = Date.now() + PATIENCE_MS; !(await holds()); await wait(POLL_MS)) {
		if (Date.now() > endMs) throw new Error(`Waited in vain: ${what}. ${situation()}`);
	}
}
