import type { CompanyFile } from '../books/companyFile';
import { amountText, cents, times } from '../books/money';
import { STOCK_ITEMS, type QbObject } from '../objects';
import { has, referenceTo, type QbRecord } from '../record';

/** A transaction that QuickBooks makes by itself. */
interface OpeningTransaction {
	name: string;
	given: QbRecord;
}

const CREDITED = [
	'AccountsPayable',
	'CreditCard',
	'Equity',
	'LongTermLiability',
	'OtherCurrentLiability',
];

/** Things on hand from the start: an adjustment against the account for what was there before. */
function stock(file: CompanyFile, record: QbRecord, given: QbRecord, date: string) {
	const value = has(given, 'TotalValue')
		? cents(given.TotalValue)
		: times(given.QuantityOnHand, record.PurchaseCost ?? '0');
	const account = file.special('OpeningBalanceEquity');
	return {
		name: 'InventoryAdjustment',
		given: {
			...(account ? { AccountRef: referenceTo(account) } : {}),
			TxnDate: String(given.InventoryDate ?? date),
			Memo: `${String(record.Name)} Opening balance`,
			InventoryAdjustmentLineAdd: [
				{
					ItemRef: referenceTo(record),
					ValueAdjustment: {
						QuantityDifference: given.QuantityOnHand,
						ValueDifference: amountText(value),
					},
				},
			],
		},
	};
}

/** What somebody owes from the start is an invoice or a bill without items. */
function owed(
	name: 'Customer' | 'Vendor',
	record: QbRecord,
	given: QbRecord,
	date: string,
	other: QbRecord | undefined,
) {
	const Amount = String(given.OpenBalance);
	const common = { TxnDate: date, Memo: 'Opening balance' };
	if (name === 'Customer') {
		const row = { Desc: 'Opening balance', Amount };
		return {
			name: 'Invoice',
			given: { CustomerRef: referenceTo(record), ...common, InvoiceLineAdd: [row] },
		};
	}
	const row = { ...(other ? { AccountRef: referenceTo(other) } : {}), Amount };
	return {
		name: 'Bill',
		given: { VendorRef: referenceTo(record), ...common, ExpenseLineAdd: [row] },
	};
}

/** The balance of an account from the start: an entry against the account for what was there before. */
function balance(file: CompanyFile, record: QbRecord, given: QbRecord, date: string) {
	const other = file.special('OpeningBalanceEquity');
	const amount =
		cents(given.OpenBalance) * (CREDITED.includes(String(record.AccountType)) ? -1n : 1n);
	const Amount = amountText(amount < 0n ? -amount : amount);
	const own = { AccountRef: referenceTo(record), Amount, Memo: 'Account Opening Balance' };
	const against = { ...(other ? { AccountRef: referenceTo(other) } : {}), Amount };
	const sides = amount < 0n ? [against, own] : [own, against];
	return {
		name: 'JournalEntry',
		given: { TxnDate: date, JournalDebitLine: [sides[0]], JournalCreditLine: [sides[1]] },
	};
}

/** What QuickBooks enters by itself when a new record of a list starts with something. */
export function openingTransaction(
	file: CompanyFile,
	{ name }: QbObject,
	record: QbRecord,
	given: QbRecord,
	at: Date,
): OpeningTransaction | undefined {
	const date = String(given.OpenBalanceDate ?? at.toISOString().slice(0, 10));
	if (STOCK_ITEMS.includes(name) && has(given, 'QuantityOnHand')) {
		return stock(file, record, given, date);
	}
	if (!has(given, 'OpenBalance') || cents(given.OpenBalance) === 0n) return undefined;
	switch (name) {
		case 'Account':
			return balance(file, record, given, date);
		case 'Customer':
		case 'Vendor':
			return owed(name, record, given, date, file.special('UncategorizedExpenses'));
		default:
			return undefined;
	}
}
