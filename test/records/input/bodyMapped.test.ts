import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../../support/sandboxed';
import { named, useBooks, type Row } from '../../actions/record/support/books';

const books = useBooks();

interface MappedWrite {
	resource: string;
	operation?: 'create' | 'update' | 'upsert';
	value?: IDataObject | null;
	schema?: IDataObject[];
	parameters?: INodeParameters;
	items?: IDataObject[];
	mappingMode?: string;
}

/** Writes records as the editor's fields and rows have them. */
async function write(request: MappedWrite) {
	const { resource, operation = 'create', value = null, schema = [], parameters, items } = request;
	const fields = {
		mappingMode: request.mappingMode ?? 'defineBelow',
		value,
		matchingColumns: [],
		schema,
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
	return await books.bench.run({
		...(items ? { items } : {}),
		parameters: {
			resource,
			operation,
			instanceId: byId(books.instanceId),
			fields: fields as unknown as INodeParameters,
			...parameters,
		},
	});
}

const hintsOf = ({ hints }: Awaited<ReturnType<typeof write>>) =>
	hints.map(({ message }) => message);

describe('a record of mapped fields', () => {
	it('is sent as nested JSON that holds what was filled in and nothing else', async () => {
		const { error, json } = await write({
			resource: 'invoice',
			value: {
				CustomerRef: 'Blue, Dale',
				TxnDate: '2026-11-24T00:00:00',
				RefNumber: '',
				Memo: null,
				'BillAddress.Addr1': '1 Quay Street',
				'BillAddress.City': 'Bayshore',
				IsToBePrinted: 'true',
			},
			parameters: {
				lines: {
					itemLines: [
						{ item: 'Framing', quantity: '3', rate: '55.00' },
						{ item: 'Painting', quantity: '0.5', rate: '35.00', description: 'Door' },
						{ item: 'Deposit', amount: '20.10' },
					],
				},
				options: { externalGuid: false },
			},
		});
		expect(error).toBeUndefined();
		expect(books.bodyOf('POST')).toEqual({
			CustomerRef: named('Blue, Dale'),
			TxnDate: '2026-11-24',
			BillAddress: { Addr1: '1 Quay Street', City: 'Bayshore' },
			IsToBePrinted: 'true',
			InvoiceLineRet: [
				{ ItemRef: named('Framing'), Quantity: '3', Rate: '55.00' },
				{ ItemRef: named('Painting'), Quantity: '0.5', Rate: '35.00', Desc: 'Door' },
				{ ItemRef: named('Deposit'), Amount: '20.10' },
			],
		});
		expect(json).toMatchObject([{ CustomerRef: 'Blue, Dale', TxnDate: '2026-11-24' }]);
	});

	it('takes its values from the items, each row and field for itself', async () => {
		const items = [
			{ name: 'One', limit: 10.5, day: '2026-01-31' },
			{ name: 'Two', limit: '20.00', day: '2026-02-28' },
		];
		const { error } = await write({
			resource: 'customer',
			items,
			value: {
				Name: '={{ $json.name }}',
				CreditLimit: '={{ $json.limit }}',
				JobStartDate: '={{ DateTime.fromISO($json.day) }}',
			},
		});
		expect(error).toBeUndefined();
		expect(books.sent('POST').map(({ json }) => json)).toMatchObject([
			{ Name: 'One', CreditLimit: '10.50', JobStartDate: '2026-01-31' },
			{ Name: 'Two', CreditLimit: '20.00', JobStartDate: '2026-02-28' },
		]);
	});

	it('leaves out fields that were removed or are of another resource, and says so', async () => {
		const schema = [
			{ id: 'Name', displayName: 'Name', required: true, type: 'string' },
			{ id: 'Phone', displayName: 'Phone', required: false, type: 'string', removed: true },
			{ id: 'CustomerRef', displayName: 'Customer', required: false, type: 'string' },
		];
		const value = { Name: 'One', Phone: '555', CustomerRef: 'Blue, Dale', Fax: '556' };
		const result = await write({ resource: 'vendor', value, schema });
		expect(result.error).toBeUndefined();
		expect(books.sent('POST')[0].json).toEqual({ ExternalGUID: expect.any(String), Name: 'One' });
		expect(hintsOf(result).join()).toMatch(/^Not sent, .*Vendor.*: Phone, Fax, CustomerRef\./);
	});

	it('tells all that is missing or wrong at once, before any request', async () => {
		const result = await write({
			resource: 'invoice',
			items: [{ instance: '' }],
			value: { TxnDate: '31.12.2026', memo: 'x', ExchangeRate: '1,5' },
			parameters: {
				lines: { itemLines: [{ item: 'Framing', rate: '$55', serviceDate: 'soon' }] },
				instanceId: byId('={{ $json.instance }}'),
			},
		});
		const { message, description } = result.error!;
		const told = `${message}\n${description}`;
		for (const part of [
			'Instance (instanceId) is empty',
			'Missing required fields: Customer (CustomerRef)',
			'Transaction Date (TxnDate) must be a day of the calendar in the form yyyy-MM-dd',
			'Exchange Rate (ExchangeRate) must be a plain number such as 1234.50',
			'memo is not a field of Invoice; write Memo',
			'Item Lines, row 1: Rate (InvoiceLineRet[0].Rate) must be a plain number',
			'Item Lines, row 1: Service Date (InvoiceLineRet[0].ServiceDate) must be a day',
		]) {
			expect(told).toContain(part);
		}
		expect(books.bench.calls()).toEqual([]);
	});

	it('is the input item itself where the editor maps automatically', async () => {
		const item = {
			Name: 'Automatic',
			Email: 'a@example.com',
			'BillAddress.City': 'Bayshore',
			ShipAddress: { City: 'Middlefield', Colour: 'red' },
			ParentRef: 'Blue, Dale',
			TimeCreated: 'x',
			Balance: '1.00',
			row_number: 2,
			Phone: '',
		};
		const request = { resource: 'customer', mappingMode: 'autoMapInputData', items: [item] };
		const result = await write(request);
		expect(result.error).toBeUndefined();
		expect(books.sent('POST')[0].json).toEqual({
			ExternalGUID: expect.any(String),
			Name: 'Automatic',
			Email: 'a@example.com',
			BillAddress: { City: 'Bayshore' },
			ShipAddress: { City: 'Middlefield' },
			ParentRef: named('Blue, Dale'),
		});
		expect(hintsOf(result)).toEqual([
			'Not sent, as Customer has no such field: ShipAddress.Colour, row_number.',
		]);
	});

	it('can be changed line by line', async () => {
		await write({
			resource: 'invoice',
			value: { CustomerRef: 'Blue, Dale' },
			parameters: { lines: { itemLines: [{ item: 'Framing', quantity: '3', rate: '55.00' }] } },
		});
		const { TxnID: id, InvoiceLineRet: lines } = await books.only('invoices', {
			...{ ExternalGUID: (books.sent('POST')[0].json as Row).ExternalGUID },
		});
		const lineId = (lines as Row[])[0].TxnLineID as string;
		const { error } = await write({
			resource: 'invoice',
			operation: 'update',
			value: { Memo: 'Changed' },
			parameters: {
				recordId: { __rl: true, mode: 'id', value: id as string },
				lines: { itemLines: [{ txnLineId: lineId, quantity: '4' }, { item: 'Painting' }] },
			},
		});
		expect(error).toBeUndefined();
		expect(books.bodyOf('PATCH')).toEqual({
			EditSequence: expect.any(String),
			Memo: 'Changed',
			InvoiceLineRet: [
				{ TxnLineID: lineId, Quantity: '4' },
				{ TxnLineID: '-1', ItemRef: named('Painting') },
			],
		});
	});

	it('is not changed twice by the same Create or Update', async () => {
		const request: MappedWrite = {
			resource: 'bill',
			operation: 'upsert',
			value: { VendorRef: 'Patton Hardware Supplies', RefNumber: 'A-1', TxnDate: '2026-05-04' },
			parameters: {
				lines: {
					itemLines: [{ item: 'Lumber', quantity: '4', rate: '2.50', customer: 'Blue, Dale' }],
					expenseLines: [{ account: 'Rent', amount: '12.50', description: 'May' }],
				},
			},
		};
		expect((await write(request)).json).toMatchObject([{ outcome: 'created' }]);
		expect(books.bodyOf('POST')).toMatchObject({
			ItemLineRet: [
				{
					ItemRef: named('Lumber'),
					Quantity: '4',
					Cost: '2.50',
					CustomerRef: named('Blue, Dale'),
				},
			],
			ExpenseLineRet: [{ AccountRef: named('Rent'), Amount: '12.50', Memo: 'May' }],
		});
		expect((await write(request)).json).toMatchObject([{ outcome: 'unchanged' }]);
	});

	it('is found again by its id where it has no name and no number', async () => {
		const item = { EntityRef: 'Elizabeth N. Mason', Duration: 90, TimeModified: 'x' };
		const request: MappedWrite = {
			resource: 'timeActivity',
			operation: 'upsert',
			mappingMode: 'autoMapInputData',
		};
		const [made] = (await write({ ...request, items: [item] })).json;
		expect(made).toMatchObject({ outcome: 'created', Duration: 'PT1H30M' });
		expect((await write({ ...request, items: [{ ...item, TxnID: made.id }] })).json).toMatchObject([
			{ id: made.id, outcome: 'unchanged' },
		]);
		const value = { EntityRef: item.EntityRef, Duration: '120', TxnID: made.id };
		expect((await write({ ...request, mappingMode: 'defineBelow', value })).json).toMatchObject([
			{ id: made.id, outcome: 'updated', Duration: 'PT2H00M' },
		]);
	});

	it('may have rows that an expression gives', async () => {
		const debits = [{ account: 'Rent', amount: 10, otherFields: { BillableStatus: 'Billable' } }];
		const { error } = await write({
			resource: 'journalEntry',
			items: [{ debits }],
			value: {
				TxnDate: '2026-11-24',
				debitLines: '={{ $json.debits }}',
				creditLines: '[{"account": "Checking", "amount": "10.00"}]',
			},
		});
		expect(error).toBeUndefined();
		expect(books.bodyOf('POST')).toMatchObject({
			JournalDebitLine: [
				{ AccountRef: named('Rent'), Amount: '10.00', BillableStatus: 'Billable' },
			],
			JournalCreditLine: [{ AccountRef: named('Checking'), Amount: '10.00' }],
		});
	});
});

describe('rows that are given twice', () => {
	it('are refused', async () => {
		const { error } = await write({
			resource: 'invoice',
			value: { CustomerRef: 'Blue, Dale', itemLines: '[{"item": "Framing"}]' },
			parameters: { lines: { itemLines: [{ item: 'Framing' }] } },
		});
		expect(error?.message).toBe(
			"Item Lines (itemLines) are given in 'Lines' and in 'Fields'; leave out one",
		);
	});
});

describe('values of any kind', () => {
	const range = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
	const unit = fc.constantFrom(...range(0x20, 0x7e), ...range(0xa0, 0xff), ...'€“”‘’…–—™Œœ\t\n');

	/** Text that QuickBooks takes as it is: it keeps all characters, is not empty, and fits. */
	const text = (max: number) =>
		fc
			.string({ unit, minLength: 1, maxLength: max })
			.filter((each) => each.trim() !== '' && [...each].length <= max);

	it('arrive as they were given', async () => {
		const decimal = fc
			.tuple(fc.nat(999_999), fc.stringMatching(/^\d{2}$/))
			.map(([whole, cents]) => `${whole}.${cents}`);
		const day = fc
			.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({ Notes: text(4095), JobTitle: text(41), City: text(31), decimal, day }),
					{
						minLength: 1,
						maxLength: 8,
					},
				),
				async (given) => {
					books.bench.sandbox.reset();
					books.instanceId = books.bench.sandbox.addInstance({ name: 'Store' }).id;
					const { error } = await write({
						resource: 'customer',
						items: given.map((each, index) => ({ ...each, Name: `Fuzz ${index}` })),
						value: {
							Name: '={{ $json.Name }}',
							Notes: '={{ $json.Notes }}',
							JobTitle: '={{ $json.JobTitle }}',
							'BillAddress.City': '={{ $json.City }}',
							CreditLimit: '={{ $json.decimal }}',
							JobStartDate: '={{ $json.day }}',
						},
						parameters: { options: { externalGuid: false } },
					});
					expect(error).toBeUndefined();
					expect(books.sent('POST').map(({ json }) => json)).toEqual(
						given.map(({ Notes, JobTitle, City, ...rest }, index) => ({
							Name: `Fuzz ${index}`,
							Notes,
							JobTitle,
							BillAddress: { City },
							CreditLimit: rest.decimal,
							JobStartDate: rest.day,
						})),
					);
				},
			),
			{ numRuns: 15 },
		);
	});

	it('arrive in rows as they were given', async () => {
		const row = fc.record({ Desc: text(4095), Other1: text(29), item: fc.constant('Framing') });
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (given) => {
				books.bench.sandbox.reset();
				books.instanceId = books.bench.sandbox.addInstance({ name: 'Store' }).id;
				const rows = given.map(({ item, Desc, Other1 }) => ({
					item,
					description: Desc,
					otherFields: JSON.stringify({ Other1 }),
				}));
				const { error } = await write({
					resource: 'invoice',
					items: [{ rows, customer: 'Blue, Dale' }],
					value: { CustomerRef: '={{ $json.customer }}', itemLines: '={{ $json.rows }}' },
				});
				expect(error).toBeUndefined();
				expect(books.bodyOf('POST').InvoiceLineRet).toEqual(
					given.map(({ item, Desc, Other1 }) => ({ ItemRef: named(item), Desc, Other1 })),
				);
			}),
			{ numRuns: 15 },
		);
	});
});
