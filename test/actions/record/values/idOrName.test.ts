import { named, useBooks } from '../support/books';

const books = useBooks();

const NAME = '10-1002000000';

const mapped = (CustomerRef: string, item: string, RefNumber: string) =>
	({
		fieldsMode: 'mapped',
		fields: { mappingMode: 'defineBelow', value: { CustomerRef, RefNumber }, schema: [] },
		lines: { itemLines: [{ item, quantity: '1', rate: '2.00' }] },
	}) as never;

describe('A name in the form of an ID', () => {
	it.each(['create', 'upsert'] as const)('is taken for what exists: %s', async (operation) => {
		await books.create('product', {
			Name: NAME,
			ItemType: 'ItemService',
			SalesOrPurchase: { Price: '1.00', AccountRef: named('Construction Income') },
		});
		const customer = await books.create('customer', { Name: NAME });
		const write = async (name: string) =>
			await books.write({
				resource: 'invoice',
				operation,
				records: [{}],
				parameters: mapped(name, NAME, 'N-5'),
			});
		const { json, error } = await write(NAME);
		expect(error?.message).toBeUndefined();
		expect(json[0]).toMatchObject({
			CustomerRef: { ListID: customer.json[0].ListID, FullName: NAME },
			InvoiceLineRet: [{ ItemRef: { FullName: NAME } }],
		});
		if (operation === 'create') return;
		books.bench.sandbox.resetRequests();
		expect((await write(NAME)).json[0]).toMatchObject({ outcome: 'unchanged' });
		expect((await write(String(customer.json[0].ListID))).json[0]).toMatchObject({
			outcome: 'unchanged',
		});
		expect(books.sent('PATCH')).toHaveLength(0);
		const { json: changed } = await books.update('invoice', json[0].TxnID, {
			InvoiceLineRet: [{ ItemRef: NAME, Quantity: '5' }],
		});
		expect(changed[0].InvoiceLineRet).toHaveLength(2);
	});

	it('is an ID alone where JSON says so, and the message says how to force either', async () => {
		await books.create('customer', { Name: NAME });
		const { error } = await books.create('invoice', {
			CustomerRef: { ListID: NAME },
			InvoiceLineRet: [{ ItemRef: named('Painting') }],
		});
		expect(error?.message).toContain(`'${NAME}' in QuickBooks`);
		expect(error?.description).toContain('in JSON {"FullName": "…"} or {"ListID": "…"} says which');
		expect(books.sent('POST')).toHaveLength(2);
	});
});
