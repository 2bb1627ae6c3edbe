import type { Permit } from './permit';

/** A piece of work for the pool. */
export interface Job {
	/** Jobs of the same key run one after the other; a job that waits for its key holds no permit. */
	key?: string;
	/**
	 * Must not reject: the job keeps its own outcome.
	 *
	 * @param permit Its permit, which it can give back while it only waits.
	 */
	run(permit: Permit): Promise<void>;
}

/**
 * Runs jobs side by side, at most `concurrency` at a time, in order as far as keys allow.
 *
 * @param mayStart Asked before each job; once it says no, nothing further starts.
 * @returns When every job that was started has ended.
 */
export async function runPool(
	jobs: readonly Job[],
	concurrency: number,
	mayStart: () => boolean,
): Promise<void> {
	const { ready, waitingByKey } = sortByKey(jobs);
	const returning: Array<() => void> = [];
	let position = 0;
	let freePermits = concurrency;
	let running = 0;
	await new Promise<void>((resolve) => {
		const permit: Permit = {
			during: async (wait) => {
				freePermits++;
				fillPermits();
				const result = await wait().finally(
					async () =>
						await new Promise<void>((goOn) => {
							returning.push(goOn);
							fillPermits();
						}),
				);
				return result;
			},
		};
		const start = (job: Job): void => {
			running++;
			void job.run(permit).then(() => {
				running--;
				freePermits++;
				const successor = job.key === undefined ? undefined : waitingByKey.get(job.key)?.shift();
				if (successor) ready.push(successor);
				fillPermits();
			});
		};
		const fillPermits = (): void => {
			for (; freePermits > 0; freePermits--) {
				// Whoever was at work before goes first.
				const goOn = returning.shift();
				if (goOn) goOn();
				else if (position < ready.length && mayStart()) start(ready[position++]);
				else break;
			}
			if (running === 0) resolve();
		};
		fillPermits();
	});
}

/** The jobs that can start at once, and behind each key those that wait for it. */
function sortByKey(jobs: readonly Job[]): { ready: Job[]; waitingByKey: Map<string, Job[]> } {
	const ready: Job[] = [];
	const waitingByKey = new Map<string, Job[]>();
	for (const job of jobs) {
		const waiting = job.key === undefined ? undefined : waitingByKey.get(job.key);
		if (waiting) {
			waiting.push(job);
		} else {
			if (job.key !== undefined) waitingByKey.set(job.key, []);
			ready.push(job);
		}
	}
	return { ready, waitingByKey };
}
