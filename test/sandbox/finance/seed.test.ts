import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { cents, sum, amountText } from '../../../simulator/quickBooks/books/money';
import type { Json } from '../client';
import { ROW, useCompany } from './company';

const company = useCompany();

const all = async (path: string) => await company.sandbox.records(company.instance.id, path);
const total = (records: Json[], member: string) => sum(records.map((each) => cents(each[member])));
const text = (amount: bigint) => amountText(amount);

async function account(fullName: string): Promise<Json> {
	return (await all('ledger-accounts')).find(({ FullName }) => FullName === fullName)!;
}

/** Every reference in a record: groups with a ListID. */
function references(value: unknown): Json[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([member, each]) =>
		member.endsWith('Ref') ? [each as Json] : references(each),
	);
}

/** The balances of all accounts; those of liabilities, equity and income count against the others. */
async function sumOfAccounts(): Promise<bigint> {
	const credited =
		/^(AccountsPayable|CreditCard|Equity|Income|LongTermLiability|OtherCurrentLiability)$/;
	const accounts = await all('ledger-accounts');
	return sum(
		accounts.map(({ Balance, AccountType }) =>
			credited.test(String(AccountType)) ? -cents(Balance) : cents(Balance),
		),
	);
}

describe('the company file that is there from the start', () => {
	it('has some of every resource, a few hundred in all, the same for each instance', async () => {
		const other = company.sandbox.addInstance({ name: 'Other' });
		let count = 0;
		for (const { path } of RESOURCES) {
			const records = await all(path);
			expect({ path, records: records.length }).not.toEqual({ path, records: 0 });
			expect(await company.sandbox.records(other.id, path)).toEqual(records);
			count += records.length;
		}
		expect(count).toBeGreaterThanOrEqual(300);
		expect(count).toBeLessThanOrEqual(500);
	});

	it('names only what is there', async () => {
		const hidden = ['SalesRep', 'OtherName', 'ShipMethod', 'Template'];
		const lists = await Promise.all([...RESOURCES.map(({ path }) => path), ...hidden].map(all));
		const known = new Set(
			lists
				.flat()
				.map(({ ListID, FullName, Name }) => `${String(ListID)} ${String(FullName ?? Name)}`),
		);
		const named = lists.flat().flatMap(references);
		expect(named.length).toBeGreaterThan(300);
		const lost = named.map(({ ListID, FullName }) => `${String(ListID)} ${String(FullName)}`);
		expect(lost.filter((each) => !known.has(each))).toEqual([]);
	});

	it('holds the records that samples of the service refer to', async () => {
		const bills = await all('bills');
		for (const [id, number] of [
			['3EA2-1495189990', '201'],
			['5342-1045332232', '4321'],
			['536C-1045333439', '9809'],
			['563F-1045357188', '#8907'],
		]) {
			expect(bills.find(({ TxnID }) => TxnID === id)?.RefNumber).toBe(number);
		}
		expect((await company.read('sales-receipts', '16C4-1484948017')).RefNumber).toBe('WEB000002');
		for (const [path, id, name] of [
			['customers', '8000000F-1484947911', 'Abercrombie, Kristy:Kitchen'],
			['products', '8000021C-1526331278', 'SampleGroup'],
			['tax-codes', '80000002-1484947875', 'Non'],
			['ShipMethod', '80000001-1484947959', 'UPS'],
			['Template', '80000009-1484947909', 'Custom Sales Receipt'],
		]) {
			const { FullName, Name } = await company.read(path, id);
			expect(FullName ?? Name).toBe(name);
		}
	});
});

describe('its books agree', () => {
	const receivable = async () => {
		const open = total(await all('invoices'), 'BalanceRemaining');
		const unused = total(await all('payments'), 'UnusedPayment');
		return open - unused - total(await all('credit-memos'), 'CreditRemaining');
	};

	async function expectAgreement() {
		expect(await sumOfAccounts()).toBe(0n);
		const customers = await all('customers');
		const owed = text(await receivable());
		expect(text(total(customers, 'Balance'))).toBe(owed);
		expect((await account('Accounts Receivable')).Balance).toBe(owed);
		const top = customers.filter(({ Sublevel }) => Sublevel === '0');
		expect(text(total(top, 'TotalBalance'))).toBe(owed);
		const bills = total(await all('bills'), 'OpenAmount');
		const received = total(await all('item-receipts'), 'TotalAmount');
		const credits = total(await all('vendor-credits'), 'OpenAmount');
		const due = text(bills + received - credits);
		expect(text(total(await all('vendors'), 'Balance'))).toBe(due);
		expect((await account('Accounts Payable')).Balance).toBe(due);
	}

	it('with what customers owe, what vendors are owed, and with each other', async () => {
		await expectAgreement();
		expect(cents((await account('Accounts Receivable')).Balance)).toBeGreaterThan(0n);
		expect(await account('Checking')).toMatchObject({
			Balance: expect.not.stringMatching(/^0.00$/),
		});
	});

	it('and documents with their lines', async () => {
		const invoices = await all('invoices');
		for (const invoice of invoices) {
			expect(text(total(invoice.InvoiceLineRet as Json[], 'Amount'))).toBe(invoice.Subtotal);
			const worth = cents(invoice.Subtotal) + cents(invoice.SalesTaxTotal);
			expect(text(worth + cents(invoice.AppliedAmount))).toBe(invoice.BalanceRemaining);
		}
		expect(invoices.some(({ SalesTaxTotal }) => SalesTaxTotal !== '0.00')).toBe(true);
		expect(new Set(invoices.map(({ IsPaid }) => IsPaid)).size).toBe(2);
	});

	it('after every kind of write too', async () => {
		const before = await account('Checking');
		const CustomerRef = { FullName: 'Blue, Dale' };
		const invoice = await company.make('invoices', {
			CustomerRef,
			ItemSalesTaxRef: { FullName: 'San Tomas' },
			InvoiceLineRet: [
				{ ...ROW, SalesTaxCodeRef: { FullName: 'Tax' } },
				{ Desc: 'Extra', Amount: '7' },
			],
		});
		const payment = await company.make('payments', {
			CustomerRef,
			TotalAmount: '12.00',
			DepositToAccountRef: { FullName: 'Checking' },
			AppliedToTxn: [
				{
					TxnID: invoice.id,
					PaymentAmount: '10.00',
					DiscountAmount: '0.50',
					DiscountAccountRef: { FullName: 'Sales Discounts' },
				},
			],
		});
		await expectAgreement();
		const after = await account('Checking');
		expect(cents(after.Balance) - cents(before.Balance)).toBe(1200n);
		await company.make('journal-entries', {
			JournalDebitLine: [{ AccountRef: { FullName: 'Automobile:Fuel' }, Amount: '30.00' }],
			JournalCreditLine: [{ AccountRef: { FullName: 'Checking' }, Amount: '30.00' }],
		});
		const [fuel, parent] = [await account('Automobile:Fuel'), await account('Automobile')];
		expect(text(cents(parent.TotalBalance) - cents(parent.Balance))).toBe(fuel.TotalBalance);
		await company.make('bills', {
			VendorRef: { FullName: 'Lew Plumbing' },
			ItemLineRet: [{ ItemRef: { FullName: 'Wood Door' }, Quantity: '2', Cost: '70.00' }],
		});
		await company.change('invoices', invoice.id, { InvoiceLineRet: [{ TxnLineID: '-1', ...ROW }] });
		await expectAgreement();
		await company.send('DELETE', `payments/${String(payment.id)}`);
		await company.send('DELETE', `invoices/${String(invoice.id)}`);
		await expectAgreement();
		expect(
			(await company.sandbox.records(company.instance.id, 'customers')).length,
		).toBeGreaterThan(0);
	});

	it('and an item that gets another account moves nothing that was posted', async () => {
		const [item] = (await company.where('products', "FullName = 'Framing'")).list;
		await company.change('products', item.id, {
			ItemType: 'ItemService',
			SalesOrPurchase: { AccountRef: { FullName: 'Construction Income:Labor Income' } },
		});
		const [{ id }] = (await company.where('invoices', "RefNumber = '102'")).list;
		await company.send('DELETE', `invoices/${String(id)}`);
		await expectAgreement();
	});
});
