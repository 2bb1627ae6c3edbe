import { blockOf, blockOfRecord, elementsOf, objectFacts, objectNames } from '../qbxml';

/** A kind of line of a transaction. */
export interface LineKind {
	/** Under which name QuickBooks gives it, such as `SalesOrderLineRet`. */
	ret: string;
	/** Under which name the API has it, such as `SalesOrderLine`. */
	key: string;
	/** The member that names a line; an applied payment is named by the paid transaction. */
	id: 'TxnID' | 'TxnLineID';
}

export type ResourceOperation = 'create' | 'delete' | 'get' | 'list' | 'update';

/** Records of one kind, as the API has them. */
export interface Resource {
	/** Last part of its address, such as `sales-orders`. */
	path: string;
	/** The object of its query in qbXML, such as `SalesOrder` or `Item`. */
	object: string;
	/** The objects that its records are of: one, or the kinds that a query like ItemQuery brings together. */
	objects: readonly string[];
	kind: 'list' | 'other' | 'transaction';
	/** The member that holds the id; undefined where records have none. */
	key?: 'ListID' | 'TxnID';
	/** The kinds of lines, those of all its objects. */
	lines: readonly LineKind[];
	operations: ReadonlySet<ResourceOperation>;
}

/** Paths of objects that have one (observed); all others are named as in qbXML (documented: generic objects). */
const PATHS: Readonly<Record<string, string>> = {
	Account: 'ledger-accounts',
	Bill: 'bills',
	BillPaymentCheck: 'bill-payment-checks',
	BillPaymentCreditCard: 'bill-payment-cards',
	Class: 'classes',
	CreditCardCharge: 'creditcard-charges',
	CreditCardCredit: 'creditcard-credits',
	CreditMemo: 'credit-memos',
	Currency: 'currencies',
	Customer: 'customers',
	Employee: 'employees',
	InventoryAdjustment: 'inventory-adjustments',
	InventorySite: 'inventory-sites',
	Invoice: 'invoices',
	Item: 'products',
	ItemReceipt: 'item-receipts',
	ItemSalesTax: 'tax-rates',
	JournalEntry: 'journal-entries',
	PaymentMethod: 'payment-methods',
	PayrollItemWage: 'payroll-wage-items',
	PurchaseOrder: 'purchase-orders',
	ReceivePayment: 'payments',
	SalesOrder: 'sales-orders',
	SalesReceipt: 'sales-receipts',
	SalesTaxCode: 'tax-codes',
	Terms: 'credit-terms',
	TimeTracking: 'time-activities',
	Vendor: 'vendors',
	VendorCredit: 'vendor-credits',
};

/** The API only reads these, although QuickBooks would take them (observed). */
const READ_ONLY = ['Account', 'Class', 'PaymentMethod', 'Terms'];

/** Items that are no products, since they have a place of their own (our choice). */
const APART = ['ItemSalesTax', 'ItemSalesTaxGroup'];

/** Objects whose lines the API names without `Ret` (observed). */
const WITHOUT_RET = [
	'CreditMemo',
	'InventoryAdjustment',
	'ItemReceipt',
	'SalesOrder',
	'SalesReceipt',
];

const lineKey = (object: string, ret: string): string =>
	WITHOUT_RET.includes(object) || ret === 'AppliedToTxnRet' ? ret.replace(/Ret$/, '') : ret;

function linesOf(object: string): LineKind[] {
	const block = blockOfRecord(objectFacts(object)?.ret ?? '');
	return elementsOf(block?.entries ?? []).flatMap((element): LineKind[] => {
		const { name: ret, repeated } = element;
		if (!repeated) return [];
		const members = blockOf(element)?.byName;
		if (members?.has('TxnLineID')) return [{ ret, key: lineKey(object, ret), id: 'TxnLineID' }];
		const isPaid = ret === 'AppliedToTxnRet';
		return isPaid ? [{ ret, key: lineKey(object, ret), id: 'TxnID' }] : [];
	});
}

const KINDS = { list: 'list', other: 'other', txn: 'transaction' } as const;

function operationsOf(object: string, objects: readonly string[]): Set<ResourceOperation> {
	const operations = new Set<ResourceOperation>(['list']);
	if (!objectFacts(object)?.key) return operations;
	operations.add('get');
	if (READ_ONLY.includes(object)) return operations;
	for (const each of objects) {
		const { add, mod, listDelType, txnDelType } = objectFacts(each)!;
		if (add) operations.add('create');
		if (mod) operations.add('update');
		if (listDelType ?? txnDelType) operations.add('delete');
	}
	return operations;
}

function resourceOf(object: string): Resource[] {
	const { kind, query, key, rets } = objectFacts(object)!;
	if (!query || (kind !== 'list' && kind !== 'txn' && kind !== 'other')) return [];
	const objects = (rets ?? [`${object}Ret`])
		.map((ret) => ret.replace(/Ret$/, ''))
		.filter((each) => object !== 'Item' || !APART.includes(each));
	return [
		{
			path: PATHS[object] ?? object,
			object,
			objects,
			kind: KINDS[kind],
			...(key ? { key } : {}),
			lines: objects.flatMap(linesOf),
			// Records of several lists at once, such as Entity, are for reading: each list has its own.
			operations: operationsOf(object, rets && !PATHS[object] ? [] : objects),
		},
	];
}

let resources: readonly Resource[] | undefined;

/** @returns all resources, in the order of their paths */
export function allResources(): readonly Resource[] {
	resources ??= objectNames()
		.flatMap(resourceOf)
		.sort((one, other) => (one.path < other.path ? -1 : 1));
	return resources;
}

let byName: Map<string, Resource> | undefined;

/**
 * @param name the path of a resource, or its name in qbXML
 * @returns undefined where there is no such resource
 */
export function resourceAt(name: string): Resource | undefined {
	byName ??= new Map(
		allResources().flatMap(
			(each): Array<[string, Resource]> => [
				[each.object, each],
				[each.path, each],
			],
		),
	);
	return byName.get(name);
}
