import { timeText, type CompanyFile } from '../companyFile';
import { resourceNamed, type FinanceRecord } from '../kinds';
import { amountText, times } from '../money';
import { totals } from '../settle';
import { seeded } from './lists';

const DAY_MS = 86_400_000;

/** The day so many days after another. */
export function dayAfter(date: string, days: number): string {
	return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Goes round a list. */
export const pick = <T>(list: readonly T[], index: number): T => list[index % list.length];

/** When a day's work is entered. */
const enteredAt = (date: string) => new Date(`${date}T16:00:00Z`);

/** A line with what it comes to. */
export function itemRow(
	company: CompanyFile,
	date: string,
	[item, quantity, price]: readonly [item: string, quantity: string, price: string],
	priceMember: 'Rate' | 'Cost',
	more: FinanceRecord = {},
): FinanceRecord {
	return {
		TxnLineID: company.newTxnId(enteredAt(date)),
		ItemRef: seeded(company, 'product', item),
		Quantity: quantity,
		[priceMember]: price,
		Amount: amountText(times(quantity, price)),
		...more,
	};
}

/** A line that goes to an account. */
export function accountRow(
	company: CompanyFile,
	date: string,
	account: string,
	amount: string,
	more: FinanceRecord = {},
): FinanceRecord {
	return {
		TxnLineID: company.newTxnId(enteredAt(date)),
		AccountRef: seeded(company, 'ledgerAccount', account),
		Amount: amount,
		...more,
	};
}

/**
 * Enters a transaction: what QuickBooks computes is computed as for any other.
 *
 * @param txnId the id that samples of the service have for it.
 */
export function putTransaction(
	company: CompanyFile,
	value: string,
	date: string,
	members: FinanceRecord,
	txnId?: string,
): FinanceRecord {
	const resource = resourceNamed(value);
	const at = enteredAt(date);
	const record: FinanceRecord = {
		TxnID: txnId ?? company.newTxnId(at),
		TimeCreated: timeText(at),
		TimeModified: timeText(at),
		EditSequence: company.newEditSequence(at),
		TxnNumber: String(company.next('txnNumber')),
		TxnDate: date,
		...members,
	};
	const stored = { ...record, ...totals(company, resource, record) };
	company.add(resource, stored);
	return stored;
}
