import { median } from '../report/statistics';
import type { QueueMeasurement } from './measure';
import type { QueueId, QueueWorkload } from './workloads';

/** How many workers are compared. */
export const WORKERS = [1, 3] as const;
export type WorkerCount = (typeof WORKERS)[number];

type Value = (measurement: QueueMeasurement) => number;

/** What was measured in queue mode, in the order of the rounds. */
export class QueueResults {
	private readonly byKey = new Map<string, QueueMeasurement[]>();

	constructor(readonly workloads: readonly QueueWorkload[]) {}

	add(id: QueueId, workers: WorkerCount, measurement: QueueMeasurement): void {
		this.byKey.set(`${id} ${workers}`, [...this.all(id, workers), measurement]);
	}

	all(id: QueueId, workers: WorkerCount): QueueMeasurement[] {
		return this.byKey.get(`${id} ${workers}`) ?? [];
	}

	values(id: QueueId, workers: WorkerCount, value: Value): number[] {
		return this.all(id, workers).map(value);
	}

	/** The median over the rounds. */
	of(id: QueueId, workers: WorkerCount, value: Value): number {
		return median(this.values(id, workers, value));
	}

	/** Throughput with all workers as a multiple of that with one, in each round. */
	speedUps(id: QueueId): number[] {
		const alone = this.all(id, 1);
		return this.all(id, 3).map(({ timeMs }, round) => alone[round].timeMs / timeMs);
	}

	speedUp(id: QueueId): number {
		return median(this.speedUps(id));
	}

	/** The same requests, however many workers shared them, in each round. */
	sendsTheSame(): boolean {
		return this.workloads.every(({ id }) => {
			const sent = WORKERS.flatMap((workers) =>
				this.values(id, workers, ({ requests }) => requests),
			);
			return new Set(sent).size === 1;
		});
	}
}

/** What there is to say about queue mode: what was measured, or why it was not. */
export type QueuePart = { results: QueueResults } | { missing: string };
