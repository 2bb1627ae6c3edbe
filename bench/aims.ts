import type { Sizes } from './options';
import { cpuMs, outputBytes, peakKiB, requests, timeMs, type Results } from './results';
import { number, percent, times } from './words';

/** Most entries in one page of the service's list. */
const PAGE_SIZE = 200;
const LEAST_SHARE_OF_POOL = 0.95;
const MOST_CPU_SHARE = 0.8;

/** What the package sets out to reach, and what it did. */
export interface Aim {
	aim: string;
	measured: string;
	met: boolean;
}

/** Most requests that a run may send that finds nothing to change. */
export function requestsAllowed({ instances }: Sizes): number {
	return Math.ceil(instances / PAGE_SIZE) + 1;
}

/** The one aim that does not depend on the machine. */
export function sendsFewEnough(results: Results, sizes: Sizes): boolean {
	return results.of('repeat', requests) <= requestsAllowed(sizes);
}

function throughput(results: Results, own: 'create5' | 'create20', pool: 'pool5' | 'pool20'): Aim {
	const share = 1 / results.ratio(own, pool, timeMs);
	return {
		aim: `${results.contender(own).label}: at least ${percent(LEAST_SHARE_OF_POOL)} of the throughput of a bare pool of the same size`,
		measured: percent(share, 1),
		met: share >= LEAST_SHARE_OF_POOL,
	};
}

function cpu(
	results: Results,
	own: 'create5' | 'repeat',
	http: 'httpAll' | 'listAndCompare',
	what: string,
): Aim {
	const share = results.ratio(own, http, cpuMs);
	return {
		aim: `${what}: CPU per entry at most ${MOST_CPU_SHARE} of ${results.contender(http).label}`,
		measured: number(share, 2),
		met: share <= MOST_CPU_SHARE,
	};
}

function memory(
	results: Results,
	few: 'create20' | 'repeat',
	many: 'createMany' | 'repeatMany',
	what: string,
): Aim {
	const memoryGrowth = results.of(many, peakKiB) / results.of(few, peakKiB);
	const outputGrowth = results.of(many, outputBytes) / results.of(few, outputBytes);
	return {
		aim: `${what}: peak memory grows no faster than the output`,
		measured: `${times(memoryGrowth)} for ${times(outputGrowth)} of output`,
		met: memoryGrowth <= outputGrowth,
	};
}

/** All aims. */
export function aims(results: Results, sizes: Sizes): Aim[] {
	const allowed = requestsAllowed(sizes);
	return [
		{
			aim: `A repeated run costs at most ⌈all instances / ${PAGE_SIZE}⌉ + 1 requests, here ${allowed}`,
			measured: number(results.of('repeat', requests)),
			met: sendsFewEnough(results, sizes),
		},
		throughput(results, 'create5', 'pool5'),
		throughput(results, 'create20', 'pool20'),
		cpu(results, 'create5', 'httpAll', 'Creates'),
		cpu(results, 'repeat', 'listAndCompare', 'Repeated run'),
		memory(results, 'create20', 'createMany', 'Creates'),
		memory(results, 'repeat', 'repeatMany', 'Repeated run'),
	];
}
