import { secondsOf, timeText, type CompanyFile } from '../books/companyFile';
import type { QbRecord } from '../record';
import { amountText, times } from '../books/money';
import { totals } from '../transactions/totals';
import { defaults, withBlocks } from '../writes/defaults';
import { objectNamed } from '../objects';
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
	more: QbRecord = {},
): QbRecord {
	return {
		TxnLineID: company.newTxnId(enteredAt(date)),
		ItemRef: seeded(company, 'Item', item),
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
	more: QbRecord = {},
): QbRecord {
	return {
		TxnLineID: company.newTxnId(enteredAt(date)),
		AccountRef: seeded(company, 'Account', account),
		Amount: amount,
		...more,
	};
}

/** What samples of the service say of a transaction. */
export interface Known {
	/** The id that samples of the service have for it. */
	txnId?: string;
	/** When they say that it was entered. */
	at?: Date;
}

/** Enters a transaction: what QuickBooks computes is computed as for any other. */
export function putTransaction(
	company: CompanyFile,
	name: string,
	date: string,
	{ AppliedToTxnAdd, ...members }: QbRecord,
	{ txnId, at = enteredAt(date) }: Known = {},
): QbRecord {
	const time = timeText(at);
	const given = { TxnDate: date, ...members };
	const object = objectNamed(name);
	const record = withBlocks({
		TxnID: txnId ?? company.newTxnId(at),
		TimeCreated: time,
		TimeModified: time,
		EditSequence: String(secondsOf(at)),
		...defaults({ file: company, object, on: 'Add', at }, given),
		...given,
	});
	const stored = { ...record, ...totals(company, name, record, { AppliedToTxnAdd }) };
	company.add(name, stored);
	return stored;
}
