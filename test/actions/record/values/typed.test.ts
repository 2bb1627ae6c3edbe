import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { memberTypeOf } from '../../../../nodes/QuickBooksEnterprise/catalogue/memberTypes';
import { withTypes } from '../../../../nodes/QuickBooksEnterprise/records/typedValues';
import { byId } from '../../../support/sandboxed';
import { FRAMING, INVOICE, useBooks, type Row } from '../support/books';
import { keyed, RANDOM_RECORDS } from '../support/randomRecords';

const books = useBooks();
const idOf = (record: Row) => record.TxnID ?? record.ListID;

async function get(resource: string, ids: unknown[], simplify: boolean): Promise<IDataObject[]> {
	const { json } = await books.bench.run({
		items: ids.map((id) => ({ id }) as IDataObject),
		parameters: {
			resource,
			operation: 'get',
			instanceId: byId(books.instanceId),
			recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			simplify,
		},
	});
	expect(json).toHaveLength(ids.length);
	return json;
}

/** All texts of a record that its type says are none. */
function textsOfOtherType(value: unknown, name = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((each) => textsOfOtherType(each, name));
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([each, inner]) => textsOfOtherType(inner, each));
	}
	return typeof value === 'string' && memberTypeOf(name) ? [`${name}: ${value}`] : [];
}

/** What a write changes of itself. */
function withoutStamps({ EditSequence, TimeModified, ...rest }: Row): Row {
	void [EditSequence, TimeModified];
	return rest;
}

/** What the values are; but QuickBooks works a price out anew where an amount is given beside it. */
function valuesOf(record: Row): unknown {
	const text = JSON.stringify(withTypes(record), (name, value: unknown) =>
		name === 'Rate' ? 0 : value,
	);
	return JSON.parse(text);
}

const written = () => [...books.sent('PATCH'), ...books.sent('POST')];

async function upsertAll(resource: string, records: readonly Row[], mapped = false) {
	const { outputs } = await books.bench.run({
		items: records.map((record) => (mapped ? record : { record }) as IDataObject),
		parameters: {
			resource,
			operation: 'upsert',
			instanceId: byId(books.instanceId),
			...(mapped
				? { fieldsMode: 'mapped', fields: { mappingMode: 'autoMapInputData', value: null } }
				: { fieldsMode: 'json', recordJson: '={{ $json.record }}' }),
		},
		settings: { onError: 'continueRegularOutput' },
	});
	return outputs[0].map(({ json, error }) => error?.message ?? String(json.outcome));
}

/** A new one needs lines or a group that a simplified record does not show; that is said. */
const NEEDS_MORE = ['creditMemo', 'journalEntry', 'product', 'salesReceipt'];

async function roundTrip(value: string, records: readonly Row[]): Promise<void> {
	const created = await books.write({
		resource: value,
		operation: 'create',
		records: [...records],
	});
	expect(created.error?.message).toBeUndefined();
	const ids = (created.json as Row[]).map(idOf);
	const raw = (await get(value, ids, false)) as Row[];
	expect(raw.flatMap((each) => textsOfOtherType(each)).length).toBeGreaterThan(records.length);
	const typed = raw.map(withTypes);
	const simplified = (await get(value, ids, true)) as Row[];
	expect([...typed, ...simplified].flatMap((each) => textsOfOtherType(each))).toEqual([]);
	books.bench.sandbox.resetRequests();
	for (const each of [raw, typed]) {
		expect(await upsertAll(value, each)).toEqual(each.map(() => 'unchanged'));
	}
	for (const mapped of [false, true]) {
		const ends = await upsertAll(value, simplified, mapped);
		for (const end of ends) {
			expect(end).toMatch(NEEDS_MORE.includes(value) ? /^unchanged$|required/ : /^unchanged$/);
		}
	}
	expect(written()).toEqual([]);
	const effects: Row[][] = [];
	const hints: string[][] = [];
	for (const form of [raw, typed]) {
		const updated = await books.write({
			resource: value,
			operation: 'update',
			records: form.map(withoutStamps),
			ids,
		});
		expect(updated.error?.message).toBeUndefined();
		hints.push(updated.hints.map(({ message }) => message));
		effects.push(((await get(value, ids, false)) as Row[]).map(withoutStamps));
	}
	const sent = books.sent('PATCH').map(({ json }) => json as Row);
	expect(sent).toHaveLength(2 * records.length);
	expect(sent.filter((each) => JSON.stringify(withTypes(each)) === JSON.stringify(each))).toEqual(
		[],
	);
	expect(JSON.stringify(sent)).not.toMatch(/":(-?[\d.]+|true|false)[,}\]]/);
	expect(hints[1]).toEqual(hints[0]);
	expect(effects[1].map(withTypes)).toEqual(effects[0].map(withTypes));
	expect(effects[1].map(valuesOf)).toEqual(raw.map(withoutStamps).map(valuesOf));
}

describe('Records of any values', () => {
	it.each(Object.entries(RANDOM_RECORDS))(
		'come out with their types, and back in they change nothing: %s',
		async (value, record) => {
			await fc.assert(
				fc.asyncProperty(fc.array(record, { minLength: 2, maxLength: 2 }), async (some) => {
					await roundTrip(
						value,
						some.map((each) => keyed(value, each)),
					);
				}),
				{ numRuns: 1, endOnFailure: true },
			);
		},
	);
});

describe('Simplified output', () => {
	it('of a new invoice, of a change and of a look has booleans and numbers', async () => {
		const typed = { Subtotal: 235, IsPaid: false, RefNumber: '9001', CustomerRef: 'Blue, Dale' };
		const { json: created } = await books.create('invoice', INVOICE, { simplify: true });
		expect(created[0]).toMatchObject(typed);
		const { id } = created[0];
		const { json: updated } = await books.update('invoice', id, { Memo: '5' }, { simplify: true });
		expect(updated[0]).toMatchObject(typed);
		const { json: same } = await books.upsert('invoice', INVOICE, { simplify: true });
		expect(same[0]).toMatchObject({ outcome: 'unchanged', ...typed });
		const { json: listed } = await books.bench.run({
			parameters: {
				resource: 'invoice',
				operation: 'getAll',
				instanceId: byId(books.instanceId),
				returnAll: true,
				conditions: { values: [{ field: 'RefNumber', operator: 'equals', value: '9001' }] },
			},
		});
		expect(listed).toEqual([expect.objectContaining({ id, ...typed })]);
	});

	it('names the lines that an update added in the same way, and raw output leaves them text', async () => {
		const { json } = await books.create('invoice', INVOICE);
		const change = { InvoiceLineRet: [FRAMING] };
		const { json: simple } = await books.update('invoice', json[0].TxnID, change, {
			simplify: true,
		});
		expect(simple[0].linesAdded).toMatchObject([{ Quantity: 3, Rate: 55, Amount: 165 }]);
		const { json: raw } = await books.update('invoice', json[0].TxnID, change);
		expect(raw[0].linesAdded).toMatchObject([{ Quantity: '3', Rate: '55.00', Amount: '165.00' }]);
	});

	it('can be compared with in a condition, and filled into picked fields', async () => {
		const { json } = await books.create('invoice', INVOICE, { simplify: true });
		const { json: found, error } = await books.bench.run({
			items: [json[0]],
			parameters: {
				resource: 'invoice',
				operation: 'getAll',
				instanceId: byId(books.instanceId),
				returnAll: true,
				conditions: {
					values: [
						{ field: 'IsPaid', operator: 'equals', value: '={{ $json.IsPaid }}' },
						{ field: 'BalanceRemaining', operator: 'equals', value: '={{ $json.Subtotal }}' },
						{ field: 'RefNumber', operator: 'equals', value: '={{ $json.RefNumber }}' },
					],
				},
			},
		});
		expect(error?.message).toBeUndefined();
		expect(found).toEqual([json[0]]);
		const field = (id: string, type: string) => ({ id, type, display: true, removed: false });
		const customer = await books.bench.run({
			items: [{ limit: 5397, active: true }],
			parameters: {
				resource: 'customer',
				operation: 'create',
				instanceId: byId(books.instanceId),
				fieldsMode: 'mapped',
				fields: {
					mappingMode: 'defineBelow',
					value: {
						Name: 'Ferry House',
						CreditLimit: '={{ $json.limit }}',
						IsActive: '={{ $json.active }}',
					},
					schema: [
						field('Name', 'string'),
						field('CreditLimit', 'string'),
						{
							...field('IsActive', 'options'),
							options: [
								{ name: 'Yes', value: 'true' },
								{ name: 'No', value: 'false' },
							],
						},
					],
				},
			},
		});
		expect(customer.error?.message).toBeUndefined();
		expect(customer.json[0]).toMatchObject({ Balance: 0, IsActive: true });
		expect(await books.only('customers', { Name: 'Ferry House' })).toMatchObject({
			CreditLimit: '5397.00',
		});
	});
});
