import type { QbRecord } from '../../../simulator/qbxml/record';
import { named, Office } from './office';

let office: Office;
beforeEach(() => {
	office = new Office();
});

const side = (account: string, Amount: string, more: QbRecord = {}) => ({
	AccountRef: named(account),
	Amount,
	...more,
});

/** What the schema allows and QuickBooks does not. */
const REFUSED: Array<[what: string, object: string, content: QbRecord, code: string]> = [
	[
		'an account of the type that is QuickBooks’ own',
		'Account',
		{ Name: 'Odd', AccountType: 'NonPosting' },
		'3210',
	],
	[
		'a subaccount of another type',
		'Account',
		{ Name: 'Odd', AccountType: 'Bank', ParentRef: named('Automobile') },
		'3130',
	],
	[
		'a billable line without a customer',
		'Bill',
		{
			VendorRef: named('Lew Plumbing'),
			ExpenseLineAdd: [side('Rent', '1.00', { BillableStatus: 'Billable' })],
		},
		'3210',
	],
	[
		'billable time without a customer',
		'TimeTracking',
		{ EntityRef: named('Dan T. Miller'), Duration: 'PT1H0M', BillableStatus: 'Billable' },
		'3210',
	],
	[
		'time of a customer',
		'TimeTracking',
		{ EntityRef: named('Blue, Dale'), Duration: 'PT1H0M' },
		'3140',
	],
	[
		'an entry that does not balance',
		'JournalEntry',
		{ JournalDebitLine: [side('Rent', '1.00')], JournalCreditLine: [side('Checking', '1.01')] },
		'3210',
	],
	[
		'an entry on accounts receivable without a customer',
		'JournalEntry',
		{
			JournalDebitLine: [side('Accounts Receivable', '1.00')],
			JournalCreditLine: [side('Checking', '1.00')],
		},
		'3210',
	],
	[
		'an entry with two lines on what is owed',
		'JournalEntry',
		{
			JournalDebitLine: [side('Accounts Receivable', '1.00', { EntityRef: named('Blue, Dale') })],
			JournalCreditLine: [side('Accounts Payable', '1.00', { EntityRef: named('Lew Plumbing') })],
		},
		'3210',
	],
	[
		'a transfer from an account to itself',
		'Transfer',
		{
			TransferFromAccountRef: named('Checking'),
			TransferToAccountRef: named('Checking'),
			Amount: '1.00',
		},
		'3210',
	],
	[
		'a way that ends before it begins',
		'VehicleMileage',
		{ VehicleRef: named('Pickup 1'), OdometerStart: '10', OdometerEnd: '9' },
		'3210',
	],
	[
		'the payment of an invoice that is not there',
		'ReceivePayment',
		{
			CustomerRef: named('Blue, Dale'),
			AppliedToTxnAdd: [{ TxnID: '1-1', PaymentAmount: '1.00' }],
		},
		'3120',
	],
];

test.each(REFUSED)('refused: %s', (_what, object, content, code) => {
	expect(office.statusOf(object, content)).toBe(code);
});

test('a GUID is taken once for each type', () => {
	const guid = { ExternalGUID: '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}' };
	office.add('Customer', { Name: 'Nova', ...guid });
	expect(office.statusOf('Customer', { Name: 'Other', ...guid })).toBe('3100');
	office.add('Vendor', { Name: 'Supra', ...guid });
});

test('closed books take no new, changed, voided or deleted transaction', () => {
	const check = (TxnDate: string) => ({
		TxnDate,
		AccountRef: named('Checking'),
		ExpenseLineAdd: [side('Rent', '1.00')],
	});
	const old = office.add('Check', check('2017-06-30'));
	const later = office.add('Check', check('2017-07-01'));
	office.company.close('2017-06-30');
	expect(office.statusOf('Check', check('2017-06-30'))).toBe('3161');
	expect(office.mod('Check', old.TxnID, { Memo: 'x' }).code).toBe('3171');
	expect(office.mod('Check', later.TxnID, { TxnDate: '2017-06-01' }).code).toBe('3171');
	expect(office.void('Check', old.TxnID)).toBe('3171');
	expect(office.remove('Check', old.TxnID)).toBe('3161');
	expect(office.mod('Check', later.TxnID, { Memo: 'x' }).code).toBe('0');
	office.add('Estimate', {
		CustomerRef: named('Blue, Dale'),
		TxnDate: '2017-01-01',
		EstimateLineAdd: [{ ItemRef: named('Painting') }],
	});
});

test('a void keeps the transaction with amounts of zero', () => {
	const made = office.add('Invoice', {
		CustomerRef: named('Blue, Dale'),
		Memo: 'May',
		ItemSalesTaxRef: named('San Tomas'),
		InvoiceLineAdd: [
			{ ItemRef: named('Wood Door'), Quantity: '2', SalesTaxCodeRef: named('Tax') },
			{ ItemRef: named('Painting'), Amount: '5.00' },
		],
	});
	expect(made).toMatchObject({ Subtotal: '245.00', SalesTaxTotal: '18.60' });
	const balance = office.find('Customer', 'Blue, Dale').Balance;
	expect(office.void('Invoice', made.TxnID)).toBe('0');
	expect(office.read('Invoice', made.TxnID)).toMatchObject({
		Memo: 'VOID: May',
		Subtotal: '0.00',
		SalesTaxTotal: '0.00',
		BalanceRemaining: '0.00',
		RefNumber: made.RefNumber,
	});
	expect(Number(balance) - Number(office.find('Customer', 'Blue, Dale').Balance)).toBeCloseTo(
		263.6,
	);
	expect(office.trial()).toBe(0n);
});

test('terms say when something is due', () => {
	const due = (terms: string, TxnDate: string) =>
		office.add('Bill', { VendorRef: named('Lew Plumbing'), TermsRef: named(terms), TxnDate })
			.DueDate;
	expect(due('1% 10 Net 30', '2018-01-15')).toBe('2018-02-14');
	expect(due('10th of the month', '2018-01-03')).toBe('2018-01-10');
	expect(due('10th of the month', '2018-01-08')).toBe('2018-02-10');
	expect(due('10th of the month', '2018-12-20')).toBe('2019-01-10');
});

test('what is in another currency is in the books at the rate of the day', () => {
	const customer = office.add('Customer', { Name: 'Zaunkönig', CurrencyRef: named('Euro') });
	const before = Number(office.balance('Construction Income'));
	const made = office.add('Invoice', {
		CustomerRef: named('Zaunkönig'),
		ExchangeRate: '1.25',
		InvoiceLineAdd: [{ ItemRef: named('Painting'), Amount: '33.33' }],
	});
	expect(made).toMatchObject({
		CurrencyRef: { FullName: 'Euro' },
		BalanceRemaining: '33.33',
		BalanceRemainingInHomeCurrency: '41.66',
	});
	expect(office.read('Customer', customer.ListID).Balance).toBe('33.33');
	expect(Number(office.balance('Construction Income')) - before).toBeCloseTo(41.66);
	expect(office.trial()).toBe(0n);
	expect(office.mod('Customer', customer.ListID, { CurrencyRef: named('US Dollar') }).code).toBe(
		'3210',
	);
});
