import fc from 'fast-check';

import { loadFields } from '../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { resourceByValue } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Resource, ResourceFields } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import { Problems, InputError } from '../../../nodes/QuickBooksEnterprise/common/problems';
import {
	BodyBuilder,
	readMapper,
} from '../../../nodes/QuickBooksEnterprise/records/input/recordBody';
import { noteValidation } from '../../../nodes/QuickBooksEnterprise/records/input/validateInput';
import { readRecordJson } from '../../../nodes/QuickBooksEnterprise/records/input/recordJson';
import {
	linesFromRows,
	withNewLineIds,
} from '../../../nodes/QuickBooksEnterprise/records/lines/recordLines';

type Members = Record<string, unknown>;

interface Facts {
	resource: Resource;
	fields: ResourceFields;
}

async function factsOf(value: string): Promise<Facts> {
	const resource = resourceByValue(value)!;
	return { resource, fields: await loadFields(resource) };
}

/** What was found; empty when nothing was. */
function told(problems: Problems): readonly string[] {
	try {
		problems.throwIfAny('');
		return [];
	} catch (error) {
		if (error instanceof InputError) return error.problems;
		return [String(error)];
	}
}

async function build(value: string, values: Members, timeZone = 'America/Denver') {
	const problems = new Problems('Missing required fields');
	const { fields } = await factsOf(value);
	const built = new BodyBuilder(fields, { timeZone, problems }).build(values);
	return { ...built, problems: told(problems) };
}

/** Problems of building and checking together, as a run tells them. */
async function complaints(value: string, values: Members): Promise<readonly string[]> {
	const problems = new Problems('Missing required fields');
	const { resource, fields } = await factsOf(value);
	const { record } = new BodyBuilder(fields, { timeZone: 'UTC', problems }).build(values);
	noteValidation(
		resource,
		fields,
		record,
		{ operation: 'create', linesAreComplete: true },
		problems,
	);
	return told(problems);
}

async function lines(value: string, given: unknown) {
	const problems = new Problems();
	const { resource, fields } = await factsOf(value);
	const record = linesFromRows(given, resource, fields, { timeZone: 'UTC', problems });
	return { record, problems: told(problems) };
}

describe('fields that were filled in', () => {
	it('become nested members, and dotted and nested ones the same group', async () => {
		const { record, unknown } = await build('customer', {
			Name: 'Blue, Dale',
			'BillAddress.Addr1': '1 Quay Street',
			BillAddress: { City: 'Visby' },
			'BillAddress.PostalCode': 62102,
		});
		expect(record).toEqual({
			Name: 'Blue, Dale',
			BillAddress: { Addr1: '1 Quay Street', City: 'Visby', PostalCode: '62102' },
		});
		expect(unknown).toEqual([]);
	});

	it('leave out what was not', async () => {
		const { record } = await build('customer', {
			Name: 'A',
			Phone: '',
			Fax: null,
			Email: undefined,
			Notes: '  ',
			BillAddress: {},
			'ShipAddress.City': '',
			ShipToAddress: [],
		});
		expect(record).toEqual({ Name: 'A' });
	});

	it.each([
		['Blue, Dale', { FullName: 'Blue, Dale' }],
		[' 80000002-1484947875 ', { ListID: '80000002-1484947875' }],
		[4711, { FullName: '4711' }],
		[{ FullName: 'A:B' }, { FullName: 'A:B' }],
	])('name another record by name or id: %j', async (given, expected) => {
		const { record } = await build('invoice', { CustomerRef: given });
		expect(record).toEqual({ CustomerRef: expected });
	});

	it('may say which of both a reference is', async () => {
		const { record, unknown } = await build('invoice', {
			'CustomerRef.FullName': '80000002-1484947875',
			'Memo.FullName': 'x',
		});
		expect(record).toEqual({ CustomerRef: { FullName: '80000002-1484947875' } });
		expect(unknown).toEqual(['Memo.FullName']);
	});

	it.each([
		['timeActivity', 'Duration', 90, 90],
		['timeActivity', 'Duration', '480', 480],
		['timeActivity', 'Duration', ' PT12H00M ', 'PT12H00M'],
		['customer', 'CreditLimit', 1234.5, '1234.50'],
		['customer', 'CreditLimit', 1234, '1234.00'],
		['customer', 'CreditLimit', -0.05, '-0.05'],
		['customer', 'CreditLimit', '1234.5', '1234.5'],
		['currency', 'ExchangeRate', 1.5, '1.5'],
		['customer', 'CreditLimit', ' 1234.50 ', '1234.50'],
		['customer', 'IsActive', true, 'true'],
		['customer', 'IsActive', 'No', 'false'],
		['customer', 'IsActive', 'TRUE', 'true'],
		['customer', 'Notes', '  as it is \n', '  as it is \n'],
		['customer', 'JobStatus', ' Closed ', 'Closed'],
		['invoice', 'TxnDate', '2026-11-24', '2026-11-24'],
		['invoice', 'TxnDate', '2026-11-24T23:30:00', '2026-11-24'],
		['invoice', 'TxnDate', '2026-11-24T03:00:00.000Z', '2026-11-23'],
		['invoice', 'TxnDate', new Date('2026-11-24T03:00:00Z'), '2026-11-23'],
		['invoice', 'LinkToTxnID', '1A-1700000000, 1B-1700000000', ['1A-1700000000', '1B-1700000000']],
		[
			'invoice',
			'SetCredit',
			'[{"CreditTxnID": "1A-1700000000"}]',
			[{ CreditTxnID: '1A-1700000000' }],
		],
		['vendor', 'PrefillAccountRef', 'Rent', [{ FullName: 'Rent' }]],
	])('%s %s: %j is sent as %j', async (resource, path, given, expected) => {
		const { record, problems } = await build(resource, { [path]: given });
		expect(problems).toEqual([]);
		expect(record).toEqual({ [path]: expected });
	});

	it('are read in members of a list as well', async () => {
		const { record } = await build('invoice', {
			SetCredit: [{ CreditTxnID: ' 1A-1700000000 ', AppliedAmount: 5, Override: false }],
		});
		expect(record.SetCredit).toEqual([
			{ CreditTxnID: '1A-1700000000', AppliedAmount: '5.00', Override: 'false' },
		]);
	});

	it.each([
		['CreditLimit', '$1,234.50', /plain number such as 1234.50, without currency sign/],
		['CreditLimit', '1.234,50', /plain number/],
		['CreditLimit', 1e21, /more digits than a number holds exactly/],
		['CreditLimit', 1e-7, /plain number/],
		['CreditLimit', 0.1 + 0.2, /at most 2 digits after the point/],
		['CreditLimit', Number.NaN, /plain number/],
		['CreditLimit', true, /plain number/],
		['CreditLimit', { amount: 1 }, /must be a number/],
		['AccountNumber', 2 ** 63, /more digits than a number holds exactly; give it as text/],
		['OpenBalanceDate', '24.11.2026', /in the form yyyy-MM-dd, such as 2025-01-31/],
		['OpenBalanceDate', '11/24/2026', /in the form yyyy-MM-dd/],
		['OpenBalanceDate', '2026-02-29', /day of the calendar/],
		['OpenBalanceDate', 45987, /day of the calendar/],
		['IsActive', 'maybe', /must be true or false/],
		['JobStatus', 'closed', /must be written Closed/],
		['Notes', { a: 1 }, /must be text/],
		['ShipToAddress', '[{"Name": }]', /no valid JSON at line 1, column 11/],
	])('are refused and never guessed at: %s %j', async (path, value, expected) => {
		const [first, ...others] = await complaints('customer', { Name: 'A', [path]: value });
		expect(first).toMatch(expected);
		expect(first).toContain(`(${path}`);
		// A number beyond all bounds is named for both.
		expect(others.length).toBeLessThan(2);
	});

	it('are all looked at before anything is said, missing ones in one line', async () => {
		expect(
			await complaints('billPaymentCheck', { TxnDate: 'today', ExchangeRate: '1,5', Memo: 'x' }),
		).toEqual([
			'Missing required fields: Payee (PayeeEntityRef), Bank Account (BankAccountRef), Applied Payments (AppliedToTxn)',
			expect.stringContaining('(TxnDate) must be a day'),
			expect.stringContaining('(ExchangeRate) must be a plain number'),
			'One of these is required: To Be Printed (IsToBePrinted), Reference Number (RefNumber)',
		]);
	});

	it('cannot reach into objects that all values share', async () => {
		const values = JSON.parse(
			'{"Name":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"__proto__.polluted":"1","constructor.prototype.polluted":"1"}',
		) as Members;
		const { record, unknown } = await build('customer', values);
		expect(record).toEqual({ Name: 'A' });
		expect(unknown).toHaveLength(4);
		expect(({} as Members).polluted).toBeUndefined();
	});

	it('keep text exactly as it is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
				const { record } = await build('customer', { Notes: text });
				expect(record).toEqual(text.trim() === '' ? {} : { Notes: text });
			}),
		);
	});

	it('keep decimals exactly as they are written', async () => {
		const decimal = fc
			.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.stringMatching(/^\d{2}$/))
			.map(([whole, cents]) => `${whole}.${cents}`);
		await fc.assert(
			fc.asyncProperty(decimal, async (text) => {
				const { record, problems } = await build('customer', { CreditLimit: text });
				expect([record, problems]).toEqual([{ CreditLimit: text }, []]);
			}),
		);
	});
});

describe("n8n's resource mapper", () => {
	const field = (id: string, removed?: boolean) => ({ id, removed, displayName: id });

	it('gives the fields that the editor shows', () => {
		const given = {
			mappingMode: 'defineBelow',
			value: { Name: 'A', Memo: 'removed', Stale: 'of another resource', Other: null },
			schema: [field('Name'), field('Memo', true), field('Other')],
		};
		expect(readMapper(given)).toEqual({
			isAutomatic: false,
			values: { Name: 'A', Other: null },
			hidden: ['Memo', 'Stale'],
		});
	});

	it('needs no schema, and may be an object of an expression', () => {
		const values = { Name: 'A', 'BillAddress.City': 'Visby' };
		for (const given of [{ mappingMode: 'defineBelow', value: values, schema: [] }, values]) {
			expect(readMapper(given)).toEqual({ isAutomatic: false, values, hidden: [] });
		}
		for (const given of [null, undefined, '', { mappingMode: 'defineBelow', value: null }]) {
			expect(readMapper(given).values).toEqual({});
		}
	});

	it('says when it takes the input item as it is', () => {
		expect(readMapper({ mappingMode: 'autoMapInputData', value: null }).isAutomatic).toBe(true);
	});
});

describe('rows of lines', () => {
	it('stand under the key of the service, with the members that it knows', async () => {
		const { record, problems } = await lines('invoice', {
			itemLines: [
				{ item: 'Framing', quantity: 2, rate: '55.00', class: 'Remodel', account: '' },
				{ description: 'Thank you', serviceDate: '2026-11-24T00:00:00', salesTaxCode: 'Non' },
			],
			itemGroupLines: [{ itemGroup: 'SampleGroup', quantity: '1' }],
		});
		expect(problems).toEqual([]);
		expect(record).toEqual({
			InvoiceLineRet: [
				{
					ItemRef: { FullName: 'Framing' },
					Quantity: '2',
					Rate: '55.00',
					ClassRef: { FullName: 'Remodel' },
				},
				{
					Desc: 'Thank you',
					ServiceDate: '2026-11-24',
					SalesTaxCodeRef: { FullName: 'Non' },
				},
			],
			InvoiceLineGroupRet: [{ ItemGroupRef: { FullName: 'SampleGroup' }, Quantity: '1' }],
		});
	});

	it('differ from resource to resource', async () => {
		const row = { item: 'Lumber', quantity: '4', rate: '2.50' };
		expect((await lines('itemReceipt', { itemLines: [row] })).record).toEqual({
			ItemLine: [{ ItemRef: { FullName: 'Lumber' }, Quantity: '4', Cost: '2.50' }],
		});
		expect((await lines('purchaseOrder', { itemLines: [row] })).record).toEqual({
			PurchaseOrderLineRet: [{ ItemRef: { FullName: 'Lumber' }, Quantity: '4', Rate: '2.50' }],
		});
		const posting = { account: 'Rent', amount: '10.00', description: 'May', entity: 'Ek' };
		expect((await lines('journalEntry', { debitLines: [posting] })).record).toEqual({
			JournalDebitLine: [
				{
					AccountRef: { FullName: 'Rent' },
					Amount: '10.00',
					Memo: 'May',
					EntityRef: { FullName: 'Ek' },
				},
			],
		});
		expect(
			(await lines('payment', { appliedPayments: [{ txnId: '1A-1700000000', paymentAmount: 5 }] }))
				.record,
		).toEqual({ AppliedToTxn: [{ TxnID: '1A-1700000000', PaymentAmount: '5.00' }] });
	});

	it.each([
		[{ quantityDifference: '-3' }, { QuantityDifference: '-3' }],
		[
			{ quantityDifference: '9', valueDifference: '0.00' },
			{ QuantityDifference: '9', ValueDifference: '0.00' },
		],
		[{ newQuantity: '7' }, { QuantityAdjustment: { NewQuantity: '7' } }],
		[
			{ newQuantity: '7', newValue: '70.00' },
			{ ValueAdjustment: { NewQuantity: '7', NewValue: '70.00' } },
		],
		[
			{ quantityDifference: '7', newValue: '70.00' },
			{ ValueAdjustment: { QuantityDifference: '7', NewValue: '70.00' } },
		],
		[
			{ newQuantity: '7', valueDifference: '70.00' },
			{ ValueAdjustment: { NewQuantity: '7', ValueDifference: '70.00' } },
		],
	])('of an inventory adjustment: %j', async (row, expected) => {
		const { resource, fields } = await factsOf('inventoryAdjustment');
		const { record } = await lines('inventoryAdjustment', {
			itemLines: [{ item: 'Apples', ...row }],
		});
		const line = { ItemRef: { FullName: 'Apples' }, ...expected };
		expect(record).toEqual({ InventoryAdjustmentLine: [line] });
		const problems = new Problems();
		noteValidation(
			resource,
			fields,
			{ AccountRef: { FullName: 'Shrinkage' }, ...record },
			{ operation: 'create', linesAreComplete: true },
			problems,
		);
		expect(told(problems)).toEqual([]);
	});

	it('take further members as JSON', async () => {
		const other = '{"SerialNumber": "4711", "Other1": "x"}';
		for (const otherFields of [other, JSON.parse(other) as Members]) {
			expect(
				(await lines('invoice', { itemLines: [{ quantity: '1', otherFields }] })).record,
			).toEqual({ InvoiceLineRet: [{ Quantity: '1', SerialNumber: '4711', Other1: 'x' }] });
		}
		expect((await lines('invoice', { itemLines: [{ otherFields: '[1]' }] })).problems).toEqual([
			'Item Lines, row 1: Other Fields (otherFields) must be one JSON object, from { to }',
		]);
	});

	it('that nobody filled in are none', async () => {
		for (const given of [
			undefined,
			'',
			{},
			{ itemLines: [] },
			{ itemLines: [{ item: '', quantity: null, otherFields: '{}' }] },
		]) {
			expect(await lines('invoice', given)).toEqual({ record: {}, problems: [] });
		}
	});

	it('are not taken for others', async () => {
		expect((await lines('invoice', { expenseLines: [{ amount: '1' }] })).problems).toEqual([
			'Lines (lines): expenseLines is no kind of line of Invoice; it has itemLines, itemGroupLines',
		]);
		expect((await lines('invoice', { itemLines: [{ price: '1' }] })).problems[0]).toMatch(
			/^Item Lines, row 1: price is no column; there are item, description, quantity, rate/,
		);
		expect((await lines('invoice', [{ item: 'A' }])).problems).toEqual([
			'Lines (lines) must be an object that holds rows under itemLines, itemGroupLines',
		]);
	});

	it('of an update are new ones where they name no line', async () => {
		const { resource } = await factsOf('invoice');
		const record = { InvoiceLineRet: [{ Amount: '1' }, { TxnLineID: '1B-1700000000' }] };
		expect(withNewLineIds(resource, record)).toEqual({
			InvoiceLineRet: [{ Amount: '1', TxnLineID: '-1' }, { TxnLineID: '1B-1700000000' }],
		});
		expect(record.InvoiceLineRet[0]).toEqual({ Amount: '1' });
		const paid = { AppliedToTxn: [{ TxnID: '1A-1700000000' }] };
		expect(withNewLineIds((await factsOf('payment')).resource, paid)).toEqual(paid);
	});
});

describe('a record as JSON', () => {
	function read(given: unknown) {
		const problems = new Problems();
		return {
			record: readRecordJson(given, 'Record JSON (recordJson)', problems),
			problems: told(problems),
		};
	}

	it('may be text or an object, and stays as it is', () => {
		const record = { Memo: '', CustomerRef: { FullName: 'A' }, constructor: 'x' };
		expect(read(record).record).toBe(record);
		expect(read(JSON.stringify(record))).toEqual({ record, problems: [] });
	});

	it('with curly quotes is repaired, or the place is named', () => {
		expect(read('{“Memo”: “Thank you”}').record).toEqual({ Memo: 'Thank you' });
		expect(read('{"Memo": "Thank you”}').problems[0]).toMatch(
			/^Record JSON \(recordJson\) has a curly quote ” at line 1, column 20/,
		);
		expect(read('{\n"Memo": 1,\n}').problems[0]).toMatch(/no valid JSON at line 3, column 1/);
	});

	it.each([
		[[{ Name: 'A' }], 'Record JSON (recordJson) must be one JSON object, from { to }'],
		['[]', 'Record JSON (recordJson) must be one JSON object, from { to }'],
		['12', 'Record JSON (recordJson) must be one JSON object, from { to }'],
		[null, 'Record JSON (recordJson) must be one JSON object, from { to }'],
		['null', 'Record JSON (recordJson) must be one JSON object, from { to }'],
		['', 'Record JSON (recordJson) is empty'],
		['{"A": {"__proto__": {"polluted": 1}}}', 'A → __proto__ is not allowed as a key'],
		[
			'{"AccountNumber": 12345678901234567890}',
			'Record JSON (recordJson): AccountNumber is a number with more digits than a number holds exactly; give it as text',
		],
	])('is refused: %j', (given, expected) => {
		expect(read(given).problems).toEqual([expected]);
	});

	it('may be large, but not deep', () => {
		const many = { InvoiceLineRet: Array.from({ length: 50_000 }, () => ({ Quantity: '1' })) };
		expect(read(JSON.stringify(many)).problems).toEqual([]);
		const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
		expect(read(deep).problems).toEqual([
			'Record JSON (recordJson) is nested deeper than 40 levels at a → a → a → …',
		]);
		const endless: Members = {};
		endless.one = endless;
		endless.two = endless;
		expect(read(endless).problems).toHaveLength(1);
	});
});

describe('checks of a record', () => {
	async function check(
		value: string,
		record: Members,
		operation: 'create' | 'update' | 'upsert',
		linesAreComplete = operation !== 'update',
	) {
		const problems = new Problems('Missing required fields');
		const { resource, fields } = await factsOf(value);
		const use = { operation, linesAreComplete };
		const remarks = noteValidation(resource, fields, record, use, problems);
		return { problems: told(problems), remarks };
	}

	it('leave what an update has to have to the record itself', async () => {
		const all = { problems: [], remarks: [] };
		expect(await check('timeActivity', { Notes: 'x' }, 'update')).toEqual(all);
		expect(await check('product', { Name: 'x' }, 'update')).toEqual(all);
		expect((await check('timeActivity', { EntityRef: '' }, 'update')).problems).toEqual([
			'Missing required fields: Person or Company (EntityRef)',
		]);
		expect((await check('payment', { AppliedToTxn: [{}] }, 'update')).problems[0]).toMatch(
			/^Missing required fields: Applied Payments, row 1: Transaction ID \(AppliedToTxn\[0\].TxnID\)/,
		);
	});

	it('name the right member for one that is a little off', async () => {
		const { problems, remarks } = await check(
			'invoice',
			{ customerref: { FullName: 'A' }, InvoiceLine: [], TxnDateRet: '2026-01-01' },
			'create',
		);
		expect(problems).toEqual([
			'Missing required fields: Customer (CustomerRef)',
			'customerref is not a field of Invoice; write CustomerRef',
			'InvoiceLine is not a field of Invoice; write InvoiceLineRet',
			'TxnDateRet is not a field of Invoice; write TxnDate',
		]);
		expect(remarks).toEqual([]);
	});

	it('let through what is not known, once said', async () => {
		const row = { Quantity: '1', Colour: 'red' };
		const { problems, remarks } = await check(
			'invoice',
			{ CustomerRef: { FullName: 'A' }, InvoiceLineRet: [row, row] },
			'create',
		);
		expect(problems).toEqual([]);
		expect(new Set(remarks)).toEqual(
			new Set([
				'InvoiceLineRet.Colour is no field of Invoice that this node knows. It is sent as it is; QuickBooks may ignore or refuse it.',
			]),
		);
	});

	it('say what is of no use in an operation, but for what QuickBooks only gives', async () => {
		const balance = { Name: 'A', OpenBalance: '1.00', TimeCreated: 'x', EditSequence: '1' };
		expect((await check('customer', balance, 'create')).remarks).toEqual([
			'Edit Sequence (EditSequence) of Customer is used when a record is updated only. It is sent as it is; QuickBooks may ignore or refuse it.',
		]);
		// An update compares it with the record and names it where it differs.
		expect((await check('customer', balance, 'update')).remarks).toEqual([]);
		expect((await check('customer', balance, 'upsert')).remarks).toEqual([]);
	});

	it('hold debits against credits where the lines are complete', async () => {
		const account = { AccountRef: { FullName: 'Rent' } };
		const lopsided = {
			JournalDebitLine: [{ ...account, TxnLineID: '-1', Amount: '10.00' }],
			JournalCreditLine: [{ ...account, TxnLineID: '-1', Amount: '9.00' }],
		};
		expect((await check('journalEntry', lopsided, 'update')).problems).toEqual([]);
		expect((await check('journalEntry', lopsided, 'update', true)).problems[0]).toMatch(
			/add up to 10.00 and Credit Lines .* to 9.00; they have to be equal and differ by 1.00$/,
		);
		const amountless = { ...lopsided, JournalCreditLine: [{ TxnLineID: '1A-1700000000' }] };
		expect((await check('journalEntry', amountless, 'update', true)).problems).toEqual([]);
	});
});
