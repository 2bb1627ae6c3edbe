import { INVOICE, named, PAINTING, useBooks, type Row } from './support/books';

const books = useBooks();

const RENT = [{ AccountRef: named('Rent'), Amount: '12.50' }];
const LUMBER = [{ ItemRef: named('Apples'), Quantity: '2', Cost: '3.00' }];

/** Numbers that somebody else gave: two parties may have given the same one. */
const GIVEN_BY_OTHERS: Array<[resource: string, path: string, one: Row, other: Row]> = [
	[
		'bill',
		'bills',
		{ VendorRef: named('Lew Plumbing'), ExpenseLineRet: RENT },
		{ VendorRef: named('Timberloft Lumber') },
	],
	[
		'vendorCredit',
		'vendor-credits',
		{ VendorRef: named('Lew Plumbing'), ExpenseLineRet: RENT },
		{ VendorRef: named('Timberloft Lumber') },
	],
	[
		'itemReceipt',
		'item-receipts',
		{ VendorRef: named('Lew Plumbing'), ItemLine: LUMBER },
		{ VendorRef: named('Timberloft Lumber') },
	],
	[
		'payment',
		'payments',
		{ CustomerRef: named('Baker, Chris'), TotalAmount: '5.00', IsAutoApply: true },
		{ CustomerRef: named('Blue, Dale') },
	],
	[
		'creditCardCharge',
		'creditcard-charges',
		{
			AccountRef: named('CalOil Credit Card'),
			PayeeEntityRef: named('Lew Plumbing'),
			ExpenseLineRet: RENT,
		},
		{ PayeeEntityRef: named('Timberloft Lumber') },
	],
	[
		'creditCardCredit',
		'creditcard-credits',
		{
			AccountRef: named('CalOil Credit Card'),
			PayeeEntityRef: named('Lew Plumbing'),
			ExpenseLineRet: RENT,
		},
		{ PayeeEntityRef: named('Timberloft Lumber') },
	],
];

/** Numbers that the company gives, each once. */
const GIVEN_BY_COMPANY: Array<[resource: string, path: string, one: Row, other: Row]> = [
	[
		'invoice',
		'invoices',
		{ CustomerRef: named('Blue, Dale'), InvoiceLineRet: [PAINTING] },
		{ CustomerRef: named('Baker, Chris') },
	],
	[
		'creditMemo',
		'credit-memos',
		{ CustomerRef: named('Blue, Dale'), CreditMemoLine: [PAINTING] },
		{ CustomerRef: named('Baker, Chris') },
	],
	[
		'salesReceipt',
		'sales-receipts',
		{ CustomerRef: named('Blue, Dale'), SalesReceiptLine: [PAINTING] },
		{ CustomerRef: named('Baker, Chris') },
	],
	[
		'salesOrder',
		'sales-orders',
		{ CustomerRef: named('Blue, Dale'), SalesOrderLine: [PAINTING] },
		{ CustomerRef: named('Baker, Chris') },
	],
	[
		'purchaseOrder',
		'purchase-orders',
		{
			VendorRef: named('Lew Plumbing'),
			PurchaseOrderLineRet: [{ ItemRef: named('Apples'), Quantity: '2', Rate: '3.00' }],
		},
		{ VendorRef: named('Timberloft Lumber') },
	],
];

const NUMBER = { RefNumber: 'INV-1001' };

describe('A number that others gave', () => {
	it.each(GIVEN_BY_OTHERS)(
		'of %s is matched within its party',
		async (resource, path, one, other) => {
			const mine = { ...one, ...NUMBER };
			const theirs = { ...one, ...other, ...NUMBER };
			const first = await books.upsert(resource, mine);
			expect(first.error).toBeUndefined();
			expect(first.json[0].outcome).toBe('created');
			const second = await books.upsert(resource, theirs);
			expect(second.json[0].outcome).toBe('created');
			const again = await books.upsert(resource, { ...mine, Memo: 'mine' });
			expect(again.json[0]).toMatchObject({ outcome: 'updated', TxnID: first.json[0].TxnID });
			const unchanged = await books.upsert(resource, theirs);
			expect(unchanged.json[0]).toMatchObject({
				outcome: 'unchanged',
				TxnID: second.json[0].TxnID,
			});
			const [member, party] = Object.entries(one)[0] as [string, Row];
			const held = (await books.all(path)).filter(({ RefNumber }) => RefNumber === 'INV-1001');
			expect(held.map((record) => [record[member], record.Memo])).toEqual([
				[expect.objectContaining(party), 'mine'],
				[expect.objectContaining({ ...party, ...(other[member] ?? {}) }), undefined],
			]);
		},
	);

	it('of a bill payment is matched within payee and account', async () => {
		const bill = await books.only('bills', { RefNumber: '7764' });
		const check = (account: string) => ({
			PayeeEntityRef: named('Timberloft Lumber'),
			BankAccountRef: named(account),
			RefNumber: 'K-1',
			AppliedToTxn: [{ TxnID: bill.TxnID, PaymentAmount: '5.00' }],
		});
		const outcomes = [];
		for (const account of ['Checking', 'Savings', 'checking']) {
			outcomes.push((await books.upsert('billPaymentCheck', check(account))).json[0].outcome);
		}
		expect(outcomes).toEqual(['created', 'created', 'unchanged']);
	});

	it('of a card charge is matched within the account too', async () => {
		const charge = (account: string) => ({
			AccountRef: named(account),
			PayeeEntityRef: named('Lew Plumbing'),
			RefNumber: 'C-7',
			ExpenseLineRet: RENT,
		});
		const first = await books.upsert('creditCardCharge', charge('CalOil Credit Card'));
		const second = await books.upsert('creditCardCharge', charge('QuickBooks Credit Card'));
		expect([first, second].map(({ json }) => json[0].outcome)).toEqual(['created', 'created']);
	});

	it('is not guessed where the item names nobody', async () => {
		const [, , one] = GIVEN_BY_OTHERS[4];
		await books.upsert('creditCardCharge', { ...one, ...NUMBER });
		const { PayeeEntityRef, ...nobody } = one;
		void PayeeEntityRef;
		books.bench.sandbox.resetRequests();
		const { error } = await books.upsert('creditCardCharge', { ...nobody, ...NUMBER });
		expect(error?.message).toMatch(
			/^The RefNumber 'INV-1001' belongs to the credit card charge \S+ of 'Lew Plumbing'$/,
		);
		expect(error?.description).toContain('Fill in Payee (PayeeEntityRef)');
		expect([...books.sent('POST'), ...books.sent('PATCH')]).toEqual([]);
	});

	it('is found among many of other parties', async () => {
		const vendors = Array.from({ length: 25 }, (_, index) => `Vendor ${index}`);
		for (const Name of vendors) await books.create('vendor', { Name });
		const bill = (vendor: string) => ({
			VendorRef: named(vendor),
			RefNumber: '1',
			ExpenseLineRet: RENT,
		});
		await books.write({ resource: 'bill', operation: 'create', records: vendors.map(bill) });
		const { json } = await books.upsert('bill', bill('vendor 24'));
		expect(json[0].outcome).toBe('unchanged');
	});
});

describe('A number that the company gave', () => {
	it.each(GIVEN_BY_COMPANY)('of %s belongs to one party', async (resource, path, one, other) => {
		const first = await books.upsert(resource, { ...one, ...NUMBER });
		expect(first.error).toBeUndefined();
		const before = await books.all(path);
		books.bench.sandbox.resetRequests();
		const { error } = await books.upsert(resource, { ...one, ...other, ...NUMBER });
		const [party] = Object.values(one) as [Row];
		expect(error?.message).toContain(
			`${String(first.json[0].TxnID)} of '${String(party.FullName)}'`,
		);
		expect(error?.message).toContain("The RefNumber 'INV-1001' belongs to the ");
		expect([...books.sent('POST'), ...books.sent('PATCH')]).toEqual([]);
		expect(await books.all(path)).toEqual(before);
		const same = await books.upsert(resource, { ...one, ...NUMBER, Memo: 'same' });
		expect(same.json[0]).toMatchObject({ outcome: 'updated', TxnID: first.json[0].TxnID });
	});

	it('goes to the first item of a run that gives it', async () => {
		books.fault('POST', { kind: 'listedLate', delayMs: 60_000 });
		const { json, outputs } = await books.write({
			resource: 'invoice',
			operation: 'upsert',
			records: [INVOICE, { ...INVOICE, CustomerRef: named('Baker, Chris') }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(json[0].outcome).toBe('created');
		expect(outputs[0][1].error?.message).toContain("of 'Blue, Dale'");
		expect(books.sent('POST')).toHaveLength(1);
	});
});
