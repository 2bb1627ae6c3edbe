import type { CompanyFile } from '../books/companyFile';
import { applicationsIn } from '../books/ledger';
import { sum } from '../books/money';
import { TXNS } from '../objects';
import { idOf, referenceIn, type QbRecord } from '../record';

export { nameOf, referenceIn } from '../record';

/** One transaction, with what reports ask of each. */
export interface Txn {
	id: string;
	/** Its object in qbXML. */
	name: string;
	record: QbRecord;
	/** `yyyy-mm-dd`. */
	date: string;
	entity?: QbRecord;
}

/** What a transaction does to one account. */
export interface Entry {
	txn: Txn;
	accountId: string;
	/** In cents; a debit is positive. */
	amount: bigint;
	date: string;
	row?: QbRecord;
	/** Whether it is only planned. */
	isBudget?: true;
	/** The customer or vendor whose balance it moves, and by what. */
	balanceOf?: { id: string; amount: bigint };
}

const ENTITIES = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef'];

/** All transactions, the oldest first. */
export function transactionsOf(company: CompanyFile): Txn[] {
	return TXNS.flatMap((name) =>
		company.all(name).map((record): Txn => {
			const member = ENTITIES.find((each) => record[each] !== undefined);
			const entity = member === undefined ? undefined : referenceIn(record, member);
			const date = String(record.TxnDate ?? record.TripEndDate ?? '');
			return { id: idOf(record), name, record, date, entity };
		}),
	).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Every entry in the books, on the day of its transaction. */
export function accrualEntries(company: CompanyFile): Entry[] {
	return transactionsOf(company).flatMap((txn) =>
		company.ledger.postingsOf(txn.id).map((posting) => ({ ...posting, txn, date: txn.date })),
	);
}

/** What one payment or credit took off a transaction, and when. */
export interface Application {
	targetId: string;
	byId: string;
	amount: bigint;
	/** The day on which both are there. */
	date: string;
}

/** What is owed, and can be settled. */
const DEBTS = ['Bill', 'Charge', 'Invoice'];

/** Which transactions settle which. */
export function applicationsOf(company: CompanyFile): Application[] {
	const dates = new Map(transactionsOf(company).map(({ id, date }) => [id, date]));
	const isDebt = (id: string) => DEBTS.includes(String(company.transaction(id)?.object.name));
	return transactionsOf(company).flatMap(({ record }) =>
		applicationsIn(record).flatMap(({ targetId, sourceId, amount }): Application[] => {
			// A credit that is used is told from both sides; what is paid back uses it up as a debt does.
			if (!isDebt(targetId) && isDebt(sourceId)) return [];
			const [debt, by] = isDebt(targetId) ? [targetId, sourceId] : [sourceId, targetId];
			const days = [dates.get(targetId) ?? '', dates.get(sourceId) ?? ''];
			const date = days[0] > days[1] ? days[0] : days[1];
			return [{ targetId: debt, byId: by, amount, date }];
		}),
	);
}

/** Documents that count on a cash basis only as far as they are paid. */
const ON_ACCOUNT = ['Invoice', 'CreditMemo', 'Bill', 'VendorCredit'];

/** The part of an amount that falls on a step from one settled sum to the next; the steps add up to the cent. */
function share(amount: bigint, before: bigint, after: bigint, whole: bigint): bigint {
	return (amount * after) / whole - (amount * before) / whole;
}

/**
 * The entries on a cash basis: what was invoiced counts when it is paid, each line with its share; what is not paid does
 * not count at all. The lines take what rounding leaves, so that debits still equal credits.
 */
export function cashEntries(company: CompanyFile): Entry[] {
	const settled = new Map<string, Application[]>();
	for (const application of applicationsOf(company)) {
		for (const id of [application.targetId, application.byId]) {
			settled.set(id, [...(settled.get(id) ?? []), application]);
		}
	}
	return transactionsOf(company).flatMap((txn) => {
		const postings = company.ledger.postingsOf(txn.id);
		if (!ON_ACCOUNT.includes(txn.name) || !postings[0]?.balanceOf) {
			return postings.map((posting) => ({ ...posting, txn, date: txn.date }));
		}
		const [head, ...lines] = postings;
		const whole = head.amount < 0n ? -head.amount : head.amount;
		const steps = (settled.get(txn.id) ?? []).sort((a, b) => (a.date < b.date ? -1 : 1));
		let before = 0n;
		return steps.flatMap(({ amount, date }) => {
			const after = before + amount;
			const entries = lines.map((line) => {
				const entry = { ...line, amount: share(line.amount, before, after, whole) };
				return { ...entry, txn, date };
			});
			const opposite = -sum(entries.map((entry) => entry.amount));
			const owed = head.balanceOf && {
				id: head.balanceOf.id,
				amount: head.amount === head.balanceOf.amount ? opposite : -opposite,
			};
			before = after;
			return [{ ...head, amount: opposite, balanceOf: owed, txn, date }, ...entries];
		});
	});
}
