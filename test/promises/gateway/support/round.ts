import { disturbance } from './disturb';
import { writeOf } from './kinds';
import { Caller, Contradiction, type Ending } from './outcome';
import { oneOf, randomOf } from './random';
import { World, type Json } from './world';

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
		for (const { caller, ending } of ended) await check(caller, ending);
		await checkUnknown(world);
	};

	const account: Account = {
		endings: { done: 0, refused: 0, settled: 0, unsaid: 0 },
		kinds: new Map(),
		fired: world.steps.fired,
		reasons: new Map(),
		steps: 0,
		digest: '',
	};
	let failure: unknown;
	await Promise.race([
		world.time.run(() => world.isOver || world.failure !== undefined),
		all()
			.catch((error: unknown) => (failure = error))
			.finally(() => {
				world.isOver = true;
				world.time.activity += 1;
			}),
	]);
	failure ??= world.failure;
	if (failure !== undefined) throw failure;
	for (const { caller, ending } of ended) {
		account.endings[ending] += 1;
		countIn(account.kinds, caller.write.kind);
		for (const reason of caller.reasons) countIn(account.reasons, reason);
	}
	return { ...account, steps: world.steps.count, digest: world.steps.digest() };
}

/** Nothing of it came later. */
async function check({ expect, write, ...caller }: Caller, ending: Ending): Promise<void> {
	void [expect, caller];
	const rows = write.rows ?? [undefined];
	for (const row of rows) {
		const times = await write.times(row);
		const isRight = {
			done: times === 1,
			refused: times === 0,
			settled: times <= 1,
			unsaid: times <= 1,
		}[ending];
		if (!isRight) {
			throw new Contradiction(`${ending}, and there ${times} times: ${write.kind} ${write.name}`);
		}
	}
}

/** What is unknown to the end has a reason: its caller had no answer that could name it. */
async function checkUnknown(world: World): Promise<void> {
	for (const { id } of world.computers) {
		const { body } = await world.platform('GET', `/instances/${id}/connector/calls`);
		for (const { outcome, message, requestId } of body as unknown as Json[]) {
			const isOpen = outcome === null;
			const isUnnamed = outcome === 'unknown' && !/\S/.test(String(message ?? ''));
			if (isOpen || isUnnamed) throw new Contradiction(`No outcome: ${String(requestId)}`);
		}
	}
}
