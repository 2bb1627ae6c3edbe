import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Resource } from '../../../../nodes/QuickBooksEnterprise/catalogue/types';
import { payloads } from '../../../catalogue/payloads';
import { byId } from '../../../support/sandboxed';
import { INVOICE, named, PAINTING, useBooks, type Row } from '../support/books';

const books = useBooks();

const SPELLINGS = ['', 'Add', 'Mod', 'Ret'];

const withLines = RESOURCES.filter(
	({ lines, operations }) => lines.length > 0 && operations.includes('create'),
);

/** A record with its lines under another spelling of their keys. */
function spelled({ lines }: Resource, record: Row, ending: string): Row {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => {
			const isLine = lines.some(({ key }) => key === name);
			return [isLine ? `${name.replace(/Ret$/, '')}${ending}` : name, value];
		}),
	);
}

const linesOf = ({ lines }: Resource, record: Row) =>
	lines.map(({ key }) => ((record[key] ?? []) as Row[]).length);

/** A record with lines; a payment has none unless it says what it pays. */
async function recordOf(value: string): Promise<Row> {
	const found = payloads.find((each) => each.resource === value && each.operation === 'create')!;
	const { IsAutoApply, IsToBePrinted, ...record } = found.record;
	void [IsAutoApply, IsToBePrinted];
	if (value !== 'payment') return record;
	const { json } = await books.create('invoice', INVOICE);
	return {
		CustomerRef: INVOICE.CustomerRef,
		TotalAmount: '1.00',
		AppliedToTxn: [{ TxnID: json[0].TxnID, PaymentAmount: '1.00' }],
	};
}

describe('Lines in JSON', () => {
	it.each(withLines.map((resource) => ({ resource, of: resource.value })))(
		'are taken under every name of qbXML: $of',
		async ({ resource }) => {
			const { value, operations, idField, match } = resource;
			const record = await recordOf(value);
			const records = SPELLINGS.map((ending, index) =>
				spelled(resource, match ? { ...record, RefNumber: `S-${index}` } : record, ending),
			);
			const created = await books.write({ resource: value, operation: 'create', records });
			expect(created.error?.message).toBeUndefined();
			const wanted = linesOf(resource, record);
			expect(created.json.map((each) => linesOf(resource, each as Row))).toEqual(
				SPELLINGS.map(() => wanted),
			);
			if (!operations.includes('upsert')) return;
			const same = await books.write({ resource: value, operation: 'upsert', records });
			expect(same.error?.message).toBeUndefined();
			expect(same.json.map(({ outcome }) => outcome)).toEqual(SPELLINGS.map(() => 'unchanged'));
			const groups = resource.lines.filter(({ key }) => key in record);
			const whole = Object.fromEntries(
				groups.map(({ key, idField: by }) => [
					key,
					[...(by === 'TxnID' ? [] : (created.json[0][key] as Row[])), ...(record[key] as Row[])],
				]),
			);
			const doubled = SPELLINGS.map((ending) => spelled(resource, whole, ending));
			books.bench.sandbox.resetRequests();
			await books.write({
				resource: value,
				operation: 'update',
				records: doubled,
				ids: created.json.map((each) => created.json[0][idField] ?? each.id),
				settings: { onError: 'continueRegularOutput' },
			});
			const sent = books.sent('PATCH').map(({ json }) => Object.keys(json as Row));
			expect(sent.length).toBeGreaterThan(0);
			const keys = groups.map(({ key }) => key);
			for (const each of sent) expect(each).toEqual(expect.arrayContaining(keys));
		},
	);

	it.each(withLines.map((resource) => ({ resource, of: resource.value })))(
		'are an error under two names: $of',
		async ({ resource }) => {
			const [{ key }] = resource.lines;
			const stem = key.replace(/Ret$/, '');
			const row = { TxnLineID: '-1', TxnID: '1-1484947875' };
			const { error } = await books.create(resource.value, {
				[`${stem}Mod`]: [row],
				[`${stem}Ret`]: [row],
			});
			expect([error?.message, error?.description].join()).toContain(
				`Record JSON (recordJson) has ${stem}Mod and ${stem}Ret, two names of one member`,
			);
		},
	);

	it('are taken in groups, in journal entries with sides, and for other objects', async () => {
		const group = {
			CustomerRef: named('Blue, Dale'),
			RefNumber: 'G-1',
			InvoiceLineGroupAdd: [{ ItemGroupRef: named('SampleGroup'), Quantity: '1' }],
		};
		const { json } = await books.create('invoice', group);
		const [line] = json[0].InvoiceLineGroupRet as Row[];
		const [inner] = line.InvoiceLineRet as Row[];
		const changed = await books.update('invoice', json[0].TxnID, {
			InvoiceLineGroupMod: [
				{
					TxnLineID: line.TxnLineID,
					InvoiceLineMod: [{ TxnLineID: inner.TxnLineID, Desc: 'new' }],
				},
			],
		});
		const [after] = changed.json[0].InvoiceLineGroupRet as Row[];
		expect((after.InvoiceLineRet as Row[])[0].Desc).toBe('new');
		const rows = after.InvoiceLineRet as Row[];
		const wanted = {
			...group,
			InvoiceLineGroupAdd: [{ ...after, InvoiceLineRet: [...rows].reverse() }],
		};
		const same = await books.upsert('invoice', wanted);
		expect(same.json[0]).toMatchObject({ outcome: 'unchanged' });
		const journal = await books.create('journalEntry', {
			JournalLineMod: [
				{ JournalLineType: 'Debit', AccountRef: named('Rent'), Amount: '5.00' },
				{ JournalLineType: 'Credit', AccountRef: named('Checking'), Amount: '5.00' },
			],
		});
		expect(journal.json[0]).toMatchObject({
			JournalDebitLine: [{ Amount: '5.00' }],
			JournalCreditLine: [{ Amount: '5.00' }],
		});
		for (const ending of SPELLINGS) {
			const estimate = await books.bench.run({
				parameters: {
					resource: 'otherObject',
					operation: 'create',
					instanceId: byId(books.instanceId),
					objectName: { __rl: true, mode: 'name', value: 'Estimate' },
					recordJson: JSON.stringify({
						CustomerRef: named('Blue, Dale'),
						[`EstimateLine${ending}`]: [PAINTING],
					}),
					simplify: false,
				},
			});
			expect(estimate.json[0].EstimateLineRet).toHaveLength(1);
		}
	});
});

describe('Two columns of one member', () => {
	const mapped = async (resource: string, value: Row, lines: Row = {}) =>
		await books.create(resource, {}, {
			fieldsMode: 'mapped',
			fields: { mappingMode: 'defineBelow', value, schema: [] },
			lines,
		} as never);

	it('are an error that names them', async () => {
		const customer = await mapped('customer', {
			Name: 'Dockside',
			'BillAddress.City': 'Visby',
			BillAddress: { City: 'Kalmar' },
			'TermsRef.FullName': 'Net 30',
			TermsRef: 'Net 15',
			Phone: '1',
			phone: '2',
		});
		const said = [customer.error?.message, customer.error?.description].join('\n');
		expect(said).toContain(
			'(BillAddress.City) is given twice, as BillAddress.City and as BillAddress',
		);
		expect(said).toContain('(TermsRef) is given twice, as TermsRef.FullName and as TermsRef');
		expect(said).toContain("'Phone' and 'phone' are columns of one field, Phone (Phone)");
		const automatic = await books.bench.run({
			items: [{ Name: 'Dockside', Phone: '1', 'PHONE ': '2' }],
			parameters: {
				resource: 'customer',
				operation: 'create',
				instanceId: byId(books.instanceId),
				fieldsMode: 'mapped',
				fields: { mappingMode: 'autoMapInputData', value: null },
			},
		});
		expect(automatic.error?.message).toContain("'Phone' and 'PHONE ' are columns of one field");
		const invoice = await mapped(
			'invoice',
			{ CustomerRef: 'Blue, Dale' },
			{ itemLines: [{ item: 'Painting', description: 'A', otherFields: '{"Desc":"B"}' }] },
		);
		expect([invoice.error?.message, invoice.error?.description].join()).toContain(
			'Item Lines, row 1: Desc is given in its column and under Other Fields (otherFields)',
		);
		expect(books.sent('POST')).toHaveLength(0);
	});
});

describe('Products that have a name and no full name', () => {
	it.each([
		['ItemGroup', 'SampleGroup'],
		['ItemSubtotal', 'Subtotal'],
	])('are found by their name: %s', async (ItemType, Name) => {
		const { json, error } = await books.upsert('product', { Name, ItemType });
		expect(error?.message).toBeUndefined();
		expect(json[0]).toMatchObject({ outcome: 'unchanged', Name });
		expect(books.sent('POST')).toHaveLength(0);
		const options = await books.bench.searchWith(
			'searchRecords',
			{ resource: 'product', instanceId: byId(books.instanceId) },
			Name,
		);
		expect(options.results.map(({ name }) => name)).toContain(Name);
		const other = await books.upsert('product', {
			Name: 'Framing',
			ItemType,
		});
		expect(other.error?.message).toContain('is there already as Service');
	});
});
