import type { Field, FieldSet } from './types';

/**
 * Members that always hold something. QuickBooks' own page names customer, account and form of an invoice and its day
 * (documented); that it is so for the like of other records is inferred.
 */
const NEVER_EMPTY: readonly string[] = [
	'APAccountRef',
	'ARAccountRef',
	'AssetAccountRef',
	'COGSAccountRef',
	'CurrencyRef',
	'EditSequence',
	'ExchangeRate',
	'IncomeAccountRef',
	'ItemType',
	'SalesAndPurchase',
	'SalesAndPurchase.ExpenseAccountRef',
	'SalesAndPurchase.IncomeAccountRef',
	'SalesOrPurchase',
	'SalesOrPurchase.AccountRef',
	'TemplateRef',
	'TxnDate',
];

/** The same of lines (documented for invoices). */
const NEVER_EMPTY_IN_LINES: readonly string[] = [
	'AccountRef',
	'Amount',
	'Cost',
	'ItemGroupRef',
	'ItemRef',
	'OverrideItemAccountRef',
	'Quantity',
	'Rate',
	'SalesTaxCodeRef',
];

/**
 * Whether an update can leave a member without a value.
 *
 * @param isInLine Whether it is a member of a line.
 */
export function canBeEmptied(field: Field, isInLine = false): boolean {
	const { path, type, create, update } = field;
	if (update === 'none' || update === 'required' || type === 'boolean') return false;
	if (create === 'required' && !path.includes('.')) return false;
	return !(isInLine ? NEVER_EMPTY_IN_LINES : NEVER_EMPTY).includes(path);
}

/** What people may pick to be emptied: single members, and addresses as a whole. */
export function clearableFields({ fields }: FieldSet): Field[] {
	const isInList = ({ path }: Field) =>
		fields.some(
			(group) => group.repeatable && group.type === 'object' && path.startsWith(`${group.path}.`),
		);
	return fields.filter((field) => {
		const { path, type, isUnseen, repeatable } = field;
		if (!canBeEmptied(field) || isUnseen || repeatable || isInList(field)) return false;
		return type !== 'object' || path.endsWith('Address');
	});
}
