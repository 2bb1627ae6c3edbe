import fc from 'fast-check';
import { parseCeql } from '../../../sandbox/finance/ceql/parser';
import { useCompany } from '../finance/company';

const company = useCompany();

const namesOf = async (where: string, path = 'vendors') =>
	(await company.where(path, where)).list.map(({ Name }) => Name);
const LEW = ['Lew Plumbing'];

describe('§4.6 CEQL', () => {
	it.each([
		["Name = 'Lew Plumbing'"],
		["Name  ='Lew Plumbing'"],
		["`Name` = 'Lew Plumbing'"],
		["Name like 'Lew%'"],
		["Name LIKE '%w plumb%' and IsActive = 'true'"],
		["Name IN ('Lew Plumbing', 'Nobody')"],
		["Name in ('Lew Plumbing')"],
		["Name > 'Lew' AND Name < 'Lewis'"],
		["(Name = 'Lew Plumbing' OR Name = 'CalOil Company') AND Name != 'CalOil Company'"],
		["Name = 'Nobody' AND Name = 'CalOil Company' OR Name = 'Lew Plumbing'"],
		["VendorAddress.City = 'Bayshore' AND Name LIKE 'Lew%' AND CompanyName IS NULL"],
	])('%s', async (where) => {
		expect(await namesOf(where)).toEqual(LEW);
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
		expect((await company.where('vendors', `TimeModified >= '${before}'`)).list.length).toBe(27);
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

	it('a value is exactly what was quoted', () => {
		const value = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\\'));
		fc.assert(
			fc.property(value, (text) => {
				const compare = { type: 'compare', field: 'Name', operator: '=', values: [text] };
				for (const quote of ["''", "\\'"]) {
					const where = `Name = '${text.replace(/'/g, () => quote)}' OR Name IS NULL`;
					const isNull = { type: 'isNull', field: 'Name' };
					expect(parseCeql(where)).toEqual({ type: 'or', sides: [compare, isNull] });
				}
			}),
		);
		expect(parseCeql("Name = 'a\\b'")).toMatchObject({ values: ['a\\b'] });
		// A backslash before the last quote hides it.
		expect(() => parseCeql("Name = 'a\\'")).toThrow('Invalid where clause');
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

	it('fields selects members', async () => {
		const { list } = await company.send('GET', 'vendors?fields=ListID,Name&pageSize=1');
		expect(Object.keys(list[0])).toEqual(['ListID', 'Name']);
	});
});
