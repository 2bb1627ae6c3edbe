import { GENERIC_RESOURCES } from '../../sandbox/finance/objects';
import type { Json } from './client';
import { refusal, useCompany } from './finance/company';

const company = useCompany();

const CUSTOMER = { FullName: 'Blue, Dale' };

const REP = { SalesRepEntityRef: { FullName: 'Dan T. Miller' } };

/** The smallest record of each object, and what it is changed to where QuickBooks can do that. */
const SAMPLES: Record<string, [create: Json, change?: Json]> = {
	Estimate: [
		{
			CustomerRef: CUSTOMER,
			EstimateLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: '3', Rate: '5.10' }],
		},
		{ Memo: 'Changed' },
	],
	Check: [
		{
			AccountRef: { FullName: 'Checking' },
			ExpenseLineRet: [{ AccountRef: { FullName: 'Rent' }, Amount: '10.00' }],
		},
		{ Memo: 'Changed' },
	],
	Deposit: [
		{
			DepositToAccountRef: { FullName: 'Checking' },
			DepositLineRet: [{ AccountRef: { FullName: 'Undeposited Funds' }, Amount: '10.00' }],
		},
		{ Memo: 'Changed' },
	],
	...Object.fromEntries(
		['CustomerType', 'VendorType', 'JobType'].map((name) => [name, [{ Name: 'ZZ' }]]),
	),
	SalesRep: [{ Name: 'ZZ', ...REP }, { Name: 'ZY' }],
	PriceLevel: [{ Name: 'ZZ', PriceLevelFixedPercentage: '5' }, { Name: 'ZY' }],
};

const balance = async (name: string) =>
	(await company.where('ledger-accounts', `FullName = '${name}'`)).list[0].Balance;

describe('§4.3 generic objects', () => {
	it.each(GENERIC_RESOURCES.map(({ path }) => path))(
		'/%s: listed with filters, read, created, changed, deleted',
		async (path) => {
			const seeded = (await company.send('GET', path)).list;
			expect(seeded.length).toBeGreaterThan(0);
			const { id: first } = seeded[0];
			expect(await company.read(path, first)).toEqual(seeded[0]);
			const field = path in seeded[0] ? path : seeded[0].ListID ? 'ListID' : 'TxnID';
			expect((await company.where(path, `${field} = '${String(first)}'`)).list).toHaveLength(1);
			const [create, change] = SAMPLES[path];
			const { id, EditSequence } = await company.make(path, create);
			expect(await company.read(path, id)).toMatchObject({ id, EditSequence });
			const changed = await company.change(path, id, change ?? {});
			expect([changed.status, changed.object]).toEqual(
				change ? [200, expect.objectContaining(change)] : [405, expect.anything()],
			);
			const stale = await company.send('PATCH', `${path}/${String(id)}`, {
				...change,
				EditSequence,
			});
			expect(stale.status).toBe(change ? 409 : 405);
			expect((await company.send('DELETE', `${path}/${String(id)}`)).status).toBe(200);
			expect((await company.send('GET', path)).list).toEqual(seeded);
		},
	);

	it('SalesRep is searched by name, as in the public script', async () => {
		expect((await company.where('SalesRep', "Name like 'A%'")).list).toHaveLength(1);
	});

	it('what QuickBooks refuses is refused here too', async () => {
		const [create] = SAMPLES.Estimate;
		const wrong = { ...create, CustomerRef: { FullName: 'Nobody' } };
		expect(refusal(await company.send('POST', 'Estimate', wrong))).toEqual([
			400,
			expect.stringContaining('invalid reference'),
		]);
		expect((await company.send('POST', 'Estimate', {})).status).toBe(400);
		expect((await company.send('POST', 'SalesRep', { Name: 'ASB', ...REP })).status).toBe(409);
		expect((await company.where('Estimate', "Nothing = 'x'")).status).toBe(400);
		expect((await company.send('GET', 'Nothing')).status).toBe(404);
		expect((await company.send('PUT', 'Estimate', create)).status).toBe(405);
	});

	it('amounts are computed; a check and a deposit move accounts, an estimate does not', async () => {
		const before = await balance('Checking');
		expect(await company.make('Estimate', SAMPLES.Estimate[0])).toMatchObject({
			Subtotal: '15.30',
			TotalAmount: '15.30',
		});
		expect(await balance('Checking')).toBe(before);
		const check = await company.make('Check', SAMPLES.Check[0]);
		expect(check.Amount).toBe('10.00');
		expect(await balance('Checking')).not.toBe(before);
		expect((await company.make('Deposit', SAMPLES.Deposit[0])).DepositTotal).toBe('10.00');
		expect(await balance('Checking')).toBe(before);
	});

	it('children: lines by name, and records that name the parent, both with filters', async () => {
		const { id } = await company.make('Estimate', {
			CustomerRef: CUSTOMER,
			EstimateLineRet: [
				{ ItemRef: { FullName: 'Painting' }, Quantity: '3', Rate: '5.10' },
				{ ItemRef: { FullName: 'Framing' }, Quantity: '1', Rate: '70.00' },
			],
		});
		const lines = `Estimate/${String(id)}/EstimateLineRet`;
		expect((await company.send('GET', lines)).list).toHaveLength(2);
		expect((await company.where(lines, 'Amount > 20')).list).toEqual([
			expect.objectContaining({ Amount: '70.00' }),
		]);
		expect((await company.send('GET', `Estimate/${String(id)}/EstimateLine`)).list).toHaveLength(2);
		const [{ ListID }] = (await company.where('customers', `FullName = '${CUSTOMER.FullName}'`))
			.list;
		const estimates = `Customer/${String(ListID)}/Estimate`;
		const found = (await company.send('GET', estimates)).list.map((each) => each.id);
		expect(found).toContain(id);
		expect((await company.where(estimates, `TxnID = '${String(id)}'`)).list).toHaveLength(1);
		expect((await company.send('GET', `customers/${String(ListID)}/invoices`)).list).not.toEqual(
			[],
		);
		expect((await company.send('GET', `Estimate/${String(id)}/Nothing`)).status).toBe(404);
		expect((await company.send('GET', `Estimate/${String(id)}/EstimateLine/1`)).status).toBe(404);
		expect((await company.send('POST', lines, {})).status).toBe(405);
		expect((await company.send('GET', 'Estimate/1-1/EstimateLine')).status).toBe(404);
	});
});

describe('§4.6 discovery', () => {
	it('objects lists generic ones too, as names or with what they are', async () => {
		const { list } = await company.send('GET', 'objects');
		expect(list).toEqual(expect.arrayContaining(['customers', 'Estimate', 'SalesRep']));
		const { token } = company.instance;
		const { client } = company.use;
		const detailed = await client.withToken(token, 'GET', '/hubs/finance/objects', {
			headers: { 'Elements-Version': 'Helium' },
		});
		expect(detailed.list).toContainEqual({
			name: 'Estimate',
			vendorName: 'Estimate',
			type: 'vendor',
		});
	});

	it('metadata tells of their fields', async () => {
		const { object } = await company.send('GET', 'objects/Estimate/metadata');
		expect(object.fields).toContainEqual({
			vendorPath: 'CustomerRef',
			type: 'object',
			vendorDisplayName: 'Customer',
			vendorRequired: true,
			vendorReadOnly: false,
			vendorType: 'REF',
			vendorLength: 209,
		});
		expect((await company.send('GET', 'objects/Nothing/metadata')).status).toBe(404);
	});

	it('docs are a fragment of Swagger', async () => {
		for (const name of ['Estimate', 'customers']) {
			const { object } = await company.send('GET', `objects/${name}/docs`);
			expect(object).toMatchObject({
				swagger: '2.0',
				definitions: {
					[name]: { properties: { TimeModified: { format: 'date', readOnly: true } } },
				},
			});
		}
		expect((await company.send('GET', 'objects/Nothing/docs')).status).toBe(404);
	});
});
