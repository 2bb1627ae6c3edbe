/** A piece of work for the pool. */
export interface Job {
	/** Jobs of the same key run one after the other; a job that waits for its key holds no slot. */
	key?: string;
	/** Must not reject: the job keeps its own outcome. */
	run(): Promise<void>;
}

/**
 * Runs jobs side by side, at most `concurrency` at a time, in order as far as keys allow.
 * In: `mayStart` is asked before each job; once it says no, nothing further starts.
 * Out: resolves when every job that was started has ended.
 */
export async function runPool(
	jobs: readonly Job[],
	concurrency: number,
	mayStart: () => boolean,
): Promise<void> {
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
	let position = 0;
	let running = 0;
	await new Promise<void>((resolve) => {
		const startNext = (): void => {
			while (running < concurrency && position < ready.length && mayStart()) {
				const job = ready[position++];
				running++;
				void job.run().then(() => {
					running--;
					const successor = job.key === undefined ? undefined : waitingByKey.get(job.key)?.shift();
					if (successor) ready.push(successor);
					startNext();
				});
			}
			if (running === 0) resolve();
		};
		startNext();
	});
}
