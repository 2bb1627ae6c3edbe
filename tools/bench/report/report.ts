import { aims } from './aims';
import type { QueuePart } from '../queue/results';
import { queueSection } from '../queue/section';
import type { ContenderId } from '../contenders/contenders';
import type { Footprint } from '../footprint';
import type { Machine } from './machine';
import type { Sizes } from '../options';
import {
	cpuMs,
	openRequestsPeak,
	outputBytes,
	peakKiB,
	requests,
	timeMs,
	type Results,
} from './results';
import { number, percent, table, times } from './words';

/** What was compared, where and when. */
export interface Circumstances {
	packageVersion: string;
	footprint: Footprint;
	n8nVersion: string;
	/** Of the Node that n8n ran on. */
	n8nNodeVersion: string;
	machine: Machine;
	latencyMs: number;
	/** Load of the machine before the first and after the last measurement. */
	loadBefore: number;
	loadAfter: number;
	date: Date;
	durationMs: number;
	/** Less than the aims are set for. */
	isQuick: boolean;
}

const MIB_IN_KIB = 1024;

function seconds(results: Results, id: ContenderId): string {
	const all = results.all(id).map(timeMs);
	const middle = number(results.of(id, timeMs) / 1000, 1);
	if (all.length === 1) return middle;
	const least = number(Math.min(...all) / 1000, 1);
	const most = number(Math.max(...all) / 1000, 1);
	return `${middle} (${least} – ${most})`;
}

const mib = (results: Results, id: ContenderId) => number(results.of(id, peakKiB) / MIB_IN_KIB);
const kb = (results: Results, id: ContenderId) => number(results.of(id, outputBytes) / 1000);

function createTable(results: Results): string {
	const rows: Array<[ContenderId, ContenderId]> = [
		['pool5', 'pool5'],
		['create5', 'pool5'],
		['upsert5', 'pool5'],
		['pool20', 'pool20'],
		['create20', 'pool20'],
		['httpAll', 'pool20'],
		['httpBatches', 'pool20'],
		['httpLoop', 'pool20'],
	];
	return table(
		[
			'',
			'entries',
			'time, s',
			'entries per second',
			'throughput, of the bare pool',
			'requests',
			'open at once',
			'CPU per entry, ms',
			'CPU, of HTTP Request all at once',
			'peak memory, MiB',
		],
		rows.map(([id, pool]) => [
			results.contender(id).label,
			number(results.contender(id).entries),
			seconds(results, id),
			number(1000 / results.perEntry(id, timeMs)),
			id.startsWith('http') ? '' : percent(1 / results.ratio(id, pool, timeMs)),
			number(results.of(id, requests)),
			number(results.of(id, openRequestsPeak)),
			number(results.perEntry(id, cpuMs), 1),
			number(results.ratio(id, 'httpAll', cpuMs), 2),
			`+${mib(results, id)}`,
		]),
	);
}

function repeatTable(results: Results): string {
	const rows: ContenderId[] = ['repeat', 'listAndCompare', 'lookUpEach'];
	return table(
		[
			'',
			'time, s',
			'time, ratio',
			'requests',
			'open at once',
			'CPU per entry, ms',
			'CPU, ratio',
			'peak memory, MiB',
			'memory, ratio',
		],
		rows.map((id) => [
			results.contender(id).label,
			seconds(results, id),
			number(results.ratio(id, 'repeat', timeMs), 2),
			number(results.of(id, requests)),
			number(results.of(id, openRequestsPeak)),
			number(results.perEntry(id, cpuMs), 1),
			number(results.ratio(id, 'repeat', cpuMs), 2),
			`+${mib(results, id)}`,
			number(results.of(id, peakKiB) / results.of('repeat', peakKiB), 2),
		]),
	);
}

function memoryTable(results: Results): string {
	const rows: Array<[ContenderId, ContenderId]> = [
		['create20', 'createMany'],
		['repeat', 'repeatMany'],
		['httpAll', 'httpMany'],
	];
	return table(
		['', 'entries', 'output, kB', 'peak memory, MiB', 'output grows', 'memory grows'],
		rows.map(([few, many]) => [
			results.contender(many).label,
			`${number(results.contender(few).entries)} → ${number(results.contender(many).entries)}`,
			`${kb(results, few)} → ${kb(results, many)}`,
			`+${mib(results, few)} → +${mib(results, many)}`,
			times(results.of(many, outputBytes) / results.of(few, outputBytes)),
			times(results.of(many, peakKiB) / results.of(few, peakKiB)),
		]),
	);
}

function customerTable(results: Results): string {
	const rows: ContenderId[] = ['customers', 'customersRaw', 'httpCustomers'];
	const ratio = (id: ContenderId, value: typeof timeMs) =>
		number(results.ratio(id, 'customers', value), 2);
	return table(
		[
			'',
			'time, s',
			'time, ratio',
			'requests',
			'CPU, s',
			'CPU, ratio',
			'peak memory, MiB',
			'memory, ratio',
			'output, kB',
		],
		rows.map((id) => [
			results.contender(id).label,
			seconds(results, id),
			ratio(id, timeMs),
			number(results.of(id, requests)),
			number(results.of(id, cpuMs) / 1000, 1),
			ratio(id, cpuMs),
			`+${mib(results, id)}`,
			ratio(id, peakKiB),
			kb(results, id),
		]),
	);
}

function bulkTable(results: Results, { customers, uploadRows }: Sizes): string {
	const rows: Array<[ContenderId, number]> = [
		['bulkDown', customers],
		['bulkDownCsv', customers],
		['bulkUp', uploadRows],
	];
	return table(
		['', 'records', 'time, s', 'requests', 'CPU, s', 'peak memory, MiB'],
		rows.map(([id, records]) => [
			results.contender(id).label,
			number(records),
			seconds(results, id),
			number(results.of(id, requests)),
			number(results.of(id, cpuMs) / 1000, 1),
			`+${mib(results, id)}`,
		]),
	);
}

/** The page in Markdown. */
export function report(
	results: Results,
	queue: QueuePart,
	sizes: Sizes,
	at: Circumstances,
): string {
	const entries = number(sizes.entries);
	const instances = number(sizes.instances);
	const aimRows = aims(results, queue, sizes).map(({ aim, measured, met }) => [
		aim,
		measured,
		met ? 'met' : '**missed**',
	]);
	return `# Benchmark

This package beside what one would build from n8n's HTTP Request node: side by side in one run, in a real n8n, against
the [sandbox](sandbox.md), each answer of which takes ${at.latencyMs} ms. \`npm run bench\` writes this page.

- ${at.date.toISOString().slice(0, 10)}; n8n-nodes-quickbooks-enterprise ${at.packageVersion}, n8n ${at.n8nVersion} on Node ${at.n8nNodeVersion}; sandbox on Node ${at.machine.nodeVersion}
- ${at.machine.description}; load ${number(at.loadBefore, 1)} before and ${number(at.loadAfter, 1)} after${at.loadBefore > 1.5 * at.machine.cores ? ': other programs kept it busy' : ''}
- measured in ${sizes.repetitions} ${sizes.repetitions === 1 ? 'round' : 'rounds'}, in ${number(at.durationMs / 60_000, 1)} minutes

Times depend on the machine, on what else it does, and on how fast the service answers; so the ratios are what to look at.

## Aims
${at.isQuick ? '\nA tenth of everything was measured, once. The aims are set for all of it: what n8n uses anyway weighs more here.\n' : ''}
${table(['aim', 'measured', ''], aimRows)}

## ${entries} creates

An empty account. Throughput is that of a bare pool of the same size: a node that reads no parameter, checks nothing and
repeats nothing, but only calls n8n's request helper.

${createTable(results)}

Create reads and checks every entry before the first request leaves, so that a list with a mistake creates nothing. HTTP
Request lets go of everything at once, or of the next batch whether or not the one before has been answered: open at once
is then up to how fast the service is. Create or Update lists the account before and after.

## ${entries} unchanged entries among ${instances} instances

What a nightly run finds when nothing has changed. None of the three writes anything.

${repeatTable(results)}

The second one finds out what has changed; writing it would be two more branches. The third one only looks up.

## Memory and the length of the list

${memoryTable(results)}

## All of ${number(sizes.customers)} customers

What a nightly copy of a list costs. Get Many turns each page into its items as it comes and keeps nothing else of it; HTTP
Request keeps every page whole. Simplified, an item holds at most ten members of the record.

${customerTable(results)}

The service hands out a cursor even after the last record, so the last page is an empty one. HTTP Request is given the
instance's token in a credential of its own; this node asks for it with one more request.

## Files in bulk

The same customers as one file, and a file of new ones. n8n stores files on disk, and they pass through without being held:
not even the check of the upload holds more than a piece of it. One row in a hundred of the upload has a name that is taken; Get
Errors has to name each of them.

${bulkTable(results, sizes)}

The sandbox takes a tenth of a second for a job, and some milliseconds for each row of an upload, which goes through the queue by itself; how long
QuickBooks takes is not in here.

${queueSection(queue, at.machine.cores, at.latencyMs)}

## What the package weighs

Loading the node into a fresh process that has \`n8n-workflow\` already takes ${number(at.footprint.loadMs, 1)} ms and reads ${at.footprint.filesLoaded} files
(the median of five); the fields of a resource are read when they are needed. The packed package has ${number(at.footprint.tarballBytes / 1024)} KiB.

## How it was measured

- The package is packed, and installed as n8n does it. The contenders are workflows; all but those of queue mode are run by \`n8n execute\`: each run has
  an n8n of its own, so none profits from what another one warmed up. The order of each round is the reverse of the one before.
  What takes long is measured in the first round only: batching, the loop, the longer lists, the customers that
  are not simplified.
- Two small nodes of the benchmark (\`tools/bench/nodes\`) stand before and behind what is measured. The first puts out the
  entries, waits until n8n has started up, collects garbage, has the kernel forget the peak of the memory, and notes the
  process's CPU time; the second takes both again. Starting n8n, reading the workflow and printing the result thus do not
  count. What lies between is the nodes' execution time and n8n's own work between them.
- A workflow without any request used ${number(results.of('nothing', cpuMs), 1)} ms of CPU and ${number(results.of('nothing', peakKiB) / MIB_IN_KIB, 1)} MiB between the two.
  A node that only reads four parameters per entry, each an expression for one field, used ${number(results.of('read', timeMs) / 1000, 1)} s and
  ${number(results.perEntry('read', cpuMs), 1)} ms of CPU per entry: that is n8n's own expression engine.
  The entries of this benchmark are such fields, as dragging one into a parameter writes them. This node reads those
  from the item itself; an expression that is more than one field costs it what the engine takes.
- Time: the median, with the fastest and the slowest run in brackets. Ratios are taken within each round; the median counts.
- CPU: all threads of n8n's process. Peak memory: the kernel's \`VmHWM\`, above what was resident at the beginning.
- Requests, and how many were open at once: as counted by the sandbox, which runs in a process of its own. It reaches its simulated QuickBooks
  the whole way, through the gateway's queue and a simulated Web Connector that holds its session.
- Every run is checked: as many items put out, requests that write and instances left as there must be.
- In queue mode each process has a folder and the package of its own; database and keys in Redis are made for this and
  removed. Before each measurement every worker runs the workflow a few times. One worker, then three, then three, then one,
  and so on. Checked are every answer, every execution in n8n's database (a success, run once, by one worker), and the
  service: each name and each number on the lists once, and nothing else. CPU is that of the workers' processes.
- HTTP Request sends the same bodies, made by one expression, with a generic Header Auth credential. ${number(sizes.loopEntries)} entries go through
  the loop, since all would take too long; what is per entry and as a ratio is scaled.

## Reproduce

\`\`\`
npm run bench                  about ${number(Math.ceil(at.durationMs / 60_000))} minutes; Linux
npm run bench -- --quick       a tenth of everything, once; prints, writes nothing
npm run bench -- --only A,B    those contenders alone
\`\`\`

It ends with an error when a run sends more requests than it may, and never because of a time. Without PostgreSQL and Redis
the part about queue mode is left out, which the page then says.
`;
}
