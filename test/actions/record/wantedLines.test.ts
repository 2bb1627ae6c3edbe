import { INVOICE, named, PAINTING, useBooks, type Row } from './support/books';

const books = useBooks();

const KRISTY = { CustomerRef: named('Baker, Chris'), BillableStatus: 'Billable' };

const BILL = {
	VendorRef: named('Lew Plumbing'),
	RefNumber: 'L-1',
	ExpenseLineRet: [
		{ AccountRef: named('Automobile'), Amount: '100.00', ...KRISTY },
		{ AccountRef: named('Rent'), Amount: '200.00' },
	],
};

/** The lines of the one bill. */
async function billLines(): Promise<Row[]> {
	return (await books.only('bills', { RefNumber: 'L-1' })).ExpenseLineRet as Row[];
}

const shown = (rows: Row[]) =>
	rows.map(({ AccountRef, Amount, BillableStatus }) => [
		(AccountRef as Row).FullName,
		Amount,
		BillableStatus,
	]);

const writes = () => [...books.sent('POST'), ...books.sent('PATCH')];

describe('A row of Create or Update stands for the line', () => {
	it('of its account, wherever that stands, and takes over nothing of another one', async () => {
		await books.create('bill', BILL);
		const before = await billLines();
		const row = { AccountRef: named('rent'), Amount: '250.00' };
		const { json } = await books.upsert('bill', { ...BILL, ExpenseLineRet: [row] });
		expect(json[0].outcome).toBe('updated');
		const after = await billLines();
		expect(shown(after)).toEqual([['Rent', '250.00', undefined]]);
		expect(after[0].TxnLineID).toBe(before[1].TxnLineID);
	});

	it('of its account in another order, which is no change', async () => {
		await books.create('bill', BILL);
		books.bench.sandbox.resetRequests();
		const turned = [...BILL.ExpenseLineRet].reverse();
		const { json } = await books.upsert('bill', { ...BILL, ExpenseLineRet: turned });
		expect(json[0].outcome).toBe('unchanged');
		expect(writes()).toEqual([]);
	});

	it('of its item: one with another item is new, and the line that no row names goes', async () => {
		await books.create('invoice', INVOICE);
		const rows = [{ ItemRef: named('Services'), Quantity: '1', Rate: '9.00' }, PAINTING];
		await books.upsert('invoice', { ...INVOICE, InvoiceLineRet: rows });
		const sent = books.bodyOf('PATCH').InvoiceLineRet as Row[];
		expect(sent[0]).toEqual({ ...rows[0], TxnLineID: '-1' });
		expect(Object.keys(sent[1])).toEqual(['TxnLineID']);
		const { InvoiceLineRet: lines } = await books.only('invoices', { RefNumber: '9001' });
		expect((lines as Row[]).map(({ ItemRef }) => (ItemRef as Row).FullName)).toEqual([
			'Services',
			'Painting',
		]);
	});

	it('whose ID it names, also with another account', async () => {
		await books.create('bill', BILL);
		const [first, second] = await billLines();
		const rows = [
			{ TxnLineID: first.TxnLineID },
			{ TxnLineID: second.TxnLineID, AccountRef: named('Checking'), Amount: '1.00' },
		];
		await books.upsert('bill', { ...BILL, ExpenseLineRet: rows });
		expect(shown(await billLines())).toEqual([
			['Automobile', '100.00', 'Billable'],
			['Checking', '1.00', undefined],
		]);
	});

	it('that it cannot be told from others, which is refused with their IDs', async () => {
		const twice = [
			{ AccountRef: named('Rent'), Amount: '1.00', ...KRISTY },
			{ AccountRef: named('Rent'), Amount: '2.00' },
		];
		await books.create('bill', { ...BILL, ExpenseLineRet: twice });
		const lines = await billLines();
		books.bench.sandbox.resetRequests();
		const row = { AccountRef: named('Rent'), Amount: '3.00' };
		const { error } = await books.upsert('bill', { ...BILL, ExpenseLineRet: [row] });
		const ids = lines.map(({ TxnLineID }) => String(TxnLineID)).join(', ');
		expect(error?.message).toBe(
			`Expense Lines: several lines of this bill have the same AccountRef as a row that was given: ${ids}`,
		);
		expect(writes()).toEqual([]);
		const clear = { ...row, TxnLineID: lines[1].TxnLineID };
		await books.upsert('bill', { ...BILL, ExpenseLineRet: [clear] });
		expect(shown(await billLines())).toEqual([['Rent', '3.00', undefined]]);
	});

	it.each(['upsert', 'merge', 'replace'])('of the record only: %s', async (how) => {
		const { json } = await books.create('bill', BILL);
		books.bench.sandbox.resetRequests();
		const row = { TxnLineID: '1F-1484947875', AccountRef: named('Rent'), Amount: '5.00' };
		const change = { ...BILL, ExpenseLineRet: [row] };
		const { error } =
			how === 'upsert'
				? await books.upsert('bill', change)
				: await books.update('bill', json[0].TxnID, change, { lineMode: how });
		expect(error?.message).toBe('Expense Lines: this bill has no line 1F-1484947875 (TxnLineID)');
		expect(writes()).toEqual([]);
	});
});

describe('What Create or Update cannot compare', () => {
	it('is a counted stock, which is named and writes nothing', async () => {
		const count = (NewQuantity: string) => ({
			AccountRef: named('Rent'),
			RefNumber: 'A-1',
			InventoryAdjustmentLine: [{ ItemRef: named('Apples'), QuantityAdjustment: { NewQuantity } }],
		});
		expect((await books.upsert('inventoryAdjustment', count('7'))).json[0].outcome).toBe('created');
		const { json } = await books.upsert('inventoryAdjustment', count('8'));
		expect(json[0]).toMatchObject({
			outcome: 'unchanged',
			notCompared: ['InventoryAdjustmentLine.QuantityAdjustment'],
		});
	});

	it('is a product of another type, which is refused', async () => {
		const price = { SalesOrPurchase: { Price: '20', AccountRef: named('Construction Income') } };
		await books.upsert('product', { Name: 'Sanding', ItemType: 'ItemService', ...price });
		books.bench.sandbox.resetRequests();
		const { error } = await books.upsert('product', {
			Name: 'sanding',
			ItemType: 'ItemNonInventory',
			...price,
		});
		expect(error?.message).toBe(
			"The product 'Sanding' is there already as Service (ItemService), and this item gives Item Type (ItemType) ItemNonInventory",
		);
		expect(writes()).toEqual([]);
	});

	it('is what answers never show, on a record and on its lines', async () => {
		const line = { ...PAINTING, OverrideItemAccountRef: named('Construction Income') };
		const invoice = { ...INVOICE, InvoiceLineRet: [line] };
		await books.upsert('invoice', invoice);
		const first = await books.upsert('invoice', invoice);
		expect(first.json[0]).toMatchObject({
			outcome: 'unchanged',
			notCompared: ['InvoiceLineRet.OverrideItemAccountRef'],
		});
		await books.upsert('invoice', { ...invoice, InvoiceLineRet: [{ ...line, Quantity: '3' }] });
		const [sent] = books.bodyOf('PATCH').InvoiceLineRet as Row[];
		expect(sent).toMatchObject({ OverrideItemAccountRef: named('Construction Income') });
	});
});

describe('Null in Record JSON', () => {
	it.each(['upsert', 'update'])(
		'empties a text, a date, an amount and a reference: %s',
		async (how) => {
			const { json } = await books.create('customer', {
				Name: 'Dockside',
				Phone: '1',
				CreditLimit: '100.00',
				JobStartDate: '2026-01-05',
				TermsRef: named('Net 30'),
				BillAddress: { Addr1: 'Quay', Addr2: 'Shed', City: 'Visby' },
			});
			const change = {
				Phone: null,
				CreditLimit: null,
				JobStartDate: null,
				TermsRef: null,
				BillAddress: { Addr1: 'Quay', Addr2: null, City: 'Visby' },
			};
			const { error } =
				how === 'upsert'
					? await books.upsert('customer', { Name: 'Dockside', ...change })
					: await books.update('customer', json[0].ListID, change);
			expect(error).toBeUndefined();
			const record = await books.only('customers', { Name: 'Dockside' });
			for (const name of ['Phone', 'CreditLimit', 'JobStartDate', 'TermsRef']) {
				expect([name, record[name]]).toEqual([name, undefined]);
			}
			expect(record.BillAddress).toEqual({ Addr1: 'Quay', City: 'Visby' });
			const again = await books.upsert('customer', { Name: 'Dockside', ...change });
			expect(again.json[0].outcome).toBe('unchanged');
		},
	);
});
