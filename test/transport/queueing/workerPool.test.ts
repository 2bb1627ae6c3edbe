import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import { runPool } from '../../../nodes/QuickBooksEnterprise/transport/queueing/workerPool';
import {
	cancellableSleep,
	Pause,
} from '../../../nodes/QuickBooksEnterprise/transport/queueing/pause';

/** Runs jobs of the given keys and durations, and tells in which order they started and what was open. */
async function observe(jobs: Array<{ key?: string; ms: number }>, concurrency: number) {
	const started: number[] = [];
	const openKeys: string[] = [];
	let open = 0;
	let peak = 0;
	let clashes = 0;
	await runPool(
		jobs.map(({ key, ms }, index) => ({
			key,
			run: async () => {
				started.push(index);
				peak = Math.max(peak, ++open);
				if (key !== undefined) {
					if (openKeys.includes(key)) clashes++;
					openKeys.push(key);
				}
				await sleep(ms);
				if (key !== undefined) openKeys.splice(openKeys.indexOf(key), 1);
				open--;
			},
		})),
		concurrency,
		() => true,
	);
	return { started, peak, clashes };
}

describe('The pool', () => {
	it('runs every job once, never more than allowed at a time, and one per key', async () => {
		const job = fc.record({
			key: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
			ms: fc.nat(2),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(job, { maxLength: 30 }),
				fc.integer({ min: 1, max: 8 }),
				async (jobs, concurrency) => {
					const { started, peak, clashes } = await observe(jobs, concurrency);
					expect([...started].sort((a, b) => a - b)).toEqual(jobs.map((_, index) => index));
					expect(peak).toBeLessThanOrEqual(concurrency);
					expect(clashes).toBe(0);
					for (const key of ['a', 'b', 'c']) {
						const ofKey = started.filter((index) => jobs[index].key === key);
						expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b));
					}
				},
			),
			{ numRuns: 40 },
		);
	});

	it('uses every permit that it may', async () => {
		const { peak } = await observe(
			Array.from({ length: 20 }, () => ({ ms: 5 })),
			7,
		);
		expect(peak).toBe(7);
	});

	it('starts jobs without a key in order', async () => {
		const { started } = await observe(
			[5, 1, 3, 1, 1].map((ms) => ({ ms })),
			2,
		);
		expect(started).toEqual([0, 1, 2, 3, 4]);
	});

	it('lets other jobs go on while one waits for its key', async () => {
		const { started } = await observe(
			[{ key: 'a', ms: 300 }, { key: 'a', ms: 1 }, { key: 'b', ms: 1 }, { ms: 1 }],
			2,
		);
		expect(started).toEqual([0, 2, 3, 1]);
	});

	it('starts nothing further once it may not, and awaits what is open', async () => {
		const ended: number[] = [];
		let stopped = false;
		await runPool(
			[5, 30, 1, 1].map((ms, index) => ({
				run: async () => {
					await sleep(ms);
					ended.push(index);
					stopped = true;
				},
			})),
			2,
			() => !stopped,
		);
		expect(ended).toEqual([0, 1]);
	});

	it('ends at once where there is nothing to do', async () => {
		await expect(runPool([], 5, () => true)).resolves.toBeUndefined();
		await expect(runPool([{ run: async () => {} }], 5, () => false)).resolves.toBeUndefined();
	});
});

describe('A pause', () => {
	it('holds everybody, and the longest one counts', async () => {
		const pause = new Pause();
		const startedAt = Date.now();
		pause.extend(60);
		pause.extend(10);
		await Promise.all([pause.over(), pause.over()]);
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(55);
	});

	it('ends when the run is cancelled', async () => {
		const controller = new AbortController();
		const pause = new Pause();
		pause.extend(60_000);
		const over = pause.over(controller.signal);
		controller.abort();
		await expect(over).resolves.toBeUndefined();
		await expect(cancellableSleep(60_000, controller.signal)).resolves.toBeUndefined();
	});

	it('is one for all runs of an account, and none of another one', () => {
		const pause = Pause.ofAccount(['https://api.example.com', 'uuuu', 'oooo']);
		expect(Pause.ofAccount(['https://api.example.com', 'uuuu', 'oooo'])).toBe(pause);
		expect(Pause.ofAccount(['https://api.example.com', 'uuuu', 'pppp'])).not.toBe(pause);
		expect(Pause.ofAccount(['https://api.example.com', 'uuuuoooo', ''])).not.toBe(pause);
	});
});
