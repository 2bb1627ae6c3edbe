import { idIn, type QbRecord } from '../record';
import type { Books } from './books';

/** The id of the account that a member names, or of the one that QuickBooks takes otherwise. */
export function accountIn(
	books: Books,
	record: QbRecord | undefined,
	member: string,
	otherwise?: string,
): string {
	const named = idIn(record, member);
	return named ?? String((otherwise && books.special(otherwise)?.ListID) ?? '');
}

/** The account behind a line: its own, that of its item, or the one for what has none. */
export function lineAccount(books: Books, row: QbRecord, isSale: boolean): string {
	const own = idIn(row, '#account') ?? idIn(row, 'AccountRef');
	if (own) return own;
	const { object, record: item } = books.item(idIn(row, 'ItemRef')) ?? {};
	const single = item?.SalesOrPurchase as QbRecord | undefined;
	const both = item?.SalesAndPurchase as QbRecord | undefined;
	switch (object?.name) {
		case 'ItemSalesTax':
		case 'ItemSalesTaxGroup':
			return accountIn(books, undefined, '', 'SalesTaxPayable');
		case 'ItemPayment':
			return accountIn(books, item, 'DepositToAccountRef', 'UndepositedFunds');
		case 'ItemDiscount':
			return accountIn(books, item, 'AccountRef', 'UncategorizedIncome');
	}
	if (isSale) {
		const named = idIn(single, 'AccountRef') ?? idIn(both, 'IncomeAccountRef');
		return named ?? accountIn(books, item, 'IncomeAccountRef', 'UncategorizedIncome');
	}
	const asset = idIn(item, 'AssetAccountRef') ?? idIn(both, 'ExpenseAccountRef');
	return asset ?? accountIn(books, single, 'AccountRef', 'UncategorizedExpenses');
}
