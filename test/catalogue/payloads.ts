import type { WriteOperation } from '../../nodes/QuickBooksEnterprise/catalogue/types';

/** Payloads of our own, one at least for every resource that can be written. */
export interface Payload {
	resource: string;
	operation: WriteOperation;
	record: Record<string, unknown>;
}

const name = (FullName: string) => ({ FullName });

function create(resource: string, record: Record<string, unknown>): Payload {
	return { resource, operation: 'create', record };
}

function update(resource: string, record: Record<string, unknown>): Payload {
	return { resource, operation: 'update', record };
}

export const payloads: readonly Payload[] = [
	create('bill', {
		VendorRef: name('Harbour Supplies'),
		TxnDate: '2025-03-01',
		ItemLineRet: [{ ItemRef: name('Bolts'), Quantity: '12', Cost: '0.125', Amount: '1.50' }],
		ExpenseLineRet: [{ AccountRef: name('Freight'), Amount: '20.00', Memo: 'Ferry' }],
	}),
	update('bill', { Memo: 'Checked', ClearExpenseLines: true }),
	create('billPaymentCard', {
		PayeeEntityRef: name('Harbour Supplies'),
		CreditCardAccountRef: name('Company Card'),
		AppliedToTxn: [{ TxnID: '1A2B-1700000000', PaymentAmount: '21.50' }],
	}),
	create('billPaymentCheck', {
		PayeeEntityRef: name('Harbour Supplies'),
		BankAccountRef: name('Checking'),
		IsToBePrinted: true,
		AppliedToTxn: [{ TxnID: '1A2B-1700000000' }],
	}),
	create('creditCardCharge', {
		AccountRef: name('Company Card'),
		ExpenseLineRet: [{ AccountRef: name('Fuel'), Amount: '48.10' }],
	}),
	create('creditCardCredit', {
		AccountRef: name('Company Card'),
		ItemLineRet: [{ ItemRef: name('Bolts'), Quantity: '1', Amount: '0.13' }],
	}),
	create('creditMemo', {
		CustomerRef: name('Lindgren, Ada:Boat House'),
		CreditMemoLine: [{ ItemRef: name('Planks'), Quantity: '2', Rate: '14.00' }],
	}),
	create('currency', { Name: 'Test Crown', CurrencyCode: 'TCR' }),
	create('customer', {
		Name: 'Boat House',
		ParentRef: name('Lindgren, Ada'),
		Email: 'ada@example.com',
		BillAddress: { Addr1: '1 Quay Street', City: 'Visby', PostalCode: '62102' },
	}),
	update('customer', { Name: 'Boat House', IsActive: 'false', EditSequence: '1700000000' }),
	create('employee', { FirstName: 'Nils', LastName: 'Ek', HiredDate: '2024-11-04' }),
	create('inventoryAdjustment', {
		AccountRef: name('Shrinkage'),
		InventoryAdjustmentLine: [{ ItemRef: name('Bolts'), QuantityDifference: '-3' }],
	}),
	create('inventorySite', { Name: 'North Shed', SiteAddress: { City: 'Visby' } }),
	create('invoice', {
		CustomerRef: { ListID: '80000011-1700000000' },
		TxnDate: '2025-03-31',
		InvoiceLineRet: [
			{ ItemRef: name('Planks'), Desc: 'Pine', Quantity: '10', Rate: '14.00' },
			{ ItemRef: name('Labour'), Quantity: '2.5', Amount: '200.00' },
		],
		InvoiceLineGroupRet: [{ ItemGroupRef: name('Repair Kit'), Quantity: '1' }],
	}),
	update('invoice', {
		InvoiceLineRet: [{ TxnLineID: '1B-1700000000' }, { TxnLineID: '-1', Amount: '5.00' }],
	}),
	create('itemReceipt', {
		VendorRef: name('Harbour Supplies'),
		ItemLine: [{ ItemRef: name('Bolts'), Quantity: '100' }],
	}),
	create('journalEntry', {
		TxnDate: '2025-01-01',
		JournalDebitLine: [{ AccountRef: name('Rent'), Amount: '700.10' }],
		JournalCreditLine: [
			{ AccountRef: name('Checking'), Amount: '700.00' },
			{ AccountRef: name('Rounding'), Amount: '0.1' },
		],
	}),
	create('payment', {
		CustomerRef: name('Lindgren, Ada'),
		TotalAmount: '340.00',
		AppliedToTxn: [{ TxnID: '2C3D-1700000000', PaymentAmount: '340.00' }],
	}),
	create('payrollWageItem', {
		Name: 'Night Shift',
		WageType: 'HourlyRegular',
		ExpenseAccountRef: name('Wages'),
	}),
	create('product', {
		Name: 'Labour',
		ItemType: 'ItemService',
		SalesOrPurchase: { Desc: 'Work by the hour', Price: '80', AccountRef: name('Services') },
	}),
	update('product', { ItemType: 'ItemNonInventory', SalesTaxCodeRef: name('Tax') }),
	create('purchaseOrder', {
		VendorRef: name('Harbour Supplies'),
		PurchaseOrderLineRet: [{ ItemRef: name('Bolts'), Quantity: '500' }],
	}),
	create('salesOrder', {
		CustomerRef: name('Lindgren, Ada'),
		SalesOrderLine: [{ Desc: 'Planks, pine', Quantity: '10', Rate: '14.00' }],
	}),
	create('salesReceipt', {
		SalesReceiptLine: [{ ItemRef: name('Bolts'), Quantity: '4', RatePercent: '10' }],
	}),
	create('taxCode', { Name: 'EXP', IsTaxable: false, Desc: 'Export' }),
	create('taxRate', { Name: 'County Tax', TaxRate: '7.25', TaxVendorRef: name('County') }),
	create('timeActivity', {
		EntityRef: name('Nils Ek'),
		Duration: 'PT7H30M',
		TxnDate: '2025-03-03',
	}),
	create('vendor', { Name: 'Harbour Supplies', IsVendorEligibleFor1099: 'false' }),
	create('vendorCredit', {
		VendorRef: name('Harbour Supplies'),
		ItemGroupLineRet: [{ ItemGroupRef: name('Repair Kit'), Quantity: '1' }],
	}),
];
