import type { LineGroup, LineGroupName, Resource } from './types';

/** The columns that rows of lines can have; saved workflows hold these names. */
export type ColumnName =
	| 'account'
	| 'amount'
	| 'billableStatus'
	| 'class'
	| 'customer'
	| 'description'
	| 'discountAccount'
	| 'discountAmount'
	| 'entity'
	| 'inventorySite'
	| 'item'
	| 'itemGroup'
	| 'newQuantity'
	| 'newValue'
	| 'paymentAmount'
	| 'quantity'
	| 'quantityDifference'
	| 'rate'
	| 'salesTaxCode'
	| 'serviceDate'
	| 'txnId'
	| 'txnLineId'
	| 'unitOfMeasure'
	| 'valueDifference';

/** One column of the rows of a kind of line. */
export interface LineColumn {
	name: ColumnName;
	/** The member of the line, dotted within it. */
	path: string;
	/** The member to use instead, as soon as one of these columns is filled in as well. */
	beside?: { columns: readonly ColumnName[]; path: string };
}

type Paths = Partial<Record<ColumnName, string>>;

const LINE_ID: Paths = { txnLineId: 'TxnLineID' };

/** What is sold, priced by its rate. */
const SOLD: Paths = {
	item: 'ItemRef',
	description: 'Desc',
	quantity: 'Quantity',
	rate: 'Rate',
	amount: 'Amount',
	class: 'ClassRef',
	salesTaxCode: 'SalesTaxCodeRef',
	unitOfMeasure: 'UnitOfMeasure',
	serviceDate: 'ServiceDate',
	inventorySite: 'InventorySiteRef',
	account: 'OverrideItemAccountRef',
	...LINE_ID,
};

/** What is bought: its rate is qbXML's `Cost`. */
const BOUGHT: Paths = {
	item: 'ItemRef',
	description: 'Desc',
	quantity: 'Quantity',
	rate: 'Cost',
	amount: 'Amount',
	customer: 'CustomerRef',
	billableStatus: 'BillableStatus',
	class: 'ClassRef',
	salesTaxCode: 'SalesTaxCodeRef',
	unitOfMeasure: 'UnitOfMeasure',
	inventorySite: 'InventorySiteRef',
	account: 'OverrideItemAccountRef',
	...LINE_ID,
};

/** A purchase order has a rate, and names a customer but not whether he is billed. */
const ORDERED: Paths = {
	item: 'ItemRef',
	description: 'Desc',
	quantity: 'Quantity',
	rate: 'Rate',
	amount: 'Amount',
	customer: 'CustomerRef',
	class: 'ClassRef',
	salesTaxCode: 'SalesTaxCodeRef',
	unitOfMeasure: 'UnitOfMeasure',
	serviceDate: 'ServiceDate',
	account: 'OverrideItemAccountRef',
	...LINE_ID,
};

/** The text of an expense or journal line is its memo: there is one text, so one column for it. */
const SPENT: Paths = {
	account: 'AccountRef',
	amount: 'Amount',
	description: 'Memo',
	customer: 'CustomerRef',
	billableStatus: 'BillableStatus',
	class: 'ClassRef',
	salesTaxCode: 'SalesTaxCodeRef',
	...LINE_ID,
};

const POSTED: Paths = {
	account: 'AccountRef',
	amount: 'Amount',
	description: 'Memo',
	entity: 'EntityRef',
	class: 'ClassRef',
	billableStatus: 'BillableStatus',
	...LINE_ID,
};

const ADJUSTED: Paths = {
	item: 'ItemRef',
	quantityDifference: 'QuantityDifference',
	newQuantity: 'QuantityAdjustment.NewQuantity',
	valueDifference: 'ValueDifference',
	newValue: 'ValueAdjustment.NewValue',
	...LINE_ID,
};

/**
 * A line adjusts either a quantity or a value; one that adjusts a value names the quantity beside it
 * (qbXML 13). The two differences may stand in the line itself (observed).
 */
const ADJUSTED_BESIDE: Partial<Record<ColumnName, LineColumn['beside']>> = {
	quantityDifference: { columns: ['newValue'], path: 'ValueAdjustment.QuantityDifference' },
	newQuantity: {
		columns: ['newValue', 'valueDifference'],
		path: 'ValueAdjustment.NewQuantity',
	},
	valueDifference: { columns: ['newQuantity'], path: 'ValueAdjustment.ValueDifference' },
};

const BUNDLED: Paths = {
	itemGroup: 'ItemGroupRef',
	quantity: 'Quantity',
	unitOfMeasure: 'UnitOfMeasure',
	...LINE_ID,
};

/** An applied payment is known by the transaction that it pays. */
const PAID: Paths = {
	txnId: 'TxnID',
	paymentAmount: 'PaymentAmount',
	discountAmount: 'DiscountAmount',
	discountAccount: 'DiscountAccountRef',
};

const BY_GROUP: Readonly<Record<Exclude<LineGroupName, 'itemLines'>, Paths>> = {
	itemGroupLines: BUNDLED,
	expenseLines: SPENT,
	debitLines: POSTED,
	creditLines: POSTED,
	appliedPayments: PAID,
};

/** Item lines differ from resource to resource; those that are not here are of what is bought. */
const ITEM_LINES: Readonly<Record<string, Paths>> = {
	creditMemo: SOLD,
	inventoryAdjustment: ADJUSTED,
	invoice: SOLD,
	purchaseOrder: ORDERED,
	salesOrder: { ...SOLD, account: undefined, serviceDate: undefined },
	salesReceipt: SOLD,
};

function pathsOf({ value }: Pick<Resource, 'value'>, { name }: Pick<LineGroup, 'name'>): Paths {
	return name === 'itemLines' ? (ITEM_LINES[value] ?? BOUGHT) : BY_GROUP[name];
}

/**
 * The columns of the rows of one kind of line, in the order of the editor. They are told here and not
 * read from the fields, as the node's parameters have to be known as soon as it is loaded; members
 * that no column has are written as JSON beside them.
 */
export function lineColumnsOf(
	resource: Pick<Resource, 'value'>,
	group: Pick<LineGroup, 'name'>,
): LineColumn[] {
	const paths = pathsOf(resource, group);
	const isAdjusted = paths === ADJUSTED;
	return (Object.keys(paths) as ColumnName[]).flatMap((name) => {
		const path = paths[name];
		if (path === undefined) return [];
		const beside = isAdjusted ? ADJUSTED_BESIDE[name] : undefined;
		return [{ name, path, ...(beside ? { beside } : {}) }];
	});
}
