import type { Json } from '../client';

const account = { AccountRef: { FullName: 'Rent' } };
const customer = { CustomerRef: { FullName: 'Blue, Dale' } };
const vendor = { VendorRef: { FullName: 'Lew Plumbing' } };
const expenses = { ExpenseLineRet: [{ ...account, Amount: '12.50' }] };
const line = { ItemRef: { FullName: 'Painting' }, Quantity: '2', Rate: '35.00' };
const paidBill = {
	PayeeEntityRef: { FullName: 'Patton Hardware Supplies' },
	RefNumber: '1',
	AppliedToTxn: [{ TxnID: '3EA2-1495189990', PaymentAmount: '1.00' }],
};

/** A record of our own for each resource that takes one. */
export const SAMPLES: Record<string, Json> = {
	'bill-payment-cards': {
		...paidBill,
		CreditCardAccountRef: { FullName: 'QuickBooks Credit Card' },
	},
	'bill-payment-checks': { ...paidBill, BankAccountRef: { FullName: 'Checking' } },
	bills: { ...vendor, ...expenses },
	'credit-memos': { ...customer, CreditMemoLine: [line] },
	'creditcard-charges': { AccountRef: { FullName: 'CalOil Credit Card' }, ...expenses },
	'creditcard-credits': { AccountRef: { FullName: 'CalOil Credit Card' }, ...expenses },
	currencies: { Name: 'Pound', CurrencyCode: 'GBP' },
	customers: { Name: 'New Customer' },
	employees: { FirstName: 'New', LastName: 'Employee' },
	'inventory-adjustments': {
		AccountRef: { FullName: 'Opening Balance Equity' },
		InventoryAdjustmentLine: [{ ItemRef: { FullName: 'Apples' }, QuantityDifference: '5' }],
	},
	'inventory-sites': { Name: 'Yard' },
	invoices: { ...customer, InvoiceLineRet: [line] },
	'item-receipts': {
		...vendor,
		ItemLine: [{ ItemRef: { FullName: 'Lumber' }, Quantity: '4', Cost: '2.50' }],
	},
	'journal-entries': {
		JournalDebitLine: [{ ...account, Amount: '10.00' }],
		JournalCreditLine: [{ AccountRef: { FullName: 'Checking' }, Amount: '10.00' }],
	},
	payments: { ...customer, TotalAmount: '10.00', IsAutoApply: 'true' },
	'payroll-wage-items': {
		Name: 'Night rate',
		WageType: 'HourlyRegular',
		ExpenseAccountRef: { FullName: 'Payroll Expenses' },
	},
	products: {
		Name: 'Window',
		ItemType: 'ItemInventory',
		IncomeAccountRef: { FullName: 'Sales of Product Income' },
		COGSAccountRef: { FullName: 'Cost of Goods Sold' },
		AssetAccountRef: { FullName: 'Inventory Asset' },
	},
	'purchase-orders': { ...vendor, PurchaseOrderLineRet: [line] },
	'sales-orders': { ...customer, SalesOrderLine: [line] },
	'sales-receipts': { ...customer, SalesReceiptLine: [line] },
	'tax-codes': { Name: 'NEW', IsTaxable: 'true' },
	'tax-rates': { Name: 'New County', TaxRate: '8.25' },
	'time-activities': { EntityRef: { FullName: 'Dan T. Miller' }, Duration: 480 },
	'vendor-credits': { ...vendor, ...expenses },
	vendors: { Name: 'New Vendor' },
};
