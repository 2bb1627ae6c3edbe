import type { ElementFacts } from './grammar';
import { ORDER, type QbRecord, type QbValue } from './record';

/** Makes a record of the elements of one aggregate, in the order in which they are read. */
export class RecordBuilder {
	readonly record: QbRecord = {};
	/** Of what alternates. */
	private readonly order: string[] = [];

	put(name: string, { isRepeatable, isMixed }: ElementFacts, value: QbValue): void {
		if (isMixed) this.order.push(name);
		if (!isRepeatable) {
			this.record[name] = value;
			return;
		}
		const list = this.record[name];
		if (Array.isArray(list)) (list as QbValue[]).push(value);
		else this.record[name] = [value] as QbRecord[];
	}

	/** @returns the record once all of it was read. */
	whole(): QbRecord {
		const isMixed = this.order.some((name) => name !== this.order[0]);
		if (isMixed) this.record[ORDER] = this.order;
		return this.record;
	}
}
