import { idIn, rowsOf, type QbRecord } from '../record';
import { accountIn, lineAccount } from './accounts';
import type { Books } from './books';
import { cents, sum, times } from './money';
import { isSubtotal, leafRows } from './rows';

/** What a transaction does to one account. */
export interface Posting {
	accountId: string;
	/** In cents of the home currency; a debit is positive. */
	amount: bigint;
	/** The customer or vendor whose balance it is, with what that one owes or is owed more by it. */
	balanceOf?: { id: string; amount: bigint };
	/** The line that it comes from. */
	row?: QbRecord;
}

/** Documents with lines: the account of the whole, and whether that one is debited; the lines go the other way. */
const DOCUMENTS: Readonly<
	Record<
		string,
		{ member: string; otherwise?: string; entity?: string; isDebit: boolean; isSale: boolean }
	>
> = {
	Invoice: receivable(true),
	CreditMemo: receivable(false),
	SalesReceipt: {
		member: 'DepositToAccountRef',
		otherwise: 'UndepositedFunds',
		isDebit: true,
		isSale: true,
	},
	Bill: payable(false),
	ItemReceipt: payable(false),
	VendorCredit: payable(true),
	CreditCardCharge: drawn(false),
	CreditCardCredit: drawn(true),
	Check: drawn(false),
	SalesTaxPaymentCheck: { member: 'BankAccountRef', isDebit: false, isSale: false },
};

/** Payments: the account of the money, and the customer's or vendor's account that is settled. */
const PAYMENTS: Readonly<
	Record<
		string,
		{ money: string; otherwise?: string; total: string; account: string; entity: string }
	>
> = {
	ReceivePayment: {
		money: 'DepositToAccountRef',
		otherwise: 'UndepositedFunds',
		total: 'TotalAmount',
		account: 'ARAccountRef',
		entity: 'CustomerRef',
	},
	BillPaymentCheck: paidFrom('BankAccountRef'),
	BillPaymentCreditCard: paidFrom('CreditCardAccountRef'),
};

function receivable(isDebit: boolean) {
	const entity = 'CustomerRef';
	return { member: 'ARAccountRef', otherwise: 'AccountsReceivable', entity, isDebit, isSale: true };
}

function payable(isDebit: boolean) {
	const entity = 'VendorRef';
	return { member: 'APAccountRef', otherwise: 'AccountsPayable', entity, isDebit, isSale: false };
}

function drawn(isDebit: boolean) {
	return { member: 'AccountRef', entity: 'PayeeEntityRef', isDebit, isSale: false };
}

function paidFrom(money: string) {
	return { money, total: 'Amount', account: 'APAccountRef', entity: 'PayeeEntityRef' };
}

/** A posting to an account; it moves the balance of a customer or vendor where it is an account of that type. */
function posting(books: Books, accountId: string, amount: bigint, entityId?: string): Posting {
	const type = books.get('Account', accountId)?.AccountType;
	const owed = { AccountsReceivable: amount, AccountsPayable: -amount }[String(type)];
	return entityId === undefined || owed === undefined
		? { accountId, amount }
		: { accountId, amount, balanceOf: { id: entityId, amount: owed } };
}

function documentPostings(books: Books, name: string, record: QbRecord): Posting[] {
	const { member, otherwise, entity, isDebit, isSale } = DOCUMENTS[name];
	const sign = isDebit ? 1n : -1n;
	const entityId = entity === undefined ? undefined : idIn(record, entity);
	const isTax = name === 'SalesTaxPaymentCheck';
	const lines = leafRows(name, record)
		.filter((row) => !isSubtotal(books, row))
		.map((row): Posting => {
			const account = isTax
				? accountIn(books, undefined, '', 'SalesTaxPayable')
				: lineAccount(books, row, isSale);
			const owner = idIn(row, 'CustomerRef') ?? entityId;
			return { ...posting(books, account, -sign * cents(row.Amount), owner), row };
		});
	const tax = -sign * cents(record.SalesTaxTotal);
	if (isSale) {
		lines.push({ accountId: accountIn(books, undefined, '', 'SalesTaxPayable'), amount: tax });
	}
	const whole = -sum(lines.map(({ amount }) => amount));
	return [posting(books, accountIn(books, record, member, otherwise), whole, entityId), ...lines];
}

function paymentPostings(books: Books, name: string, record: QbRecord): Posting[] {
	const { money, otherwise, total, account, entity } = PAYMENTS[name];
	const isReceived = name === 'ReceivePayment';
	const sign = isReceived ? 1n : -1n;
	const paid = cents(record[total]);
	const usual = isReceived ? 'UncategorizedExpenses' : 'UncategorizedIncome';
	const discounts = rowsOf(record, 'AppliedToTxnRet').map((row) => ({
		accountId: accountIn(books, row, 'DiscountAccountRef', usual),
		amount: sign * cents(row.DiscountAmount),
	}));
	const settled = sign * paid + sum(discounts.map(({ amount }) => amount));
	const owed = accountIn(
		books,
		record,
		account,
		isReceived ? 'AccountsReceivable' : 'AccountsPayable',
	);
	return [
		{ accountId: accountIn(books, record, money, otherwise), amount: sign * paid },
		...discounts,
		posting(books, owed, -settled, idIn(record, entity)),
	];
}

function journalPostings(books: Books, record: QbRecord): Posting[] {
	return [
		{ rows: rowsOf(record, 'JournalDebitLine'), sign: 1n },
		{ rows: rowsOf(record, 'JournalCreditLine'), sign: -1n },
	].flatMap(({ rows, sign }) =>
		rows.map((row) => {
			const account = accountIn(books, row, 'AccountRef');
			return {
				...posting(books, account, sign * cents(row.Amount), idIn(row, 'EntityRef')),
				row,
			};
		}),
	);
}

/** Only the difference of value moves money (our choice: what quantities are worth is not followed). */
function adjustmentPostings(books: Books, record: QbRecord): Posting[] {
	return rowsOf(record, 'InventoryAdjustmentLineRet').flatMap((row) => {
		const amount = cents(row.ValueDifference);
		return [
			{ accountId: lineAccount(books, row, false), amount },
			{ accountId: accountIn(books, record, 'AccountRef'), amount: -amount },
		];
	});
}

/** What is paid in goes to the account of the deposit, but for what is kept in cash. */
function depositPostings(books: Books, record: QbRecord): Posting[] {
	const lines = rowsOf(record, 'DepositLineRet').map((row): Posting => {
		const account = accountIn(books, row, 'AccountRef', 'UndepositedFunds');
		return { ...posting(books, account, -cents(row.Amount), idIn(row, 'EntityRef')), row };
	});
	const cashBack = record.CashBackInfoRet as QbRecord | undefined;
	const kept = cents(cashBack?.Amount);
	const whole = -sum(lines.map(({ amount }) => amount)) - kept;
	return [
		{ accountId: accountIn(books, record, 'DepositToAccountRef'), amount: whole },
		{ accountId: accountIn(books, cashBack, 'AccountRef'), amount: kept },
		...lines,
	];
}

function transferPostings(books: Books, record: QbRecord): Posting[] {
	const amount = cents(record.Amount);
	return [
		{ accountId: accountIn(books, record, 'TransferToAccountRef'), amount },
		{ accountId: accountIn(books, record, 'TransferFromAccountRef'), amount: -amount },
	];
}

/** A charge on a customer's statement is an invoice of one line. */
function chargePostings(books: Books, record: QbRecord): Posting[] {
	const amount = cents(record.Amount);
	const owed = accountIn(books, record, 'ARAccountRef', 'AccountsReceivable');
	return [
		posting(books, owed, amount, idIn(record, 'CustomerRef')),
		{ accountId: lineAccount(books, record, true), amount: -amount, row: record },
	];
}

/** Money goes back to a customer, whose credit is used up. */
function refundPostings(books: Books, record: QbRecord): Posting[] {
	const amount = cents(record.TotalAmount);
	const owed = accountIn(books, record, 'ARAccountRef', 'AccountsReceivable');
	return [
		{
			accountId: accountIn(books, record, 'RefundFromAccountRef', 'UndepositedFunds'),
			amount: -amount,
		},
		posting(books, owed, amount, idIn(record, 'CustomerRef')),
	];
}

function nativePostings(books: Books, name: string, record: QbRecord): Posting[] {
	if (name in DOCUMENTS) return documentPostings(books, name, record);
	if (name in PAYMENTS) return paymentPostings(books, name, record);
	switch (name) {
		case 'JournalEntry':
			return journalPostings(books, record);
		case 'InventoryAdjustment':
			return adjustmentPostings(books, record);
		case 'Deposit':
			return depositPostings(books, record);
		case 'Transfer':
			return transferPostings(books, record);
		case 'Charge':
			return chargePostings(books, record);
		case 'ARRefundCreditCard':
			return refundPostings(books, record);
		default:
			return [];
	}
}

/** In the home currency: the last posting takes what rounding leaves, so that debits still equal credits. */
function atRate(postings: Posting[], rate: unknown): Posting[] {
	if (rate === undefined || (cents(rate) === 100n && /^1(\.0*)?$/.test(String(rate))))
		return postings;
	const converted = postings.map((each) => ({
		...each,
		amount: times(String(each.amount), rate) / 100n,
	}));
	const off = sum(converted.map(({ amount }) => amount));
	const last = converted[converted.length - 1];
	if (last) last.amount -= off;
	return converted;
}

/**
 * What a transaction does to the accounts: debits and credits that come to nothing together. Orders, times, pending
 * sales and what only moves things do nothing. The cost of what was sold is not posted (our choice).
 */
export function postingsOf(books: Books, name: string, record: QbRecord): Posting[] {
	if (record.IsPending === 'true') return [];
	const all = nativePostings(books, name, record).filter(({ amount }) => amount !== 0n);
	return atRate(all, record.ExchangeRate);
}
