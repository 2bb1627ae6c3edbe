import { allResources, resourceAt } from '../../../gateway/records';
import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';

describe('The resources of the gateway', () => {
	it('are the 84 objects of QuickBooks that can be queried, each with an address of its own', () => {
		const paths = allResources().map(({ path }) => path);
		expect(paths).toHaveLength(84);
		expect(new Set(paths).size).toBe(84);
	});

	it.each(RESOURCES.map((resource) => [resource.path, resource] as const))(
		'know %s as the node does',
		(path, known) => {
			const resource = resourceAt(path)!;
			expect(resource).toMatchObject({
				object: known.qbObject,
				kind: known.kind,
				key: known.idField,
			});
			expect(resourceAt(known.qbObject)).toBe(resource);
			const lines = known.lines.map(({ key, idField }) => `${key} ${idField}`);
			expect(resource.lines.map(({ key, id }) => `${key} ${id}`).sort()).toEqual(lines.sort());
			const operations = known.operations
				.filter((operation) => operation !== 'upsert')
				.map((operation) => (operation === 'getAll' ? 'list' : operation));
			expect([...resource.operations].sort()).toEqual([...operations].sort());
		},
	);

	it('have native names where the service has no path', () => {
		expect(resourceAt('Estimate')).toMatchObject({
			path: 'Estimate',
			lines: [
				{ ret: 'EstimateLineRet', key: 'EstimateLineRet', id: 'TxnLineID' },
				{ ret: 'EstimateLineGroupRet', key: 'EstimateLineGroupRet', id: 'TxnLineID' },
			],
		});
		expect(resourceAt('estimates')).toBeUndefined();
		expect(resourceAt('constructor')).toBeUndefined();
	});

	it('only read what belongs to several lists or has no id', () => {
		expect([...resourceAt('Entity')!.operations]).toEqual(['list', 'get']);
		expect([...resourceAt('Company')!.operations]).toEqual(['list']);
		expect(resourceAt('products')!.objects).not.toContain('ItemSalesTax');
	});
});
