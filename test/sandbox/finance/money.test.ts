import type { Json } from '../client';
import { refusal, ROW, useCompany } from './company';

const company = useCompany();

const customer = { CustomerRef: { FullName: 'Keenan, Bridget:Sun Room' } };

async function balances(fullName: string) {
	const [{ Balance, TotalBalance }] = (await company.where('customers', `FullName = '${fullName}'`))
		.list;
	return [Balance, TotalBalance];
}

describe('money', () => {
	it.each([
		['3', '0.1', '0.30'],
		['1.5', '0.33', '0.50'],
		['-2', '1.005', '-2.01'],
		['100000', '12345678.12345', '1234567812345.00'],
	])('%s times %s is %s', async (Quantity, Rate, Amount) => {
		const row = { ItemRef: ROW.ItemRef, Quantity, Rate };
		const invoice = await company.make('invoices', { ...customer, InvoiceLineRet: [row] });
		expect((invoice.InvoiceLineRet as Json[])[0].Amount).toBe(Amount);
		expect(invoice.Subtotal).toBe(Amount);
	});

	it('an item gives its price, a tax rate the tax on taxable lines', async () => {
		const row = { ItemRef: { FullName: 'Wood Door' }, Quantity: '2' };
		const receipt = await company.make('sales-receipts', {
			ItemSalesTaxRef: { FullName: 'San Tomas' },
			SalesReceiptLine: [{ ...row, SalesTaxCodeRef: { FullName: 'Tax' } }, row],
		});
		expect(receipt).toMatchObject({
			Subtotal: '480.00',
			SalesTaxPercentage: '7.75',
			SalesTaxTotal: '18.60',
			TotalAmount: '498.60',
		});
	});

	it('a payment takes from the invoice and from what customer and parent owe', async () => {
		expect(await balances('Keenan, Bridget:Sun Room')).toEqual(['660.00', '660.00']);
		expect(await balances('Keenan, Bridget')).toEqual(['0.00', '1140.00']);
		const [{ TxnID }] = (await company.where('invoices', "RefNumber = '102'")).list;
		const payment = await company.make('payments', {
			...customer,
			TotalAmount: '700.00',
			AppliedToTxn: [{ TxnID, PaymentAmount: '600.00' }],
		});
		expect(payment).toMatchObject({ UnusedPayment: '100.00', TotalAmount: '700.00' });
		expect(await company.read('invoices', TxnID)).toMatchObject({
			AppliedAmount: '-600.00',
			BalanceRemaining: '60.00',
			IsPaid: 'false',
			LinkedTxn: [expect.objectContaining({ TxnID: payment.id, Amount: '-600.00' })],
		});
		expect(await balances('Keenan, Bridget')).toEqual(['0.00', '440.00']);
		await company.change('payments', payment.id, {
			AppliedToTxn: [{ TxnID, PaymentAmount: '660.00' }],
		});
		expect(await company.read('invoices', TxnID)).toMatchObject({ IsPaid: 'true' });
		await company.send('DELETE', `payments/${String(payment.id)}`);
		expect(await company.read('invoices', TxnID)).toMatchObject({ BalanceRemaining: '660.00' });
		expect(await balances('Keenan, Bridget')).toEqual(['0.00', '1140.00']);
	});

	it('a payment whose invoice is deleted can be used again', async () => {
		const [{ TxnID }] = (await company.where('invoices', "RefNumber = '102'")).list;
		const { id } = await company.make('payments', {
			...customer,
			TotalAmount: '50.00',
			AppliedToTxn: [{ TxnID }],
		});
		await company.send('DELETE', `invoices/${String(TxnID)}`);
		const payment = await company.read('payments', id);
		expect(payment.UnusedPayment).toBe('50.00');
		expect(payment).not.toHaveProperty('AppliedToTxn');
		expect(await balances('Keenan, Bridget:Sun Room')).toEqual(['-50.00', '-50.00']);
	});

	it('a bill is open until it is paid', async () => {
		const [{ TxnID }] = (await company.where('bills', "RefNumber = '7764'")).list;
		const paid = await company.make('bill-payment-checks', {
			PayeeEntityRef: { FullName: 'Timberloft Lumber' },
			BankAccountRef: { FullName: 'Checking' },
			IsToBePrinted: 'true',
			AppliedToTxn: [{ TxnID, PaymentAmount: '490.00' }],
		});
		expect(paid.Amount).toBe('490.00');
		expect(await company.read('bills', TxnID)).toMatchObject({
			OpenAmount: '0.00',
			IsPaid: 'true',
		});
	});

	it('debits equal credits', async () => {
		const side = (name: string, amount: string) => [
			{ TxnLineID: '-1', AccountRef: { FullName: name }, Amount: amount },
		];
		const entry = {
			JournalDebitLine: side('Rent', '10.10'),
			JournalCreditLine: side('Checking', '10.1'),
		};
		const { id } = await company.make('journal-entries', entry);
		const off = { ...entry, JournalCreditLine: side('Checking', '10.11') };
		const refused = [400, expect.stringContaining('not in balance')];
		expect(refusal(await company.send('POST', 'journal-entries', off))).toEqual(refused);
		expect(refusal(await company.change('journal-entries', id, off))).toEqual(refused);
		const half = { JournalDebitLine: side('Rent', '5.00') };
		expect(refusal(await company.change('journal-entries', id, half))).toEqual(refused);
	});
});
