import type { FinanceRecord } from './kinds';
import { idOf, rowsOf } from './kinds';
import { amountText, cents, sum } from './money';

/** Which member says what a transaction is worth, whom it concerns, and which way. */
const EFFECTS: Record<string, { entity: string; amounts: string[]; sign: bigint }> = {
	invoice: { entity: 'CustomerRef', amounts: ['Subtotal', 'SalesTaxTotal'], sign: 1n },
	creditMemo: { entity: 'CustomerRef', amounts: ['TotalAmount'], sign: -1n },
	payment: { entity: 'CustomerRef', amounts: ['TotalAmount'], sign: -1n },
	bill: { entity: 'VendorRef', amounts: ['AmountDue'], sign: 1n },
	vendorCredit: { entity: 'VendorRef', amounts: ['CreditAmount'], sign: -1n },
	billPaymentCheck: { entity: 'PayeeEntityRef', amounts: ['Amount'], sign: -1n },
	billPaymentCard: { entity: 'PayeeEntityRef', amounts: ['Amount'], sign: -1n },
};

interface Application {
	by: FinanceRecord;
	type: string;
	amount: bigint;
}

/** What a transaction comes to, in cents. */
export function worthOf(value: string, record: FinanceRecord): bigint {
	return sum((EFFECTS[value]?.amounts ?? []).map((member) => cents(record[member])));
}

/** Who owes what, kept up with every write, so that a balance costs nothing to read. */
export class Ledger {
	private readonly own = new Map<string, bigint>();
	private readonly withJobs = new Map<string, bigint>();
	private readonly applied = new Map<string, Application[]>();

	/** @param parentOf the list id of the parent of a customer. */
	constructor(private readonly parentOf: (entityId: string) => string | undefined) {}

	/** A transaction is there now. */
	post(value: string, qbObject: string, record: FinanceRecord): void {
		this.book(value, record, 1n);
		for (const row of rowsOf(record, 'AppliedToTxn')) {
			this.apply(
				String(row.TxnID),
				record,
				qbObject,
				cents(row.Amount) + cents(row.DiscountAmount),
			);
			for (const credit of rowsOf(row, 'SetCredit')) {
				this.apply(String(row.TxnID), record, qbObject, cents(credit.AppliedAmount));
				this.apply(String(credit.CreditTxnID), record, qbObject, cents(credit.AppliedAmount));
			}
		}
	}

	/** A transaction is there no more. */
	unpost(value: string, record: FinanceRecord): void {
		this.book(value, record, -1n);
		for (const row of rowsOf(record, 'AppliedToTxn')) {
			const ids = [row.TxnID, ...rowsOf(row, 'SetCredit').map((credit) => credit.CreditTxnID)];
			for (const id of ids.map(String)) {
				const others = (this.applied.get(id) ?? []).filter(({ by }) => by !== record);
				this.applied.set(id, others);
			}
		}
	}

	balance(entityId: string): bigint {
		return this.own.get(entityId) ?? 0n;
	}

	/** With that of the jobs under it. */
	totalBalance(entityId: string): bigint {
		return this.withJobs.get(entityId) ?? 0n;
	}

	/** What payments and credits have taken off a transaction, or have used of it. */
	appliedTo(txnId: string): bigint {
		return sum((this.applied.get(txnId) ?? []).map(({ amount }) => amount));
	}

	/** The transactions that were applied to one, as `LinkedTxn` shows them. */
	links(txnId: string): FinanceRecord[] {
		return (this.applied.get(txnId) ?? []).map(({ by, type, amount }) => ({
			TxnID: idOf(by),
			TxnType: type,
			TxnDate: String(by.TxnDate),
			...(by.RefNumber ? { RefNumber: by.RefNumber } : {}),
			LinkType: 'AMTTYPE',
			Amount: amountText(-amount),
		}));
	}

	private apply(txnId: string, by: FinanceRecord, type: string, amount: bigint): void {
		const known = this.applied.get(txnId) ?? [];
		this.applied.set(txnId, [...known, { by, type, amount }]);
	}

	private book(value: string, record: FinanceRecord, direction: bigint): void {
		const effect = EFFECTS[value];
		const reference = effect && (record[effect.entity] as FinanceRecord | undefined);
		if (!reference) return;
		const id = String(reference.ListID);
		const amount = direction * effect.sign * worthOf(value, record);
		this.own.set(id, this.balance(id) + amount);
		for (let at: string | undefined = id; at !== undefined; at = this.parentOf(at)) {
			this.withJobs.set(at, this.totalBalance(at) + amount);
		}
	}
}
