/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { round, type Account } from './support/round';

const COUNT = Number(process.env.FAULTS_CUTS ?? 300);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
/** Writes in one world. */
const EACH = 100;
/** Far more than they take. */
const LIMIT_MS = 60_000 + COUNT * 1_000;

const add = (sum: Map<string, number>, more: Map<string, number>): void => {
	for (const [key, count] of more) sum.set(key, (sum.get(key) ?? 0) + count);
};

const table = (counts: Map<string, number>): string =>
	[...counts]
		.sort()
		.map(([key, count]) => `${String(count).padStart(7)}  ${key}`)
		.join('\n');

describe('Writes under random cuts', () => {
	it('go the same way with the same seed', async () => {
		const [first, again] = [await round(SEED, 20), await round(SEED, 20)];
		expect(again).toEqual(first);
	}, 120_000);

	it(
		`are done once or named: ${COUNT} with seed ${SEED}`,
		async () => {
			const endings = { done: 0, refused: 0, settled: 0, unsaid: 0 };
			const [kinds, fired, reasons] = [new Map(), new Map(), new Map<string, number>()];
			let steps = 0;
			for (let done = 0; done < COUNT; done += EACH) {
				const seed = SEED + done / EACH;
				const size = Math.min(EACH, COUNT - done);
				const account: Account = await round(seed, size).catch((error: Error) => {
					const replay = `FAULTS_SEED=${seed} FAULTS_CUTS=${size} npm run test:faults -- gateway/cuts`;
					throw new Error(`${error.message}\nReplay: ${replay}`, { cause: error });
				});
				for (const [key, count] of Object.entries(account.endings)) {
					endings[key as keyof typeof endings] += count;
				}
				steps += account.steps;
				add(kinds, account.kinds);
				add(fired, account.fired);
				add(reasons, account.reasons);
			}
			console.log(
				[
					`FAULTS_CUTS=${COUNT} FAULTS_SEED=${SEED}: 0 twice, 0 lost; ${JSON.stringify(endings)}; ${steps} steps`,
					'Writes:',
					table(kinds),
					'What went wrong:',
					table(fired),
					'Why outcomes were unknown:',
					table(reasons),
				].join('\n'),
			);
			expect(Object.values(endings).reduce((sum, count) => sum + count)).toBe(COUNT);
		},
		LIMIT_MS,
	);
});
