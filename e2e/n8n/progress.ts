/* eslint-disable @n8n/community-nodes/no-restricted-globals */

const HEARTBEAT_MS = 10_000;

/** Prints one line for the person who waits. */
export function say(text = ''): void {
	process.stdout.write(`${text}\n`);
}

/** Whole seconds since `startMs`, as people read them: `8 s`, `2 min 5 s`. */
export function elapsed(startMs: number): string {
	const seconds = Math.round((Date.now() - startMs) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Prints what begins, a sign of life every ten seconds, and how long it took.
 *
 * @param label in the form "Installing n8n 2.41.1"
 * @param work what is waited for; its error is passed on
 */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
	const startMs = Date.now();
	say(`${label} …`);
	const heartbeat = setInterval(
		() => say(`  … still at it after ${elapsed(startMs)}`),
		HEARTBEAT_MS,
	);
	try {
		const result = await work();
		say(`  done in ${elapsed(startMs)}`);
		return result;
	} finally {
		clearInterval(heartbeat);
	}
}
