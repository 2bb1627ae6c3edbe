import { schema } from '../../gateway/qbxml/schema/elements';
import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { memberTypeOf } from '../../nodes/QuickBooksEnterprise/catalogue/memberTypes';
import committed from '../../nodes/QuickBooksEnterprise/catalogue/memberTypes.json';
import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { FieldType } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { memberTypesOf } from '../../tools/qbxml/memberTypes';

const MEANINGS: Partial<Record<FieldType, string>> = {
	amount: 'amount',
	boolean: 'boolean',
	integer: 'number',
	number: 'number',
	percent: 'number',
	price: 'number',
	quantity: 'number',
};

describe('What a member holds', () => {
	it('is what all blocks of qbXML 14 say of its name', () => {
		expect(committed).toEqual(memberTypesOf(schema));
	});

	it.each(RESOURCES.map((resource) => [resource.value, resource] as const))(
		'is the same for the fields of %s',
		async (_value, resource) => {
			const { fields, lines } = await loadFields(resource);
			const all = [...fields, ...Object.values(lines).flatMap((set) => set.fields)];
			expect(all.length).toBeGreaterThan(3);
			const told = all.map(({ path }) => [path, memberTypeOf(path.split('.').pop()!)]);
			expect(told).toEqual(all.map(({ path, type }) => [path, MEANINGS[type]]));
		},
	);

	it.each(['RefNumber', 'Phone', 'PostalCode', 'AccountNumber', 'DataExtValue', 'constructor'])(
		'is not known of %s, which is text or nothing',
		(name) => expect(memberTypeOf(name)).toBeUndefined(),
	);
});

it('A name that qbXML used for two types would be found', () => {
	const twofold = {
		...schema,
		blocks: { ...schema.blocks, VendorRet: ['Balance? QUAN'], CustomerRet: ['Balance? AMT'] },
	};
	expect(() => memberTypesOf(twofold)).toThrow(/Balance is (AMT|QUAN) in one block/);
});
