import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { resourceNamed, rowsOf, type FinanceRecord } from './kinds';
import { cents, sum } from './money';

/** What a transaction does to one account. */
export interface Posting {
	accountId: string;
	/** In cents; a debit is positive. */
	amount: bigint;
	/** The customer or vendor whose balance it is, with what that one owes or is owed more by it. */
	balanceOf?: { id: string; amount: bigint };
	/** The line that it comes from. */
	row?: FinanceRecord;
}

/** Where records are looked up. */
export interface Books {
	get(resource: Pick<Resource, 'value'>, id: string): FinanceRecord | undefined;
	holderOf(resource: Resource, fullName: unknown): { record: FinanceRecord } | undefined;
}

/** Accounts that QuickBooks takes when a transaction names none (our choice: by these names). */
const RECEIVABLE = 'Accounts Receivable';
const PAYABLE = 'Accounts Payable';
const UNDEPOSITED = 'Undeposited Funds';
const SALES_TAX = 'Sales Tax Payable';
const OTHER_INCOME = 'Uncategorized Income';
const OTHER_EXPENSES = 'Uncategorized Expenses';

/** Documents with lines: the account of the whole, and whether that one is debited; the lines go the other way. */
const DOCUMENTS: Record<
	string,
	{ member: string; otherwise?: string; entity?: string; isDebit: boolean; isSale: boolean }
> = {
	invoice: receivable(true),
	creditMemo: receivable(false),
	salesReceipt: {
		member: 'DepositToAccountRef',
		otherwise: UNDEPOSITED,
		isDebit: true,
		isSale: true,
	},
	bill: payable(false),
	itemReceipt: payable(false),
	vendorCredit: payable(true),
	creditCardCharge: { member: 'AccountRef', isDebit: false, isSale: false },
	creditCardCredit: { member: 'AccountRef', isDebit: true, isSale: false },
	check: { member: 'AccountRef', isDebit: false, isSale: false },
	deposit: { member: 'DepositToAccountRef', isDebit: true, isSale: false },
};

/** Payments: the account of the money, and the customer's or vendor's account that is settled. */
const PAYMENTS: Record<
	string,
	{ money: string; otherwise?: string; total: string; account: string; entity: string }
> = {
	payment: {
		money: 'DepositToAccountRef',
		otherwise: UNDEPOSITED,
		total: 'TotalAmount',
		account: 'ARAccountRef',
		entity: 'CustomerRef',
	},
	billPaymentCheck: paidFrom('BankAccountRef'),
	billPaymentCard: paidFrom('CreditCardAccountRef'),
};

function receivable(isDebit: boolean) {
	const entity = 'CustomerRef';
	return { member: 'ARAccountRef', otherwise: RECEIVABLE, entity, isDebit, isSale: true };
}

function payable(isDebit: boolean) {
	const entity = 'VendorRef';
	return { member: 'APAccountRef', otherwise: PAYABLE, entity, isDebit, isSale: false };
}

function paidFrom(money: string) {
	return { money, total: 'Amount', account: 'APAccountRef', entity: 'PayeeEntityRef' };
}

const idIn = (reference: unknown) => (reference as FinanceRecord | undefined)?.ListID;

/** The id of the account that a reference names, or of the one with a name. */
function accountIn(books: Books, reference: unknown, otherwise?: string): string {
	const account = resourceNamed('ledgerAccount');
	const id = idIn(reference) ?? books.holderOf(account, otherwise)?.record.ListID;
	return String(id ?? '');
}

/** The account behind a line: its own, that of its item, or the one for what has none. */
function lineAccount(books: Books, row: FinanceRecord, isSale: boolean): string {
	if (row.AccountRef) return accountIn(books, row.AccountRef);
	const itemId = String(idIn(row.ItemRef));
	if (books.get(resourceNamed('taxRate'), itemId)) return accountIn(books, undefined, SALES_TAX);
	const item = books.get(resourceNamed('product'), itemId) ?? {};
	const { AccountRef: single } = (item.SalesOrPurchase ?? {}) as FinanceRecord;
	const both = (item.SalesAndPurchase ?? {}) as FinanceRecord;
	return isSale
		? accountIn(books, single ?? both.IncomeAccountRef ?? item.IncomeAccountRef, OTHER_INCOME)
		: accountIn(books, item.AssetAccountRef ?? both.ExpenseAccountRef ?? single, OTHER_EXPENSES);
}

/** A posting to an account; it moves the balance of a customer or vendor where it is an account of that type. */
function posting(books: Books, accountId: string, amount: bigint, entity?: unknown): Posting {
	const type = books.get(resourceNamed('ledgerAccount'), accountId)?.AccountType;
	const id = idIn(entity);
	const owed = { AccountsReceivable: amount, AccountsPayable: -amount }[String(type)];
	return id === undefined || owed === undefined
		? { accountId, amount }
		: { accountId, amount, balanceOf: { id: String(id), amount: owed } };
}

function documentPostings(books: Books, resource: Resource, record: FinanceRecord): Posting[] {
	const { member, otherwise, entity, isDebit, isSale } = DOCUMENTS[resource.value];
	const sign = isDebit ? 1n : -1n;
	const rows = resource.lines.flatMap(({ key }) => rowsOf(record, key));
	const lines: Posting[] = rows.map((row) => ({
		accountId: lineAccount(books, row, isSale),
		amount: -sign * cents(row.Amount ?? row.TotalAmount),
		row,
	}));
	const tax = -sign * cents(record.SalesTaxTotal);
	if (isSale) lines.push({ accountId: accountIn(books, undefined, SALES_TAX), amount: tax });
	const whole = -sum(lines.map(({ amount }) => amount));
	const account = accountIn(books, record[member], otherwise);
	return [posting(books, account, whole, entity && record[entity]), ...lines];
}

function paymentPostings(books: Books, value: string, record: FinanceRecord): Posting[] {
	const { money, otherwise, total, account, entity } = PAYMENTS[value];
	const isReceived = value === 'payment';
	const sign = isReceived ? 1n : -1n;
	const paid = cents(record[total]);
	const discounts = rowsOf(record, 'AppliedToTxn').map((row) => ({
		accountId: accountIn(books, row.DiscountAccountRef, isReceived ? OTHER_EXPENSES : OTHER_INCOME),
		amount: sign * cents(row.DiscountAmount),
	}));
	const settled = sign * paid + sum(discounts.map(({ amount }) => amount));
	const owed = accountIn(books, record[account], isReceived ? RECEIVABLE : PAYABLE);
	return [
		{ accountId: accountIn(books, record[money], otherwise), amount: sign * paid },
		...discounts,
		posting(books, owed, -settled, record[entity]),
	];
}

function journalPostings(books: Books, record: FinanceRecord): Posting[] {
	return [
		{ rows: rowsOf(record, 'JournalDebitLine'), sign: 1n },
		{ rows: rowsOf(record, 'JournalCreditLine'), sign: -1n },
	].flatMap(({ rows, sign }) =>
		rows.map((row) => ({
			...posting(books, accountIn(books, row.AccountRef), sign * cents(row.Amount), row.EntityRef),
			row,
		})),
	);
}

/** Only the difference of value moves money (our choice: what quantities are worth is not followed). */
function adjustmentPostings(books: Books, record: FinanceRecord): Posting[] {
	return rowsOf(record, 'InventoryAdjustmentLine').flatMap((row) => {
		const amount = cents(row.ValueDifference);
		return [
			{ accountId: lineAccount(books, row, false), amount },
			{ accountId: accountIn(books, record.AccountRef), amount: -amount },
		];
	});
}

/**
 * What a transaction does to the accounts: debits and credits that come to nothing together. Orders and times do
 * nothing. The cost of what was sold is not posted, as what is on hand is not followed (our choice).
 */
export function postingsOf(books: Books, resource: Resource, record: FinanceRecord): Posting[] {
	const { value } = resource;
	const all = () => {
		if (value in DOCUMENTS) return documentPostings(books, resource, record);
		if (value in PAYMENTS) return paymentPostings(books, value, record);
		if (value === 'journalEntry') return journalPostings(books, record);
		return value === 'inventoryAdjustment' ? adjustmentPostings(books, record) : [];
	};
	return all().filter(({ amount }) => amount !== 0n);
}
