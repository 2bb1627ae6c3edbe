import type { WriteOperation } from '../../nodes/QuickBooksEnterprise/catalogue/types';

/**
 * Payloads of our own, one at least for every resource and way of writing. What they refer to is in the
 * sandbox's example company.
 */
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

const BOUGHT = { ItemRef: name('Cabinets:Cabinet Pulls'), Quantity: '12', Cost: '0.125' };
const SOLD = { ItemRef: name('Framing'), Quantity: '2.5', Rate: '55.00' };
const SPENT = { AccountRef: name('Job Expenses:Job Materials'), Amount: '20.00', Memo: 'Ferry' };
const CUSTOMER = { CustomerRef: name('Keenan, Bridget:Storage Shed') };
const VENDOR = { VendorRef: name('Patton Hardware Supplies') };

export const payloads: readonly Payload[] = [
	create('bill', {
		...VENDOR,
		TxnDate: '2025-03-01',
		ItemLineRet: [{ ...BOUGHT, Amount: '1.50' }],
		ExpenseLineRet: [SPENT],
	}),
	update('bill', { Memo: 'Checked', ClearExpenseLines: true }),
	create('billPaymentCard', {
		PayeeEntityRef: name('Patton Hardware Supplies'),
		CreditCardAccountRef: name('QuickBooks Credit Card'),
		AppliedToTxn: [{ TxnID: '3EA2-1495189990', PaymentAmount: '1.50' }],
	}),
	create('billPaymentCheck', {
		PayeeEntityRef: name('Patton Hardware Supplies'),
		BankAccountRef: name('Checking'),
		IsToBePrinted: true,
		AppliedToTxn: [{ TxnID: '3EA2-1495189990', PaymentAmount: '1.50' }],
	}),
	update('billPaymentCheck', { Memo: 'By post' }),
	create('creditCardCharge', {
		AccountRef: name('CalOil Credit Card'),
		ExpenseLineRet: [{ AccountRef: name('Automobile:Fuel'), Amount: '48.10' }],
	}),
	update('creditCardCharge', { Memo: 'Van' }),
	create('creditCardCredit', {
		AccountRef: name('CalOil Credit Card'),
		ItemLineRet: [{ ...BOUGHT, Quantity: '1', Amount: '0.13' }],
	}),
	update('creditCardCredit', { RefNumber: 'C-17' }),
	create('creditMemo', { ...CUSTOMER, CreditMemoLine: [SOLD] }),
	update('creditMemo', { Memo: 'Returned', TxnDate: '2025-04-01' }),
	create('currency', { Name: 'Test Crown', CurrencyCode: 'TCR' }),
	update('currency', { IsActive: 'false' }),
	create('customer', {
		Name: 'Boat House',
		ParentRef: name('Keenan, Bridget'),
		Email: 'ada@example.com',
		BillAddress: { Addr1: '1 Quay Street', City: 'Visby', PostalCode: '62102' },
	}),
	update('customer', { Name: 'Boat House (old)', IsActive: 'false' }),
	create('employee', { FirstName: 'Nils', LastName: 'Ek', HiredDate: '2024-11-04' }),
	update('employee', { JobTitle: 'Carpenter', Phone: '555-0117' }),
	create('inventoryAdjustment', {
		AccountRef: name('Opening Balance Equity'),
		InventoryAdjustmentLine: [{ ItemRef: name('Apples'), QuantityDifference: '-3' }],
	}),
	update('inventoryAdjustment', { Memo: 'Eaten by mice' }),
	create('inventorySite', { Name: 'North Shed', SiteAddress: { City: 'Visby' } }),
	update('inventorySite', { SiteDesc: 'Timber' }),
	create('invoice', {
		...CUSTOMER,
		TxnDate: '2025-03-31',
		InvoiceLineRet: [
			{ ...SOLD, Desc: 'Walls' },
			{ ItemRef: name('Painting'), Quantity: '2', Amount: '200.00' },
		],
		InvoiceLineGroupRet: [{ ItemGroupRef: name('SampleGroup'), Quantity: '1' }],
	}),
	update('invoice', { Memo: 'Thank you', PONumber: '4711' }),
	update('invoice', {
		InvoiceLineRet: [{ TxnLineID: '-1', ItemRef: name('Deposit'), Amount: '5.00' }],
	}),
	create('itemReceipt', { ...VENDOR, ItemLine: [{ ...BOUGHT, Quantity: '100' }] }),
	update('itemReceipt', { Memo: 'Two crates' }),
	create('journalEntry', {
		TxnDate: '2025-01-01',
		JournalDebitLine: [{ AccountRef: name('Rent'), Amount: '700.10' }],
		JournalCreditLine: [
			{ AccountRef: name('Checking'), Amount: '700.00' },
			{ AccountRef: name('Savings'), Amount: '0.1' },
		],
	}),
	update('journalEntry', { RefNumber: 'J-9', IsAdjustment: 'true' }),
	create('payment', { ...CUSTOMER, TotalAmount: '34.00', IsAutoApply: true }),
	update('payment', { Memo: 'In cash' }),
	create('payrollWageItem', {
		Name: 'Night Shift',
		WageType: 'HourlyRegular',
		ExpenseAccountRef: name('Payroll Expenses'),
	}),
	create('product', {
		Name: 'Boat Repair',
		ItemType: 'ItemService',
		SalesOrPurchase: {
			Desc: 'Work by the hour',
			Price: '80',
			AccountRef: name('Construction Income'),
		},
	}),
	update('product', { ItemType: 'ItemService', SalesTaxCodeRef: name('Tax') }),
	create('purchaseOrder', {
		...VENDOR,
		PurchaseOrderLineRet: [{ ItemRef: name('Lumber'), Quantity: '500', Rate: '2.50' }],
	}),
	update('purchaseOrder', { ExpectedDate: '2025-06-30' }),
	create('salesOrder', {
		...CUSTOMER,
		SalesOrderLine: [{ ItemRef: name('Wood Door'), Quantity: '10', Rate: '14.00' }],
	}),
	update('salesOrder', { RefNumber: 'S-5', DueDate: '2025-07-01' }),
	create('salesReceipt', {
		...CUSTOMER,
		SalesReceiptLine: [{ ItemRef: name('Hardware:Brass hinges'), Quantity: '4', Rate: '12.00' }],
	}),
	update('salesReceipt', { CheckNumber: '1001' }),
	create('taxCode', { Name: 'EXP', IsTaxable: false, Desc: 'Export' }),
	update('taxCode', { Desc: 'Export by sea' }),
	create('taxRate', {
		Name: 'County Tax',
		TaxRate: '7.25',
		TaxVendorRef: name('State Board of Equalization'),
	}),
	update('taxRate', { TaxRate: '7.5' }),
	create('timeActivity', {
		EntityRef: name('Elizabeth N. Mason'),
		Duration: 'PT7H30M',
		TxnDate: '2025-03-03',
	}),
	update('timeActivity', {
		EntityRef: name('Elizabeth N. Mason'),
		Duration: 'PT8H00M',
		Notes: 'Roof',
	}),
	create('vendor', { Name: 'Harbour Supplies', IsVendorEligibleFor1099: 'false' }),
	update('vendor', { VendorAddress: { City: 'Visby' } }),
	create('vendorCredit', {
		...VENDOR,
		ItemGroupLineRet: [{ ItemGroupRef: name('SampleGroup'), Quantity: '1' }],
	}),
	update('vendorCredit', { Memo: 'Broken' }),
];
