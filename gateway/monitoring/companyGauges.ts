/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { Gauge, type Registry } from 'prom-client';

import { CONNECTOR_STATES, connectorState, type Companies } from '../connector';
import type { Clock } from '../queue';
import type { Store } from '../store';

/** How the companies are, looked up when somebody asks. */
export class CompanyGauges {
	private readonly companies: Gauge;

	private readonly waiting: Gauge;

	private readonly oldest: Gauge;

	private readonly unknown: Gauge;

	constructor(
		registry: Registry,
		private readonly parts: { store: Store; clock: Clock; companies: Companies },
	) {
		const registers = [registry];
		this.companies = new Gauge({
			name: 'gateway_companies',
			help: 'Companies by how far their connection is',
			labelNames: ['state'],
			registers,
		});
		this.waiting = new Gauge({
			name: 'gateway_waiting_calls',
			help: 'Requests whose callers wait for QuickBooks',
			registers,
		});
		this.oldest = new Gauge({
			name: 'gateway_oldest_waiting_call_seconds',
			help: 'How long the first of them has waited; 0 where none does',
			registers,
		});
		this.unknown = new Gauge({
			name: 'gateway_unknown_outcomes',
			help: 'Writes of which nobody knows what became of them',
			registers,
		});
	}

	async look(): Promise<void> {
		const { store, clock, companies } = this.parts;
		const now = clock.now();
		let [waiting, oldestMs] = [0, 0];
		const byState = new Map(CONNECTOR_STATES.map((state) => [state, 0]));
		for (const instance of await store.instances()) {
			const live = companies.of(instance);
			const state = connectorState(instance, live);
			byState.set(state, byState.get(state)! + 1);
			const { calls, sinceMs = now } = live.queue.waiting;
			waiting += calls;
			oldestMs = Math.max(oldestMs, now - sinceMs);
		}
		for (const [state, count] of byState) this.companies.set({ state }, count);
		this.waiting.set(waiting);
		this.oldest.set(oldestMs / 1_000);
		const unknown = [...(await store.unknownCalls()).values()];
		this.unknown.set(unknown.reduce((sum, count) => sum + count, 0));
	}
}
