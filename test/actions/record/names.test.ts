import { INVOICE, named, useBooks } from './support/books';

const books = useBooks();

describe('Names of records', () => {
	it('match without case', async () => {
		const { json } = await books.upsert('customer', { Name: 'BLUE, dale', Phone: '5' });
		expect(json[0]).toMatchObject({ Name: 'Blue, Dale', Phone: '5', outcome: 'updated' });
	});

	it.each(["O'Brien, Pat", 'O’Meara & Sons', 'Ben` Test'])(
		'match whatever they hold: %s',
		async (Name) => {
			const { json } = await books.upsert('customer', { Name });
			expect(json[0]).toMatchObject({ Name, outcome: 'unchanged' });
		},
	);

	it('of jobs match under their parent, named or by its id', async () => {
		const parent = await books.only('customers', { FullName: 'Cook, Brian' });
		for (const ParentRef of [named('cook, brian'), { ListID: parent.ListID }]) {
			const { json } = await books.upsert('customer', { Name: 'Kitchen', ParentRef });
			expect(json[0]).toMatchObject({ FullName: 'Cook, Brian:Kitchen', outcome: 'unchanged' });
		}
	});

	it('of jobs are not taken for those of others', async () => {
		const { json } = await books.upsert('customer', { Name: 'Kitchen' });
		expect(json[0]).toMatchObject({ FullName: 'Kitchen', outcome: 'created' });
	});

	it('of employees are put together from their parts', async () => {
		const { ListID } = await books.only('employees', { Name: 'Dan T. Miller' });
		const { json } = await books.upsert('employee', {
			FirstName: 'dan',
			MiddleName: 'T.',
			LastName: 'MILLER',
		});
		expect(json[0]).toMatchObject({ ListID, outcome: 'updated' });
	});

	it('that a vendor has are taken for customers too, and it is said why', async () => {
		const { error } = await books.upsert('customer', { Name: 'Lew Plumbing' });
		expect(error?.message).toContain("QuickBooks already uses the name 'Lew Plumbing'");
		expect(error?.description).toContain('Customers, vendors, employees');
	});

	it('that an inactive record holds bring it to what was given', async () => {
		const { ListID } = await books.only('customers', { Name: 'Baker, Chris' });
		await books.update('customer', ListID, { IsActive: false });
		// A list that leaves out the inactive, as QuickBooks does unless asked.
		books.fault(
			'GET',
			{ kind: 'status', status: 404, message: 'No customers found' },
			{ times: 2 },
		);
		const { json } = await books.upsert('customer', { Name: 'Baker, Chris', Phone: '8' });
		expect(json[0]).toMatchObject({ ListID, Phone: '8', outcome: 'updated' });
		expect(books.sent('GET').pop()?.query.where).toBe("IsActive = 'false'");
	});
});

describe('Numbers of transactions', () => {
	it('have to be given', async () => {
		const { RefNumber, ...record } = INVOICE;
		const { error } = await books.upsert('invoice', record);
		expect(RefNumber).toBe('9001');
		expect(error?.message).toContain('Reference Number (RefNumber)');
		expect(books.bench.sandbox.requests).toHaveLength(0);
	});

	it('that several have are not guessed between', async () => {
		const ids = [];
		for (let count = 0; count < 2; count++) {
			const { json } = await books.create('invoice', INVOICE);
			ids.push(String(json[0].id));
		}
		const { error } = await books.upsert('invoice', INVOICE);
		expect(error?.message).toBe(`Several invoices have the RefNumber '9001': ${ids.join(', ')}`);
		expect(books.sent('PATCH')).toHaveLength(0);
	});

	it('that another party has too are refused, and name it', async () => {
		await books.create('invoice', INVOICE);
		const { json } = await books.create('invoice', {
			...INVOICE,
			CustomerRef: named('Baker, Chris'),
		});
		const { error } = await books.upsert('invoice', INVOICE);
		expect(error?.message).toBe(
			`The RefNumber '9001' belongs to the invoice ${String(json[0].id)} of 'Baker, Chris'`,
		);
		expect(books.sent('PATCH')).toHaveLength(0);
	});
});
