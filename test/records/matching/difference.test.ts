import { loadFields } from '../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { resourceByValue } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { FieldSet, Resource } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import { recordDifference } from '../../../nodes/QuickBooksEnterprise/records/matching/recordDifference';

type Members = Record<string, unknown>;

async function fieldsOf(value: string): Promise<FieldSet> {
	return await loadFields(resourceByValue(value) as Resource);
}

const changed = async (value: string, given: Members, present: Members) =>
	recordDifference(given, present, await fieldsOf(value)).changed;

describe('What writing a record again would change', () => {
	it.each<[string, string, Members, Members]>([
		['text', 'customer', { Notes: 'a\r\nb ' }, { Notes: 'a\nb' }],
		['a name in another case', 'customer', { Name: 'ACME' }, { Name: 'Acme' }],
		['an amount', 'customer', { CreditLimit: '1000' }, { CreditLimit: '1000.00' }],
		['a number', 'customer', { CreditLimit: 1000.5 }, { CreditLimit: '1000.50' }],
		['a rate', 'taxRate', { TaxRate: '7.75' }, { TaxRate: '7.750' }],
		['a boolean', 'customer', { IsActive: true }, { IsActive: 'true' }],
		['a length of time', 'timeActivity', { Duration: 480 }, { Duration: 'PT8H00M' }],
		[
			'a reference by name',
			'customer',
			{ TermsRef: { FullName: 'net 30' } },
			{ TermsRef: { ListID: '1-1', FullName: 'Net 30' } },
		],
		[
			'a reference by id',
			'customer',
			{ TermsRef: { ListID: '1-1', FullName: 'an old name' } },
			{ TermsRef: { ListID: '1-1', FullName: 'Net 30' } },
		],
		[
			'a group of which some was given',
			'customer',
			{ BillAddress: { City: 'Visby' } },
			{ BillAddress: { Addr1: '1 Quay Street', City: 'Visby' } },
		],
		['what is cleared and not there', 'customer', { Fax: '' }, {}],
		['null where nothing is there', 'customer', { Fax: null, TermsRef: null }, { Fax: '' }],
		['what QuickBooks computes', 'customer', { Balance: '5.00', id: 'x' }, { Balance: '0.00' }],
		['an instruction', 'bill', { ClearItemLines: true }, {}],
		[
			'a member of another kind of product',
			'product',
			{ SalesPrice: '1' },
			{ ItemType: 'ItemService' },
		],
	])('nothing: %s', async (_, value, given, present) => {
		expect(await changed(value, given, present)).toEqual({});
	});

	it.each<[string, string, Members, Members]>([
		['text', 'customer', { Notes: 'a' }, { Notes: 'A' }],
		['what is cleared', 'customer', { Fax: '' }, { Fax: '1' }],
		['what null clears', 'customer', { Fax: null }, { Fax: '1' }],
		[
			'a reference that null clears',
			'customer',
			{ TermsRef: null },
			{ TermsRef: { ListID: '1-1' } },
		],
		[
			'a line of an address that null clears',
			'customer',
			{ BillAddress: { Addr2: null } },
			{ BillAddress: { Addr1: 'a', Addr2: 'b' } },
		],
		['an amount', 'customer', { CreditLimit: '1000.01' }, { CreditLimit: '1000.00' }],
		['a boolean', 'customer', { IsActive: 'false' }, { IsActive: 'true' }],
		[
			'a reference',
			'customer',
			{ TermsRef: { FullName: 'Net 15' } },
			{ TermsRef: { ListID: '1-1', FullName: 'Net 30' } },
		],
		['a reference that is not there', 'customer', { TermsRef: { FullName: 'Net 15' } }, {}],
		[
			'a member of a group',
			'customer',
			{ BillAddress: { City: 'Visby', State: 'GO' } },
			{ BillAddress: { City: 'Visby' } },
		],
		[
			'a list that is longer',
			'customer',
			{ AdditionalContactRef: [{ ContactName: 'a', ContactValue: 'b' }] },
			{},
		],
		['what the catalogue does not know', 'customer', { Unheard: 'a' }, { Unheard: 'b' }],
	])('this: %s', async (_, value, given, present) => {
		expect(await changed(value, given, present)).toEqual(given);
	});

	it('not what only a create takes; that is told', async () => {
		const given = { PayeeEntityRef: { FullName: 'Other' }, Memo: 'new' };
		const present = { PayeeEntityRef: { FullName: 'One' }, Memo: 'old' };
		expect(recordDifference(given, present, await fieldsOf('billPaymentCheck'))).toEqual({
			changed: { Memo: 'new' },
			instructions: {},
			createOnly: ['PayeeEntityRef'],
			notCompared: [],
		});
	});

	it('not what tells how to go about it; that goes along', async () => {
		const given = { SalesPrice: '2.00', ForceUOMChange: true, EditSequence: '1' };
		const present = { ItemType: 'ItemInventory', SalesPrice: '1.00' };
		const difference = recordDifference(given, present, await fieldsOf('product'), [
			'EditSequence',
		]);
		expect(difference.changed).toEqual({ SalesPrice: '2.00' });
		expect(difference.instructions).toEqual({ ForceUOMChange: true });
	});

	it('not a credit, which would be used up once more with every write', async () => {
		const given = { SetCredit: [{ CreditTxnID: '1-1', AppliedAmount: '5.00' }] };
		const { changed: again, createOnly } = recordDifference(given, {}, await fieldsOf('invoice'));
		expect([again, createOnly]).toEqual([{}, ['SetCredit']]);
	});
});
