import type { PackedPackage } from '../../n8n/install/pack';
import { clockMs, elapsed, say } from '../../n8n/serve/progress';
import { missingServices } from '../../../e2e/queue/services';
import { sandboxCredential } from '../../n8n/drive/credential';
import type { Sandbox } from '../../../sandbox';
import { startSandboxProcess } from '../sandbox/sandboxClient';
import { number, percent } from '../report/words';
import { Crew } from './crew';
import { measureQueue, type QueueMeasurement } from './measure';
import { type QueuePart, QueueResults, WORKERS } from './results';
import type { QueueWorkload } from './workloads';

function summary({ timeMs, cpuMs, machine, requests, shares }: QueueMeasurement): string {
	return [
		`${number(timeMs)} ms`,
		`CPU of workers ${number(cpuMs)} ms`,
		`machine ${percent(machine)} busy`,
		`${number(requests)} requests`,
		`executions by worker: ${shares.join(', ')}`,
	].join('; ');
}

/** Those that want the same workers, so that workers are started as seldom as can be. */
function byConcurrency(workloads: QueueWorkload[]): QueueWorkload[][] {
	const all = [...new Set(workloads.map(({ concurrency }) => concurrency))];
	return all.map((wanted) => workloads.filter(({ concurrency }) => concurrency === wanted));
}

/** Measures the same executions with one worker and with three. Without PostgreSQL and Redis it says so and does not. */
export async function measureQueueMode(
	packed: PackedPackage,
	workloads: QueueWorkload[],
	latencyMs: number,
	rounds: number,
): Promise<QueuePart> {
	const results = new QueueResults(workloads);
	if (workloads.length === 0) return { results };
	const missing = await missingServices();
	if (missing) {
		say(`Left out: queue mode (${workloads.map(({ id }) => id).join(', ')}): ${missing}`);
		return { missing };
	}
	const startMs = clockMs();
	const sandbox = await startSandboxProcess(latencyMs, 0);
	const crew = await Crew.start(
		packed.tarball,
		sandboxCredential(sandbox as unknown as Sandbox),
		workloads.map(({ workflow }) => workflow),
	);
	for (const group of byConcurrency(workloads)) {
		for (let round = 0; round < rounds; round++) {
			// There and back again, as everywhere: the workers of one round's end are those of the next one's start.
			for (const workers of round % 2 === 0 ? WORKERS : [...WORKERS].reverse()) {
				await crew.become(workers, group[0].concurrency);
				for (const workload of group) {
					const measurement = await measureQueue(crew, sandbox, workload);
					results.add(workload.id, workers, measurement);
					const what = `${workload.id}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
					say(`  ${round + 1}/${rounds} ${what}: ${summary(measurement)}`);
				}
			}
		}
	}
	say(`Queue mode measured in ${elapsed(startMs)}`);
	return { results };
}
