import type { Sizes } from '../options';
import type { QueuePart } from '../queue/results';
import {
	cpuMs,
	outputBytes,
	outputItems,
	peakKiB,
	requests,
	timeMs,
	type Results,
} from './results';
import { number, percent, times } from './words';

/** Most entries in one page of the service's list. */
const PAGE_SIZE = 200;
const LEAST_SHARE_OF_POOL = 0.95;
const MOST_CPU_SHARE = 0.8;
const MOST_MEMORY_SHARE = 0.6;

/** What the package sets out to reach, and what it did. */
export interface Aim {
	aim: string;
	measured: string;
	met: boolean;
}

/** Most requests that a run may send that finds nothing to change. */
function requestsAllowed({ instances }: Sizes): number {
	return Math.ceil(instances / PAGE_SIZE) + 1;
}

/**
 * Most requests for all customers: the pages that the service has, and one for the instance's token. HTTP
 * Request, which is given the token, sends one for each page: the empty one that ends the list is one too.
 */
function customerRequestsAllowed(results: Results): number {
	return results.of('httpCustomers', requests) + 1;
}

/** The aims that do not depend on the machine. */
export function sendsFewEnough(results: Results, queue: QueuePart, sizes: Sizes): boolean {
	return (
		('missing' in queue || queue.results.sendsTheSame()) &&
		results.of('repeat', requests) <= requestsAllowed(sizes) &&
		results.of('customers', requests) <= customerRequestsAllowed(results)
	);
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

function allCustomers(results: Results, { customers }: Sizes): Aim[] {
	const what = `All of ${number(customers)} customers`;
	const allowed = customerRequestsAllowed(results);
	const sent = results.of('customers', requests);
	const share = results.ratio('customers', 'httpCustomers', peakKiB);
	return [
		{
			aim: `${what}: at most as many requests as pages, and one for the token, here ${number(allowed)}`,
			measured: number(sent),
			met: sent <= allowed,
		},
		{
			aim: `${what}: peak memory at most ${MOST_MEMORY_SHARE} of ${results.contender('httpCustomers').label}`,
			measured: number(share, 2),
			met: share <= MOST_MEMORY_SHARE,
		},
	];
}

function refusedRows(results: Results, { uploadRows }: Sizes): Aim {
	const refused = results.contender('bulkUp').entries;
	const named = results.of('bulkUp', outputItems);
	return {
		aim: `Upload of ${number(uploadRows)} rows: each of the ${number(refused)} refused ones is named`,
		measured: number(named),
		met: named === refused,
	};
}

function queueMode(queue: QueuePart): Aim[] {
	if ('missing' in queue) return [];
	const met = queue.results.sendsTheSame();
	return [
		{
			aim: 'Queue mode: three workers send exactly the requests of one',
			measured: met ? 'the same' : 'others',
			met,
		},
	];
}

/** All aims. */
export function aims(results: Results, queue: QueuePart, sizes: Sizes): Aim[] {
	const allowed = requestsAllowed(sizes);
	return [
		{
			aim: `A repeated run costs at most ⌈all instances / ${PAGE_SIZE}⌉ + 1 requests, here ${allowed}`,
			measured: number(results.of('repeat', requests)),
			met: results.of('repeat', requests) <= allowed,
		},
		throughput(results, 'create5', 'pool5'),
		throughput(results, 'create20', 'pool20'),
		cpu(results, 'create5', 'httpAll', 'Creates'),
		cpu(results, 'repeat', 'listAndCompare', 'Repeated run'),
		memory(results, 'create20', 'createMany', 'Creates'),
		memory(results, 'repeat', 'repeatMany', 'Repeated run'),
		...allCustomers(results, sizes),
		refusedRows(results, sizes),
		...queueMode(queue),
	];
}
