import { rowsOf, type QbRecord } from '../../../simulator/qbxml/record';
import { named, Office } from './office';

let office: Office;
beforeEach(() => {
	office = new Office();
});

const CUSTOMER = { CustomerRef: named('Blue, Dale') };
const invoice = (Amount: string, more: QbRecord = {}) =>
	office.add('Invoice', {
		...CUSTOMER,
		...more,
		InvoiceLineAdd: [{ ItemRef: named('Painting'), Amount }],
	});
const pay = (TotalAmount: string, rows: QbRecord[], more: QbRecord = {}) =>
	office.add('ReceivePayment', { ...CUSTOMER, TotalAmount, AppliedToTxnAdd: rows, ...more });
const open = (record: QbRecord) => office.read('Invoice', record.TxnID).BalanceRemaining;

describe('payments', () => {
	test('take from invoices, which are written by that too', () => {
		const made = invoice('100.00');
		office.wait(60);
		const payment = pay('70.00', [
			{
				TxnID: made.TxnID,
				PaymentAmount: '60.00',
				DiscountAmount: '5.00',
				DiscountAccountRef: named('Sales Discounts'),
			},
		]);
		expect(payment).toMatchObject({ TotalAmount: '70.00', UnusedPayment: '10.00' });
		expect(rowsOf(payment, 'AppliedToTxnRet')).toEqual([
			expect.objectContaining({ TxnType: 'Invoice', Amount: '60.00', BalanceRemaining: '35.00' }),
		]);
		const now = office.read('Invoice', made.TxnID);
		expect(now).toMatchObject({
			AppliedAmount: '-65.00',
			BalanceRemaining: '35.00',
			IsPaid: 'false',
		});
		expect(now.TimeModified).toBe(payment.TimeModified);
		expect(now.EditSequence).not.toBe(made.EditSequence);
		expect(rowsOf(now, 'LinkedTxn')).toEqual([
			expect.objectContaining({
				TxnID: payment.TxnID,
				TxnType: 'ReceivePayment',
				LinkType: 'AMTTYPE',
			}),
		]);
		expect(office.trial()).toBe(0n);
	});

	test('cannot be more than what is due, what was received, or go to somebody else’s', () => {
		const made = invoice('100.00');
		const status = (TotalAmount: string, PaymentAmount: string, whose = 'Blue, Dale') =>
			office.statusOf('ReceivePayment', {
				CustomerRef: named(whose),
				TotalAmount,
				AppliedToTxnAdd: [{ TxnID: made.TxnID, PaymentAmount }],
			});
		expect(status('200.00', '100.01')).toBe('3210');
		expect(status('50.00', '60.00')).toBe('3210');
		expect(status('100.00', '100.00', 'Cook, Brian')).toBe('3210');
		expect(status('100.00', '100.00')).toBe('0');
	});

	test('apply themselves to the oldest invoices, those of jobs too', () => {
		const jobs = ['Keenan, Bridget:Sun Room', 'Keenan, Bridget:Storage Shed'];
		const owed = (name: string) => office.find('Customer', name).Balance;
		expect(jobs.map(owed)).toEqual(['660.00', '480.00']);
		const payment = office.add('ReceivePayment', {
			CustomerRef: named('Keenan, Bridget'),
			TotalAmount: '700.00',
			IsAutoApply: 'true',
		});
		expect(rowsOf(payment, 'AppliedToTxnRet').map(({ Amount }) => Amount)).toEqual([
			'660.00',
			'40.00',
		]);
		expect(payment.UnusedPayment).toBe('0.00');
	});

	test('may be lowered below what they pay: the last rows give way', () => {
		const [first, second] = [invoice('60.00'), invoice('40.00')];
		const payment = pay('100.00', [{ TxnID: first.TxnID }, { TxnID: second.TxnID }]);
		const lowered = office.change('ReceivePayment', payment.TxnID, { TotalAmount: '75.00' });
		expect(lowered).toMatchObject({ TotalAmount: '75.00', UnusedPayment: '0.00' });
		expect([open(first), open(second)]).toEqual(['0.00', '25.00']);
		office.change('ReceivePayment', payment.TxnID, { TotalAmount: '90.00' });
		expect(office.read('ReceivePayment', payment.TxnID).UnusedPayment).toBe('15.00');
	});

	test('a row that a Mod leaves out is no longer paid', () => {
		const [first, second] = [invoice('60.00'), invoice('40.00')];
		const payment = pay('100.00', [{ TxnID: first.TxnID }, { TxnID: second.TxnID }]);
		office.change('ReceivePayment', payment.TxnID, { AppliedToTxnMod: [{ TxnID: second.TxnID }] });
		expect([open(first), open(second)]).toEqual(['60.00', '0.00']);
	});

	test('an invoice that becomes less than what was paid gives the rest back', () => {
		const made = invoice('100.00');
		const payment = pay('100.00', [{ TxnID: made.TxnID }]);
		const [row] = rowsOf(made, 'InvoiceLineRet');
		office.change('Invoice', made.TxnID, {
			InvoiceLineMod: [{ TxnLineID: row.TxnLineID, Amount: '30.00' }],
		});
		expect(open(made)).toBe('0.00');
		expect(office.read('ReceivePayment', payment.TxnID).UnusedPayment).toBe('70.00');
	});
});

describe('credits', () => {
	const credit = (Amount: string) =>
		office.add('CreditMemo', {
			...CUSTOMER,
			CreditMemoLineAdd: [{ ItemRef: named('Painting'), Amount }],
		});

	test('are set against an invoice by itself or with a payment, and shown on both', () => {
		const memo = credit('50.00');
		const made = invoice('80.00', {
			SetCredit: [{ CreditTxnID: memo.TxnID, AppliedAmount: '30.00' }],
		});
		expect(open(made)).toBe('50.00');
		pay('10.00', [
			{
				TxnID: made.TxnID,
				PaymentAmount: '10.00',
				SetCredit: [{ CreditTxnID: memo.TxnID, AppliedAmount: '20.00' }],
			},
		]);
		expect(open(made)).toBe('20.00');
		const used = office.read('CreditMemo', memo.TxnID);
		expect(used.CreditRemaining).toBe('0.00');
		expect(rowsOf(used, 'LinkedTxn').map(({ TxnID }) => TxnID)).toEqual([made.TxnID, made.TxnID]);
		expect(
			office.statusOf('Invoice', {
				...CUSTOMER,
				SetCredit: [{ CreditTxnID: memo.TxnID, AppliedAmount: '0.01' }],
				InvoiceLineAdd: [{ ItemRef: named('Painting'), Amount: '1.00' }],
			}),
		).toBe('3210');
		office.remove('CreditMemo', memo.TxnID);
		expect(open(made)).toBe('70.00');
	});

	test('are paid back to a card', () => {
		const memo = credit('50.00');
		const before = office.balance('QuickBooks Credit Card');
		office.add('ARRefundCreditCard', {
			...CUSTOMER,
			RefundFromAccountRef: named('QuickBooks Credit Card'),
			RefundAppliedToTxnAdd: [{ TxnID: memo.TxnID, RefundAmount: '20.00' }],
		});
		expect(office.read('CreditMemo', memo.TxnID).CreditRemaining).toBe('30.00');
		expect(Number(office.balance('QuickBooks Credit Card')) - Number(before)).toBeCloseTo(20);
		expect(office.trial()).toBe(0n);
	});
});

describe('what vendors are paid', () => {
	const VENDOR = { PayeeEntityRef: named('Lew Plumbing') };
	const bill = (Amount: string) =>
		office.add('Bill', {
			VendorRef: named('Lew Plumbing'),
			ExpenseLineAdd: [{ AccountRef: named('Rent'), Amount }],
		});

	test('by check or card, with a credit', () => {
		const made = bill('100.00');
		const credit = office.add('VendorCredit', {
			VendorRef: named('Lew Plumbing'),
			ExpenseLineAdd: [{ AccountRef: named('Rent'), Amount: '15.00' }],
		});
		const paid = office.add('BillPaymentCheck', {
			...VENDOR,
			BankAccountRef: named('Checking'),
			RefNumber: '77',
			AppliedToTxnAdd: [
				{
					TxnID: made.TxnID,
					PaymentAmount: '60.00',
					SetCredit: [{ CreditTxnID: credit.TxnID, AppliedAmount: '15.00' }],
				},
			],
		});
		expect(paid.Amount).toBe('60.00');
		expect(office.read('Bill', made.TxnID)).toMatchObject({ IsPaid: 'false', OpenAmount: '25.00' });
		const [toPay] = office.query('BillToPay', { PayeeEntityRef: named('Lew Plumbing') });
		expect(toPay.BillToPay).toMatchObject({ TxnID: made.TxnID, AmountDue: '25.00' });
		office.add('BillPaymentCreditCard', {
			...VENDOR,
			CreditCardAccountRef: named('QuickBooks Credit Card'),
			AppliedToTxnAdd: [{ TxnID: made.TxnID }],
		});
		expect(office.read('Bill', made.TxnID).IsPaid).toBe('true');
		expect(office.query('BillToPay', { PayeeEntityRef: named('Lew Plumbing') })).toEqual([]);
		expect(office.trial()).toBe(0n);
	});

	test('a check that is voided pays nothing any more', () => {
		const made = bill('100.00');
		const paid = office.add('BillPaymentCheck', {
			...VENDOR,
			BankAccountRef: named('Checking'),
			RefNumber: '78',
			AppliedToTxnAdd: [{ TxnID: made.TxnID }],
		});
		expect(office.void('Bill', made.TxnID)).toBe('3185');
		expect(office.void('BillPaymentCheck', paid.TxnID)).toBe('0');
		expect(office.read('Bill', made.TxnID).OpenAmount).toBe('100.00');
		expect(office.read('BillPaymentCheck', paid.TxnID)).toMatchObject({
			Amount: '0.00',
			Memo: 'VOID:',
		});
		expect(office.void('Bill', made.TxnID)).toBe('0');
		expect(office.read('Bill', made.TxnID)).toMatchObject({ AmountDue: '0.00' });
		expect(office.trial()).toBe(0n);
	});
});

describe('deposits', () => {
	test('pay in what waits, once; what is paid in cannot be deleted or voided', () => {
		const waiting = () => office.query('ReceivePaymentToDeposit').length;
		const before = waiting();
		const receipt = office.add('SalesReceipt', {
			...CUSTOMER,
			SalesReceiptLineAdd: [{ ItemRef: named('Painting'), Amount: '44.00' }],
		});
		expect(waiting()).toBe(before + 1);
		const checking = Number(office.balance('Checking'));
		const deposit = office.add('Deposit', {
			DepositToAccountRef: named('Checking'),
			CashBackInfoAdd: { AccountRef: named('Miscellaneous'), Amount: '4.00' },
			DepositLineAdd: [
				{ PaymentTxnID: receipt.TxnID },
				{ AccountRef: named('Rent'), Amount: '10.00', Memo: 'Refund' },
			],
		});
		expect(deposit.DepositTotal).toBe('50.00');
		expect(rowsOf(deposit, 'DepositLineRet')[0]).toMatchObject({
			TxnType: 'SalesReceipt',
			TxnID: receipt.TxnID,
			Amount: '44.00',
		});
		expect(Number(office.balance('Checking')) - checking).toBeCloseTo(50);
		expect(waiting()).toBe(before);
		expect(office.remove('SalesReceipt', receipt.TxnID)).toBe('3160');
		expect(office.void('SalesReceipt', receipt.TxnID)).toBe('3185');
		const twice = {
			DepositToAccountRef: named('Checking'),
			DepositLineAdd: [{ PaymentTxnID: receipt.TxnID }],
		};
		expect(office.statusOf('Deposit', twice)).toBe('3210');
		expect(office.void('Deposit', deposit.TxnID)).toBe('0');
		expect(waiting()).toBe(before + 1);
		expect(office.trial()).toBe(0n);
	});
});
