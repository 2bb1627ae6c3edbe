import type { IDataObject } from 'n8n-workflow';

import { rewritingProxy } from '../../support/rewritingProxy';
import { byId } from '../../support/sandboxed';
import { FRAMING, INVOICE, named, PAINTING, useBooks, type Row } from './support/books';

const books = useBooks();

describe('Create or Update of a record', () => {
	it('creates it where its key is free, with a GUID, and changes nothing the second time', async () => {
		const first = await books.upsert('invoice', INVOICE);
		expect(first.json[0]).toMatchObject({ RefNumber: '9001', outcome: 'created' });
		expect(books.bodyOf('POST').ExternalGUID).toBeDefined();
		books.bench.sandbox.resetRequests();
		const second = await books.upsert('invoice', INVOICE);
		expect(second.json[0]).toMatchObject({ id: first.json[0].id, outcome: 'unchanged' });
		expect(books.sent('POST')).toHaveLength(0);
		expect(books.sent('PATCH')).toHaveLength(0);
		expect(books.sent('GET')).toHaveLength(1);
	});

	it.each<[string, Row, Row]>([
		['customer', { Name: 'Dockside', Phone: '1', IsActive: true }, { Phone: '2' }],
		[
			'customer',
			{ Name: 'Kitchen', ParentRef: named('blue, dale'), BillAddress: { City: 'Visby' } },
			{ BillAddress: { City: 'Visby', State: 'GO' } },
		],
		['vendor', { Name: 'Dock Supplies', CreditLimit: '1000' }, { CreditLimit: '1000.5' }],
		['employee', { FirstName: 'Nils', LastName: 'Ek' }, { Phone: '3' }],
		[
			'product',
			{
				Name: 'Sanding',
				ItemType: 'ItemService',
				SalesOrPurchase: { Price: '20', AccountRef: named('Construction Income') },
			},
			{ SalesOrPurchase: { Price: '21', AccountRef: named('Construction Income') } },
		],
		['currency', { Name: 'Test Crown', CurrencyCode: 'TCR' }, { CurrencyCode: 'TCX' }],
		['inventorySite', { Name: 'Dock' }, { SiteDesc: 'by the water' }],
		['taxCode', { Name: 'TC', IsTaxable: 'true' }, { IsTaxable: 'false' }],
		['taxRate', { Name: 'Harbour', TaxRate: '5' }, { TaxRate: '5.25' }],
		[
			'bill',
			{
				VendorRef: named('Lew Plumbing'),
				RefNumber: 'B-1',
				ExpenseLineRet: [{ AccountRef: named('Rent'), Amount: '10' }],
			},
			{ Memo: 'checked' },
		],
		[
			'journalEntry',
			{
				RefNumber: 'J-1',
				JournalDebitLine: [{ AccountRef: named('Rent'), Amount: '10' }],
				JournalCreditLine: [{ AccountRef: named('Checking'), Amount: '10' }],
			},
			{
				JournalDebitLine: [{ AccountRef: named('Rent'), Amount: '12' }],
				JournalCreditLine: [{ AccountRef: named('Checking'), Amount: '12' }],
			},
		],
		[
			'inventoryAdjustment',
			{
				AccountRef: named('Rent'),
				RefNumber: 'A-1',
				InventoryAdjustmentLine: [
					{ ItemRef: named('Apples'), QuantityAdjustment: { QuantityDifference: '3' } },
				],
			},
			{
				InventoryAdjustmentLine: [
					{ ItemRef: named('Apples'), QuantityAdjustment: { QuantityDifference: '4' } },
				],
			},
		],
		[
			'creditCardCharge',
			{
				AccountRef: named('CalOil Credit Card'),
				RefNumber: 'C-1',
				ExpenseLineRet: [{ AccountRef: named('Automobile:Fuel'), Amount: '48.10' }],
			},
			{ Memo: 'ferry' },
		],
	])(
		'of %s: creates, updates only what differs, then leaves it alone',
		async (resource, record, change) => {
			expect((await books.upsert(resource, record)).json[0]).toMatchObject({ outcome: 'created' });
			const again = await books.upsert(resource, record);
			expect(again.error).toBeUndefined();
			expect(again.json[0]).toMatchObject({ outcome: 'unchanged' });
			books.bench.sandbox.resetRequests();
			const changed = await books.upsert(resource, { ...record, ...change });
			expect(changed.error).toBeUndefined();
			expect(changed.json[0]).toMatchObject({ outcome: 'updated' });
			expect(Object.keys(books.bodyOf('PATCH'))).toEqual(
				expect.arrayContaining(Object.keys(change)),
			);
			expect(Object.keys(books.bodyOf('PATCH'))).not.toContain('RefNumber');
			const last = await books.upsert(resource, { ...record, ...change });
			expect(last.json[0]).toMatchObject({ id: changed.json[0].id, outcome: 'unchanged' });
		},
	);

	it('of a payment compares what was paid', async () => {
		const invoice = (await books.create('invoice', INVOICE)).json[0];
		const payment = (paid: string) => ({
			CustomerRef: named('Blue, Dale'),
			RefNumber: 'P-1',
			TotalAmount: '200',
			AppliedToTxn: [{ TxnID: invoice.TxnID, PaymentAmount: paid }],
		});
		const outcomes = [];
		for (const paid of ['100', '100.00', '120']) {
			const { json } = await books.upsert('payment', payment(paid));
			outcomes.push(json[0].outcome);
		}
		expect(outcomes).toEqual(['created', 'unchanged', 'updated']);
		const { AppliedToTxn: rows } = await books.only('payments', { RefNumber: 'P-1' });
		expect(rows).toMatchObject([{ Amount: '120.00' }]);
	});

	it('sends only the lines that differ, and takes away those that are not given', async () => {
		const three = [PAINTING, FRAMING, { ItemRef: named('Services'), Quantity: '1', Rate: '60.00' }];
		const { json } = await books.upsert('invoice', { ...INVOICE, InvoiceLineRet: three });
		const [first, second] = json[0].InvoiceLineRet as Row[];
		books.bench.sandbox.resetRequests();
		const wanted = [PAINTING, { ...FRAMING, Quantity: '4' }];
		const updated = await books.upsert('invoice', { ...INVOICE, InvoiceLineRet: wanted });
		expect(books.bodyOf('PATCH').InvoiceLineRet).toEqual([
			{ TxnLineID: first.TxnLineID },
			{ ...FRAMING, Quantity: '4', TxnLineID: second.TxnLineID },
		]);
		expect(updated.json[0].InvoiceLineRet).toHaveLength(2);
	});

	it('tells what only a new record takes', async () => {
		const bill = await books.only('bills', { RefNumber: '7764' });
		const check = {
			PayeeEntityRef: named('Timberloft Lumber'),
			BankAccountRef: named('Checking'),
			RefNumber: 'K-1',
			AppliedToTxn: [{ TxnID: bill.TxnID, PaymentAmount: '5.00' }],
		};
		await books.upsert('billPaymentCheck', check);
		const { hints, json } = await books.upsert('billPaymentCheck', {
			...check,
			APAccountRef: named('Rent'),
		});
		expect(json[0]).toMatchObject({ outcome: 'unchanged' });
		expect(hints.map(({ message }) => message).join()).toContain(
			'Create or Update sets APAccountRef on a new bill payment (check) only',
		);
	});

	it('of a time activity goes by its id: without one it is new', async () => {
		const record = { EntityRef: named('Dan T. Miller'), Duration: '480', TxnDate: '2026-01-05' };
		const { json } = await books.upsert('timeActivity', record);
		expect(json[0]).toMatchObject({ outcome: 'created' });
		const TxnID = json[0].TxnID;
		const same = await books.upsert('timeActivity', { ...record, TxnID });
		expect(same.json[0]).toMatchObject({ TxnID, outcome: 'unchanged' });
		const longer = await books.upsert('timeActivity', { ...record, TxnID, Duration: '500' });
		expect(longer.json[0]).toMatchObject({ TxnID, outcome: 'updated' });
		const { error } = await books.upsert('timeActivity', { ...record, TxnID: '1-1484947875' });
		expect(error?.message).toContain('There is no time activity with ID 1-1484947875');
	});
});

describe('Create or Update of several items', () => {
	it('makes equal ones once: the second finds what the first made', async () => {
		const { json } = await books.write({
			resource: 'customer',
			operation: 'upsert',
			records: [{ Name: 'Dockside' }, { Name: 'DOCKSIDE' }, { Name: 'Dockside', Phone: '1' }],
		});
		expect(json.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged', 'updated']);
		expect(new Set(json.map(({ id }) => id)).size).toBe(1);
	});

	it('asks one filter for each', async () => {
		const names = ['Baker, Chris', 'Blue, Dale', 'Smallson, Fran'];
		const { json } = await books.write({
			resource: 'customer',
			operation: 'upsert',
			records: names.map((Name) => ({ Name })),
		});
		expect(json.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(books.sent('GET').map(({ query }) => query.where)).toEqual(
			names.map((name) => `FullName = '${name}'`),
		);
	});
});

describe('Create or Update of equal items', () => {
	const twice = async (options = {}) =>
		await books.write({
			resource: 'invoice',
			operation: 'upsert',
			records: [INVOICE, { ...INVOICE, Memo: 'second' }],
			parameters: { options },
			settings: { onError: 'continueRegularOutput' },
		});

	it('changes what the first made although the list does not show it yet', async () => {
		books.fault('POST', { kind: 'listedLate', delayMs: 60_000 });
		const { json } = await twice();
		expect(json.map(({ outcome }) => outcome)).toEqual(['created', 'updated']);
		expect(json[1]).toMatchObject({ id: json[0].id, Memo: 'second' });
		expect(books.sent('POST')).toHaveLength(1);
	});

	it('does not create what an earlier item may have created', async () => {
		books.fault('POST', { kind: 'drop' });
		const { outputs } = await twice();
		const messages = outputs[0].map(({ error }) => error?.message.split('\n')[0]);
		expect(messages).toEqual([
			"Outcome unknown: look for an invoice with RefNumber '9001' before creating it again",
			"Outcome unknown: look for an invoice with RefNumber '9001' before creating it again",
		]);
		expect(books.sent('POST')).toHaveLength(1);
	});
});

describe('Create or Update where the list is not as it should be', () => {
	it('writes nothing where the list leads in a circle', async () => {
		const { sandbox } = books.bench;
		sandbox.addFault({ method: 'GET', path: '/hubs/**', fault: { kind: 'cursorLoop' } });
		// A list that leaves the filter out of account.
		const proxy = await rewritingProxy(sandbox.url, (body, _method, path) =>
			path.endsWith('/invoices') && Array.isArray(body) ? [{ TxnID: '1-1484947875' }] : body,
		);
		const { error } = await books.bench.run({
			credential: books.bench.credential({ baseUrl: proxy.url }),
			items: [{ record: { ...INVOICE, RefNumber: '101' } as IDataObject }],
			parameters: {
				resource: 'invoice',
				operation: 'upsert',
				instanceId: byId(books.instanceId),
				fieldsMode: 'json',
				recordJson: '={{ $json.record }}',
			},
		});
		await proxy.close();
		expect(error?.message).toContain('The list of invoices could not be read to its end: ');
		expect(books.sent('POST')).toHaveLength(0);
	});

	it('reads all of a list that takes no filter and is not known to', async () => {
		const charge = {
			AccountRef: named('CalOil Credit Card'),
			RefNumber: 'C-1',
			ExpenseLineRet: [{ AccountRef: named('Automobile:Fuel'), Amount: '48.10' }],
		};
		await books.upsert('creditCardCharge', charge);
		books.fault('GET', { kind: 'status', status: 400, message: 'Invalid where clause' });
		const { json } = await books.upsert('creditCardCharge', charge);
		expect(json[0]).toMatchObject({ outcome: 'unchanged' });
	});
});

describe('Create or Update that loses an answer', () => {
	it('adopts what it created', async () => {
		books.fault('POST', { kind: 'drop', when: 'after' });
		const { json } = await books.upsert('invoice', INVOICE);
		expect(json[0]).toMatchObject({ outcome: 'created', recovered: true });
		await books.only('invoices', { RefNumber: '9001' });
	});

	it('goes by a name that is there once only where the service gives no GUID', async () => {
		const proxy = await rewritingProxy(books.bench.sandbox.url, (body) =>
			Array.isArray(body)
				? body.map(({ ExternalGUID, ...rest }) => (void ExternalGUID, rest))
				: body,
		);
		books.fault('POST', { kind: 'emptyBody' });
		const { json } = await books.bench.run({
			credential: books.bench.credential({ baseUrl: proxy.url }),
			items: [{ record: { Name: 'Dockside', Phone: '1' } }],
			parameters: {
				resource: 'customer',
				operation: 'upsert',
				instanceId: byId(books.instanceId),
				fieldsMode: 'json',
				recordJson: '={{ $json.record }}',
			},
		});
		await proxy.close();
		const { id } = await books.only('customers', { Name: 'Dockside' });
		expect(json[0]).toMatchObject({ id, recovered: true });
		expect(books.sent('POST')).toHaveLength(1);
	});

	it('adds lines once', async () => {
		await books.upsert('invoice', INVOICE);
		books.fault('PATCH', { kind: 'drop', when: 'after' });
		const InvoiceLineRet = [PAINTING, FRAMING, PAINTING];
		const { json } = await books.upsert('invoice', { ...INVOICE, InvoiceLineRet });
		expect(json[0]).toMatchObject({ outcome: 'updated' });
		expect(json[0].InvoiceLineRet).toHaveLength(3);
	});
});

describe('Create or Update beside somebody else', () => {
	it('makes each name once where two runs want the same ones at once', async () => {
		const records = Array.from({ length: 8 }, (_, index) => ({ Name: `Berth ${index}` }));
		const run = async () =>
			await books.write({ resource: 'customer', operation: 'upsert', records });
		const runs = await Promise.all([run(), run()]);
		const both = runs.map(({ json }) => json.map(({ id, outcome }) => ({ id, outcome })));
		records.forEach(({ Name }, index) => {
			const outcomes = both.map((json) => json[index].outcome).sort();
			expect([Name, outcomes]).toEqual([Name, ['created', 'unchanged']]);
			expect(both[0][index].id).toBe(both[1][index].id);
		});
		const made = (await books.all('customers')).filter(({ Name }) => /^Berth/.test(String(Name)));
		expect(made).toHaveLength(records.length);
	});

	it('brings a record that changed in between to what was given', async () => {
		await books.upsert('invoice', INVOICE);
		books.fault('PATCH', { kind: 'staleSequence', change: { Memo: 'by somebody else' } });
		const { json } = await books.upsert('invoice', { ...INVOICE, PONumber: '77' });
		expect(json[0]).toMatchObject({ outcome: 'updated', PONumber: '77', Memo: 'by somebody else' });
	});

	it('updates where the name was taken in between', async () => {
		const { sandbox } = books.bench;
		// The first look finds nothing, as it came too early.
		sandbox.addFault({
			method: 'GET',
			path: '/hubs/**',
			times: 1,
			fault: { kind: 'status', status: 404, message: 'No customers found' },
		});
		const { json } = await books.upsert('customer', { Name: 'blue, dale', Phone: '7' });
		expect(json[0]).toMatchObject({ Name: 'Blue, Dale', Phone: '7', outcome: 'updated' });
		expect(books.sent('POST')).toHaveLength(1);
	});
});
