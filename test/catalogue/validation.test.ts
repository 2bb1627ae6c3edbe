import {
	validateRecord,
	type RecordValidation,
} from '../../nodes/QuickBooksEnterprise/catalogue/validation/validateRecord';
import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES, resourceByValue } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { WriteOperation } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { payloads } from './payloads';
import { samples, sayAbsent } from './source';

type Members = Record<string, unknown>;

async function check(
	value: string,
	record: Members,
	operation: WriteOperation = 'create',
	linesAreComplete?: boolean,
): Promise<RecordValidation> {
	const resource = resourceByValue(value);
	if (!resource) throw new Error(`There is no ${value}.`);
	const fields = await loadFields(resource);
	return validateRecord({ resource, fields, record, operation, linesAreComplete });
}

async function messages(...input: Parameters<typeof check>): Promise<string[]> {
	return (await check(...input)).problems.map((finding) => finding.message);
}

const INVOICE = { CustomerRef: { FullName: 'Blue, Dale' } };

describe('payloads that are right', () => {
	it('of the vendor pass, where they are', async () => {
		const found = await samples();
		if (!found) {
			sayAbsent("The vendor's payloads were");
			return;
		}
		let looked = 0;
		for (const resource of RESOURCES) {
			const fields = await loadFields(resource);
			for (const operation of ['create', 'update'] as const) {
				const record = found[resource.path]?.[operation];
				if (!record || !resource.operations.includes(operation)) continue;
				const { problems } = validateRecord({ resource, fields, record, operation });
				expect([resource.value, operation, problems]).toEqual([resource.value, operation, []]);
				looked += 1;
			}
		}
		expect(looked).toBe(48);
	});

	it.each(payloads)('of our own pass: $operation $resource', async (payload) => {
		const { problems, unknownFields, unusedFields } = await check(
			payload.resource,
			payload.record,
			payload.operation,
		);
		expect(problems).toEqual([]);
		expect(unknownFields).toEqual([]);
		expect(unusedFields).toEqual([]);
	});

	it.each(['create', 'update'] as const)('of our own cover every resource with %s', (operation) => {
		const writable = RESOURCES.filter(({ operations }) => operations.includes(operation));
		const covered = new Set(
			payloads.filter((each) => each.operation === operation).map(({ resource }) => resource),
		);
		expect(writable.map(({ value }) => value).filter((value) => !covered.has(value))).toEqual([]);
	});
});

describe('what is missing', () => {
	it('is named by label and key, all of it at once', async () => {
		const { problems } = await check('billPaymentCheck', {});
		expect(problems.map(({ problem, message }) => [problem, message])).toEqual([
			['missing', 'Payee (PayeeEntityRef) is required.'],
			['missing', 'Bank Account (BankAccountRef) is required.'],
			['missing', 'Applied Payments (AppliedToTxn) is required.'],
			[
				'missing',
				'One of these is required: To Be Printed (IsToBePrinted), Reference Number (RefNumber).',
			],
		]);
	});

	it('includes what was given empty', async () => {
		for (const CustomerRef of ['', null, undefined, {}, { FullName: ' ' }]) {
			expect((await check('invoice', { CustomerRef })).problems[0]).toMatchObject({
				problem: 'missing',
				path: 'CustomerRef',
				label: 'Customer',
			});
		}
	});

	it('counts inside a group only where the group is given', async () => {
		expect(await messages('customer', { Name: 'A', ShipToAddress: [{ City: 'Bonn' }] })).toEqual([
			'Ship to Address: Name (ShipToAddress[0].Name) is required.',
		]);
		expect(await messages('customer', { Name: 'A' })).toEqual([]);
	});

	it('differs between create and update', async () => {
		expect(await messages('invoice', {}, 'update')).toEqual([]);
		expect(await messages('timeActivity', { Notes: 'x' }, 'update')).toHaveLength(2);
		expect(await messages('invoice', { InvoiceLineRet: [{ Quantity: '1' }] }, 'update')).toEqual([
			'Item Lines, row 1: Transaction Line ID (InvoiceLineRet[0].TxnLineID) is required.',
		]);
	});

	it('depends on the kind of product', async () => {
		const named = { Name: 'Consulting' };
		expect(await messages('product', { ...named, ItemType: 'ItemService' })).toEqual([
			'One of these is required: Sales or Purchase (SalesOrPurchase), Sales and Purchase (SalesAndPurchase).',
		]);
		expect(await messages('product', { ...named, ItemType: 'ItemInventory' })).toEqual([]);
		expect(await messages('product', { ...named, ItemType: 'ItemDiscount' })).toEqual([]);
		const { unusedFields } = await check('product', {
			...named,
			ItemType: 'ItemService',
			SalesOrPurchase: { Price: '1' },
			COGSAccountRef: { FullName: 'Cost' },
		});
		expect(unusedFields).toEqual([
			{
				path: 'COGSAccountRef',
				label: 'Cost of Goods Sold Account',
				reason: 'otherItemType',
			},
		]);
	});
});

describe('alternatives', () => {
	it('exclude each other', async () => {
		const line = { ItemRef: { FullName: 'Wood' }, Rate: '1', RatePercent: '2' };
		expect(await messages('invoice', { ...INVOICE, InvoiceLineRet: [{}, line] })).toEqual([
			'Only one of these can be given: Item Lines, row 2: Rate (InvoiceLineRet[1].Rate), ' +
				'Item Lines, row 2: Rate Percent (InvoiceLineRet[1].RatePercent).',
		]);
		const payment = { ...INVOICE, IsAutoApply: true, AppliedToTxn: [{ TxnID: '1A-1495189990' }] };
		expect(await messages('payment', payment)).toEqual([
			'Only one of these can be given: Auto Apply (IsAutoApply), Applied Payments (AppliedToTxn).',
		]);
	});

	it('need one of them where QuickBooks does', async () => {
		expect(await messages('salesReceipt', { SalesReceiptLine: [] })).toEqual([
			'At least one of these is required: Item Lines (SalesReceiptLine), ' +
				'Item Group Lines (SalesReceiptLineGroup).',
		]);
		expect(await messages('payment', INVOICE)).toHaveLength(1);
	});

	it('ask for some name of an employee', async () => {
		expect(await messages('employee', { Phone: '1' })).toEqual([
			'At least one of these is required: First Name (FirstName), Middle Name (MiddleName), ' +
				'Last Name (LastName).',
		]);
		expect(await messages('employee', { FirstName: 'Nils', LastName: 'Ek' })).toEqual([]);
		expect(await messages('employee', { Phone: '1' }, 'update')).toEqual([]);
	});

	it('let an adjustment of quantity and value pass side by side', async () => {
		const adjustment = (line: Members) => ({
			AccountRef: { FullName: 'Shrinkage' },
			InventoryAdjustmentLine: [{ ItemRef: { FullName: 'Apples' }, ...line }],
		});
		const both = { QuantityDifference: '9', ValueDifference: '0.00' };
		expect(await messages('inventoryAdjustment', adjustment(both))).toEqual([]);
		expect(await messages('inventoryAdjustment', adjustment({}))).toHaveLength(1);
	});
});

describe('values', () => {
	const cases: Array<[string, Members, string | undefined]> = [
		['bill', { TxnDate: '2024-02-29' }, undefined],
		['bill', { TxnDate: '2023-02-29' }, 'yyyy-MM-dd'],
		['bill', { TxnDate: '2024-13-01' }, 'yyyy-MM-dd'],
		['bill', { TxnDate: '01/31/2024' }, 'yyyy-MM-dd'],
		['bill', { TxnDate: '2024-01-31T00:00:00.000Z' }, 'yyyy-MM-dd'],
		['bill', { TxnDate: 20240131 }, 'yyyy-MM-dd'],
		['bill', { TxnDate: new Date(0) }, 'yyyy-MM-dd'],
		['bill', { TxnDate: '' }, 'leave it out'],
		['bill', { TxnDate: '1901-01-01' }, undefined],
		['bill', { TxnDate: '1900-12-31' }, 'must be 1901-01-01 or later'],
		['bill', { RefNumber: 'x'.repeat(20) }, undefined],
		['bill', { RefNumber: 'x'.repeat(21) }, 'at most 20 characters and has 21'],
		['bill', { RefNumber: '😀'.repeat(20) }, undefined],
		['bill', { RefNumber: 201 }, undefined],
		['bill', { RefNumber: true }, 'must be text'],
		['bill', { Memo: ['a'] }, 'must be text'],
		['bill', { ExchangeRate: '1,1' }, 'plain number'],
		['bill', { VendorAddress: 'Bonn' }, 'object'],
		['bill', { VendorAddress: { City: 'x'.repeat(32) } }, 'VendorAddress.City'],
		['bill', { APAccountRef: 'Accounts Payable' }, '{"FullName": "…"}'],
		['bill', { APAccountRef: { FullName: 'x'.repeat(160) } }, 'APAccountRef.FullName'],
		['bill', { APAccountRef: { ListID: 'two words' } }, 'must be an ID'],
		['bill', { APAccountRef: {} }, 'needs a FullName or a ListID'],
		['bill', { ExternalGUID: '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}' }, undefined],
		['bill', { ExternalGUID: '3f2504e0' }, 'GUID'],
		['bill', { LinkToTxnID: ['1A-1495189990', 'a b'] }, 'LinkToTxnID[1]'],
		['customer', { Name: 'A', CreditLimit: '1,000.00' }, 'such as 1234.50'],
		['customer', { Name: 'A', CreditLimit: '$5' }, 'without currency sign'],
		['customer', { Name: 'A', CreditLimit: 1000.5 }, undefined],
		['customer', { Name: 'A', CreditLimit: '7.500' }, undefined],
		['customer', { Name: 'A', CreditLimit: 0.1 + 0.2 }, 'at most 2 digits after the point'],
		['customer', { Name: 'A', CreditLimit: 1e21 }, 'plain number'],
		['customer', { Name: 'A', CreditLimit: true }, 'plain number'],
		['customer', { Name: 'A', IsActive: 'True' }, undefined],
		['customer', { Name: 'A', IsActive: 'yes' }, 'true or false'],
		['customer', { Name: 'A', JobStatus: 'Awarded' }, undefined],
		['customer', { Name: 'A', JobStatus: 'awarded' }, 'must be written Awarded'],
		['customer', { Name: 'A', JobStatus: 'Won' }, 'one of Awarded, Closed'],
		['customer', { Name: 'A', CreditCardInfo: { ExpirationMonth: 0 } }, 'must be 1 or more'],
		['customer', { Name: 'A', CreditCardInfo: { ExpirationMonth: '2.5' } }, 'whole number'],
		['customer', { Name: 'A', Contacts: { FirstName: 'B' } }, 'must be a list'],
		[
			'customer',
			{ Name: 'A:B' },
			'colon; to put it under a parent, name that in Parent (ParentRef)',
		],
		['bill', { Name: 'A:B' }, undefined],
		['vendor', { Name: 'A:B' }, 'Name (Name) cannot hold a colon.'],
		['taxRate', { Name: 'A', TaxRate: '7.25' }, undefined],
		['taxRate', { Name: 'A', TaxRate: '7.25 %' }, 'percent sign'],
		['timeActivity', { Duration: 480 }, undefined],
		['timeActivity', { Duration: 'PT8H' }, undefined],
		['timeActivity', { Duration: '8:00' }, 'PT1H30M'],
		['timeActivity', { Duration: 'P' }, 'PT1H30M'],
		['timeActivity', { Duration: -5 }, 'whole minutes'],
	];

	const base: Record<string, Members> = {
		bill: { VendorRef: { FullName: 'A' } },
		timeActivity: { EntityRef: { FullName: 'A' } },
	};

	it.each(cases)('%s %j: %s', async (value, members, complaint) => {
		const found = await messages(value, { ...base[value], ...members });
		if (complaint === undefined) expect(found).toEqual([]);
		else {
			expect(found).toHaveLength(1);
			expect(found[0]).toContain(complaint);
		}
	});

	it('may be cleared by an update', async () => {
		const cleared = { DueDate: '', Memo: '', ClassRef: { FullName: '' }, PONumber: null };
		expect(await messages('invoice', cleared, 'update')).toEqual([]);
	});

	it('of prices and quantities may have five places, of amounts two', async () => {
		const line = { Rate: '1.23456', Quantity: '0.00001', Amount: '1.234' };
		expect(await messages('invoice', { ...INVOICE, InvoiceLineRet: [line] })).toEqual([
			'Item Lines, row 1: Amount (InvoiceLineRet[0].Amount) can have at most 2 digits after the point.',
		]);
	});

	it('of lines must be rows', async () => {
		expect(await messages('invoice', { ...INVOICE, InvoiceLineRet: {} })).toHaveLength(1);
		expect(await messages('invoice', { ...INVOICE, InvoiceLineRet: ['x'] })).toEqual([
			'Item Lines (InvoiceLineRet[0]) must be an object with the members of the row.',
		]);
	});

	it('are all reported together', async () => {
		const found = await messages('customer', {
			Name: 'A:B',
			CreditLimit: '$5',
			OpenBalanceDate: 'today',
			FirstName: 'x'.repeat(26),
			JobStatus: 'Won',
		});
		expect(found).toHaveLength(5);
	});
});

describe('debits and credits', () => {
	const entry = (debits: unknown[], credits: unknown[]) => ({
		JournalDebitLine: debits.map((Amount, at) => ({ TxnLineID: `${at}`, Amount })),
		JournalCreditLine: credits.map((Amount, at) => ({ TxnLineID: `${at}`, Amount })),
	});

	it('have to be equal, exactly', async () => {
		expect(await messages('journalEntry', entry(['0.10', '0.20'], ['0.3']))).toEqual([]);
		expect(await messages('journalEntry', entry([0.1, 0.2], [0.3]))).toEqual([]);
		expect(await messages('journalEntry', entry(['100', undefined], ['90.5']))).toEqual([
			'Debit Lines (JournalDebitLine) add up to 100 and Credit Lines (JournalCreditLine) to 90.5; ' +
				'they have to be equal and differ by 9.5.',
		]);
		expect(await messages('journalEntry', entry(['1'], []))).toHaveLength(1);
	});

	it('are not added up where an amount is wrong', async () => {
		expect(await messages('journalEntry', entry(['1,5'], ['1']))).toHaveLength(1);
	});

	it('of an update are compared only when they are all there', async () => {
		const uneven = entry(['2'], ['1']);
		expect(await messages('journalEntry', uneven, 'update')).toEqual([]);
		expect(await messages('journalEntry', uneven, 'update', true)).toHaveLength(1);
		const partial = entry(['2', undefined], ['1']);
		expect(await messages('journalEntry', partial, 'update', true)).toEqual([]);
	});
});

describe('members that QuickBooks does not use', () => {
	it('are tolerated and told apart', async () => {
		const { problems, unusedFields } = await check('invoice', {
			...INVOICE,
			Subtotal: 'whatever',
			EditSequence: '1',
		});
		expect(problems).toEqual([]);
		expect(unusedFields.map(({ path, reason }) => [path, reason])).toEqual([
			['Subtotal', 'readOnly'],
			['EditSequence', 'updateOnly'],
		]);
		const update = await check('customer', { OpenBalance: '1' }, 'update');
		expect(update.unusedFields).toMatchObject([{ path: 'OpenBalance', reason: 'createOnly' }]);
	});

	it("are known by the names of qbXML's requests", async () => {
		const { unknownFields } = await check('customer', { ContactsMod: [] }, 'update');
		expect(unknownFields).toEqual([{ path: 'ContactsMod', suggestion: 'Contacts' }]);
	});

	it('are reported when unknown, with what was probably meant', async () => {
		const { problems, unknownFields } = await check('invoice', {
			...INVOICE,
			customerref: { FullName: 'A' },
			Colour: 'red',
			InvoiceLine: [],
			itemLines: [],
			InvoiceLineRet: [{ quantity: '1', ItemRef: { fullname: 'x', FullName: 'y' } }],
		});
		expect(problems).toEqual([]);
		expect(unknownFields).toEqual([
			{ path: 'customerref', suggestion: 'CustomerRef' },
			{ path: 'Colour', suggestion: undefined },
			{ path: 'InvoiceLine', suggestion: 'InvoiceLineRet' },
			{ path: 'itemLines', suggestion: 'InvoiceLineRet' },
			{ path: 'InvoiceLineRet[0].quantity', suggestion: 'Quantity' },
			{ path: 'InvoiceLineRet[0].ItemRef.fullname', suggestion: 'FullName' },
		]);
	});
});
