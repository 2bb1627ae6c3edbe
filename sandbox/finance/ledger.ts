import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { FinanceRecord } from './kinds';
import { idOf, rowsOf } from './kinds';
import { amountText, cents, sum } from './money';
import { postingsOf, type Books, type Posting } from './postings';

/** Which members say what a transaction that can be settled is worth. */
const WORTH: Record<string, string[]> = {
	invoice: ['Subtotal', 'SalesTaxTotal'],
	creditMemo: ['TotalAmount'],
	bill: ['AmountDue'],
	vendorCredit: ['CreditAmount'],
};

interface Application {
	by: FinanceRecord;
	type: string;
	amount: bigint;
}

/** What a transaction comes to, in cents. */
export function worthOf(value: string, record: FinanceRecord): bigint {
	return sum((WORTH[value] ?? []).map((member) => cents(record[member])));
}

/** Amounts by list id, each also with those that stand under it. */
class Balances {
	private readonly own = new Map<string, bigint>();
	private readonly total = new Map<string, bigint>();

	/** @param parentOf the list id of the parent. */
	constructor(private readonly parentOf: (id: string) => string | undefined) {}

	add(id: string, amount: bigint): void {
		this.own.set(id, this.of(id) + amount);
		for (let at: string | undefined = id; at !== undefined; at = this.parentOf(at)) {
			this.total.set(at, this.totalOf(at) + amount);
		}
	}

	of(id: string): bigint {
		return this.own.get(id) ?? 0n;
	}

	totalOf(id: string): bigint {
		return this.total.get(id) ?? 0n;
	}
}

/** The general ledger, kept up with every write, so that a balance costs nothing to read. */
export class Ledger {
	/** What customers owe, and what vendors are owed. */
	readonly entities = new Balances((id) => this.parentOf('customer', id));
	/** Debits less credits. */
	readonly accounts = new Balances((id) => this.parentOf('ledgerAccount', id));
	/** As they were made, so that they can be taken back after an item got another account. */
	private readonly posted = new Map<string, Posting[]>();
	private readonly applied = new Map<string, Application[]>();

	constructor(private readonly books: Books) {}

	/** A transaction is there now. */
	post(resource: Resource, record: FinanceRecord): void {
		if (resource.kind === 'list') return;
		const postings = postingsOf(this.books, resource, record);
		this.posted.set(idOf(record), postings);
		this.book(postings, 1n);
		for (const row of rowsOf(record, 'AppliedToTxn')) {
			const { qbObject } = resource;
			const amount = cents(row.Amount) + cents(row.DiscountAmount);
			this.apply(String(row.TxnID), record, qbObject, amount);
			for (const credit of rowsOf(row, 'SetCredit')) {
				this.apply(String(row.TxnID), record, qbObject, cents(credit.AppliedAmount));
				this.apply(String(credit.CreditTxnID), record, qbObject, cents(credit.AppliedAmount));
			}
		}
	}

	/** A transaction is there no more. */
	unpost(resource: Resource, record: FinanceRecord): void {
		if (resource.kind === 'list') return;
		this.book(this.posted.get(idOf(record)) ?? [], -1n);
		this.posted.delete(idOf(record));
		for (const row of rowsOf(record, 'AppliedToTxn')) {
			const ids = [row.TxnID, ...rowsOf(row, 'SetCredit').map((credit) => credit.CreditTxnID)];
			for (const id of ids.map(String)) {
				const others = (this.applied.get(id) ?? []).filter(({ by }) => by !== record);
				this.applied.set(id, others);
			}
		}
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

	private book(postings: Posting[], direction: bigint): void {
		for (const { accountId, amount, balanceOf } of postings) {
			this.accounts.add(accountId, direction * amount);
			if (balanceOf) this.entities.add(balanceOf.id, direction * balanceOf.amount);
		}
	}

	private parentOf(value: string, id: string): string | undefined {
		const parent = this.books.get({ value }, id)?.ParentRef as FinanceRecord | undefined;
		return parent ? String(parent.ListID) : undefined;
	}
}
