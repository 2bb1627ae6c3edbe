/* eslint-disable @n8n/community-nodes/no-restricted-globals */

const HEARTBEAT_MS = 10_000;

/** Prints one line for the person who waits. */
export function say(text = ''): void {
	process.stdout.write(`${text}\n`);
}

/** Milliseconds on a clock that is never set: it began with this process. */
export function clockMs(): number {
	return performance.now();
}

/** Whole seconds since `startMs` of that clock, as people read them: `8 s`, `2 min 5 s`. */
export function elapsed(startMs: number): string {
	return inWords(clockMs() - startMs);
}

/** A duration in whole seconds, as people read it. */
export function inWords(durationMs: number): string {
	const seconds = Math.round(durationMs / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

let numbered = 0;
let total = 0;

/** From here on each step is told by its number of so many. */
export function numberSteps(count: number): void {
	numbered = 0;
	total = count;
}

/** What stands before the next step. */
function nextNumber(): string {
	if (numbered >= total) return '';
	numbered += 1;
	return `[${numbered}/${total}] `;
}

/**
 * Prints what begins, a sign of life every ten seconds, and how long it took.
 *
 * @param label in the form "Installing n8n 2.41.1"
 * @param work what is waited for; its error is passed on
 * @param progress how far it is, for the sign of life
 */
export async function step<T>(
	label: string,
	work: () => Promise<T>,
	progress: () => Promise<string> = async () => 'still at it',
): Promise<T> {
	const startMs = clockMs();
	say(`${nextNumber()}${label} …`);
	let hasEnded = false;
	const heartbeat = setInterval(() => {
		void progress().then((words) => {
			if (!hasEnded) say(`  … ${words} after ${elapsed(startMs)}`);
		});
	}, HEARTBEAT_MS);
	try {
		const result = await work();
		hasEnded = true;
		say(`  done in ${elapsed(startMs)}`);
		return result;
	} finally {
		hasEnded = true;
		clearInterval(heartbeat);
	}
}
