/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { Counter, Histogram, type Registry } from 'prom-client';

import type { EndedCall } from '../queue';

/** From an answer out of a held session to a caller that waits as long as it may. */
const BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 45, 60, 120];

/** Counts what became of calls, and how long their callers waited. */
export class CallMeasure {
	private readonly outcomes: Counter;

	private readonly durations: Histogram;

	constructor(registry: Registry) {
		const registers = [registry];
		this.outcomes = new Counter({
			name: 'gateway_calls_total',
			help: 'Requests to QuickBooks, by what their callers were told of them',
			labelNames: ['kind', 'outcome'],
			registers,
		});
		this.durations = new Histogram({
			name: 'gateway_call_duration_seconds',
			help: 'How long callers waited for QuickBooks',
			labelNames: ['kind'],
			buckets: BUCKETS_SECONDS,
			registers,
		});
	}

	/** A caller waits no more. */
	note({ kind, outcome, durationMs }: EndedCall): void {
		this.outcomes.inc({ kind, outcome });
		this.durations.observe({ kind }, durationMs / 1_000);
	}
}
