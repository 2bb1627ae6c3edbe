import { ENTITIES } from '../objects';
import type { QbRecord } from '../record';
import { nameOf, referenceIn, type Entry } from './entries';
import type { ReportRequest } from './request';

/** What filters look up. */
interface Lookup {
	request: ReportRequest;
	record(name: string, id: unknown): QbRecord | undefined;
	itemKind(id: unknown): string | undefined;
	accountType(id: string): string;
}

/** QuickBooks' words for groups of accounts → the types of accounts in them; a word that is not here is a type itself. */
const ACCOUNTS: Readonly<Record<string, string[]>> = {
	APAndSalesTax: ['AccountsPayable', 'OtherCurrentLiability'],
	APOrCreditCard: ['AccountsPayable', 'CreditCard'],
	ARAndAP: ['AccountsReceivable', 'AccountsPayable'],
	Asset: ['Bank', 'AccountsReceivable', 'OtherCurrentAsset', 'FixedAsset', 'OtherAsset'],
	BankAndARAndAPAndUF: ['Bank', 'AccountsReceivable', 'AccountsPayable', 'OtherCurrentAsset'],
	BankAndUF: ['Bank', 'OtherCurrentAsset'],
	CostOfSales: ['CostOfGoodsSold'],
	CurrentAsset: ['Bank', 'AccountsReceivable', 'OtherCurrentAsset'],
	CurrentAssetAndExpense: [
		'Bank',
		'AccountsReceivable',
		'OtherCurrentAsset',
		'Expense',
		'OtherExpense',
	],
	CurrentLiability: ['AccountsPayable', 'CreditCard', 'OtherCurrentLiability'],
	EquityAndIncomeAndExpense: ['Equity', 'Income', 'Expense'],
	ExpenseAndOtherExpense: ['Expense', 'OtherExpense'],
	IncomeAndExpense: ['Income', 'Expense'],
	IncomeAndOtherIncome: ['Income', 'OtherIncome'],
	Liability: ['AccountsPayable', 'CreditCard', 'OtherCurrentLiability', 'LongTermLiability'],
	LiabilityAndEquity: [
		'AccountsPayable',
		'CreditCard',
		'OtherCurrentLiability',
		'LongTermLiability',
		'Equity',
	],
	OrdinaryExpense: ['Expense'],
	OrdinaryIncome: ['Income'],
	OrdinaryIncomeAndCOGS: ['Income', 'CostOfGoodsSold'],
	OrdinaryIncomeAndExpense: ['Income', 'Expense'],
	OtherIncomeOrExpense: ['OtherIncome', 'OtherExpense'],
};

const PROFIT_ACCOUNTS = ['Income', 'CostOfGoodsSold', 'Expense', 'OtherIncome', 'OtherExpense'];

function accountTypes(word: string): (type: string) => boolean {
	const name = word;
	// Which accounts a form 1099 is made for is not kept here (our choice: all).
	if (name === 'AllowedFor1099') return () => true;
	if (name === 'BalanceSheet') return (type) => !PROFIT_ACCOUNTS.includes(type);
	const types = ACCOUNTS[name] ?? [name];
	return (type) => types.includes(type);
}

const ITEM_TYPES: Readonly<Record<string, string[]>> = {
	Assembly: ['ItemInventoryAssembly'],
	InventoryAndAssembly: ['ItemInventory', 'ItemInventoryAssembly'],
	Sales: ['ItemService', 'ItemNonInventory', 'ItemOtherCharge', 'ItemInventory'],
};

const ENTITY_LISTS: Readonly<Record<string, string>> = {
	Customer: 'Customer',
	Employee: 'Employee',
	OtherName: 'OtherName',
	Vendor: 'Vendor',
};

const lower = (text: unknown) => String(text).toLowerCase();

/** What is named, or stands under it: a customer counts with its jobs (our choice). */
function isNamed(reference: QbRecord | undefined, names: readonly string[]): boolean {
	const name = lower(nameOf(reference));
	return names.some((each) => name === lower(each) || name.startsWith(`${lower(each)}:`));
}

/** The same without those under it. */
const isCalled = (reference: QbRecord | undefined, names: readonly string[]) =>
	names.some((each) => lower(nameOf(reference)) === lower(each));

const hasId = (reference: QbRecord | undefined, ids: readonly string[]) =>
	ids.includes(String(reference?.ListID));

type Check = (entry: Entry, values: readonly string[]) => boolean;

/** What each filter lets through; fields that are not here narrow no entries. */
function checks(books: Lookup): Readonly<Record<string, Check>> {
	const account = (entry: Entry) => books.record('Account', entry.accountId);
	const entity = ({ row, txn }: Entry) =>
		referenceIn(row, 'EntityRef') ?? txn.entity ?? referenceIn(row, 'CustomerRef');
	const byClass = ({ row, txn }: Entry) =>
		referenceIn(row, 'ClassRef') ?? referenceIn(txn.record, 'ClassRef');
	const item = ({ row }: Entry) => referenceIn(row, 'ItemRef');
	/** A list whose records stand under one another, by what a record of it is under. */
	const under = (list: string, reference: QbRecord | undefined, [id]: readonly string[]) => {
		for (let at = reference?.ListID; at !== undefined; ) {
			if (at === id) return true;
			at = referenceIn(books.record(list, at), 'ParentRef')?.ListID;
		}
		return false;
	};
	const whose = (entry: Entry) => {
		const reference = entity(entry);
		const list = ENTITIES.find((each) => books.record(each, reference?.ListID)) ?? 'Customer';
		return [list, reference] as const;
	};
	return {
		AccountFullName: (entry, names) => isCalled(account(entry), names),
		AccountIdWithChildren: (entry, ids) => under('Account', account(entry), ids),
		ClassFullName: (entry, names) => isCalled(byClass(entry), names),
		ClassIdWithChildren: (entry, ids) => under('Class', byClass(entry), ids),
		EntityFullName: (entry, names) => isCalled(entity(entry), names),
		EntityIdWithChildren: (entry, ids) => under(...whose(entry), ids),
		ItemFullName: (entry, names) => isCalled(item(entry), names),
		ItemIdWithChildren: (entry, ids) => under('Item', item(entry), ids),
		ReportModifiedToDate: ({ txn }, [moment]) =>
			String(txn.record.TimeModified).slice(0, moment.length) <= moment,
		AccountId: ({ accountId }, ids) => ids.includes(accountId),
		AccountName: (entry, names) => isNamed(account(entry), names),
		AccountType: ({ accountId }, [word]) => accountTypes(word)(books.accountType(accountId)),
		ClassId: (entry, ids) => hasId(byClass(entry), ids),
		ClassName: (entry, names) => isNamed(byClass(entry), names),
		EntityId: (entry, ids) => hasId(entity(entry), ids),
		EntityName: (entry, names) => isNamed(entity(entry), names),
		EntityType: (entry, [word]) =>
			books.record(ENTITY_LISTS[word], entity(entry)?.ListID) !== undefined,
		ItemId: (entry, ids) => hasId(item(entry), ids),
		ItemName: (entry, names) => isNamed(item(entry), names),
		ItemType: (entry, [word]) => {
			if (word === 'AllExceptFixedAsset') return true;
			const name = word;
			const type = String(books.itemKind(item(entry)?.ListID));
			if (name === 'SalesTax') return type.startsWith('ItemSalesTax');
			return (ITEM_TYPES[name] ?? [`Item${name}`]).includes(type);
		},
		ReportModifiedFromDate: ({ txn }, [moment]) =>
			String(txn.record.TimeModified).slice(0, 19) >= moment,
		// Only what is posted has entries.
		ReportPostingStatus: (_entry, [word]) => word !== 'NonPosting',
		ReportTxnType: ({ txn }, words) => words.some((word) => ['All', txn.name].includes(word)),
	};
}

/** Whether an entry passes all filters of the request. */
export function narrowed(books: Lookup): (entry: Entry) => boolean {
	const known = checks(books);
	const active = [...books.request.values].filter(([field]) => field in known);
	return (entry) => active.every(([field, values]) => known[field](entry, values));
}
