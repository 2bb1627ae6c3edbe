import type { Json } from '../../client';
import { ROW, useCompany } from '../../finance/company';

const company = useCompany();

const KEY = 'InvoiceLineRet';
const rowsOf = (record: Json) => record[KEY] as Json[];

async function invoiceWith(...rows: Json[]): Promise<Json> {
	return await company.make('invoices', { CustomerRef: { FullName: 'Blue, Dale' }, [KEY]: rows });
}

describe('§6.1 lines of an update', () => {
	it('stay when none is named', async () => {
		const invoice = await invoiceWith(ROW, { ...ROW, Rate: '7' });
		const { object } = await company.change('invoices', invoice.id, { Memo: 'x', [KEY]: [] });
		expect(rowsOf(object)).toEqual(rowsOf(invoice));
	});

	it('are gone when not mentioned, kept by their id alone, new with -1, and keep their order', async () => {
		const invoice = await invoiceWith(ROW, { ...ROW, Desc: 'gone' }, { ...ROW, Quantity: '1' });
		const [first, , third] = rowsOf(invoice);
		const { object } = await company.change('invoices', invoice.id, {
			[KEY]: [
				{ TxnLineID: third.TxnLineID },
				{ TxnLineID: first.TxnLineID, Quantity: '4' },
				{ TxnLineID: '-1', ...ROW, Rate: '1' },
			],
		});
		expect(rowsOf(object)).toEqual([
			{ ...first, Quantity: '4', Amount: '20.00' },
			expect.objectContaining({ Rate: '1', Amount: '3.00' }),
			third,
		]);
		expect(object.Subtotal).toBe('28.00');
	});

	it('that are sent back with their values come out the same: an amount beats a rate', async () => {
		const priceless = { ItemRef: ROW.ItemRef, Quantity: ROW.Quantity };
		const invoice = await invoiceWith({ ...priceless, Amount: '10.00' });
		const [row] = rowsOf(invoice);
		expect(row).toMatchObject({ Rate: '3.33333', Amount: '10.00' });
		const kept = await company.change('invoices', invoice.id, {
			[KEY]: [{ TxnLineID: row.TxnLineID }],
		});
		expect(kept.object.Subtotal).toBe('10.00');
		const resent = await company.change('invoices', invoice.id, { [KEY]: [row] });
		expect(resent.object.Subtotal).toBe('10.00');
		const priced = await company.change('invoices', invoice.id, {
			[KEY]: [{ TxnLineID: row.TxnLineID, Rate: '3.33' }],
		});
		expect(priced.object.Subtotal).toBe('9.99');
	});

	it('without an id are new', async () => {
		const invoice = await invoiceWith(ROW);
		const { object } = await company.change('invoices', invoice.id, { [KEY]: [ROW] });
		expect(rowsOf(object)).toHaveLength(1);
		expect(rowsOf(object)[0].TxnLineID).not.toBe(rowsOf(invoice)[0].TxnLineID);
	});

	it('§4.5 a TxnLineID that is not the record’s own is tolerated', async () => {
		const invoice = await invoiceWith(ROW);
		const row = { ...ROW, TxnLineID: '1546-1484948015' };
		const { status, object } = await company.change('invoices', invoice.id, { [KEY]: [row] });
		expect(status).toBe(200);
		expect(rowsOf(object)).toHaveLength(1);
		expect(rowsOf(object)[0].TxnLineID).not.toBe('1546-1484948015');
	});

	it('of one list are replaced without those of the other, or go by ClearExpenseLines', async () => {
		const bill = {
			VendorRef: { FullName: 'Lew Plumbing' },
			ItemLineRet: [{ ItemRef: { FullName: 'Lumber' }, Quantity: '2', Cost: '4.00' }],
			ExpenseLineRet: [{ AccountRef: { FullName: 'Rent' }, Amount: '1.00' }],
		};
		const { id, AmountDue } = await company.make('bills', bill);
		expect(AmountDue).toBe('9.00');
		const clear = await company.change('bills', id, { ClearExpenseLines: 'true' });
		expect(clear.object).not.toHaveProperty('ExpenseLineRet');
		expect(clear.object.AmountDue).toBe('8.00');
		const other = await company.change('bills', id, {
			ExpenseLineRet: [{ ...bill.ExpenseLineRet[0], TxnLineID: '-1' }],
		});
		expect(other.object.ItemLineRet).toEqual(clear.object.ItemLineRet);
		expect(other.object.AmountDue).toBe('9.00');
	});
});
