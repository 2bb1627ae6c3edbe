import { INVOICE, named, PAINTING, useBooks, type Row } from '../support/books';

const books = useBooks();

const CONSTRUCTION = named('Construction Income');

const bill = (more: Row): Row => ({
	VendorRef: named('Lew Plumbing'),
	RefNumber: 'B-7',
	ExpenseLineRet: [{ AccountRef: named('Rent'), Amount: '10' }],
	...more,
});

describe('What a second run would do again', () => {
	it.each<[string, string, Row, Row]>([
		[
			'bill',
			'with space around number and party',
			bill({ RefNumber: ' B-7\t', VendorRef: named('Lew Plumbing ') }),
			{ RefNumber: 'B-7' },
		],
		[
			'customer',
			'with space around name and parent',
			{ Name: ' Shed\u00a0', ParentRef: named(' Blue, Dale ') },
			{ Name: 'Shed', FullName: 'Blue, Dale:Shed' },
		],
		[
			'employee',
			'with space around the parts of a name',
			{ FirstName: ' Nils', LastName: 'Ek ' },
			{ Name: 'Nils Ek' },
		],
		[
			'product',
			'with space around a name and an account',
			{
				Name: 'Sanding ',
				ItemType: 'ItemService',
				SalesOrPurchase: { Price: '1', AccountRef: named('Construction Income ') },
			},
			{ Name: 'Sanding' },
		],
		[
			'customer',
			'with contacts and notes, which an update cannot add',
			{ Name: 'Dockside', Contacts: [{ FirstName: 'Eva' }], AdditionalNotes: [{ Note: 'x' }] },
			{ Name: 'Dockside' },
		],
		[
			'invoice',
			'with lines in a new group of items',
			{
				...INVOICE,
				InvoiceLineGroupRet: [
					{
						ItemGroupRef: named('SampleGroup'),
						Quantity: '1',
						InvoiceLineRet: [{ ItemRef: named('test 2 line'), Quantity: '7' }],
					},
				],
			},
			{},
		],
	])('of a %s %s is done in the first', async (resource, _what, record, shown) => {
		const first = await books.upsert(resource, record);
		expect(first.error?.message).toBeUndefined();
		expect(first.json[0]).toMatchObject({ outcome: 'created', ...shown });
		books.bench.sandbox.resetRequests();
		const second = await books.upsert(resource, record);
		expect(second.json[0]).toMatchObject({ outcome: 'unchanged', id: first.json[0].id });
		expect([...books.sent('POST'), ...books.sent('PATCH')]).toEqual([]);
		const { outcome, ...made } = first.json[0];
		void outcome;
		expect(second.json[0]).toMatchObject(made);
	});

	it('of a group of items that is added to an invoice is done in the first', async () => {
		await books.upsert('invoice', INVOICE);
		const lines = (Quantity: string) => [{ ItemRef: named('test 1 line'), Quantity }];
		const group = { ItemGroupRef: named('SampleGroup'), InvoiceLineRet: lines('5') };
		const record = { ...INVOICE, InvoiceLineGroupRet: [group] };
		const first = await books.upsert('invoice', record);
		expect(first.json[0]).toMatchObject({
			outcome: 'updated',
			InvoiceLineGroupRet: [{ InvoiceLineRet: lines('5') }],
		});
		expect((await books.upsert('invoice', record)).json[0].outcome).toBe('unchanged');
	});

	it('of a duration with seconds, which never come back, is nothing', async () => {
		const record = { EntityRef: named('Dan T. Miller'), Duration: 'PT1H30M30S' };
		const { TxnID } = (await books.create('timeActivity', record)).json[0];
		const again = await books.upsert('timeActivity', { ...record, TxnID });
		expect(again.json[0].outcome).toBe('unchanged');
	});

	it('names the record that it made where the second write of a group fails', async () => {
		books.fault('PATCH', { kind: 'status', status: 400 });
		const { error } = await books.upsert('invoice', {
			...INVOICE,
			InvoiceLineGroupRet: [
				{ ItemGroupRef: named('SampleGroup'), InvoiceLineRet: [{ ItemRef: named('test 1 line') }] },
			],
		});
		const { TxnID } = await books.only('invoices', { RefNumber: INVOICE.RefNumber });
		expect([error?.message, error?.description].join()).toContain(String(TxnID));
	});
});

describe('A slip of the pen', () => {
	it.each<[Row, string]>([
		[{ Mmeo: 'x' }, 'Mmeo is not a field of Invoice; write Memo'],
		[{ BillAddress: { Citty: 'x' } }, 'BillAddress.Citty is not a field of Invoice; write City'],
		[
			{ InvoiceLineRet: [{ ...PAINTING, Quantiy: '1' }] },
			'InvoiceLineRet[0].Quantiy is not a field of Invoice; write Quantity',
		],
		[{ InvoiceLines: [PAINTING] }, 'InvoiceLines is not a field of Invoice; write InvoiceLineRet'],
		[{ Lines: [PAINTING] }, 'Lines is not a field of Invoice; write InvoiceLineRet'],
		[{ TxnDate: '1899-12-30' }, '(TxnDate) must be 1901-01-01 or later'],
	])('is named before any request: %j', async (members, said) => {
		const { error } = await books.create('invoice', { ...INVOICE, ...members });
		expect(error?.message).toContain(said);
		expect(books.sent('POST')).toEqual([]);
	});

	it('is a name that contradicts the ID beside it, which a hint names', async () => {
		const { ListID } = await books.only('customers', { FullName: 'Blue, Dale' });
		const CustomerRef = { ListID, FullName: 'Baker, Chris' };
		const { json, hints } = await books.create('invoice', { ...INVOICE, CustomerRef });
		expect(json[0].CustomerRef).toMatchObject({ FullName: 'Blue, Dale' });
		expect(hints.map(({ message }) => message).join()).toContain(
			"CustomerRef names 'Baker, Chris', and the ID beside it is that of 'Blue, Dale': QuickBooks goes by the ID.",
		);
	});

	it('is to remove the lines of both kinds of a bill, which QuickBooks refuses', async () => {
		const both = bill({
			ItemLineRet: [{ ItemRef: named('Apples'), Quantity: '1', Cost: '2' }],
		});
		const { TxnID } = (await books.create('bill', both)).json[0];
		const cleared: Row[] = [
			{ ItemLineRet: [], ExpenseLineRet: [] },
			{ ClearItemLines: true, ClearExpenseLines: '1' },
		];
		for (const record of cleared) {
			const { error } = await books.update('bill', TxnID, record, { lineMode: 'replace' });
			expect(error?.message).toContain('together would leave this bill without lines');
		}
		expect(books.sent('PATCH')).toEqual([]);
	});

	it.each<Row>([
		{ SalesOrPurchase: { AccountRef: null, Price: '2' } },
		{ SalesOrPurchase: { AccountRef: '' } },
		{ SalesOrPurchase: {} },
	])('is to empty an account within a group: %j', async (record) => {
		const product = {
			Name: 'Sanding',
			ItemType: 'ItemService',
			SalesOrPurchase: { Price: '1', AccountRef: CONSTRUCTION },
		};
		const { ListID } = (await books.create('product', product)).json[0];
		const { error } = await books.update('product', ListID, record);
		expect(error?.message).toContain('cannot be emptied');
		const upsert = await books.upsert('product', { ...product, ...record });
		expect(upsert.json[0]?.outcome).not.toBe('updated');
		expect(books.sent('PATCH')).toEqual([]);
	});

	it('is to empty the item of a line in a group', async () => {
		const group = { ItemGroupRef: named('SampleGroup'), Quantity: '1' };
		const invoice = { ...INVOICE, InvoiceLineGroupRet: [group] };
		const { TxnID, InvoiceLineGroupRet } = (await books.create('invoice', invoice)).json[0];
		const [made] = InvoiceLineGroupRet as Array<{ TxnLineID: string; InvoiceLineRet: Row[] }>;
		const { TxnLineID } = made.InvoiceLineRet[0];
		const { error } = await books.update('invoice', TxnID, {
			InvoiceLineGroupRet: [
				{ TxnLineID: made.TxnLineID, InvoiceLineRet: [{ TxnLineID, ItemRef: null }] },
			],
		});
		expect(error?.message).toContain('Item (InvoiceLineRet.ItemRef) cannot be emptied');
		expect(books.sent('PATCH')).toEqual([]);
	});
});
