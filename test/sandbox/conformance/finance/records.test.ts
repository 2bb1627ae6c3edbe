import type { Json } from '../../client';
import { refusal, ROW, useCompany } from '../../finance/company';

const company = useCompany();

function scalars(value: unknown): unknown[] {
	if (typeof value !== 'object' || value === null) return [value];
	return Object.values(value).flatMap(scalars);
}

describe('§4.5 record conventions', () => {
	it('ids, sequences and times have the observed forms, and every scalar is text', async () => {
		const invoice = await company.make('invoices', {
			CustomerRef: { FullName: 'Blue, Dale' },
			IsToBePrinted: true,
			InvoiceLineRet: [{ ...ROW, Quantity: 3 }],
		});
		const [row] = invoice.InvoiceLineRet as Json[];
		expect(invoice.TxnID).toMatch(/^[0-9A-F]+-\d{10}$/);
		expect(invoice.id).toBe(invoice.TxnID);
		expect(row.TxnLineID).toMatch(/^[0-9A-F]+-\d{10}$/);
		expect(invoice.EditSequence).toMatch(/^\d{10}$/);
		expect(invoice.TimeCreated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
		expect(invoice.TxnDate).toMatch(/^\d{4}-\d\d-\d\d$/);
		expect(invoice.IsToBePrinted).toBe('true');
		expect(scalars(invoice).every((value) => typeof value === 'string')).toBe(true);
		const { list } = await company.send('GET', 'customers');
		expect(list.every(({ ListID }) => /^8[0-9A-F]{7}-\d{10}$/.test(String(ListID)))).toBe(true);
	});

	it('a reference is found by either member and shows both', async () => {
		const byName = { CustomerRef: { FullName: 'keenan, bridget:storage shed' } };
		const first = await company.make('invoices', byName);
		const reference = first.CustomerRef as Json;
		expect(reference.FullName).toBe('Keenan, Bridget:Storage Shed');
		const byId = { CustomerRef: { ListID: reference.ListID } };
		expect((await company.make('invoices', byId)).CustomerRef).toEqual(reference);
	});

	it('a full name joins parent and child; a new name reaches all that name it', async () => {
		const parent = await company.make('customers', { Name: 'Hall' });
		const job = await company.make('customers', { Name: 'Roof', ParentRef: { FullName: 'Hall' } });
		expect(job).toMatchObject({ Name: 'Roof', FullName: 'Hall:Roof', Sublevel: '1' });
		const invoice = await company.make('invoices', { CustomerRef: { FullName: 'Hall:Roof' } });
		await company.change('customers', parent.id, { Name: 'Hill' });
		expect((await company.read('customers', job.id)).FullName).toBe('Hill:Roof');
		const { CustomerRef } = await company.read('invoices', invoice.id);
		expect(CustomerRef).toEqual({ ListID: job.ListID, FullName: 'Hill:Roof' });
	});

	it('read-only members are ignored by POST and PATCH', async () => {
		const body = { ...ROW, TxnLineID: '1546-1484948015' };
		const invoice = await company.make('invoices', {
			CustomerRef: { FullName: 'Blue, Dale' },
			TxnID: '16C4-1484948017',
			EditSequence: '1484948017',
			TimeCreated: '2017-01-20T21:33:37+00:00',
			Subtotal: '82.00',
			LinkedTxn: [{ TxnID: '5342-1045332232' }],
			InvoiceLineRet: [body],
		});
		expect(invoice).toMatchObject({ Subtotal: '15.00', IsPaid: 'false' });
		expect(invoice.TxnID).not.toBe('16C4-1484948017');
		expect(invoice).not.toHaveProperty('LinkedTxn');
		const changed = await company.change('invoices', invoice.id, { SalesTaxTotal: 0, Memo: 'x' });
		expect(changed.object).toMatchObject({ SalesTaxTotal: '0.00', Memo: 'x' });
	});

	it('durations come as minutes or as a length of time', async () => {
		const time = { EntityRef: { FullName: 'Dan T. Miller' }, Duration: 480 };
		const { id, Duration } = await company.make('time-activities', time);
		expect(Duration).toBe('PT8H00M');
		const body = { ...time, Duration: 'PT12H00M' };
		expect((await company.change('time-activities', id, body)).object.Duration).toBe('PT12H00M');
	});

	it('a difference of quantity and one of value may stand side by side', async () => {
		await company.make('inventory-adjustments', {
			AccountRef: { FullName: 'Opening Balance Equity' },
			InventoryAdjustmentLine: [
				{ ItemRef: { FullName: 'Apples' }, QuantityDifference: '900', ValueDifference: '0.00' },
			],
		});
	});

	it('an update moves EditSequence and TimeModified, empties what is empty and keeps the rest', async () => {
		const { id } = await company.make('customers', { Name: 'A', Phone: '1', Fax: '2' });
		const first = await company.read('customers', id);
		const { object } = await company.change('customers', id, { Phone: '' });
		expect(object.EditSequence).not.toBe(first.EditSequence);
		expect(object).not.toHaveProperty('Phone');
		expect(object).toMatchObject({ Name: 'A', Fax: '2', TimeCreated: first.TimeCreated });
	});

	it('an ExternalGUID is kept and cannot be used twice', async () => {
		const body = {
			CustomerRef: { FullName: 'Blue, Dale' },
			ExternalGUID: '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}',
		};
		const { id } = await company.make('invoices', body);
		expect((await company.read('invoices', id)).ExternalGUID).toBe(body.ExternalGUID);
		const again = await company.send('POST', 'invoices', body);
		expect(refusal(again)).toEqual([409, expect.stringContaining('already in use')]);
		await company.send('DELETE', `invoices/${String(id)}`);
		await company.make('invoices', body);
		const vendor = { Name: 'Class', ExternalGUID: body.ExternalGUID };
		expect((await company.make('vendors', vendor)).ExternalGUID).toBe(body.ExternalGUID);
	});
});
