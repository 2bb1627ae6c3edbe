import { createHash } from 'node:crypto';

import type { VirtualTime } from './virtualTime';

/** What a step that is disturbed does instead. */
export type Effect = 'crash' | 'lost' | 'repeat' | undefined;

const PEACE = 40;

/** Something that goes wrong at a step. */
export interface Disturbance {
	name: string;
	/** At which steps. */
	at: RegExp;
	/** At which of them, from 1. */
	left: number;
	/** @param company whose step it is; undefined for one of the gateway */
	act(company?: number): Effect;
}

/**
 * All that anybody does, step by step: transactions and files of the gateway, calls and moments of the Web
 * Connectors, requests of the callers. What goes wrong is counted in steps, so that it goes wrong at the same place
 * each time.
 */
export class Steps {
	private readonly trace = createHash('sha256');

	private next?: Disturbance;

	/** What goes wrong next, once something else has; undefined for nothing. */
	source?: () => Disturbance;

	/** How often what went wrong, and where. */
	readonly fired = new Map<string, number>();

	count = 0;

	/** While the gateway is not there nothing else goes wrong. */
	isDown = false;

	/** Until so many steps nothing goes wrong, so that things go on. */
	private peaceUntil = 0;

	constructor(private readonly time: VirtualTime) {}

	/** @param place such as `disk:before` */
	pass(place: string, company?: number): Effect {
		this.time.activity += 1;
		this.count += 1;
		this.trace.update(`${place} ${company} ${this.time.now()}\n`);
		if (!this.source || this.isDown || this.count < this.peaceUntil) return undefined;
		const next = (this.next ??= this.source());
		if (!next.at.test(place)) return undefined;
		next.left -= 1;
		if (next.left > 0) return undefined;
		this.next = undefined;
		this.peaceUntil = this.count + PEACE;
		const key = `${next.name} at ${place}`;
		this.fired.set(key, (this.fired.get(key) ?? 0) + 1);
		return next.act(company);
	}

	/** The same for two runs that took the same steps at the same times. */
	digest(): string {
		return this.trace.copy().digest('hex').slice(0, 16);
	}
}
