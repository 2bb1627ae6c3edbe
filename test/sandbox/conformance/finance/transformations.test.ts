import type { Json } from '../../client';
import { ROW, useCompany } from '../../finance/company';

const company = useCompany();

/** As a transformation is documented; `id` is the one that was observed. */
const CUSTOMER = {
	vendorName: 'customers',
	fields: [
		{ path: 'id', vendorPath: 'ListID', type: 'string', vendorType: 'string' },
		{ path: 'title', vendorPath: 'Name', type: 'string', vendorType: 'string' },
		{ path: 'address.town', vendorPath: 'BillAddress.City', type: 'string', vendorType: 'string' },
	],
};

const post = async (path: string, body: unknown) =>
	await company.use.client.send('POST', path, { body });

describe('§2.6 transformations that were posted', () => {
	it('§4.5 shape what is read, and leave the native members', async () => {
		const { id } = company.instance;
		expect((await post(`/instances/${id}/transformations/customers`, CUSTOMER)).status).toBe(200);
		const [record] = (await company.where('customers', "title = 'Blue, Dale'")).list;
		expect(record).toMatchObject({
			title: 'Blue, Dale',
			Name: 'Blue, Dale',
			address: { town: 'Bayshore' },
			BillAddress: { City: 'Bayshore' },
		});
		expect(record.id).toBe(record.ListID);
		expect(await company.read('customers', record.id)).toEqual(record);
		const { list } = await company.send('GET', 'customers?fields=title&pageSize=1');
		expect(Object.keys(list[0])).toEqual(['title']);
		expect((await company.send('GET', 'vendors')).list[0]).not.toHaveProperty('title');
	});

	it('shape what is written', async () => {
		await post(`/instances/${company.instance.id}/transformations/customers`, CUSTOMER);
		const made = await company.make('customers', { title: 'New', address: { town: 'Visby' } });
		expect(made).toMatchObject({ Name: 'New', BillAddress: { City: 'Visby' } });
		const { object } = await company.change('customers', made.id, { title: 'Newer' });
		expect(object).toMatchObject({ title: 'Newer', Name: 'Newer', FullName: 'Newer' });
		const [kept] = (await company.sandbox.records(company.instance.id, 'customers')).slice(-1);
		expect(kept).toMatchObject({ Name: 'Newer' });
		expect(kept).not.toHaveProperty('title');
	});

	it('give an object a name of its own, also by token', async () => {
		const { token } = company.instance;
		const body = {
			vendorName: 'Invoice',
			fields: [{ path: 'rows[*].text', vendorPath: 'InvoiceLineRet[*].Desc' }],
		};
		const path = '/instances/transformations/sales';
		await company.use.client.withToken(token, 'POST', path, { body });
		const made = await company.make('sales', {
			CustomerRef: { FullName: 'Blue, Dale' },
			InvoiceLineRet: [ROW, ROW],
			rows: [{ text: 'first' }, { text: 'second' }],
		});
		expect(made.rows).toEqual([{ text: 'first' }, { text: 'second' }]);
		expect((made.InvoiceLineRet as Json[]).map(({ Desc }) => Desc)).toEqual(['first', 'second']);
		expect(await company.read('invoices', made.id)).not.toHaveProperty('rows');
		await company.use.client.withToken(token, 'DELETE', path);
		expect((await company.send('GET', 'sales')).status).toBe(404);
	});

	it('of an element hold for each of its instances; the instance’s own come first', async () => {
		const named = (path: string) => ({
			vendorName: 'classes',
			fields: [{ path, vendorPath: 'Name' }],
		});
		const labels = async () => {
			const [{ organization, account, own }] = (await company.send('GET', 'classes')).list;
			return [organization, account, own].map((each) => each !== undefined);
		};
		await post(
			'/organizations/elements/quickbooksonprem/transformations/classes',
			named('organization'),
		);
		expect(await labels()).toEqual([true, false, false]);
		await post('/accounts/1/elements/195/transformations/classes', named('account'));
		expect(await labels()).toEqual([false, true, false]);
		await post(`/instances/${company.instance.id}/transformations/classes`, named('own'));
		expect(await labels()).toEqual([false, false, true]);
		expect((await post('/accounts/9/elements/195/transformations/classes', {})).status).toBe(404);
		const base = '/organizations/elements/195/transformations';
		expect((await post(`${base}/classes`, {})).status).toBe(409);
		expect((await company.use.client.send('DELETE', base)).status).toBe(200);
		expect((await company.use.client.send('GET', base)).status).toBe(404);
	});

	describe('with settings', () => {
		const field = (path: string, vendorPath: string, more: object = {}) => ({
			path,
			vendorPath,
			...more,
		});
		const own = () => `/instances/${company.instance.id}/transformations/customers`;
		const read = async () => (await company.where('customers', "Name = 'Blue, Dale'")).list[0];

		it('§2.6 keep a field out that is removed, in the direction that is named', async () => {
			const removed = (properties: object) => ({ configuration: [{ type: 'remove', properties }] });
			const fields = [
				field('hidden', 'CompanyName', removed({ fromVendor: true, toVendor: false })),
				field('unsent', 'Notes', removed({ fromVendor: false, toVendor: true })),
				field('gone', 'Phone', { remove: true }),
			];
			await post(own(), { vendorName: 'customers', fields });
			const values = {
				Name: 'New',
				hidden: 'Firm',
				unsent: 'x',
				Notes: 'y',
				gone: '1',
				Phone: '2',
			};
			const made = await company.make('customers', values);
			for (const member of ['hidden', 'CompanyName', 'gone', 'Phone', 'unsent', 'Notes']) {
				expect(made).not.toHaveProperty(member);
			}
			const [kept] = (await company.sandbox.records(company.instance.id, 'customers')).slice(-1);
			expect(kept).toMatchObject({ Name: 'New', CompanyName: 'Firm' });
			expect([kept.Notes, kept.Phone]).toEqual([undefined, undefined]);
		});

		it.each<[string, object]>([
			['a member', { passThrough: false }],
			[
				'an entry',
				{
					configuration: [
						{ type: 'passThrough', properties: { fromVendor: false, toVendor: false } },
					],
				},
			],
		])('§2.6 let nothing else through where %s says so', async (_form, setting) => {
			const fields = [field('title', 'Name'), field('town', 'BillAddress.City')];
			await post(own(), { vendorName: 'customers', fields, ...setting });
			expect(await read()).toEqual({ title: 'Blue, Dale', town: 'Bayshore' });
			const values = { title: 'New', town: 'Visby', Notes: 'not sent' };
			expect(await company.make('customers', values)).toEqual({ title: 'New', town: 'Visby' });
			const [kept] = (await company.sandbox.records(company.instance.id, 'customers')).slice(-1);
			expect([kept.Name, kept.Notes]).toEqual(['New', undefined]);
		});

		it('§2.6 inherit fields from above as long as each level says so', async () => {
			const posted = (path: string, ...more: object[]) =>
				Object.assign(
					{ fields: [field(path, 'Name'), field('title', path === 'own' ? 'Name' : 'ListID')] },
					...more,
				) as object;
			const [account, organization] = ['/accounts/1', '/organizations'].map(
				(base) => `${base}/elements/195/transformations/customers`,
			);
			const shown = async () => {
				const record = await read();
				return ['own', 'account', 'organization'].filter((path) => record[path] !== undefined);
			};
			await post(organization, posted('organization'));
			await post(account, posted('account'));
			await post(own(), posted('own', { configuration: [{ type: 'inherit' }] }));
			expect(await shown()).toEqual(['own', 'account']);
			await company.use.client.send('PUT', account, { body: posted('account', { inherit: true }) });
			expect(await shown()).toEqual(['own', 'account', 'organization']);
			expect((await read()).title).toBe('Blue, Dale');
			await company.use.client.send('PUT', own(), { body: posted('own', { inherit: false }) });
			expect(await shown()).toEqual(['own']);
		});
	});

	it('that are not usable change nothing', async () => {
		const before = (await company.send('GET', 'classes')).list;
		const fields = [
			{ path: 'x' },
			'y',
			{ path: 'a[*].b', vendorPath: 'Name' },
			{ path: '', vendorPath: '' },
		];
		await post(`/instances/${company.instance.id}/transformations/classes`, {
			vendorName: 7,
			fields,
		});
		expect((await company.send('GET', 'classes')).list).toEqual(before);
	});
});

describe('records as they were observed in 2017', () => {
	const raw = useCompany({ rawRecords: true });

	it('§4.5 lack id until a transformation gives it', async () => {
		const first = async () => (await raw.send('GET', 'customers?pageSize=1')).list[0];
		expect(await first()).not.toHaveProperty('id');
		expect((await first()).ListID).toEqual(expect.any(String));
		await raw.use.client.send('POST', `/instances/${raw.instance.id}/transformations/customers`, {
			body: CUSTOMER,
		});
		expect((await first()).id).toBe((await first()).ListID);
	});
});
