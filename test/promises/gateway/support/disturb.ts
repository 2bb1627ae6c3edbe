import { oneOf, type Random } from './random';
import type { Disturbance, Effect } from './steps';
import type { World } from './world';

const MINUTE_MS = 60_000;
/** Longer than the window in which a write may be sent once more. */
const LONG_MS = 16 * MINUTE_MS;

/** A kind of thing that goes wrong. */
interface Kind {
	name: string;
	at: RegExp;
	/** It happens at one of the next so many of those steps. */
	within: number;
	/** How much of all that goes wrong it is. */
	weight: number;
	act(world: World, random: Random, company?: number): Effect;
}

/** What was handed over when the power went did not arrive. */
const off = (world: World, keepsAll: boolean, random: Random): Effect => {
	world.switchOff(keepsAll, random(6) === 0 ? LONG_MS : undefined);
	return 'lost';
};

/** Something happens to the document that QuickBooks gets next. */
const mishap =
	(more: object) =>
	(world: World, _random: Random, company = 0): Effect => {
		world.computers[company].mishap = more;
		return undefined;
	};

const KINDS: readonly Kind[] = [
	{
		name: 'power cut',
		at: /^(disk|file):/,
		within: 60,
		weight: 6,
		act: (world, random) => off(world, false, random),
	},
	{
		name: 'power cut',
		at: /^(soap|moment|api):/,
		within: 20,
		weight: 4,
		act: (world, random) => off(world, false, random),
	},
	{
		name: 'kill',
		at: /^(disk|file|soap|moment|api):/,
		within: 60,
		weight: 4,
		act: (world, random) => off(world, true, random),
	},
	{ name: 'connector gone', at: /^moment:/, within: 8, weight: 6, act: () => 'crash' },
	{ name: 'answer twice', at: /^moment:ran/, within: 4, weight: 2, act: () => 'repeat' },
	{ name: 'connection lost', at: /^soap:/, within: 20, weight: 4, act: () => 'lost' },
	{ name: 'answer lost', at: /^api:after/, within: 4, weight: 3, act: () => 'lost' },
	...['0x80040402', '0x8004040D'].flatMap((hresult) =>
		[true, false].map((hasRun) => ({
			name: `${hresult} ${hasRun ? 'afterwards' : 'before'}`,
			at: /^moment:handedOut/,
			within: 4,
			weight: 1,
			act: mishap({ hresult, hasRun }),
		})),
	),
	{
		name: 'slow',
		at: /^moment:handedOut/,
		within: 4,
		weight: 2,
		act: mishap({ slowMs: 70_000 }),
	},
	{
		name: 'dialog',
		at: /^soap:before:authenticate/,
		within: 4,
		weight: 1,
		act: (world, _random, company = 0) => {
			world.computers[company].openDialog(MINUTE_MS / 2);
			return undefined;
		},
	},
	{
		name: 'caller gives up',
		at: /./,
		within: 100,
		weight: 4,
		act: (world, random) => {
			const all = [...world.waiting];
			if (all.length > 0) oneOf(random, all).abort();
			return undefined;
		},
	},
];

const WHICH = KINDS.flatMap((kind) => Array<Kind>(kind.weight).fill(kind));

/** @returns what goes wrong next in a world */
export function disturbance(world: World, random: Random): Disturbance {
	const { name, at, within, act } = oneOf(random, WHICH);
	return {
		name,
		at,
		left: 1 + random(within),
		act: (company) => act(world, random, company),
	};
}
