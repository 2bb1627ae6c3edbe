/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
import { balancesOf, Clerk } from './clerk';
import { Office } from './office';

/** So many requests in `npm test`; `SIMULATOR_REQUESTS=5000` is the long run. */
const REQUESTS = Number(process.env.SIMULATOR_REQUESTS ?? 300);
/** `SIMULATOR_SEED` runs one again. */
const SEED = Number(process.env.SIMULATOR_SEED ?? Date.now() % 2 ** 31);
const CHECK_EVERY = 250;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

test(
	`${REQUESTS} requests at random leave books that balance and are what they have to be`,
	() => {
		console.log(`Books at random: seed ${SEED}`);
		const office = new Office();
		const clerk = new Clerk(office, randomFrom(SEED));
		const before = balancesOf(office);
		for (let step = 1; step <= REQUESTS; step += 1) {
			clerk.step();
			if (step % CHECK_EVERY === 0 || step === REQUESTS) clerk.check(before);
		}
		// A run of a few hundred has some of everything.
		if (REQUESTS >= 300) expect(clerk.counts.size).toBeGreaterThan(15);
	},
	60_000 + REQUESTS * 200,
);
