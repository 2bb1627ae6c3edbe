import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { useCompany } from '../finance/company';
import { SAMPLES } from '../finance/samples';

const company = useCompany();

/** Updates that need more than an `EditSequence`: observed for products, from qbXML for the other. */
const NEEDS_MORE = ['products', 'time-activities'];

describe('§4.4 resources', () => {
	it.each(RESOURCES.map(({ path }) => path))(
		'%s is a list and has what it can do',
		async (path) => {
			const resource = RESOURCES.find((each) => each.path === path)!;
			const can = (operation: (typeof resource.operations)[number]) =>
				resource.operations.includes(operation);
			expect((await company.send('GET', path)).status).toBe(200);
			expect((await company.send('PUT', path, {})).status).toBe(405);
			if (!can('create')) {
				expect((await company.send('POST', path, {})).status).toBe(405);
				expect((await company.send('GET', path)).list.length).toBeGreaterThan(0);
				return;
			}
			const { id } = await company.make(path, SAMPLES[path]);
			const record = await company.read(path, id);
			expect(record[resource.idField]).toBe(id);
			const found = await company.where(path, `${resource.idField}='${String(id)}'`);
			expect(found.list).toEqual([record]);
			const changed = await company.change(
				path,
				id,
				NEEDS_MORE.includes(path) ? SAMPLES[path] : {},
			);
			expect(changed.status).toBe(can('update') ? 200 : 405);
			if (can('update')) expect(changed.object.EditSequence).not.toBe(record.EditSequence);
			expect((await company.send('PUT', `${path}/${String(id)}`, {})).status).toBe(405);
			const removed = await company.send('DELETE', `${path}/${String(id)}`, null);
			expect([removed.status, removed.text]).toEqual([200, '']);
			expect((await company.send('GET', `${path}/${String(id)}`)).status).toBe(404);
		},
	);

	it('§4.3 a native name is the same list', async () => {
		const { list } = await company.send('GET', 'customers');
		expect((await company.send('GET', 'Customer')).list).toEqual(list);
		expect((await company.where('SalesRep', "Name like 'A%'")).list).toHaveLength(1);
	});

	it('§4.6 objects have metadata', async () => {
		const { list } = await company.send('GET', 'objects');
		expect(list).toEqual(RESOURCES.map(({ path }) => path).sort());
		const { object } = await company.send('GET', 'objects/invoices/metadata');
		expect(object.fields).toContainEqual({
			vendorPath: 'CustomerRef',
			type: 'object',
			vendorDisplayName: expect.any(String),
			vendorRequired: true,
			vendorReadOnly: false,
		});
	});

	it('each instance has books of its own', async () => {
		await company.make('customers', { Name: 'Only here' });
		const other = company.sandbox.addInstance({ name: 'Other' });
		const names = (await company.sandbox.records(other.id, 'customers')).map(({ Name }) => Name);
		expect(names).not.toContain('Only here');
		expect(await company.sandbox.records(company.instance.id, 'customers')).toContainEqual(
			expect.objectContaining({ Name: 'Only here' }),
		);
	});
});
