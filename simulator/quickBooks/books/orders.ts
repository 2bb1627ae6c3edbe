import { idOf, type QbRecord } from '../record';
import { units } from './money';
import { leafRows } from './rows';

/** What a line of another transaction took from a line of an order. */
interface Taken {
	byId: string;
	byName: string;
	orderId: string;
	/** In hundred-thousandths. */
	quantity: bigint;
}

/** Which orders were received, billed or invoiced, line by line. */
export class OrderLinks {
	private readonly byLine = new Map<string, Taken[]>();
	private readonly byDocument = new Map<string, Set<string>>();

	/** Begins with all that another one holds. */
	begin({ byLine, byDocument }: OrderLinks): void {
		for (const [lineId, taken] of byLine) this.byLine.set(lineId, taken);
		for (const [id, lines] of byDocument) this.byDocument.set(id, new Set(lines));
	}

	/** A transaction is there now; `#link` of its lines says what they come from. */
	link(name: string, record: QbRecord): void {
		for (const row of leafRows(name, record)) {
			const { TxnID: orderId, TxnLineID: lineId } = (row['#link'] ?? {}) as QbRecord;
			if (!orderId) continue;
			const taken = {
				byId: idOf(record),
				byName: name,
				orderId: String(orderId),
				quantity: units(row.Quantity),
			};
			const key = String(lineId);
			this.byLine.set(key, [...(this.byLine.get(key) ?? []), taken]);
			const lines = this.byDocument.get(idOf(record)) ?? new Set<string>();
			this.byDocument.set(idOf(record), lines.add(key));
		}
	}

	/** A transaction is there no more. */
	unlink(record: QbRecord): void {
		const id = idOf(record);
		for (const key of this.byDocument.get(id) ?? []) {
			const others = (this.byLine.get(key) ?? []).filter(({ byId }) => byId !== id);
			this.byLine.set(key, others);
		}
		this.byDocument.delete(id);
	}

	/** How much of a line of an order was taken, by all or by one kind of transaction. */
	takenOf(lineId: string, byName?: string): bigint {
		return (this.byLine.get(lineId) ?? [])
			.filter((taken) => byName === undefined || taken.byName === byName)
			.reduce((total, { quantity }) => total + quantity, 0n);
	}

	/** The ids of the transactions that were made from an order. */
	documentsOf(name: string, order: QbRecord): string[] {
		const lines = leafRows(name, order).map(({ TxnLineID: id }) => String(id));
		const ids = lines.flatMap((id) => (this.byLine.get(id) ?? []).map(({ byId }) => byId));
		return [...new Set([...((order['#documents'] ?? []) as string[]), ...ids])];
	}

	/** The ids of the orders that a transaction was made from. */
	ordersOf(document: QbRecord): string[] {
		const keys = [...(this.byDocument.get(idOf(document)) ?? [])];
		const ids = keys.flatMap((key) => (this.byLine.get(key) ?? []).map(({ orderId }) => orderId));
		return [...new Set([...((document['#orders'] ?? []) as string[]), ...ids])];
	}
}
