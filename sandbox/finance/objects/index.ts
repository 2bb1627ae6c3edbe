import type { Resource, ResourceFields } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import { genericList, genericTransaction, type GenericLines } from './facts';

const ITEM = ['ItemRef reference', 'Desc text', 'Quantity quantity', 'Rate price', 'Amount amount'];
const SOLD = [...ITEM, 'ClassRef reference', 'SalesTaxCodeRef reference'];
const BOUGHT = [
	'ItemRef reference',
	'Desc text',
	'Quantity quantity',
	'Cost price',
	'Amount amount',
	'CustomerRef reference',
	'ClassRef reference',
];
const ACCOUNT = ['AccountRef reference', 'Amount amount', 'Memo text', 'ClassRef reference'];

const EXPENSES: GenericLines = [
	'expenseLines',
	'ExpenseLineRet',
	[...ACCOUNT, 'CustomerRef reference'],
];

/** What the sandbox has beside the resources. Lines are under qbXML's names of answers (our choice). */
const GENERIC = [
	genericTransaction(
		'Estimate',
		[
			'CustomerRef! reference',
			'ClassRef reference',
			'RefNumber text',
			'DueDate date',
			'SalesRepRef reference',
			'TermsRef reference',
			'ItemSalesTaxRef reference',
			'IsActive boolean',
			'Subtotal- amount',
			'SalesTaxPercentage- percent',
			'SalesTaxTotal- amount',
			'TotalAmount- amount',
		],
		[['itemLines', 'EstimateLineRet', SOLD]],
	),
	genericTransaction(
		'Check',
		['AccountRef! reference', 'PayeeEntityRef reference', 'RefNumber text', 'Amount- amount'],
		[EXPENSES, ['itemLines', 'ItemLineRet', BOUGHT]],
	),
	genericTransaction(
		'Deposit',
		['DepositToAccountRef! reference', 'DepositTotal- amount'],
		[['expenseLines', 'DepositLineRet', [...ACCOUNT, 'EntityRef reference', 'CheckNumber text']]],
	),
	// Its name is the initials: that it can be searched by Name is observed.
	genericList('SalesRep', ['SalesRepEntityRef reference', 'Initial text']),
	genericList('CustomerType', ['FullName- text']),
	genericList('VendorType', ['FullName- text']),
	genericList('JobType', ['FullName- text']),
	genericList('PriceLevel', ['PriceLevelType text', 'PriceLevelFixedPercentage percent']),
];

export const GENERIC_RESOURCES: readonly Resource[] = GENERIC.map(({ resource }) => resource);

const factsByValue = new Map(GENERIC.map(({ resource, facts }) => [resource.value, facts]));

/** The fields of a generic object; undefined for a resource. */
export function genericFacts({ value }: Pick<Resource, 'value'>): ResourceFields | undefined {
	return factsByValue.get(value);
}
