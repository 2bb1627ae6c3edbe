/* eslint-disable @n8n/community-nodes/no-restricted-globals */

const HEARTBEAT_MS = 10_000;

/** A step that has ended. */
export interface StepTime {
	label: string;
	durationMs: number;
}

const ended: StepTime[] = [];

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
	const seconds = Math.round((clockMs() - startMs) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Prints what begins, a sign of life every ten seconds, and how long it took.
 *
 * @param label in the form "Installing n8n 2.41.1"
 * @param work what is waited for; its error is passed on
 */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
	const startMs = clockMs();
	say(`${label} …`);
	const heartbeat = setInterval(
		() => say(`  … still at it after ${elapsed(startMs)}`),
		HEARTBEAT_MS,
	);
	try {
		const result = await work();
		say(`  done in ${elapsed(startMs)}`);
		ended.push({ label, durationMs: clockMs() - startMs });
		return result;
	} finally {
		clearInterval(heartbeat);
	}
}

/** The steps that have succeeded so far, in the order in which they ended. */
export function stepTimes(): readonly StepTime[] {
	return [...ended];
}

/** One line for a duration, in whole seconds, and what took it. */
export function timeLine(durationMs: number, what: string): string {
	return `${String(Math.round(durationMs / 1000)).padStart(5)} s  ${what}`;
}
