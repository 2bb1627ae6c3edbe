import type { INodeParameters } from 'n8n-workflow';

import { clearableFields } from '../../../../nodes/QuickBooksEnterprise/catalogue/emptying';
import { loadFields } from '../../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Field } from '../../../../nodes/QuickBooksEnterprise/catalogue/types';
import { payloads } from '../../../catalogue/payloads';
import { INVOICE, named, useBooks, type Row } from '../support/books';

const books = useBooks();

const updated = RESOURCES.filter(({ operations }) => operations.includes('update'));
const recordOf = (resource: string) =>
	payloads.find((each) => each.resource === resource && each.operation === 'create')!.record;

const TERMS = named('Net 30');

/** Values of fields that can be emptied, one of each type at most, that the example company takes. */
const FILLED: Readonly<Record<string, unknown>> = {
	'BillAddress.Addr2': 'Pier 7',
	'EmployeeAddress.Addr2': 'Pier 7',
	'SiteAddress.Addr2': 'Pier 7',
	'VendorAddress.Addr2': 'Pier 7',
	AccountNumber: '4711',
	ClassRef: named('Remodel'),
	CreditLimit: '500.00',
	Desc: 'Tax of the county',
	DueDate: '2025-06-30',
	HiredDate: '2024-06-30',
	JobStartDate: '2025-06-30',
	Memo: 'By post',
	Notes: 'Tools',
	Phone: '555-0100',
	PurchaseDesc: 'Wood',
	ReorderPoint: '5',
	TermsRef: TERMS,
};

const at = (record: Row, path: string) =>
	path.split('.').reduce<unknown>((held, step) => (held as Row | undefined)?.[step], record);

/** A record with members by dotted paths. */
function withMembers(record: Row, paths: readonly string[], value: (path: string) => unknown): Row {
	const whole = structuredClone(record);
	for (const path of paths) {
		const steps = path.split('.');
		const last = steps.pop()!;
		const group = steps.reduce<Row>((held, step) => (held[step] ??= {}) as Row, whole);
		group[last] = value(path);
	}
	return whole;
}

const clearing = (paths: unknown): INodeParameters =>
	({ clearFields: paths, recordJson: '{}' }) as INodeParameters;

/** Which of the filled fields a resource has. */
async function fieldsOf(value: string, record: Row): Promise<string[]> {
	const { fields } = await loadFields({ value });
	const isOfType = ({ variants }: Field) => !variants || variants.includes(String(record.ItemType));
	return clearableFields({ fields, oneOf: [] })
		.filter((field) => field.path in FILLED && isOfType(field) && !(field.path in record))
		.map(({ path }) => path);
}

describe('Fields to Empty', () => {
	it.each(updated.map(({ value }) => value))('empties every kind of field: %s', async (value) => {
		const record = recordOf(value);
		const paths = await fieldsOf(value, record);
		const full = withMembers(record, paths, (path) => FILLED[path]);
		const created = await books.create(value, full);
		expect(created.error?.message).toBeUndefined();
		const { idField } = RESOURCES.find((each) => each.value === value)!;
		const id = created.json[0][idField];
		const before = created.json[0] as Row;
		expect(paths.filter((path) => at(before, path) === undefined)).toEqual([]);
		if (paths.length === 0) return;
		const { json, error } = await books.update(value, id, {}, clearing(paths.join(', ')));
		expect(error?.message).toBeUndefined();
		expect(paths.filter((path) => at(json[0] as Row, path) !== undefined)).toEqual([]);
		const rest = (whole: Row) => {
			const kept = withMembers(whole, paths, () => undefined);
			return JSON.parse(
				JSON.stringify({ ...kept, EditSequence: 0, TimeModified: 0, DueDate: 0 }).replace(
					/,?"[A-Za-z]+AddressBlock":\{.*?\}/g,
					'',
				),
			) as unknown;
		};
		expect(rest(json[0] as Row)).toEqual(rest(before));
	});

	it('empties by Create or Update once, and leaves the rest of an address alone', async () => {
		const record = {
			Name: 'Dockside',
			TermsRef: TERMS,
			CreditLimit: '10.00',
			BillAddress: { Addr1: '1 Quay', Addr2: 'Pier 7', City: 'Visby' },
		};
		await books.upsert('customer', record);
		const wanted = { Name: 'Dockside', BillAddress: { City: 'Kalmar' } };
		const parameters = { clearFields: ['TermsRef', 'creditlimit', 'BillAddress.Addr2'] };
		const first = await books.upsert('customer', wanted, parameters);
		expect(first.json[0]).toMatchObject({
			outcome: 'updated',
			BillAddress: { Addr1: '1 Quay', City: 'Kalmar' },
		});
		expect(first.json[0].BillAddress).not.toHaveProperty('Addr2');
		for (const member of ['TermsRef', 'CreditLimit'])
			expect(first.json[0]).not.toHaveProperty(member);
		const second = await books.upsert('customer', wanted, parameters);
		expect(second.json[0]).toMatchObject({ outcome: 'unchanged' });
		const whole = await books.upsert(
			'customer',
			{ Name: 'Dockside' },
			{ clearFields: '["BillAddress"]' },
		);
		expect(whole.json[0]).toMatchObject({ outcome: 'updated' });
		expect(whole.json[0]).not.toHaveProperty('BillAddress');
		const fresh = await books.upsert('customer', { Name: 'Quayside' }, parameters);
		expect(fresh.json[0]).toMatchObject({ outcome: 'created' });
	});

	it('works beside mapped fields', async () => {
		const { json } = await books.create('invoice', { ...INVOICE, TermsRef: TERMS, PONumber: '7' });
		const { json: after } = await books.update(
			'invoice',
			json[0].TxnID,
			{},
			{
				fieldsMode: 'mapped',
				fields: { mappingMode: 'defineBelow', value: { Memo: 'new' }, schema: [] },
				clearFields: ['TermsRef', 'PONumber'],
			},
		);
		expect(after[0]).toMatchObject({ Memo: 'new' });
		for (const member of ['TermsRef', 'PONumber']) expect(after[0]).not.toHaveProperty(member);
	});

	it('names what it cannot use before any request', async () => {
		const { error } = await books.update(
			'invoice',
			'1-1484947875',
			{ Memo: 'x' },
			{
				clearFields: [
					'Memo',
					'CustomerRef',
					'TxnDate',
					'ARAccountRef',
					'IsPending',
					'Subtotal',
					'Colour',
				],
			},
		);
		const said = [error?.message, error?.description].join('\n');
		for (const text of [
			'Memo (Memo) is filled in as well',
			'Customer (CustomerRef) cannot be emptied',
			'Transaction Date (TxnDate) cannot be emptied',
			'(ARAccountRef) cannot be emptied',
			'Pending (IsPending) cannot be emptied',
			'Subtotal (Subtotal) cannot be emptied',
			"'Colour' is not a field of Invoice",
		]) {
			expect(said).toContain(text);
		}
		expect(books.bench.sandbox.requests.filter(({ path }) => path.startsWith('/hubs'))).toEqual([]);
	});

	it.each(updated.map(({ value }) => value))(
		'is offered with what can be emptied: %s',
		async (resource) => {
			const options = await books.bench.optionsWith('getClearableFields', { resource });
			const { fields } = await loadFields({ value: resource });
			expect(options.length).toBeGreaterThan(0);
			for (const { value } of options) {
				const field = fields.find(({ path }) => path === value)!;
				expect([value, field.update, field.type === 'boolean']).toEqual([value, 'optional', false]);
			}
		},
	);
});

describe('null in JSON', () => {
	it('empties by name of an object too, but for what QuickBooks refuses', async () => {
		const { json } = await books.create('invoice', { ...INVOICE, PONumber: '7' });
		const update = async (record: Row) =>
			await books.bench.run({
				parameters: {
					resource: 'otherObject',
					operation: 'update',
					instanceId: { __rl: true, mode: 'id', value: String(books.instanceId) },
					objectName: { __rl: true, mode: 'name', value: 'Invoice' },
					recordId: { __rl: true, mode: 'id', value: json[0].TxnID as string },
					recordJson: JSON.stringify(record),
					simplify: false,
				},
			});
		const emptied = await update({ PONumber: null });
		expect(emptied.json[0]).not.toHaveProperty('PONumber');
		for (const member of ['TxnDate', 'CustomerRef', 'TemplateRef']) {
			const { error } = await update({ [member]: null });
			expect([error?.message, error?.description].join()).toContain(member);
		}
	});

	it('is refused by name where QuickBooks always has a value, in the record and in its lines', async () => {
		const { json } = await books.create('invoice', INVOICE);
		const [line] = json[0].InvoiceLineRet as Row[];
		for (const record of [
			{ TemplateRef: null, TxnDate: '' },
			{ InvoiceLineRet: [{ TxnLineID: line.TxnLineID, Quantity: null }] },
		]) {
			const { error } = await books.update('invoice', json[0].TxnID, record);
			expect([error?.message, error?.description].join()).toContain('cannot be emptied');
		}
		const upsert = await books.upsert('invoice', { ...INVOICE, TxnDate: null });
		expect(upsert.error?.message).toContain('Transaction Date (TxnDate) cannot be emptied');
		expect(books.sent('PATCH')).toHaveLength(0);
	});

	it('keeps the lines of an address that an update does not name', async () => {
		const BillAddress = { Addr1: '1 Quay', Addr2: 'Pier 7', City: 'Visby' };
		const { json } = await books.create('customer', { Name: 'Dockside', BillAddress });
		const update = async (record: Row) =>
			(await books.update('customer', json[0].ListID, record)).json[0].BillAddress;
		expect(await update({ BillAddress: { City: 'Kalmar' } })).toEqual({
			...BillAddress,
			City: 'Kalmar',
		});
		expect(await update({ BillAddress: { Addr2: null } })).toEqual({
			Addr1: '1 Quay',
			City: 'Kalmar',
		});
		expect(await update({ BillAddress: { Addr1: '', City: null } })).toBeUndefined();
	});
});
