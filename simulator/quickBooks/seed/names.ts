/** A name, or a name with the list id that it has in samples of the service. */
export type SeedName = string | [name: string, listId: string];

export const CLASSES: SeedName[] = [
	'East',
	'Overhead',
	'Service',
	'West',
	'Remodel',
	'New Construction',
	'Automatic Pool Systems',
];

export const TAX_CODES: Array<[name: string, description: string, isTaxable: boolean]> = [
	['Tax', 'Taxable Sales', true],
	['Non', 'Non-Taxable Sales', false],
	['LBR', 'Non-Taxable Labor', false],
];

export const TERMS: Array<
	[name: string, dueDays: number, discountDays?: number, discountPercent?: string]
> = [
	['Due on receipt', 0],
	['Net 15', 15],
	['Net 30', 30],
	['Net 60', 60],
	['1% 10 Net 30', 30, 10, '1.00'],
];

export const PAYMENT_METHODS: Array<[name: string, type: string]> = [
	['Cash', 'Cash'],
	['Check', 'Check'],
	['American Express', 'AmericanExpress'],
	['Discover', 'Discover'],
	['MasterCard', 'MasterCard'],
	['Visa', 'Visa'],
];

export const CURRENCIES: Array<[name: SeedName, code: string]> = [
	[['US Dollar', '80000096-1484947879'], 'USD'],
	['Canadian Dollar', 'CAD'],
	['Euro', 'EUR'],
];

export const SITES: SeedName[] = ['SampleSite', 'Main Warehouse'];
export const SALES_REPS: Array<[initials: string, employee: string]> = [
	['ASB', 'Wanda E. Kowal'],
	['DJM', 'Dan T. Miller'],
	['VAL', 'Hanna R. Lind'],
];
export const OTHER_NAMES: SeedName[] = ['Overhead'];
export const SHIP_METHODS: SeedName[] = [['UPS', '80000001-1484947959'], 'FedEx', 'Own Truck'];
export const TEMPLATES: Array<[name: SeedName, type: string]> = [
	[['Custom Sales Receipt', '80000009-1484947909'], 'SalesReceipt'],
	['Product Invoice', 'Invoice'],
	['Service Invoice', 'Invoice'],
	['Custom Credit Memo', 'CreditMemo'],
	['Custom Estimate', 'Estimate'],
	['Custom Purchase Order', 'PurchaseOrder'],
	['Custom Sales Order', 'SalesOrder'],
	['Custom Build Assembly', 'BuildAssembly'],
];

/** Parents stand before their children; a colon joins them. */
export const ACCOUNTS: Array<[name: SeedName, type: string]> = [
	['Checking', 'Bank'],
	['Savings', 'Bank'],
	['Accounts Receivable', 'AccountsReceivable'],
	[['Undeposited Funds', '80000003-1484947909'], 'OtherCurrentAsset'],
	['Inventory Asset', 'OtherCurrentAsset'],
	['Inventory Asset-1', 'OtherCurrentAsset'],
	['Furniture and Equipment', 'FixedAsset'],
	[['Accounts Payable', '8000001C-1484947909'], 'AccountsPayable'],
	['QuickBooks Credit Card', 'CreditCard'],
	['CalOil Credit Card', 'CreditCard'],
	['Sales Tax Payable', 'OtherCurrentLiability'],
	['Payroll Liabilities', 'OtherCurrentLiability'],
	['Opening Bal Equity', 'Equity'],
	['Opening Balance Equity', 'Equity'],
	['Owner’s Equity', 'Equity'],
	['Construction Income', 'Income'],
	['Construction Income:Labor Income', 'Income'],
	['Construction Income:Materials Income', 'Income'],
	['Sales of Product Income', 'Income'],
	['Cost of Goods Sold', 'CostOfGoodsSold'],
	['Automobile', 'Expense'],
	['Automobile:Fuel', 'Expense'],
	['Automobile:Insurance{129}', 'Expense'],
	['Job Expenses', 'Expense'],
	['Job Expenses:Job Materials', 'Expense'],
	['Job Expenses:Subcontractors', 'Expense'],
	[['Office Supplies', '8000007C-1484947910'], 'Expense'],
	['Payroll Expenses', 'Expense'],
	['Rent', 'Expense'],
	['Utilities', 'Expense'],
	['Uncategorized Income', 'Income'],
	['Uncategorized Expenses', 'Expense'],
	['Accumulated Depreciation', 'FixedAsset'],
	['Depreciation', 'Expense'],
	['Insurance', 'Expense'],
	['Miscellaneous', 'Expense'],
	['Note Payable', 'LongTermLiability'],
	['Sales Discounts', 'Income'],
	['Tools and Machinery', 'Expense'],
];

/** What QuickBooks itself takes accounts for. */
export const SPECIAL_ACCOUNTS: Readonly<Record<string, string>> = {
	'Accounts Payable': 'AccountsPayable',
	'Accounts Receivable': 'AccountsReceivable',
	'Cost of Goods Sold': 'CostOfGoodsSold',
	'Inventory Asset': 'InventoryAssets',
	'Opening Balance Equity': 'OpeningBalanceEquity',
	'Payroll Expenses': 'PayrollExpenses',
	'Payroll Liabilities': 'PayrollLiabilities',
	'Sales Tax Payable': 'SalesTaxPayable',
	'Uncategorized Expenses': 'UncategorizedExpenses',
	'Uncategorized Income': 'UncategorizedIncome',
	'Undeposited Funds': 'UndepositedFunds',
};

/** Where vendors are that samples of the service show the address of. */
export const VENDOR_ADDRESSES: Readonly<Record<string, Record<string, string>>> = {
	'Philip Pump Manufacturing': {
		Addr2: '1234 Seacliff Ct.',
		City: 'Middlefield',
		State: 'Ca',
		PostalCode: '94063',
	},
};

export const WAGES: Array<[name: string, type: string]> = [
	['Regular Pay', 'HourlyRegular'],
	['Overtime Rate', 'HourlyOvertime'],
	['Salary', 'SalaryRegular'],
];

/** A cost is there where the work is bought from others. */
export const PRODUCTS: Array<[name: SeedName, type: string, price: string, cost?: string]> = [
	['Apples', 'ItemInventory', '0.75'],
	['Blueprints with copies', 'ItemService', '28.00'],
	[['Blueprints', '8000003B-1484947953'], 'ItemService', '54.00'],
	['Cabinets', 'ItemInventory', '0.00'],
	['Cabinets:Cabinet Pulls', 'ItemInventory', '3.00'],
	['Cabinets:Light Pine', 'ItemInventory', '1799.00'],
	['Crayons', 'ItemInventory', '2.50'],
	['Deposit', 'ItemNonInventory', '0.00'],
	['Door Frame', 'ItemInventory', '150.00'],
	['Framing', 'ItemService', '55.00'],
	[['Freight Reimbursement', '80000095-1484947954'], 'ItemNonInventory', '0.00'],
	['Hardware', 'ItemInventory', '0.00'],
	['Hardware:Brass hinges', 'ItemInventory', '12.00'],
	['Hardware:Doorknobs Std', 'ItemInventory', '30.00'],
	['Hardware:Lk Doorknobs', 'ItemInventory', '38.00'],
	['Installation', 'ItemService', '35.00'],
	[['Line Item1', '800000E1-1484947955'], 'ItemInventory', '250.00'],
	['Lumber', 'ItemNonInventory', '0.00'],
	['Painting', 'ItemService', '35.00'],
	['PmntDiscount_Less Discounts giv', 'ItemNonInventory', '0.00'],
	[['test 1 line', '80000177-1484947957'], 'ItemInventory', '1.00', '0.00'],
	[['test 2 line', '80000178-1484947957'], 'ItemInventory', '1.00', '0.00'],
	[['SampleGroup', '8000021C-1526331278'], 'ItemGroup', '0.00'],
	['Services', 'ItemService', '60.00'],
	['Wood Door', 'ItemInventory', '120.00'],
	['Ceramic Tile', 'ItemInventory', '4.20'],
	['Concrete', 'ItemNonInventory', '145.00'],
	['Demolition', 'ItemService', '48.00'],
	['Design Consultation', 'ItemService', '95.00'],
	['Drywall Panel', 'ItemInventory', '14.75'],
	['Early Payment', 'ItemDiscount', '0.00'],
	['Electrical Subcontract', 'ItemService', '72.50', '58.00'],
	['Floor Oil', 'ItemInventory', '31.40'],
	['Hardware:Door Lock', 'ItemInventory', '38.95'],
	['Oak Flooring', 'ItemInventory', '9.85'],
	['Permit Fee', 'ItemOtherCharge', '0.00'],
	['Plumbing Subcontract', 'ItemService', '80.00', '64.00'],
	['Roof Shingle', 'ItemInventory', '27.30'],
	['Subtotal', 'ItemSubtotal', '0.00'],
	['Window, Double', 'ItemInventory', '260.00'],
];

export const TAX_RATES: Array<[name: SeedName, percent: string]> = [
	[['San Tomas', '8000014F-1484947957'], '7.75'],
	['East Bayshore', '7.25'],
	['Out of State', '0.00'],
];
