import { INVOICE, FRAMING, named, PAINTING, useBooks, type Row } from './support/books';

const books = useBooks();

const linesOf = (record: Row, key = 'InvoiceLineRet') => record[key] as Row[];

/** The invoice of two lines. */
async function newInvoice(): Promise<Row> {
	const { json } = await books.create('invoice', INVOICE);
	books.bench.sandbox.resetRequests();
	return json[0];
}

describe('Update of a record', () => {
	it('reads it once and sends its EditSequence with what was given', async () => {
		const { ListID, EditSequence } = await books.only('customers', { Name: 'Blue, Dale' });
		const { json } = await books.update('customer', ListID, { Phone: '555-0100' });
		expect(books.bodyOf('PATCH')).toEqual({ Phone: '555-0100', EditSequence });
		expect(books.sent('GET')).toHaveLength(1);
		expect(json[0]).toMatchObject({ Name: 'Blue, Dale', Phone: '555-0100' });
	});

	it('clears what is given as empty', async () => {
		const { ListID } = await books.only('customers', { Name: 'Blue, Dale' });
		await books.update('customer', ListID, { Phone: '' });
		expect((await books.only('customers', { ListID })).Phone).toBeUndefined();
	});

	it('fills in what QuickBooks wants in every update', async () => {
		const product = await books.only('products', { FullName: 'Painting' });
		await books.update('product', product.ListID, { Name: 'Painting walls' });
		expect(books.bodyOf('PATCH')).toMatchObject({ ItemType: 'ItemService' });
		const { json } = await books.create('timeActivity', {
			EntityRef: named('Dan T. Miller'),
			Duration: 'PT8H00M',
		});
		books.bench.sandbox.resetRequests();
		const { error } = await books.update('timeActivity', json[0].TxnID, { Notes: 'on site' });
		expect(error).toBeUndefined();
		expect(books.bodyOf('PATCH')).toMatchObject({ Duration: 'PT8H00M', Notes: 'on site' });
	});

	it.each<[string, Row]>([
		['nothing', {}],
		['only an EditSequence', { EditSequence: '1' }],
		['only an empty list of lines', { InvoiceLineRet: [] }],
	])('is refused before any request where it changes nothing: %s', async (_, record) => {
		const { error } = await books.update('invoice', '1-1484947875', record);
		expect(error?.message).toContain('Nothing to change');
		expect(books.bench.sandbox.requests).toHaveLength(0);
	});

	it('says which record is not there', async () => {
		const { error } = await books.update('invoice', '1-1484947875', { Memo: 'x' });
		expect(error?.message).toContain('There is no invoice with ID 1-1484947875');
	});
});

describe('Update of a record that changed in the meantime', () => {
	it('is sent once more with the fresh EditSequence', async () => {
		const { TxnID } = await newInvoice();
		books.fault('PATCH', { kind: 'staleSequence', change: { Memo: 'by somebody else' } });
		const { json } = await books.update('invoice', TxnID, { PONumber: '77' });
		expect(json[0]).toMatchObject({ PONumber: '77', Memo: 'by somebody else' });
		expect(books.sent('PATCH')).toHaveLength(2);
		expect(books.sent('GET')).toHaveLength(2);
	});

	it('merges its lines into the fresh ones: a line that came in between stays', async () => {
		const { TxnID, InvoiceLineRet } = await newInvoice();
		const [first, second] = InvoiceLineRet as Row[];
		const theirs = [
			{ TxnLineID: first.TxnLineID },
			{ TxnLineID: second.TxnLineID },
			{ TxnLineID: '-1', ItemRef: named('Services'), Quantity: '1' },
		];
		books.fault('PATCH', { kind: 'staleSequence', change: { InvoiceLineRet: theirs } });
		const { json } = await books.update('invoice', TxnID, {
			InvoiceLineRet: [{ TxnLineID: first.TxnLineID, Quantity: '5' }, FRAMING],
		});
		const lines = linesOf(json[0]).map(({ ItemRef, Quantity }) => [
			(ItemRef as Row).FullName,
			Quantity,
		]);
		expect(lines).toEqual([
			['Painting', '5'],
			['Framing', '3'],
			['Services', '1'],
			['Framing', '3'],
		]);
	});

	it('is not sent a third time', async () => {
		const { TxnID } = await newInvoice();
		books.fault('PATCH', { kind: 'staleSequence' }, { times: 2 });
		const { error } = await books.update('invoice', TxnID, { PONumber: '77' });
		expect(error?.message).toContain('Somebody changed the record in the meantime');
		expect(books.sent('PATCH')).toHaveLength(2);
	});

	it("is not sent again where the EditSequence is the user's", async () => {
		const { TxnID } = await newInvoice();
		const { error } = await books.update('invoice', TxnID, { PONumber: '77', EditSequence: '12' });
		expect(error?.message).toContain('Somebody changed the record');
		expect(books.bodyOf('PATCH')).toMatchObject({ EditSequence: '12' });
	});
});

describe('Update of a record whose answer is lost', () => {
	it('is repeated: the EditSequence lets it happen once', async () => {
		const { TxnID } = await newInvoice();
		books.fault('PATCH', { kind: 'drop', when: 'after' });
		const { json } = await books.update('invoice', TxnID, { PONumber: '77' });
		expect(json[0]).toMatchObject({ PONumber: '77' });
	});

	it('ends as unknown where it adds lines: they might come twice', async () => {
		const { TxnID } = await newInvoice();
		books.fault('PATCH', { kind: 'drop', when: 'after' });
		const { error } = await books.update('invoice', TxnID, { InvoiceLineRet: [PAINTING] });
		expect(error?.message).toBe(
			`Outcome unknown: look at invoice ${String(TxnID)} before updating it again`,
		);
		expect(error?.description).not.toContain('Nothing was changed');
		expect(linesOf(await books.only('invoices', { TxnID }))).toHaveLength(3);
		expect(books.sent('PATCH')).toHaveLength(2);
	});

	it('ends as unknown where it adds lines and there is no attempt left', async () => {
		const { TxnID } = await newInvoice();
		books.fault('PATCH', { kind: 'drop', when: 'after' });
		const { error } = await books.update(
			'invoice',
			TxnID,
			{ InvoiceLineRet: [PAINTING] },
			{ options: { maxAttempts: 1 } },
		);
		expect(error?.message).toContain('Outcome unknown');
	});

	it('adds its lines once where the first attempt had no effect', async () => {
		const { TxnID } = await newInvoice();
		books.fault('PATCH', { kind: 'drop' });
		const { json } = await books.update('invoice', TxnID, { InvoiceLineRet: [PAINTING] });
		expect(linesOf(json[0])).toHaveLength(3);
	});
});

describe('Lines of an update', () => {
	it('are not sent where none was given', async () => {
		const { TxnID } = await newInvoice();
		await books.update('invoice', TxnID, { Memo: 'x' });
		expect(Object.keys(books.bodyOf('PATCH')).sort()).toEqual(['EditSequence', 'Memo']);
	});

	it('are merged unless they are to replace the others', async () => {
		const { TxnID, InvoiceLineRet } = await newInvoice();
		const [first, second] = InvoiceLineRet as Row[];
		const change = { InvoiceLineRet: [{ TxnLineID: second.TxnLineID, Quantity: '9' }] };
		const merged = await books.update('invoice', TxnID, change);
		expect(linesOf(merged.json[0]).map(({ TxnLineID: id, Quantity }) => [id, Quantity])).toEqual([
			[first.TxnLineID, '2'],
			[second.TxnLineID, '9'],
		]);
		expect(linesOf(books.bodyOf('PATCH'))[0]).toEqual({ TxnLineID: first.TxnLineID });
		const replaced = await books.update('invoice', TxnID, change, { lineMode: 'replace' });
		expect(linesOf(replaced.json[0]).map(({ TxnLineID: id }) => id)).toEqual([second.TxnLineID]);
	});

	it('of other kinds stay, and go where they are to be replaced', async () => {
		const { json } = await books.create('bill', {
			VendorRef: named('Lew Plumbing'),
			ItemLineRet: [{ ItemRef: named('Lumber'), Quantity: '2', Cost: '4.00' }],
			ExpenseLineRet: [{ AccountRef: named('Rent'), Amount: '10.00' }],
		});
		const { TxnID } = json[0];
		const more = { ExpenseLineRet: [{ AccountRef: named('Utilities'), Amount: '5.00' }] };
		const merged = await books.update('bill', TxnID, more);
		expect(linesOf(merged.json[0], 'ItemLineRet')).toHaveLength(1);
		expect(linesOf(merged.json[0], 'ExpenseLineRet')).toHaveLength(2);
		const replaced = await books.update('bill', TxnID, more, { lineMode: 'replace' });
		expect(replaced.json[0].ItemLineRet).toBeUndefined();
		expect(linesOf(replaced.json[0], 'ExpenseLineRet')).toHaveLength(1);
	});

	it('keep what was paid when a payment is applied to one more invoice', async () => {
		const invoices = [
			await newInvoice(),
			(await books.create('invoice', { ...INVOICE, RefNumber: '9002' })).json[0],
		];
		const [one, two] = invoices.map(({ TxnID }) => TxnID);
		const { json } = await books.create('payment', {
			CustomerRef: named('Blue, Dale'),
			TotalAmount: '300.00',
			AppliedToTxn: [{ TxnID: one, PaymentAmount: '100.00' }],
		});
		const updated = await books.update('payment', json[0].TxnID, {
			AppliedToTxn: [{ TxnID: two, PaymentAmount: '50.00' }],
		});
		expect(linesOf(updated.json[0], 'AppliedToTxn')).toMatchObject([
			{ TxnID: one, Amount: '100.00' },
			{ TxnID: two, Amount: '50.00' },
		]);
	});

	it('that are named twice are refused before any request', async () => {
		const row = { TxnLineID: '1-1484947875', Quantity: '1' };
		const { error } = await books.update('invoice', '1-1484947875', { InvoiceLineRet: [row, row] });
		expect(error?.message).toContain('Line 1-1484947875 is named more than once');
		expect(books.bench.sandbox.requests).toHaveLength(0);
	});
});

describe('Update of a journal entry', () => {
	const line = (account: string, Amount: string) => ({ AccountRef: named(account), Amount });

	async function newEntry(): Promise<Row> {
		const { json } = await books.create('journalEntry', {
			JournalDebitLine: [line('Rent', '60.00'), line('Utilities', '40.00')],
			JournalCreditLine: [line('Checking', '100.00')],
		});
		books.bench.sandbox.resetRequests();
		return json[0];
	}

	it('counts the lines that it does not name, and sends nothing that is out of balance', async () => {
		const { TxnID, JournalDebitLine } = await newEntry();
		const [rent] = JournalDebitLine as Row[];
		const { error } = await books.update('journalEntry', TxnID, {
			JournalDebitLine: [{ TxnLineID: rent.TxnLineID, Amount: '70.10' }],
		});
		expect(error?.message).toContain('add up to 110.10');
		expect(error?.message).toContain('differ by 10.10');
		expect(books.sent('PATCH')).toHaveLength(0);
	});

	it('goes through where both sides are equal again', async () => {
		const { TxnID, JournalDebitLine, JournalCreditLine } = await newEntry();
		const [rent] = JournalDebitLine as Row[];
		const [checking] = JournalCreditLine as Row[];
		const { json } = await books.update('journalEntry', TxnID, {
			JournalDebitLine: [{ TxnLineID: rent.TxnLineID, Amount: '70.10' }],
			JournalCreditLine: [{ TxnLineID: checking.TxnLineID, Amount: '110.10' }],
		});
		expect(linesOf(json[0], 'JournalDebitLine').map(({ Amount }) => Amount)).toEqual([
			'70.10',
			'40.00',
		]);
	});
});
