import type { Resource } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import type { CompanyFile } from '../companyFile';
import { ALL_RESOURCES, idOf, resourceNamed, rowsOf, type FinanceRecord } from '../kinds';
import { cents, sum } from '../money';
import { postingsOf } from '../postings';

/** One transaction, with what reports ask of each. */
export interface Txn {
	id: string;
	resource: Resource;
	record: FinanceRecord;
	/** `yyyy-mm-dd`. */
	date: string;
	entity?: FinanceRecord;
}

/** What a transaction does to one account. */
export interface Entry {
	txn: Txn;
	accountId: string;
	/** In cents; a debit is positive. */
	amount: bigint;
	date: string;
	row?: FinanceRecord;
	/** Whether it is only planned. */
	isBudget?: true;
	/** The customer or vendor whose balance it moves, and by what. */
	balanceOf?: { id: string; amount: bigint };
}

const ENTITIES = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef'];

export const referenceIn = (record: FinanceRecord | undefined, member: string) =>
	record?.[member] as FinanceRecord | undefined;

export const nameOf = (reference: FinanceRecord | undefined) =>
	reference === undefined ? undefined : String(reference.FullName ?? reference.Name);

/** All transactions, the oldest first. */
export function transactionsOf(company: CompanyFile): Txn[] {
	return ALL_RESOURCES.filter(({ kind }) => kind === 'transaction')
		.flatMap((resource) =>
			company.all(resource).map((record): Txn => {
				const member = ENTITIES.find((each) => record[each] !== undefined);
				const entity = member === undefined ? undefined : referenceIn(record, member);
				return { id: idOf(record), resource, record, date: String(record.TxnDate), entity };
			}),
		)
		.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Every entry in the books, on the day of its transaction. */
export function accrualEntries(company: CompanyFile): Entry[] {
	return transactionsOf(company).flatMap((txn) =>
		postingsOf(company, txn.resource, txn.record).map((posting) => ({
			...posting,
			txn,
			date: txn.date,
		})),
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

/** Which transactions settle which. */
export function applicationsOf(company: CompanyFile): Application[] {
	const dates = new Map(transactionsOf(company).map(({ id, date }) => [id, date]));
	const application = (targetId: string, byId: string, amount: bigint): Application => {
		const days = [dates.get(targetId) ?? '', dates.get(byId) ?? ''];
		return { targetId, byId, amount, date: days[0] > days[1] ? days[0] : days[1] };
	};
	return ['payment', 'billPaymentCheck', 'billPaymentCard'].flatMap((value) =>
		company.all(resourceNamed(value)).flatMap((record) =>
			rowsOf(record, 'AppliedToTxn').flatMap((row) => {
				const target = String(row.TxnID);
				const credits = rowsOf(row, 'SetCredit').map((credit) =>
					application(target, String(credit.CreditTxnID), cents(credit.AppliedAmount)),
				);
				const amount = cents(row.Amount) + cents(row.DiscountAmount);
				return [application(target, idOf(record), amount), ...credits];
			}),
		),
	);
}

/** Documents that count on a cash basis only as far as they are paid. */
const ON_ACCOUNT = ['invoice', 'creditMemo', 'bill', 'vendorCredit'];

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
		const postings = postingsOf(company, txn.resource, txn.record);
		if (!ON_ACCOUNT.includes(txn.resource.value) || !postings[0]?.balanceOf) {
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
