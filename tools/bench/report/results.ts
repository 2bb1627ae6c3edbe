import type { Contender, ContenderId } from '../contenders/contenders';
import type { Measurement } from '../measure';
import { median } from './statistics';

type Value = (measurement: Measurement) => number;

/** What was measured, in the order of the rounds. */
export class Results {
	private readonly byId = new Map<ContenderId, Measurement[]>();
	private readonly contenders: ReadonlyMap<ContenderId, Contender>;

	constructor(contenders: Contender[]) {
		this.contenders = new Map(contenders.map((contender) => [contender.id, contender]));
	}

	add(id: ContenderId, measurement: Measurement): void {
		this.byId.set(id, [...this.all(id), measurement]);
	}

	contender(id: ContenderId): Contender {
		return this.contenders.get(id) as Contender;
	}

	all(id: ContenderId): Measurement[] {
		return this.byId.get(id) ?? [];
	}

	/** The median over the rounds. */
	of(id: ContenderId, value: Value): number {
		return median(this.all(id).map(value));
	}

	/** The same for one entry of the list. */
	perEntry(id: ContenderId, value: Value): number {
		return this.of(id, value) / this.contender(id).entries;
	}

	/** One contender's value per entry as a share of another's: taken in each round, then the median. */
	ratio(id: ContenderId, to: ContenderId, value: Value): number {
		const scale = this.contender(to).entries / this.contender(id).entries;
		const base = this.all(to);
		return median(this.all(id).map((own, round) => (value(own) / value(base[round])) * scale));
	}
}

export const timeMs: Value = (measurement) => measurement.timeMs;
export const cpuMs: Value = (measurement) => measurement.cpuMs;
export const peakKiB: Value = (measurement) => measurement.peakKiB;
export const outputBytes: Value = (measurement) => measurement.outputBytes;
export const outputItems: Value = (measurement) => measurement.outputItems;
export const requests: Value = (measurement) => measurement.requests;
export const openRequestsPeak: Value = (measurement) => measurement.openRequestsPeak;
