import { without } from '../../../../sandbox/finance/kinds';
import type { Json } from '../../client';
import { refusal, ROW, useCompany } from '../../finance/company';
import { SAMPLES } from '../../finance/samples';

const company = useCompany();

const statusOf = async (path: string, body: Json) =>
	(await company.send('POST', path, body)).status;

const PRODUCT = SAMPLES.products;
const SERVICE: Json = {
	Name: 'Sanding',
	ItemType: 'ItemService',
	SalesOrPurchase: { Price: '40.00', AccountRef: { FullName: 'Construction Income' } },
};
const EMPLOYEE = { FirstName: 'New', LastName: 'Employee' };

/** What has to be there when a record is added: path of the resource, member, record when it is not the sample. */
const REQUIRED: Array<[path: string, member: string, record?: Json]> = [
	['customers', 'Name'],
	['vendors', 'Name'],
	['invoices', 'CustomerRef'],
	['bills', 'VendorRef'],
	['payments', 'CustomerRef'],
	['bill-payment-checks', 'PayeeEntityRef'],
	['bill-payment-checks', 'BankAccountRef'],
	['bill-payment-checks', 'AppliedToTxn'],
	['bill-payment-cards', 'PayeeEntityRef'],
	['bill-payment-cards', 'CreditCardAccountRef'],
	['bill-payment-cards', 'AppliedToTxn'],
	['credit-memos', 'CustomerRef'],
	['sales-orders', 'CustomerRef'],
	['vendor-credits', 'VendorRef'],
	['item-receipts', 'VendorRef'],
	['creditcard-charges', 'AccountRef'],
	['creditcard-credits', 'AccountRef'],
	['inventory-adjustments', 'AccountRef'],
	['inventory-adjustments', 'InventoryAdjustmentLine'],
	['products', 'Name'],
	['products', 'Name', SERVICE],
	['tax-rates', 'Name'],
	['tax-codes', 'Name'],
	['tax-codes', 'IsTaxable'],
	['currencies', 'Name'],
	['currencies', 'CurrencyCode'],
	['inventory-sites', 'Name'],
	['time-activities', 'EntityRef'],
	['time-activities', 'Duration'],
	['payroll-wage-items', 'Name'],
	['payroll-wage-items', 'WageType'],
	['payroll-wage-items', 'ExpenseAccountRef'],
];

/** Of some members one has to be there, or only one may be. */
const CHOICES: Array<[what: string, path: string, record: Json, isTaken: boolean]> = [
	[
		'a payment: IsAutoApply or AppliedToTxn',
		'payments',
		without(SAMPLES.payments, ['IsAutoApply']),
		false,
	],
	[
		'a payment: not both of them',
		'payments',
		{ ...SAMPLES.payments, AppliedToTxn: [{ TxnID: '5000-1495189990' }] },
		false,
	],
	[
		'a payment: TxnID in each row',
		'payments',
		{ ...without(SAMPLES.payments, ['IsAutoApply']), AppliedToTxn: [{ PaymentAmount: '1.00' }] },
		false,
	],
	[
		'a bill payment by check: RefNumber or IsToBePrinted',
		'bill-payment-checks',
		without(SAMPLES['bill-payment-checks'], ['RefNumber']),
		false,
	],
	[
		'a bill payment by check: IsToBePrinted alone',
		'bill-payment-checks',
		{ ...without(SAMPLES['bill-payment-checks'], ['RefNumber']), IsToBePrinted: 'true' },
		true,
	],
	[
		'a service: SalesOrPurchase or SalesAndPurchase',
		'products',
		without(SERVICE, ['SalesOrPurchase']),
		false,
	],
	[
		'a service: not both of them',
		'products',
		{ ...SERVICE, SalesAndPurchase: { SalesPrice: '1.00' } },
		false,
	],
	[
		'an order to a vendor: InventorySiteRef or ShipToEntityRef',
		'purchase-orders',
		{
			...SAMPLES['purchase-orders'],
			InventorySiteRef: { FullName: 'Main Warehouse' },
			ShipToEntityRef: { FullName: 'Blue, Dale' },
		},
		false,
	],
	[
		'a line of an invoice: Rate or RatePercent',
		'invoices',
		{ ...SAMPLES.invoices, InvoiceLineRet: [{ ...ROW, RatePercent: '5' }] },
		false,
	],
	['an invoice without lines', 'invoices', without(SAMPLES.invoices, ['InvoiceLineRet']), true],
	['a bill without lines', 'bills', without(SAMPLES.bills, ['ExpenseLineRet']), true],
	[
		'a vendor credit without lines',
		'vendor-credits',
		without(SAMPLES['vendor-credits'], ['ExpenseLineRet']),
		true,
	],
	['an employee without a last name', 'employees', { FirstName: 'Solo' }, true],
	['inventory without accounts', 'products', { Name: 'Loose', ItemType: 'ItemInventory' }, true],
	[
		'an adjustment: something that is adjusted',
		'inventory-adjustments',
		{
			...SAMPLES['inventory-adjustments'],
			InventoryAdjustmentLine: [{ ItemRef: { FullName: 'Apples' } }],
		},
		false,
	],
	[
		'an adjustment: an item in each row',
		'inventory-adjustments',
		{ ...SAMPLES['inventory-adjustments'], InventoryAdjustmentLine: [{ QuantityDifference: '1' }] },
		false,
	],
	[
		'a journal entry: debits equal to credits',
		'journal-entries',
		without(SAMPLES['journal-entries'], ['JournalCreditLine']),
		false,
	],
	...['credit-memos', 'sales-orders', 'sales-receipts', 'purchase-orders', 'journal-entries'].map(
		(path): [string, string, Json, boolean] => [
			`${path}: a line at least`,
			path,
			Object.fromEntries(
				Object.entries(SAMPLES[path]).filter(([, value]) => !Array.isArray(value)),
			),
			false,
		],
	),
];

/** The longest text that a member takes. */
/** The greatest that any edition takes: the books say nothing of theirs. */
const LENGTHS: Array<[path: string, member: string, length: number, record?: Json]> = [
	['customers', 'Name', 41],
	['customers', 'CompanyName', 41],
	['customers', 'FirstName', 25],
	['customers', 'LastName', 25],
	['customers', 'MiddleName', 5],
	['customers', 'Salutation', 15],
	['customers', 'JobTitle', 41],
	['customers', 'Phone', 21],
	['customers', 'Fax', 21],
	['customers', 'Email', 1023],
	['customers', 'AccountNumber', 99],
	['customers', 'Notes', 4095],
	['customers', 'ResaleNumber', 15],
	['customers', 'JobDesc', 99],
	['vendors', 'Name', 41],
	['vendors', 'NameOnCheck', 41],
	['employees', 'FirstName', 25, EMPLOYEE],
	['employees', 'LastName', 25, EMPLOYEE],
	['employees', 'Phone', 21, EMPLOYEE],
	['employees', 'SSN', 15, EMPLOYEE],
	['invoices', 'RefNumber', 11],
	['invoices', 'PONumber', 25],
	['invoices', 'FOB', 13],
	['invoices', 'Memo', 4095],
	['invoices', 'Other', 29],
	['bills', 'RefNumber', 20],
	['bills', 'Memo', 4095],
	['payments', 'RefNumber', 20],
	['bill-payment-checks', 'RefNumber', 11],
	['bill-payment-cards', 'RefNumber', 11],
	['credit-memos', 'RefNumber', 11],
	['sales-orders', 'RefNumber', 11],
	['sales-receipts', 'RefNumber', 11],
	['sales-receipts', 'CheckNumber', 25],
	['purchase-orders', 'RefNumber', 11],
	['purchase-orders', 'VendorMsg', 99],
	['vendor-credits', 'RefNumber', 20],
	['item-receipts', 'RefNumber', 20],
	['creditcard-charges', 'RefNumber', 11],
	['creditcard-credits', 'RefNumber', 11],
	['journal-entries', 'RefNumber', 11],
	['inventory-adjustments', 'RefNumber', 11],
	['products', 'Name', 31],
	['products', 'SalesDesc', 4095],
	['products', 'PurchaseDesc', 4095],
	['products', 'ManufacturerPartNumber', 31],
	['products', 'Name', 31, SERVICE],
	['tax-rates', 'Name', 31],
	['tax-codes', 'Name', 3],
	['tax-codes', 'Desc', 31],
	['currencies', 'Name', 64],
	['currencies', 'CurrencyCode', 3],
	['inventory-sites', 'Name', 31],
	['inventory-sites', 'SiteDesc', 100],
	['time-activities', 'Notes', 4095],
	['payroll-wage-items', 'Name', 31],
	...(
		[
			['Addr1', 41],
			['Addr2', 41],
			['Addr3', 41],
			['Addr4', 41],
			['Addr5', 41],
			['City', 31],
			['State', 21],
			['PostalCode', 13],
			['Country', 31],
			['Note', 41],
		] as const
	).map(([member, length]): [string, string, number] => [
		'customers',
		`BillAddress.${member}`,
		length,
	]),
];

describe('§6.1 what has to be there', () => {
	it.each(REQUIRED)('%s: %s', async (path, member, record = SAMPLES[path]) => {
		expect(await statusOf(path, record)).toBe(200);
		expect(await statusOf(path, without(record, [member]))).toBe(400);
	});

	it.each(CHOICES)('%s', async (_what, path, record, isTaken) => {
		expect(await statusOf(path, record)).toBe(isTaken ? 200 : 400);
	});

	it('§4.5 a product says its kind on create', async () => {
		expect(await statusOf('products', without(PRODUCT, ['ItemType']))).toBe(400);
		const { id } = await company.make('products', PRODUCT);
		expect((await company.change('products', id, { SalesDesc: 'y' })).status).toBe(200);
		const kind = { ItemType: 'ItemInventory' };
		expect((await company.change('products', id, { ...kind, SalesDesc: 'x' })).status).toBe(200);
	});
});

describe('§6.1 how long a text may be', () => {
	it.each(LENGTHS)('%s: %s up to %d', async (path, member, length, record = SAMPLES[path]) => {
		const [group, inner] = member.split('.');
		const body = (size: number) => {
			const text = 'x'.repeat(size);
			return { ...record, [group]: inner === undefined ? text : { [inner]: text } };
		};
		const refused = await company.send('POST', path, body(length + 1));
		expect(refusal(refused)).toEqual([400, expect.stringContaining(`at most ${length}`)]);
		expect(await statusOf(path, body(length))).toBe(200);
	});
});
