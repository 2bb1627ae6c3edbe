import { rowsOf, type QbRecord } from '../../../simulator/qbxml/record';
import { named, Office } from './office';

let office: Office;
beforeEach(() => {
	office = new Office();
});

const invoice = (customer: string, more: QbRecord = {}) => ({
	CustomerRef: named(customer),
	...more,
	InvoiceLineAdd: [{ ItemRef: named('Painting'), Amount: '10.00' }],
});

describe('names', () => {
	test.each([
		['Customer', { Name: 'BLUE, DALE' }],
		['Vendor', { Name: 'Blue, Dale' }],
		['OtherName', { Name: 'blue, dale' }],
		['Employee', { FirstName: 'Blue,', LastName: 'Dale' }],
		['ItemService', { Name: 'lumber', SalesOrPurchase: { Price: '1.00' } }],
		['StandardTerms', { Name: '10TH OF THE MONTH' }],
		['SalesRep', { Initial: 'asb', SalesRepEntityRef: named('Dan T. Miller') }],
		['Class', { Name: 'west' }],
	])('are unique, whatever the case: %s', (object, content) => {
		expect(office.statusOf(object, content)).toBe('3100');
	});

	test('are kept by inactive records, and free again after a deletion', () => {
		const { ListID } = office.add('Customer', { Name: 'Nova', IsActive: 'false' });
		expect(office.statusOf('Vendor', { Name: 'NOVA' })).toBe('3100');
		expect(office.remove('Customer', ListID)).toBe('0');
		office.add('Vendor', { Name: 'NOVA' });
	});

	test('are unique under one parent only, and follow the parent', () => {
		const hall = office.add('Customer', { Name: 'Hall' });
		const job = office.add('Customer', { Name: 'Kitchen', ParentRef: named('hall') });
		expect(job).toMatchObject({ FullName: 'Hall:Kitchen', Sublevel: '1' });
		expect(office.statusOf('Customer', { Name: 'kitchen', ParentRef: named('Hall') })).toBe('3100');
		const made = office.add('Invoice', invoice('Hall:Kitchen'));
		office.change('Customer', hall.ListID, { Name: 'Hill' });
		expect(office.read('Invoice', made.TxnID).CustomerRef).toEqual({
			ListID: job.ListID,
			FullName: 'Hill:Kitchen',
		});
		expect(office.mod('Customer', hall.ListID, { ParentRef: named('Hill:Kitchen') }).code).toBe(
			'3130',
		);
		expect(office.mod('Customer', hall.ListID, { Name: 'Blue, Dale' }).code).toBe('3100');
	});

	test('a colon in a name is refused, and so is a reference to nobody', () => {
		expect(office.statusOf('Customer', { Name: 'a:b' })).toBe('3090');
		expect(office.statusOf('Customer', { Name: 'a', TermsRef: named('Net 31') })).toBe('3140');
		expect(office.statusOf('Customer', { Name: 'a', ParentRef: named('Lew Plumbing') })).toBe(
			'3140',
		);
		expect(office.statusOf('Invoice', invoice('Lew Plumbing'))).toBe('3140');
	});
});

describe('a Mod', () => {
	test('keeps what it leaves out, empties what is empty, replaces an address as a whole', () => {
		const { ListID, EditSequence } = office.add('Customer', {
			Name: 'Nova',
			Phone: '1',
			Fax: '2',
			TermsRef: named('Net 30'),
			BillAddress: { Addr1: 'Nova', City: 'Bayshore', State: 'CA', PostalCode: '94326' },
		});
		const { record: changed } = office.send(
			`<CustomerModRq><CustomerMod>
				<ListID>${String(ListID)}</ListID><EditSequence>${String(EditSequence)}</EditSequence>
				<BillAddress><Addr1>Nova &amp; Sons</Addr1></BillAddress><Phone></Phone><TermsRef/>
			</CustomerMod></CustomerModRq>`,
		);
		expect(changed).toMatchObject({ Fax: '2', BillAddress: { Addr1: 'Nova & Sons' } });
		expect(changed.BillAddress).not.toHaveProperty('City');
		expect(changed.BillAddressBlock).toEqual({ Addr1: 'Nova & Sons' });
		for (const gone of ['Phone', 'TermsRef']) expect(changed).not.toHaveProperty(gone);
	});

	test('moves EditSequence with TimeModified, also twice in a second', () => {
		const first = office.add('Customer', { Name: 'Nova' });
		const seconds = (record: QbRecord) => Date.parse(String(record.TimeModified)) / 1000;
		const second = office.change('Customer', first.ListID, { Phone: '1' });
		const third = office.change('Customer', first.ListID, { Phone: '2' });
		const all = [first, second, third];
		expect(all.map(({ EditSequence }) => Number(EditSequence))).toEqual(all.map(seconds));
		expect(new Set(all.map(({ EditSequence }) => EditSequence)).size).toBe(3);
	});

	test('does not turn one kind of prices of an item into the other', () => {
		const { ListID } = office.add('ItemService', {
			Name: 'Survey',
			SalesOrPurchase: { Price: '9.00' },
		});
		const other = { SalesAndPurchaseMod: { SalesPrice: '1.00' } };
		expect(office.mod('ItemService', ListID, other).code).toBe('3153');
		const { SalesOrPurchase } = office.change('ItemService', ListID, {
			SalesOrPurchaseMod: { Desc: 'Plan' },
		});
		expect(SalesOrPurchase).toEqual({ Desc: 'Plan', Price: '9.00' });
	});

	test('changes the people and notes of a customer that it names', () => {
		const { ListID, ContactsRet } = office.add('Customer', {
			Name: 'Nova',
			Contacts: [{ FirstName: 'Ann' }, { FirstName: 'Bob', LastName: 'Poe' }],
			AdditionalNotes: [{ Note: 'one' }],
		});
		const [, bob] = ContactsRet as QbRecord[];
		expect(bob.Contact).toBe('Bob Poe');
		const changed = office.change('Customer', ListID, {
			ContactsMod: [{ ListID: bob.ListID, EditSequence: bob.EditSequence, FirstName: 'Rob' }],
		});
		expect(rowsOf(changed, 'ContactsRet').map(({ FirstName }) => FirstName)).toEqual([
			'Ann',
			'Rob',
		]);
		expect(rowsOf(changed, 'AdditionalNotesRet')).toEqual([
			expect.objectContaining({ Note: 'one' }),
		]);
	});
});

describe('deleting and merging', () => {
	test('what is in use stays; what is gone is in the log', () => {
		const { ListID } = office.add('Customer', { Name: 'Nova' });
		const made = office.add('Invoice', invoice('Nova'));
		expect(office.remove('Customer', ListID)).toBe('3160');
		expect(office.remove('Invoice', made.TxnID)).toBe('0');
		expect(office.remove('Customer', ListID)).toBe('0');
		expect(office.remove('Customer', ListID)).toBe('3120');
		expect(office.query('ListDeleted', { ListDelType: ['Customer'] })).toEqual([
			expect.objectContaining({ ListID, FullName: 'Nova', ListDelType: 'Customer' }),
		]);
		expect(office.query('TxnDeleted', { TxnDelType: ['Invoice'] })).toEqual([
			expect.objectContaining({ TxnID: made.TxnID, RefNumber: made.RefNumber }),
		]);
	});

	test('a merged record is found under the other one, with its jobs and balance', () => {
		const from = office.add('Customer', { Name: 'Nova' });
		office.add('Customer', { Name: 'Attic', ParentRef: named('Nova') });
		const to = office.add('Customer', { Name: 'Nova Ltd.' });
		const made = office.add('Invoice', invoice('Nova:Attic'));
		office.add('Invoice', invoice('Nova'));
		const half = ({ ListID, EditSequence }: QbRecord) => ({ ListID, EditSequence });
		const { code } = office.ask('ListMerge', {
			ListMergeType: 'Customer',
			MergeFrom: half(office.read('Customer', from.ListID)),
			MergeTo: half(office.read('Customer', to.ListID)),
		});
		expect(code).toBe('0');
		expect(office.read('Invoice', made.TxnID).CustomerRef).toMatchObject({
			FullName: 'Nova Ltd.:Attic',
		});
		expect(office.read('Customer', to.ListID)).toMatchObject({
			Balance: '10.00',
			TotalBalance: '20.00',
		});
		expect(office.statusOf('Vendor', { Name: 'Nova' })).toBe('0');
		expect(office.trial()).toBe(0n);
	});

	test('a currency that comes with QuickBooks keeps its name and stays', () => {
		const { ListID } = office.find('Currency', 'Euro');
		expect(office.mod('Currency', ListID, { Name: 'Eurodollar' }).code).toBe('3210');
		expect(office.remove('Currency', ListID)).toBe('3160');
		const own = office.add('Currency', { Name: 'Shell', CurrencyCode: 'SHL' });
		expect(office.remove('Currency', own.ListID)).toBe('0');
	});
});

describe('what a new record starts with is entered', () => {
	test('balances of accounts, customers and vendors', () => {
		const equity = () => Number(office.balance('Opening Balance Equity'));
		const before = equity();
		const account = office.add('Account', {
			Name: 'Petty Cash',
			AccountType: 'Bank',
			OpenBalance: '120.00',
			OpenBalanceDate: '2018-01-01',
		});
		expect(office.read('Account', account.ListID).Balance).toBe('120.00');
		expect(equity() - before).toBeCloseTo(120);
		const customer = office.add('Customer', { Name: 'Nova', OpenBalance: '30.00' });
		expect(office.read('Customer', customer.ListID).Balance).toBe('30.00');
		const vendor = office.add('Vendor', { Name: 'Supra', OpenBalance: '40.00' });
		expect(office.read('Vendor', vendor.ListID).Balance).toBe('40.00');
		expect(office.trial()).toBe(0n);
	});

	test('things on hand', () => {
		const item = {
			Name: 'Latch',
			IncomeAccountRef: named('Sales of Product Income'),
			COGSAccountRef: named('Cost of Goods Sold'),
			AssetAccountRef: named('Inventory Asset'),
		};
		const before = Number(office.balance('Inventory Asset'));
		expect(office.statusOf('ItemInventory', { ...item, TotalValue: '5.00' })).toBe('3210');
		const made = office.add('ItemInventory', { ...item, QuantityOnHand: '8', TotalValue: '20.00' });
		expect(office.read('ItemInventory', made.ListID).QuantityOnHand).toBe('8');
		expect(Number(office.balance('Inventory Asset')) - before).toBeCloseTo(20);
		expect(office.trial()).toBe(0n);
	});
});
