import { rowsOf, type QbRecord } from '../../../simulator/qbxml/record';
import { named, Office } from './office';

let office: Office;
beforeEach(() => {
	office = new Office();
});

const CUSTOMER = { CustomerRef: named('Blue, Dale') };
const painting = (more: QbRecord = {}) => ({ ItemRef: named('Painting'), ...more });
const lines = (record: QbRecord) => rowsOf(record, 'InvoiceLineRet');
const id = ({ TxnLineID }: QbRecord) => ({ TxnLineID });
const invoice = (...rows: QbRecord[]) =>
	office.add('Invoice', { ...CUSTOMER, InvoiceLineAdd: rows });

describe('the amount of a line', () => {
	test.each([
		['quantity and rate', { Quantity: '3', Rate: '0.12345' }, ['3', '0.12345', '0.37']],
		['quantity and amount', { Quantity: '3', Amount: '10.00' }, ['3', '3.33333', '10.00']],
		['rate and amount', { Rate: '4.00', Amount: '10.00' }, ['2.5', '4.00', '10.00']],
		[
			'all three: the amount wins',
			{ Quantity: '2', Rate: '9.99', Amount: '10.00' },
			['2', '5.00', '10.00'],
		],
		['nothing: one at the price of the item', {}, ['1', '35.00', '35.00']],
	])('by %s', (_what, given, expected) => {
		const [{ Quantity, Rate, Amount }] = lines(invoice(painting(given)));
		expect([Quantity, Rate, Amount]).toEqual(expected);
	});

	test('a subtotal counts what stands above it and not itself; a discount takes off the line before', () => {
		const record = invoice(
			painting({ Quantity: '2' }),
			painting({ Quantity: '1' }),
			{ ItemRef: named('Subtotal') },
			{ ItemRef: named('Early Payment'), RatePercent: '10' },
			{ ItemRef: named('Payment'), Amount: '4.50' },
		);
		expect(lines(record).map(({ Amount }) => Amount)).toEqual([
			'70.00',
			'35.00',
			'105.00',
			'-10.50',
			'-4.50',
		]);
		expect(record.Subtotal).toBe('90.00');
		expect(office.trial()).toBe(0n);
	});

	test('of special items takes no quantity, and a subtotal no amount', () => {
		const of = (row: QbRecord) =>
			office.statusOf('Invoice', { ...CUSTOMER, InvoiceLineAdd: [row] });
		expect(of({ ItemRef: named('Subtotal'), Quantity: '2' })).toBe('3151');
		expect(of({ ItemRef: named('Subtotal'), Amount: '2.00' })).toBe('3151');
		expect(of({ ItemRef: named('Early Payment'), Quantity: '2' })).toBe('3151');
	});

	test('at a price level is that of the level', () => {
		const [row] = lines(invoice(painting({ Quantity: '1', PriceLevelRef: named('Commercial') })));
		expect(row.Rate).toBe('33.25');
	});

	test('goes to the account that the line names, and is not shown with it', () => {
		const before = office.balance('Construction Income:Labor Income');
		const [row] = lines(
			invoice(
				painting({
					Amount: '12.00',
					OverrideItemAccountRef: named('Construction Income:Labor Income'),
				}),
			),
		);
		expect(row).not.toHaveProperty('OverrideItemAccountRef');
		const after = office.balance('Construction Income:Labor Income');
		expect(Number(after) - Number(before)).toBeCloseTo(12);
	});
});

describe('lines of a Mod', () => {
	test('stay without a line, else are kept, changed, dropped and added', () => {
		const made = invoice(
			painting({ Quantity: '1' }),
			painting({ Quantity: '2' }),
			painting({ Quantity: '3' }),
		);
		const [first, , third] = lines(made);
		expect(lines(office.change('Invoice', made.TxnID, { Memo: 'x' }))).toEqual(lines(made));
		const changed = office.change('Invoice', made.TxnID, {
			InvoiceLineMod: [
				id(first),
				{ TxnLineID: '-1', ...painting({ Quantity: '5', Rate: '1.00' }) },
				{ ...id(third), Quantity: '4' },
			],
		});
		expect(lines(changed)).toEqual([
			first,
			expect.objectContaining({ Quantity: '5', Amount: '5.00' }),
			{ ...third, Quantity: '4', Amount: '140.00' },
		]);
		expect(changed.Subtotal).toBe('180.00');
	});

	test('in another order are refused, and so are those of another transaction', () => {
		const made = invoice(painting(), painting());
		const [first, second] = lines(made);
		const swapped = office.mod('Invoice', made.TxnID, { InvoiceLineMod: [id(second), id(first)] });
		expect(swapped.code).toBe('3290');
		const foreign = office.mod('Invoice', made.TxnID, {
			InvoiceLineMod: [{ TxnLineID: '16C6-1484948017' }],
		});
		expect(foreign.code).toBe('3120');
		expect(lines(office.read('Invoice', made.TxnID))).toEqual([first, second]);
	});

	test('a line that only gets another item has the price of that', () => {
		const made = invoice(painting({ Quantity: '2' }));
		const [row] = lines(made);
		const changed = office.change('Invoice', made.TxnID, {
			InvoiceLineMod: [{ ...id(row), ItemRef: named('Framing') }],
		});
		expect(lines(changed)[0]).toMatchObject({ Rate: '55.00', Amount: '110.00' });
	});

	test('each list of a bill is replaced on its own, or emptied', () => {
		const bill = office.add('Bill', {
			VendorRef: named('Lew Plumbing'),
			ExpenseLineAdd: [{ AccountRef: named('Rent'), Amount: '10.00' }],
			ItemLineAdd: [{ ItemRef: named('Lumber'), Quantity: '2', Cost: '4.00' }],
		});
		const other = office.change('Bill', bill.TxnID, {
			ExpenseLineMod: [{ TxnLineID: '-1', AccountRef: named('Utilities'), Amount: '3.00' }],
		});
		expect(other.ItemLineRet).toEqual(bill.ItemLineRet);
		expect(other.AmountDue).toBe('11.00');
		const cleared = office.change('Bill', bill.TxnID, { ClearItemLines: 'true' });
		expect(cleared).not.toHaveProperty('ItemLineRet');
		expect(cleared.AmountDue).toBe('3.00');
	});

	test('a journal entry is given both sides, which have to agree', () => {
		const side = (account: string, Amount: string) => ({ AccountRef: named(account), Amount });
		const entry = office.add('JournalEntry', {
			JournalDebitLine: [side('Rent', '10.00'), side('Utilities', '5.00')],
			JournalCreditLine: [side('Checking', '15.00')],
		});
		const [rent] = rowsOf(entry, 'JournalDebitLine');
		const [checking] = rowsOf(entry, 'JournalCreditLine');
		const lacking = office.mod('JournalEntry', entry.TxnID, {
			JournalLineMod: [id(rent), id(checking)],
		});
		expect(lacking.code).toBe('3210');
		const changed = office.change('JournalEntry', entry.TxnID, {
			JournalLineMod: [
				id(rent),
				{ ...id(checking), Amount: '12.00' },
				{ TxnLineID: '-1', JournalLineType: 'Debit', ...side('Insurance', '2.00') },
			],
		});
		expect(rowsOf(changed, 'JournalDebitLine').map(({ Amount }) => Amount)).toEqual([
			'10.00',
			'2.00',
		]);
		expect(changed['#order']).toEqual([
			'JournalDebitLine',
			'JournalCreditLine',
			'JournalDebitLine',
		]);
	});
});

describe('groups of items', () => {
	const group = (more: QbRecord = {}) => ({ ItemGroupRef: named('SampleGroup'), ...more });

	test('are expanded, between other lines', () => {
		const made = office.add('Invoice', {
			...CUSTOMER,
			InvoiceLineAdd: [painting(), painting()],
			InvoiceLineGroupAdd: [group({ Quantity: '3' })],
			'#order': ['InvoiceLineAdd', 'InvoiceLineGroupAdd', 'InvoiceLineAdd'],
		});
		expect(made['#order']).toEqual(['InvoiceLineRet', 'InvoiceLineGroupRet', 'InvoiceLineRet']);
		const [row] = rowsOf(made, 'InvoiceLineGroupRet');
		expect(row).toMatchObject({
			Quantity: '3',
			TotalAmount: '12.00',
			IsPrintItemsInGroup: 'false',
		});
		expect(rowsOf(row, 'InvoiceLineRet').map(({ Quantity, Amount }) => [Quantity, Amount])).toEqual(
			[
				['6', '6.00'],
				['6', '6.00'],
			],
		);
		expect(made.Subtotal).toBe('82.00');
		expect(office.trial()).toBe(0n);
	});

	test('their lines are kept, changed and dropped like others, and counted anew with the group', () => {
		const made = office.add('Invoice', { ...CUSTOMER, InvoiceLineGroupAdd: [group()] });
		const [row] = rowsOf(made, 'InvoiceLineGroupRet');
		const [first] = rowsOf(row, 'InvoiceLineRet');
		const one = office.change('Invoice', made.TxnID, {
			InvoiceLineGroupMod: [{ ...id(row), InvoiceLineMod: [{ ...id(first), Rate: '5.00' }] }],
		});
		expect(rowsOf(one, 'InvoiceLineGroupRet')[0]).toMatchObject({ TotalAmount: '10.00' });
		const more = office.change('Invoice', made.TxnID, {
			InvoiceLineGroupMod: [{ ...id(row), Quantity: '2' }],
		});
		const [again] = rowsOf(more, 'InvoiceLineGroupRet');
		expect(rowsOf(again, 'InvoiceLineRet').map(({ Quantity }) => Quantity)).toEqual(['4', '4']);
	});
});
