import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import {
	partyOf,
	REFERENCE_LISTS,
	resourcesWithParty,
} from '../../nodes/QuickBooksEnterprise/catalogue/parties';
import { RESOURCES, resourceByValue } from '../../nodes/QuickBooksEnterprise/catalogue/resources';

const transactions = RESOURCES.filter(({ kind }) => kind === 'transaction');

describe('whom a transaction is with', () => {
	it.each(transactions.map((resource) => ({ of: resource.value, resource })))(
		'is the member that QuickBooks takes: $of',
		async ({ resource }) => {
			const { fields } = await loadFields(resource);
			const named = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef'];
			const field = named
				// Time is somebody's, and a customer's only beside that.
				.sort((one, other) => Number(other === 'EntityRef') - Number(one === 'EntityRef'))
				.map((name) => fields.find(({ path, readOnly }) => path === name && !readOnly))
				.find((found) => found !== undefined);
			const party = partyOf(resource);
			// An adjustment of stock may be for a customer, but is with nobody.
			const expected = resource.value === 'inventoryAdjustment' ? undefined : field?.path;
			expect(party?.member).toBe(expected);
			if (!party) return;
			expect(field?.create).not.toBe('none');
			expect(resourcesWithParty(false)).toContain(resource);
			expect(resourcesWithParty(true).includes(resource)).toBe(field?.update !== 'none');
		},
	);

	it('is no matter of lists', () => {
		const lists = RESOURCES.filter(({ kind }) => kind === 'list');
		expect(lists.filter((resource) => partyOf(resource))).toEqual([]);
	});
});

describe('the lists that fields name records from', () => {
	it('are lists of the service with a name', () => {
		for (const value of Object.values(REFERENCE_LISTS).flat()) {
			const resource = resourceByValue(value);
			expect([value, resource?.kind, resource?.operations.includes('getAll')]).toEqual([
				value,
				'list',
				true,
			]);
		}
	});
});
