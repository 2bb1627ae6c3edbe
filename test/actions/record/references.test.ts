import type { INodeParameters } from 'n8n-workflow';

import { REFERENCE_LISTS } from '../../../nodes/QuickBooksEnterprise/catalogue/parties';
import { byId } from '../../support/sandboxed';
import { named, useBooks, type Row } from './support/books';

const books = useBooks();

const locator = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as INodeParameters;

/** Runs a write of fields, lines and whom it is with. */
async function write(operation: string, resource: string, parameters: Row, items: Row[] = [{}]) {
	return await books.bench.run({
		items: items as never,
		parameters: {
			resource,
			operation,
			instanceId: byId(books.instanceId),
			fieldsMode: 'mapped',
			simplify: false,
			...parameters,
		} as INodeParameters,
	});
}

const mapped = (value: Row) => ({ mappingMode: 'defineBelow', value });

async function idOf(path: string, FullName: string): Promise<string> {
	const record = (await books.all(path)).find(
		(each) => each.FullName === FullName || each.Name === FullName,
	);
	return String(record?.ListID);
}

describe('whom a transaction is with', () => {
	it.each([
		['list', 'id'],
		['id', 'id'],
		['name', 'name'],
	])('is sent as it was picked: %s', async (mode, by) => {
		const id = await idOf('customers', 'Blue, Dale');
		const value = by === 'id' ? id : 'Blue, Dale';
		const { error } = await write('create', 'invoice', { party: locator(mode, value) });
		expect(error).toBeUndefined();
		expect(books.bodyOf('POST').CustomerRef).toEqual(
			by === 'id' ? { ListID: id } : { FullName: 'Blue, Dale' },
		);
	});

	it('may be a name that has the form of an ID, or come out of an expression', async () => {
		await books.create('customer', { Name: '10-1002000000' });
		const { error } = await write(
			'create',
			'invoice',
			{ party: locator('name', '={{ $json.who }}') },
			[{ who: '10-1002000000' }],
		);
		expect(error).toBeUndefined();
		const { json } = await write('create', 'invoice', { party: '={{ $json.who }}' }, [
			{ who: 'Blue, Dale' },
			{ who: await idOf('customers', 'Baker, Chris') },
			{ who: '10-1002000000' },
			{ who: { FullName: 'Blue, Dale' } },
		]);
		expect(json.map(({ CustomerRef }) => (CustomerRef as Row).FullName)).toEqual([
			'Blue, Dale',
			'Baker, Chris',
			'10-1002000000',
			'Blue, Dale',
		]);
	});

	it('is a name By ID where it cannot be an ID: n8n makes that of an expression in the list', async () => {
		const { error } = await write('create', 'invoice', { party: locator('id', ' Blue, Dale ') });
		expect(error).toBeUndefined();
		expect(books.bodyOf('POST').CustomerRef).toEqual(named('Blue, Dale'));
	});

	it('may stand among the fields, as in workflows from before', async () => {
		const { error } = await write('create', 'invoice', {
			fields: mapped({ CustomerRef: 'Blue, Dale' }),
			lines: { itemLines: [{ item: 'Painting', quantity: '2', rate: '3.00' }] },
		});
		expect(error).toBeUndefined();
		expect(books.bodyOf('POST')).toMatchObject({
			CustomerRef: named('Blue, Dale'),
			InvoiceLineRet: [{ ItemRef: named('Painting') }],
		});
	});

	it.each([
		['the same name', 'Blue, Dale', undefined],
		['the name in another case', 'blue, dale', undefined],
		[
			'somebody else',
			'Baker, Chris',
			"Customer is given twice and differently: 'Blue, Dale' in 'Customer' (party), 'Baker, Chris' in 'Fields' (CustomerRef); leave out one",
		],
	])('may stand in both places: %s', async (_what, among, message) => {
		const { error } = await write('create', 'invoice', {
			party: locator('name', 'Blue, Dale'),
			fields: mapped({ CustomerRef: among }),
		});
		expect(error?.message).toBe(message);
		expect(books.sent('POST')).toHaveLength(message === undefined ? 1 : 0);
	});

	it('is named by its label with the key behind it where it is missing', async () => {
		const { error } = await write('create', 'invoice', { party: locator('list', '') });
		expect(error?.message).toMatch(/: Customer \(CustomerRef\)$/);
	});

	it('goes with the members of an item that are taken as they are', async () => {
		const automatic = { mappingMode: 'autoMapInputData', value: null };
		const { json, error } = await write(
			'create',
			'invoice',
			{ fields: automatic, party: locator('name', 'Blue, Dale') },
			[{ RefNumber: 'A-1' }, { RefNumber: 'A-2', CustomerRef: { FullName: 'Blue, Dale' } }],
		);
		expect(error).toBeUndefined();
		expect(json.map(({ RefNumber }) => RefNumber)).toEqual(['A-1', 'A-2']);
	});

	it('is changed by an update and stays where it is left empty', async () => {
		await write('create', 'invoice', { party: locator('name', 'Blue, Dale') });
		const { TxnID } = (await books.all('invoices')).slice(-1)[0];
		const recordId = locator('id', TxnID);
		const change = async (party: INodeParameters, fields: Row) => {
			books.bench.sandbox.resetRequests();
			const { error } = await write('update', 'invoice', {
				recordId,
				party,
				fields: mapped(fields),
			});
			expect(error).toBeUndefined();
			const { EditSequence, ...sent } = books.bodyOf('PATCH');
			expect(EditSequence).toBeDefined();
			return sent;
		};
		expect(await change(locator('list', ''), { Memo: 'a' })).toEqual({ Memo: 'a' });
		expect(await change(locator('name', 'Baker, Chris'), {})).toEqual({
			CustomerRef: named('Baker, Chris'),
		});
	});

	it('is part of what Create or Update finds a record by', async () => {
		const wanted = {
			party: locator('list', await idOf('vendors', 'Lew Plumbing')),
			fields: mapped({ RefNumber: 'INV-1' }),
			lines: { expenseLines: [{ account: locator('name', 'Rent'), amount: '12.50' }] },
		};
		const first = await write('upsert', 'bill', wanted);
		const again = await write('upsert', 'bill', wanted);
		expect([first, again].map(({ json }) => json[0].outcome)).toEqual(['created', 'unchanged']);
	});
});

describe('what a line names', () => {
	it('is sent as it was picked, and an empty row is none', async () => {
		const item = await idOf('products', 'Painting');
		const { error } = await write(
			'create',
			'bill',
			{
				party: locator('name', 'Lew Plumbing'),
				lines: {
					itemLines: [
						{ item: locator('list', item), quantity: '2', rate: '3.00' },
						{ item: 'Framing', customer: locator('name', 'Blue, Dale'), quantity: '1' },
						{ item: locator('list', ''), class: locator('name', '') },
					],
					expenseLines: [{ account: locator('name', '={{ $json.account }}'), amount: '1.00' }],
				},
			},
			[{ account: 'Rent' }],
		);
		expect(error).toBeUndefined();
		const body = books.bodyOf('POST');
		expect(body.ItemLineRet ?? body.ItemLine).toEqual([
			{ ItemRef: { ListID: item }, Quantity: '2', Cost: '3.00' },
			{ ItemRef: named('Framing'), CustomerRef: named('Blue, Dale'), Quantity: '1' },
		]);
		expect(body.ExpenseLineRet).toEqual([{ AccountRef: named('Rent'), Amount: '1.00' }]);
	});
});

describe('the lists that the editor shows', () => {
	const search = async (list: string, filter?: string, token?: string) =>
		await books.bench.searchWith(
			list,
			{ resource: 'invoice', instanceId: byId(books.instanceId) },
			filter,
			token,
		);

	it.each(Object.keys(REFERENCE_LISTS))('%s has something to pick', async (list) => {
		await books.create('product', { Name: 'Door Set', ItemType: 'ItemGroup' });
		const { results } = await search(list);
		expect(results.length).toBeGreaterThan(0);
		for (const { value } of results) expect(value).toMatch(/^[0-9A-F]+-\d+$/);
	});

	it('find by a part of the name, and mark who is not active', async () => {
		await books.create('customer', { Name: 'Gone Away', IsActive: 'false' });
		const { results } = await search('searchCustomers', 'gone');
		expect(results.map(({ name }) => name)).toEqual(['Gone Away (inactive)']);
	});

	it('show item groups alone for those', async () => {
		await books.create('product', { Name: 'Door Set', ItemType: 'ItemGroup' });
		expect((await search('searchItemGroups')).results.map(({ name }) => name)).toContain(
			'Door Set',
		);
		expect((await search('searchItemGroups', 'Painting')).results).toEqual([]);
	});

	it('go on from one list to the next, and say which one an entry is of', async () => {
		const names: string[] = [];
		let token: string | undefined;
		let pages = 0;
		do {
			const page = await search('searchPeople', undefined, token);
			names.push(...page.results.map(({ name }) => name));
			token = page.paginationToken as string | undefined;
			pages += 1;
		} while (token !== undefined && pages < 20);
		const kinds = names.map((name) => name.replace(/^.* · /, ''));
		expect([...new Set(kinds)]).toEqual(['Customer', 'Employee', 'Vendor']);
		const all = ['customers', 'employees', 'vendors'].map(async (path) => await books.all(path));
		expect(names).toHaveLength((await Promise.all(all)).flat().length);
		expect((await search('searchPeople', 'Lew Plumbing')).results.map(({ name }) => name)).toEqual([
			'Lew Plumbing · Vendor',
		]);
	});

	it('ask for an instance first', async () => {
		await expect(books.bench.searchWith('searchItems', { resource: 'invoice' })).rejects.toThrow(
			"Pick an 'Instance' first",
		);
	});
});
