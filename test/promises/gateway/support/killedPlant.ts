/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as pause } from 'node:timers/promises';

import { Plant, type PlantAnswer, type PlantRequest } from '../../../gateway/support/plant/plant';
import type { Moment } from '../../../gateway/support/plant/books';
import type { Bundles } from '../../../gateway/support/bundles';
import type { PlantCompany } from '../../../gateway/support/plant/company';
import { oneOf, type Random } from './random';
import type { Service } from './world';

const PATIENCE_MS = 4_000;
/** Callers wait a hundredth of what they would. */
const FASTER = 100;
const VARIABLES = {
	GATEWAY_HOLD_SECONDS: '0',
	GATEWAY_QUIET_SECONDS: '0',
	GATEWAY_WAIT_SECONDS: '3',
};
/** A write takes about as long, from QuickBooks back to its caller. */
const LATEST_MS = 40;

/** What is killed next, and when. */
interface Plan {
	victim: string;
	moment: Moment;
	/** At which of those moments. */
	left: number;
	/** How long after it; 0 for at once, while QuickBooks waits. */
	laterMs: number;
}

/** Processes of a gateway and of a Web Connector, which are killed again and again. */
export class KilledPlant implements Service {
	private readonly plant: Plant;

	readonly time = { wait: async (ms: number) => await pause(ms / FASTER) };

	private next: Plan = { victim: 'gateway', moment: 'ran', left: 2, laterMs: 0 };

	/** Ends when what was killed runs again. */
	private recovery?: Promise<void>;

	readonly kills = new Map<string, number>();

	only!: PlantCompany;

	constructor(
		data: string,
		bundles: Bundles,
		private readonly random: Random,
	) {
		this.plant = new Plant(bundles, { data, variables: VARIABLES, patienceMs: PATIENCE_MS });
	}

	async open(): Promise<void> {
		await this.plant.open();
		this.only = await this.plant.add('Store', async (moment) => await this.passed(moment));
	}

	/** Waits until what was killed runs again. */
	async whenRecovered(): Promise<void> {
		await this.recovery;
	}

	async close(): Promise<void> {
		await this.whenRecovered();
		await this.plant.close();
	}

	async call(request: PlantRequest): Promise<PlantAnswer | undefined> {
		return await this.plant.call(request);
	}

	async sure(request: PlantRequest): Promise<PlantAnswer> {
		return await this.plant.sure(request);
	}

	async platform(
		method: PlantRequest['method'],
		path: string,
		body?: unknown,
	): Promise<PlantAnswer> {
		return await this.plant.platform(method, path, body);
	}

	/** A kill at once happens before QuickBooks goes on. */
	private async passed(moment: Moment): Promise<void> {
		if (this.recovery || moment !== this.next.moment) return;
		this.next.left -= 1;
		if (this.next.left > 0) return;
		const { laterMs } = this.next;
		const killed = this.kill(this.next);
		this.recovery = killed.then(async () => await this.recover(this.next));
		if (laterMs === 0) await killed;
	}

	private async kill({ victim, moment, laterMs }: Plan): Promise<void> {
		const key = `${victim} ${laterMs === 0 ? 'when' : 'some time after it was'} ${moment}`;
		if (laterMs > 0) await pause(laterMs);
		this.kills.set(key, (this.kills.get(key) ?? 0) + 1);
		if (victim !== 'gateway') await this.only.killConnector();
		if (victim !== 'connector') await this.plant.killGateway();
	}

	private async recover({ victim }: Plan): Promise<void> {
		if (victim !== 'connector') await this.plant.restartGateway();
		if (victim !== 'gateway') this.only.startConnector();
		const { random } = this;
		this.next = {
			victim: oneOf(random, ['gateway', 'connector', 'both']),
			moment: oneOf(random, ['given', 'ran']),
			left: 1 + random(2),
			laterMs: random(3) === 0 ? 1 + random(LATEST_MS) : 0,
		};
		this.recovery = undefined;
	}
}
