import { number, percent, table, times } from '../report/words';
import type { QueueMeasurement } from './measure';
import { type QueuePart, type QueueResults, type WorkerCount, WORKERS } from './results';
import type { QueueWorkload } from './workloads';

const TITLE = '## Queue mode: one worker and three';

/** The median, with the least and the most in brackets. */
function spread(values: number[], middle: number, words: (value: number) => string): string {
	if (values.length === 1) return words(middle);
	return `${words(middle)} (${words(Math.min(...values))} – ${words(Math.max(...values))})`;
}

function row(results: QueueResults, workload: QueueWorkload, workers: WorkerCount): string[] {
	const { id, label, concurrency, executions, entries } = workload;
	const of = (value: (measurement: QueueMeasurement) => number) => results.of(id, workers, value);
	const seconds = results.values(id, workers, ({ timeMs }) => timeMs / 1000);
	const middle = of(({ timeMs }) => timeMs / 1000);
	const isFirst = workers === WORKERS[0];
	return [
		isFirst ? `${number(executions)} executions, each ${label}` : '',
		isFirst ? number(concurrency) : '',
		number(workers),
		spread(seconds, middle, (value) => number(value, 1)),
		number((executions * 60) / middle),
		number((executions * entries) / middle, 1),
		isFirst ? '1' : spread(results.speedUps(id), results.speedUp(id), times),
		number(of(({ requests }) => requests)),
		number(of(({ openRequestsPeak }) => openRequestsPeak)),
		number(of(({ cpuMs }) => cpuMs) / 1000, 1),
		percent(of(({ machine }) => machine)),
		// Of the first round: the median of a division is none.
		results.all(id, workers)[0].shares.join(' + '),
	];
}

function queueTable(results: QueueResults): string {
	return table(
		[
			'',
			'at once per worker',
			'workers',
			'time, s',
			'executions per minute',
			'entries per second',
			'throughput, of one worker',
			'requests',
			'open at once',
			'CPU of workers, s',
			'machine busy',
			'executions by worker',
		],
		results.workloads.flatMap((workload) =>
			WORKERS.map((workers) => row(results, workload, workers)),
		),
	);
}

/** The part about queue mode in Markdown. */
export function queueSection(part: QueuePart, cores: number, latencyMs: number): string {
	if ('missing' in part) {
		return `${TITLE}

**Not measured in this run**: ${part.missing.replace(/\.$/, '')}. This part needs PostgreSQL and Redis, where \`npm run test:e2e -- queue\`
needs them: [scaling.md](scaling.md#how-this-is-tested).`;
	}
	return `${TITLE}

n8n's queue mode ([scaling.md](scaling.md)) with PostgreSQL, Redis, a main and a webhook process. All executions are asked for at once, through
the webhook process; the time ends with the last answer. Each execution has a list of its own, and everything on it is new.
A customer with its invoice counts as one entry.

${queueTable(part.results)}

Everything runs on the one machine above: ${cores} processor cores do the work of all workers, n8n's other processes, the database, the queue
and the sandbox. "Machine busy" is the share of those cores that was used, by whomever. So:

- **Customers and invoices** mostly wait. One company file answers one request at a time, here each after ${latencyMs} ms, and a worker that takes
  one execution at a time is idle meanwhile. Here the number of workers is what bounds, so this is what a further machine brings.
- **Instances**, with a worker that takes one execution at a time, wait less: five requests are open at once, and n8n's own work for an
  execution weighs more.
- With **n8n's default of ten executions at once per worker** executions hardly wait for one another. One worker is then bounded by its one
  thread, and three by the cores that they share with everything else here. On machines of their own they would not share them.`;
}
