import { idIn, idOf, rowsOf, type QbRecord } from '../record';
import { amountText, cents, sum } from './money';
import type { Books } from './books';
import { postingsOf, type Posting } from './postings';

/** Which members say what a transaction that can be settled, or that settles others, is worth. */
const WORTH: Readonly<Record<string, readonly string[]>> = {
	Invoice: ['Subtotal', 'SalesTaxTotal'],
	CreditMemo: ['TotalAmount'],
	Bill: ['AmountDue'],
	VendorCredit: ['CreditAmount'],
	Charge: ['Amount'],
	ReceivePayment: ['TotalAmount'],
};

/** What one transaction takes off another, or uses of it. */
export interface Application {
	targetId: string;
	/** The transaction that the target shows as linked. */
	sourceId: string;
	amount: bigint;
}

/** What a transaction comes to, in cents. */
export function worthOf(name: string, record: QbRecord): bigint {
	return sum((WORTH[name] ?? []).map((member) => cents(record[member])));
}

/** A credit that is set against a transaction takes off both of them. */
const credited = (targetId: string, rows: QbRecord[]): Application[] =>
	rows.flatMap(({ CreditTxnID: creditId, AppliedAmount: applied }) => {
		const amount = cents(applied);
		return [
			{ targetId, sourceId: String(creditId), amount },
			{ targetId: String(creditId), sourceId: targetId, amount },
		];
	});

/** What a transaction takes off others. `#credits` and `#applied` are what a request named and an answer does not show. */
export function applicationsIn(record: QbRecord): Application[] {
	const id = idOf(record);
	const paid = rowsOf(record, 'AppliedToTxnRet').flatMap((row): Application[] => {
		const amount = cents(row.Amount) + cents(row.DiscountAmount);
		const own = { targetId: String(row.TxnID), sourceId: id, amount };
		return [own, ...credited(own.targetId, rowsOf(row, '#credits'))];
	});
	const refunded = rowsOf(record, 'RefundAppliedToTxnRet').map((row) => ({
		targetId: String(row.TxnID),
		sourceId: id,
		amount: cents(row.RefundAmount),
	}));
	const applied = rowsOf(record, '#applied').map((row) => ({
		targetId: String(row.TxnID),
		sourceId: id,
		amount: cents(row.Amount),
	}));
	return [...paid, ...credited(id, rowsOf(record, '#credits')), ...refunded, ...applied];
}

/** Amounts by list id, each also with those that stand under it. */
class Balances {
	private readonly own = new Map<string, bigint>();
	private readonly total = new Map<string, bigint>();

	/** @param parentOf the list id of the parent. */
	constructor(private readonly parentOf: (id: string) => string | undefined) {}

	/** Begins with the amounts of another one. */
	begin({ own, total }: Balances): void {
		for (const [id, amount] of own) this.own.set(id, amount);
		for (const [id, amount] of total) this.total.set(id, amount);
	}

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
	readonly entities = new Balances((id) => this.parentOf('Customer', id));
	/** Debits less credits. */
	readonly accounts = new Balances((id) => this.parentOf('Account', id));
	/** As they were made, so that they can be taken back after an item got another account. */
	private readonly posted = new Map<string, Posting[]>();
	/** By the transaction that something was taken off, with the one that did it. */
	private readonly applied = new Map<string, Array<Application & { byId: string }>>();

	constructor(private readonly books: Books) {}

	/** Begins with all that another one holds. */
	begin({ entities, accounts, posted, applied }: Ledger): void {
		this.entities.begin(entities);
		this.accounts.begin(accounts);
		for (const [id, postings] of posted) this.posted.set(id, postings);
		for (const [id, applications] of applied) this.applied.set(id, applications);
	}

	/** A transaction is there now. */
	post(name: string, record: QbRecord): void {
		const postings = postingsOf(this.books, name, record);
		const byId = idOf(record);
		this.posted.set(byId, postings);
		this.book(postings, 1n);
		for (const application of applicationsIn(record)) {
			const known = this.applied.get(application.targetId) ?? [];
			this.applied.set(application.targetId, [...known, { ...application, byId }]);
		}
	}

	/** A transaction is there no more. */
	unpost(record: QbRecord): void {
		const id = idOf(record);
		this.book(this.posted.get(id) ?? [], -1n);
		this.posted.delete(id);
		for (const { targetId } of applicationsIn(record)) {
			const others = (this.applied.get(targetId) ?? []).filter(({ byId }) => byId !== id);
			this.applied.set(targetId, others);
		}
	}

	/** The postings of a transaction, as they were made. */
	postingsOf(txnId: string): readonly Posting[] {
		return this.posted.get(txnId) ?? [];
	}

	/** What payments and credits have taken off a transaction, or have used of it. */
	appliedTo(txnId: string): bigint {
		return sum((this.applied.get(txnId) ?? []).map(({ amount }) => amount));
	}

	/** The ids of the transactions that hold what was applied to one. */
	appliedBy(txnId: string): string[] {
		return [...new Set((this.applied.get(txnId) ?? []).map(({ byId }) => byId))];
	}

	/** The transactions that were applied to one, as `LinkedTxn` shows them. */
	links(txnId: string): QbRecord[] {
		return (this.applied.get(txnId) ?? []).flatMap(({ sourceId, amount }) => {
			const source = this.books.transaction(sourceId);
			if (!source || amount === 0n) return [];
			return [linkTo(source.object.name, source.record, 'AMTTYPE', amountText(-amount))];
		});
	}

	private book(postings: readonly Posting[], direction: bigint): void {
		for (const { accountId, amount, balanceOf } of postings) {
			this.accounts.add(accountId, direction * amount);
			if (balanceOf) this.entities.add(balanceOf.id, direction * balanceOf.amount);
		}
	}

	private parentOf(object: string, id: string): string | undefined {
		return idIn(this.books.get(object, id), 'ParentRef');
	}
}

/** One row of `LinkedTxn`. */
export const linkTo = (
	name: string,
	record: QbRecord,
	linkType: 'AMTTYPE' | 'QUANTYPE',
	amount: string,
): QbRecord => ({
	TxnID: idOf(record),
	TxnType: name,
	TxnDate: String(record.TxnDate),
	...(record.RefNumber ? { RefNumber: record.RefNumber } : {}),
	LinkType: linkType,
	Amount: amount,
});
