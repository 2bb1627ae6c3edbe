import { refusal, useCompany } from '../../finance/company';

const company = useCompany();

const post = async (path: string, body: unknown) => refusal(await company.send('POST', path, body));

describe('§6.2 refusals', () => {
	it('3100: customers, vendors and employees share their names; inactive ones hold theirs', async () => {
		const { id } = await company.make('customers', { Name: 'abc' });
		await company.change('customers', id, { IsActive: 'false' });
		const taken = (name: string) => [
			409,
			`The name "${name}" of the list element is already in use.`,
		];
		expect(await post('customers', { Name: 'ABC' })).toEqual(taken('ABC'));
		expect(await post('vendors', { Name: 'abc' })).toEqual(taken('abc'));
		await company.make('employees', { FirstName: 'Ann', LastName: 'Poe' });
		expect(await post('vendors', { Name: 'Ann Poe' })).toEqual(taken('Ann Poe'));
		await company.make('products', {
			Name: 'abc',
			ItemType: 'ItemService',
			SalesOrPurchase: { Price: '1.00', AccountRef: { FullName: 'Rent' } },
		});
		expect(await post('tax-rates', { Name: 'abc', TaxRate: '1' })).toEqual(taken('abc'));
		const vendor = await company.make('vendors', { Name: 'free' });
		const renamed = await company.change('vendors', vendor.id, { Name: 'abc' });
		expect(refusal(renamed)).toEqual(taken('abc'));
		await company.send('DELETE', `customers/${String(id)}`);
		expect((await company.change('vendors', vendor.id, { Name: 'abc' })).status).toBe(200);
	});

	it('3100: jobs of two customers may have the same name', async () => {
		await company.make('customers', { Name: 'Sun Room', ParentRef: { FullName: 'Blue, Dale' } });
		const job = { Name: 'Sun Room', ParentRef: { FullName: 'Keenan, Bridget' } };
		expect((await post('customers', job))[0]).toBe(409);
	});

	it('3120 and 500: a record that is not there; 3000: an id that is none', async () => {
		const id = '80009999-1484947875';
		const change = await company.send('PATCH', `customers/${id}`, { EditSequence: '1' });
		expect(refusal(change)).toEqual([404, expect.stringContaining(`"${id}"`)]);
		expect((await company.send('DELETE', `customers/${id}`)).status).toBe(404);
		expect((await company.send('GET', `customers/${id}`)).status).toBe(404);
		expect(refusal(await company.send('GET', 'customers/abc'))).toEqual([
			400,
			'The given object ID "abc" in the field "ListID" is invalid.',
		]);
	});

	it('3140: a reference that leads nowhere', async () => {
		const [status, text] = await post('invoices', { CustomerRef: { FullName: 'X' } });
		expect(status).toBe(400);
		expect(text).toMatch(
			/^There is an invalid reference to QuickBooks Customer "X" in the Invoice\./,
		);
		expect((await post('invoices', { CustomerRef: { FullName: 'Lew Plumbing' } }))[0]).toBe(400);
	});

	it.each([
		['customers', {}, /parsing the provided XML/],
		['customers', { Name: 'a'.repeat(42) }, /Name has 42 characters/],
		['customers', { Name: 'a:b' }, /colon/],
		['customers', { Name: 'a', JobStatus: 'Nothing' }, /parsing the provided XML/],
		['customers', { Name: 'a', CreditLimit: '1,000' }, /CreditLimit must be an amount/],
		['customers', { Name: 'a', JobStartDate: '2017-02-30' }, /JobStartDate must be a date/],
		['customers', { Name: 'a', IsActive: 'maybe' }, /IsActive must be true or false/],
		['customers', 'text', undefined],
	])('3000 to 3099: %s %j', async (path, body, text) => {
		const [status, providerMessage] = await post(path, body);
		expect(status).toBe(400);
		if (text) expect(providerMessage).toMatch(text);
	});

	it('3200: an EditSequence that is old; one that is missing is the current one', async () => {
		const { id, EditSequence } = await company.make('customers', { Name: 'abc' });
		const stale = (sequence: unknown) => [
			409,
			`The provided edit sequence "${String(sequence)}" is out-of-date. `,
		];
		const url = `customers/${String(id)}`;
		expect((await company.send('PATCH', url, { Phone: '0' })).status).toBe(200);
		expect((await company.change('customers', id, { Phone: '1' })).status).toBe(200);
		const again = await company.send('PATCH', url, { EditSequence, Phone: '2' });
		expect(refusal(again)).toEqual(stale(EditSequence));
		expect((await company.read('customers', id)).Phone).toBe('1');
	});

	it('3210: a payment that is more than what is due', async () => {
		const [invoice] = (await company.where('invoices', "RefNumber = '101'")).list;
		const payment = {
			CustomerRef: invoice.CustomerRef,
			TotalAmount: '900.00',
			AppliedToTxn: [{ TxnID: invoice.TxnID, PaymentAmount: '900.00' }],
		};
		expect(await post('payments', payment)).toEqual([400, expect.stringContaining('amount due')]);
	});
});
