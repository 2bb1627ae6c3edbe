/** Gives a whole number from 0 up to below the limit. */
export type Random = (below: number) => number;

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

/** One of them. */
export const oneOf = <T>(random: Random, all: readonly T[]): T => all[random(all.length)];
