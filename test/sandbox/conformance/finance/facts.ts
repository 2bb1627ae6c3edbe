/** What is known of a resource, written down apart from the node's own catalogue so that both are held to it. */
export interface ResourceFact {
	path: string;
	native: string;
	idField: 'ListID' | 'TxnID';
	/** L list, C create, R read by id, U update by PATCH, D delete (observed). */
	methods: string;
	/** Fields of filters that were observed. */
	filters: string[];
	/** Whether its list is documented to take filters. */
	takesFilters: boolean;
	/** Whether it is polled unless told otherwise (observed). */
	isPolled: boolean;
	/** Members that carry the lines (observed). */
	lines: string[];
}

function fact(
	path: string,
	native: string,
	[methods, filters = '', lines = '']: [methods: string, filters?: string, lines?: string],
	marks = 'ceql',
): ResourceFact {
	const isTransaction = lines !== '' || native === 'TimeTracking';
	return {
		path,
		native,
		idField: isTransaction ? 'TxnID' : 'ListID',
		methods,
		filters: filters.split(' ').filter(Boolean),
		takesFilters: marks.includes('ceql'),
		isPolled: marks.includes('polled'),
		lines: lines.split(' ').filter(Boolean),
	};
}

/** Reference §4.4 and the list of §4.6. */
export const FACTS: ResourceFact[] = [
	fact('bill-payment-cards', 'BillPaymentCreditCard', ['LCRD', 'RefNumber', 'AppliedToTxn']),
	fact('bill-payment-checks', 'BillPaymentCheck', ['LCRUD', 'RefNumber', 'AppliedToTxn']),
	fact('bills', 'Bill', ['LCRUD', 'RefNumber', 'ItemLineRet ExpenseLineRet'], 'ceql polled'),
	fact('classes', 'Class', ['LR', 'Name']),
	fact('credit-memos', 'CreditMemo', ['LCRUD', 'RefNumber TxnID', 'CreditMemoLine'], 'ceql polled'),
	fact('credit-terms', 'Terms', ['LR', 'Name']),
	fact('creditcard-charges', 'CreditCardCharge', ['LCRUD', '', 'ExpenseLineRet'], ''),
	fact('creditcard-credits', 'CreditCardCredit', ['LCRUD', 'RefNumber', 'ExpenseLineRet'], ''),
	fact('currencies', 'Currency', ['LCRUD', 'ListID']),
	fact('customers', 'Customer', ['LCRUD', 'ListID'], 'ceql polled'),
	fact('employees', 'Employee', ['LCRUD', 'ListID'], 'ceql polled'),
	fact('inventory-adjustments', 'InventoryAdjustment', ['LCRUD', '', 'InventoryAdjustmentLine']),
	fact('inventory-sites', 'InventorySite', ['LCRUD']),
	fact('invoices', 'Invoice', ['LCRUD', 'TxnID', 'InvoiceLineRet'], 'ceql polled'),
	fact('item-receipts', 'ItemReceipt', ['LCRUD', 'TxnID', 'ItemLine'], 'ceql polled'),
	fact(
		'journal-entries',
		'JournalEntry',
		['LCRUD', 'TxnID', 'JournalDebitLine JournalCreditLine'],
		'ceql polled',
	),
	fact('ledger-accounts', 'Account', ['LR', 'Name']),
	fact('payment-methods', 'PaymentMethod', ['LR', 'Name']),
	fact('payments', 'ReceivePayment', ['LCRUD', 'TxnID', 'AppliedToTxn'], 'ceql polled'),
	fact('payroll-wage-items', 'PayrollItemWage', ['LCRD', 'ListID']),
	fact('products', 'Item', ['LCRUD', 'ListID'], 'ceql polled'),
	fact(
		'purchase-orders',
		'PurchaseOrder',
		['LCRUD', 'TxnID', 'PurchaseOrderLineRet'],
		'ceql polled',
	),
	fact('sales-orders', 'SalesOrder', ['LCRUD', 'TxnID', 'SalesOrderLine'], 'ceql polled'),
	fact('sales-receipts', 'SalesReceipt', ['LCRUD', 'TxnID', 'SalesReceiptLine'], 'ceql polled'),
	fact('tax-codes', 'SalesTaxCode', ['LCRUD', 'ListID']),
	fact('tax-rates', 'ItemSalesTax', ['LCRUD', 'ListID']),
	fact('time-activities', 'TimeTracking', ['LCRUD', 'TxnID']),
	fact('vendor-credits', 'VendorCredit', [
		'LCRUD',
		'',
		'ItemLineRet ExpenseLineRet ItemGroupLineRet',
	]),
	fact('vendors', 'Vendor', ['LCRUD', 'Name'], 'ceql polled'),
];
