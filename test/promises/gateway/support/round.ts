import { disturbance } from './disturb';
import { writeOf } from './kinds';
import { Caller, checkUnknown, type Ending } from './outcome';
import { oneOf, randomOf } from './random';
import { World } from './world';

/** Callers of each company at the same time. */
const AT_ONCE = 3;
/** Longer than a look that fails takes, time after time. */
const REST_MS = 5 * 60_000;

/** What came of the writes of a round. */
export interface Account {
	endings: Record<Ending, number>;
	kinds: Map<string, number>;
	/** What went wrong, and how often. */
	fired: Map<string, number>;
	/** Why outcomes were unknown. */
	reasons: Map<string, number>;
	steps: number;
	/** The same for two rounds that went the same way. */
	digest: string;
}

const countIn = (counts: Map<string, number>, key: string): void =>
	void counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * So many writes in a world of their own, while one thing after the other goes wrong.
 *
 * @throws Contradiction where one is done twice, or lost, or has no end
 */
export async function round(seed: number, count: number): Promise<Account> {
	const random = randomOf(seed);
	const world = new World(oneOf(random, [50_000, 100_000]));
	const ended: Array<{ caller: Caller; ending: Ending }> = [];
	let left = count;

	const work = async (company: number): Promise<void> => {
		const computer = world.computers[company];
		while (left > 0) {
			left -= 1;
			const own = randomOf(seed * 1_000 + left);
			const name = `W${seed}-${left}`;
			const write = writeOf(name, computer, world, own);
			const key = own(7) === 0 ? undefined : name;
			const caller = new Caller(world, computer, own, write, key);
			ended.push({ caller, ending: await caller.carryOut() });
		}
	};

	const all = async (): Promise<void> => {
		await world.open();
		world.steps.source = () => disturbance(world, random);
		const companies = world.computers.flatMap((_, at) => Array<number>(AT_ONCE).fill(at));
		await Promise.all(companies.map(work));
		world.steps.source = undefined;
		await world.time.wait(REST_MS);
		for (const { caller, ending } of ended) await caller.check(ending);
		await checkUnknown(world, world.computers);
	};

	const account: Account = {
		endings: { done: 0, refused: 0, settled: 0, unsaid: 0 },
		kinds: new Map(),
		fired: world.steps.fired,
		reasons: new Map(),
		steps: 0,
		digest: '',
	};
	await world.during(all);
	for (const { caller, ending } of ended) {
		account.endings[ending] += 1;
		countIn(account.kinds, caller.write.kind);
		for (const reason of caller.reasons) countIn(account.reasons, reason);
	}
	return { ...account, steps: world.steps.count, digest: world.steps.digest() };
}
