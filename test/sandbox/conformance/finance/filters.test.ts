import { useCompany } from '../../finance/company';
import { FACTS } from './facts';

const company = useCompany();

const namesOf = async (where: string, path = 'vendors') =>
	(await company.where(path, where)).list.map(({ Name }) => Name);
const LEW = ['Lew Plumbing'];

const capable = FACTS.filter(({ takesFilters }) => takesFilters);

describe('§4.6 CEQL', () => {
	it.each(capable.map((fact) => [fact.path, fact.idField]))(
		'%s: takes filters',
		async (path, idField) => {
			const all = (await company.send('GET', path)).list;
			const id = String(all[all.length - 1].id);
			expect((await company.where(path, `${idField} = '${id}'`)).list).toEqual([
				all[all.length - 1],
			]);
			expect((await company.where(path, `${idField} != '${id}'`)).list).toEqual(all.slice(0, -1));
		},
	);

	it('the generic objects take filters', async () => {
		expect(await namesOf("Name = 'Lew Plumbing'", 'Vendor')).toEqual(LEW);
	});

	it.each([
		["Name = 'Lew Plumbing'"],
		["Name  ='Lew Plumbing'"],
		["Name='Lew Plumbing'"],
		["`Name` = 'Lew Plumbing'"],
		["Name like 'Lew%'"],
		["Name LIKE '%w plumb%' and IsActive = 'true'"],
		["Name LIKE 'Lew Plumbing' AND IsActive = true"],
		["Name IN ('Lew Plumbing', 'Nobody')"],
		["Name in ('Lew Plumbing')"],
		["Name > 'Lew' AND Name < 'Lewis'"],
		["Name >= 'Lew Plumbing' AND Name <= 'Lew Plumbing'"],
		["(Name = 'Lew Plumbing' OR Name = 'CalOil Company') AND Name != 'CalOil Company'"],
		["((Name = 'Lew Plumbing') or (Name = 'Nobody'))"],
		["Name = 'Nobody' AND Name = 'CalOil Company' OR Name = 'Lew Plumbing'"],
		["VendorAddress.City = 'Bayshore' AND Name LIKE 'Lew%' AND CompanyName IS NULL"],
		["`VendorAddress.City` = 'Bayshore' AND Name LIKE 'Lew%' and CompanyName is null"],
	])('%s', async (where) => {
		expect(await namesOf(where)).toEqual(LEW);
	});

	it('a wildcard comes URL-encoded', async () => {
		const { list } = await company.send('GET', "vendors?where=Name%20like%20'Lew%25'");
		expect(list.map(({ Name }) => Name)).toEqual(LEW);
	});

	it.each([
		["TxnDate = '2017-06-12'", ['103']],
		['TxnDate = 2017-06-12', ['103']],
		["TxnDate >= '2017-06-14' AND TxnDate <= '2017-06-15'", ['105', '106']],
		['Subtotal = 5397', ['104']],
		["Subtotal = '5397.0'", ['104']],
		['Subtotal > 5396.99', ['104']],
		["IsPaid = 'true' AND RefNumber <= '106'", ['106']],
	])('%s', async (where, numbers) => {
		const { list } = await company.where('invoices', where);
		const early = list
			.map(({ RefNumber }) => RefNumber)
			.filter((number) => String(number) <= '106');
		expect(early).toEqual(numbers);
	});

	it.each(["Name = 'O''Brien, Pat'", "Name = 'O\\'Brien, Pat'", 'Name = `x`', "Name = 'O'Brien'"])(
		'quotes within a value: %s',
		async (where) => {
			const { status, list } = await company.where('customers', where);
			const isRight = where.includes(', Pat');
			expect([status, isRight && list.length]).toEqual([isRight ? 200 : 400, isRight && 1]);
		},
	);

	it.each([
		"Name = 'x",
		'Name =',
		"= 'x'",
		"Name 'x'",
		"(Name = 'x'",
		"Name = 'x' Name = 'y'",
		"Name IN ('x'",
		"Name ~ 'x'",
		"Nothing = 'x'",
		"TimeModified >= 'yesterday'",
	])('bad: %s', async (where) => {
		const { status, object } = await company.where('vendors', where);
		expect([status, object.message]).toEqual([
			400,
			expect.stringContaining('Invalid where clause'),
		]);
	});

	it('TimeModified is compared as a moment, whatever its zone', async () => {
		const before = '2017-01-20T21:31:14+00:00';
		expect((await company.where('vendors', `TimeModified >= '${before}'`)).list.length).toBe(28);
		const { TimeModified } = await company.make('vendors', { Name: 'New' });
		expect(await namesOf(`TimeModified >= '${String(TimeModified)}'`)).toEqual(['New']);
		const zoned = "TimeModified > '2017-01-20T23:31:15+02:00'";
		expect(await namesOf(zoned)).toEqual(['New']);
		expect(await namesOf('TimeModified > 2017-01-21')).toEqual(['New']);
	});

	it('amounts are compared as numbers', async () => {
		const where = "Subtotal > 480 AND TxnDate LIKE '2017-06-1%' AND RefNumber < '107'";
		const amounts = (await company.where('invoices', where)).list;
		expect(amounts.map(({ Subtotal }) => Subtotal)).toEqual(['660.00', '5397.00', '560.00']);
		const few = (await company.where('invoices', 'Subtotal <= 99.9')).list;
		expect(few.every(({ Subtotal }) => Number(Subtotal) < 100)).toBe(true);
	});

	it('invoices are found by the id of their customer, not by its name (documented)', async () => {
		const [{ CustomerRef: reference }] = (await company.send('GET', 'invoices')).list;
		const { ListID, FullName } = reference as Record<string, string>;
		const byId = await company.where('invoices', `CustomerRef.ListID = '${ListID}'`);
		expect(byId.list).toHaveLength(1);
		for (const name of ['customerref.name', 'CustomerRef.FullName']) {
			expect((await company.where('invoices', `${name} = '${FullName}'`)).status).toBe(400);
		}
	});

	it('nothing found is an empty list', async () => {
		const { status, list, headers } = await company.where('classes', "Name = 'Nothing'");
		expect([status, list]).toEqual([200, []]);
		expect(headers.get('Elements-Returned-Count')).toBe('0');
	});

	it('pages by cursor or number, with a cursor before an empty page', async () => {
		const where = "Name LIKE '%a%'";
		const all = (await company.where('customers', where)).list;
		const found: unknown[] = [];
		let cursor: string | null = '';
		for (;;) {
			const page = `&pageSize=10&page=1&nextPage=${encodeURIComponent(cursor)}`;
			const { list, headers } = await company.where('customers', where, page);
			cursor = headers.get('Elements-Next-Page-Token')!;
			if (list.length === 0) break;
			found.push(...list);
		}
		expect(found).toEqual(all);
		const second = await company.where('customers', where, '&pageSize=10&page=2');
		expect(second.list).toEqual(all.slice(10, 20));
	});

	it('a clause that is none says where', async () => {
		for (const [where, why] of [
			["Name = 'x", 'a quoted value has no end at position 8'],
			['Name =', 'unexpected end at position 7'],
			["Name = 'x' Name = 'y'", 'unexpected "N" at position 12'],
			["AND = 'x'", 'unexpected "A" at position 1'],
		]) {
			const { object } = await company.where('vendors', where);
			expect(object.message).toBe(`Invalid where clause: ${why}.`);
		}
	});

	it('orderBy changes nothing', async () => {
		const { list } = await company.send('GET', 'vendors');
		expect((await company.send('GET', 'vendors?orderBy=Name%20desc')).list).toEqual(list);
	});

	it.each(FACTS.map(({ path }) => path))('%s: pages by cursor and by number', async (path) => {
		const all = (await company.send('GET', path)).list;
		const { list, headers } = await company.send('GET', `${path}?pageSize=2`);
		expect(list).toEqual(all.slice(0, 2));
		const cursor = encodeURIComponent(headers.get('Elements-Next-Page-Token')!);
		expect((await company.send('GET', `${path}?nextPage=${cursor}`)).list).toEqual(all.slice(2, 4));
		const byNumber = await company.send('GET', `${path}?pageSize=2&page=2`);
		expect(byNumber.list).toEqual(all.slice(2, 4));
	});

	it('fields selects members', async () => {
		const { list } = await company.send('GET', 'vendors?fields=ListID,Name&pageSize=1');
		expect(Object.keys(list[0])).toEqual(['ListID', 'Name']);
	});
});

describe('§4.6 discovery', () => {
	it('objects are names, with the version header what they are', async () => {
		const { list } = await company.send('GET', 'objects');
		for (const { path } of FACTS) expect(list).toContain(path);
		const { token } = company.instance;
		const headers = { 'Elements-Version': 'Helium' };
		const path = '/hubs/finance/objects';
		const detailed = await company.use.client.withToken(token, 'GET', path, { headers });
		expect(detailed.list).toContainEqual({
			name: 'classes',
			vendorName: 'classes',
			type: 'vendor',
		});
	});

	it('metadata tell of each field', async () => {
		const { object } = await company.send('GET', 'objects/invoices/metadata');
		expect(object.fields).toContainEqual(
			expect.objectContaining({
				vendorPath: 'CustomerRef',
				type: 'object',
				vendorDisplayName: expect.any(String),
				vendorRequired: true,
				vendorReadOnly: false,
			}),
		);
	});
});
