import fc from 'fast-check';

import { loadFields } from '../../../nodes/QuickBooksEnterprise/catalogue/fields';
import {
	RESOURCES,
	resourceByValue,
} from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Resource, ResourceFields } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import {
	addsLines,
	linesAfter,
	mergeLines,
	replaceLines,
} from '../../../nodes/QuickBooksEnterprise/records/lines/lineMerge';
import { repeatedLineIds } from '../../../nodes/QuickBooksEnterprise/records/lines/lineRows';
import { lineDifference } from '../../../nodes/QuickBooksEnterprise/records/lines/wantedLines';

type Row = Record<string, unknown>;
type Lines = Record<string, Row[]>;

const withLines = RESOURCES.filter(
	({ lines, operations }) => lines.length > 0 && operations.includes('update'),
);

function resourceOf(value: string): Resource {
	return resourceByValue(value) as Resource;
}

const INVOICE = resourceOf('invoice');
const BILL = resourceOf('bill');
const PAYMENT = resourceOf('payment');

const item = (id: string, more: Row = {}): Row => ({
	TxnLineID: id,
	ItemRef: { ListID: '8000000A-1484947875', FullName: 'Lumber:Decking' },
	Quantity: '3',
	Rate: '2.50',
	Amount: '7.50',
	...more,
});

const THREE = { InvoiceLineRet: [item('1-1'), item('2-1'), item('3-1')] };

describe('Lines of an update that merges', () => {
	it('names no line where none was given', () => {
		expect(mergeLines(INVOICE, THREE, { Memo: 'x' })).toEqual({});
		expect(mergeLines(INVOICE, THREE, { InvoiceLineRet: [] })).toEqual({});
	});

	it('keeps each line in its place, the named one with what was given, and puts new ones last', () => {
		const given = { InvoiceLineRet: [{ Desc: 'new' }, { TxnLineID: '2-1', Quantity: '4' }] };
		expect(mergeLines(INVOICE, THREE, given)).toEqual({
			InvoiceLineRet: [
				{ TxnLineID: '1-1' },
				{ TxnLineID: '2-1', Quantity: '4' },
				{ TxnLineID: '3-1' },
				{ TxnLineID: '-1', Desc: 'new' },
			],
		});
	});

	it('mentions the lines of the other kinds too', () => {
		const present = {
			ItemLineRet: [item('1-1')],
			ExpenseLineRet: [{ TxnLineID: '2-1', Amount: '5.00' }],
		};
		const given = { ExpenseLineRet: [{ TxnLineID: '2-1', Amount: '6.00' }] };
		expect(mergeLines(BILL, present, given)).toEqual({
			ItemLineRet: [{ TxnLineID: '1-1' }],
			ExpenseLineRet: [{ TxnLineID: '2-1', Amount: '6.00' }],
		});
	});

	it('does not mention what the same update clears', () => {
		const present = {
			ItemLineRet: [item('1-1')],
			ExpenseLineRet: [{ TxnLineID: '2-1', Amount: '5.00' }],
		};
		const given = { ClearExpenseLines: true, ItemLineRet: [{ TxnLineID: '1-1', Quantity: '1' }] };
		expect(mergeLines(BILL, present, given)).toEqual({
			ItemLineRet: [{ TxnLineID: '1-1', Quantity: '1' }],
		});
	});

	it('reads the other name of a kind, and a line that comes without its list', () => {
		const given = { InvoiceLineRet: [{ Desc: 'new' }] };
		expect(mergeLines(INVOICE, { InvoiceLine: item('1-1') }, given)).toEqual({
			InvoiceLineRet: [{ TxnLineID: '1-1' }, { TxnLineID: '-1', Desc: 'new' }],
		});
	});

	it('refuses to lose a line that has no id', () => {
		const present = { InvoiceLineRet: [{ Desc: 'no id' }] };
		const given = { InvoiceLineRet: [{ Desc: 'new' }] };
		expect(() => mergeLines(INVOICE, present, given)).toThrow('has no TxnLineID');
	});

	it('merges the lines inside an item group as well', () => {
		const present = {
			InvoiceLineGroupRet: [
				{ TxnLineID: '1-1', InvoiceLineRet: [{ TxnLineID: '2-1' }, { TxnLineID: '3-1' }] },
			],
		};
		const given = {
			InvoiceLineGroupRet: [
				{ TxnLineID: '1-1', InvoiceLineRet: [{ TxnLineID: '3-1', Quantity: '9' }] },
			],
		};
		expect(mergeLines(INVOICE, present, given)).toEqual({
			InvoiceLineGroupRet: [
				{
					TxnLineID: '1-1',
					InvoiceLineRet: [{ TxnLineID: '2-1' }, { TxnLineID: '3-1', Quantity: '9' }],
				},
			],
		});
	});

	it('keeps what was paid, with its discount', () => {
		const present = {
			AppliedToTxn: [
				{ TxnID: 'A-1', TxnType: 'Invoice', Amount: '40.00', BalanceRemaining: '0.00' },
				{
					TxnID: 'B-1',
					Amount: '9.00',
					DiscountAmount: '1.00',
					DiscountAccountRef: { FullName: 'Discounts' },
				},
			],
		};
		const given = { AppliedToTxn: [{ TxnID: 'C-1', PaymentAmount: '5.00' }] };
		expect(mergeLines(PAYMENT, present, given)).toEqual({
			AppliedToTxn: [
				{ TxnID: 'A-1', PaymentAmount: '40.00' },
				{
					TxnID: 'B-1',
					PaymentAmount: '9.00',
					DiscountAmount: '1.00',
					DiscountAccountRef: { FullName: 'Discounts' },
				},
				{ TxnID: 'C-1', PaymentAmount: '5.00' },
			],
		});
	});
});

describe('Lines of an update that replaces', () => {
	it('are the given ones and no others', async () => {
		const fields = await loadFields(BILL);
		const present = {
			ItemLineRet: [item('1-1'), item('2-1')],
			ExpenseLineRet: [{ TxnLineID: '3-1', Amount: '5.00' }],
		};
		const given = { ItemLineRet: [{ TxnLineID: '2-1', Quantity: '1' }, { Desc: 'new' }] };
		expect(replaceLines(BILL, fields, present, given)).toEqual({
			ItemLineRet: [
				{ TxnLineID: '2-1', Quantity: '1' },
				{ TxnLineID: '-1', Desc: 'new' },
			],
			ClearExpenseLines: true,
		});
	});

	it('are left alone where none was given, and all go where an empty list was', async () => {
		const fields = await loadFields(BILL);
		const present = { ItemLineRet: [item('1-1')] };
		expect(replaceLines(BILL, fields, present, { Memo: 'x' })).toEqual({});
		expect(replaceLines(BILL, fields, present, { ItemLineRet: [] })).toEqual({
			ClearItemLines: true,
		});
	});

	it('cannot all go where QuickBooks has no way to say that', async () => {
		const fields = await loadFields(INVOICE);
		expect(() => replaceLines(INVOICE, fields, THREE, { InvoiceLineRet: [] })).toThrow(
			'The lines of this invoice cannot all be removed',
		);
	});
});

it('Lines that would be added twice are told from those that would not', () => {
	expect(addsLines(INVOICE, { InvoiceLineRet: [{ TxnLineID: '-1' }] })).toBe(true);
	expect(addsLines(INVOICE, { InvoiceLineRet: [{ TxnLineID: '1-1' }] })).toBe(false);
	expect(addsLines(PAYMENT, { AppliedToTxn: [{ TxnID: 'A-1' }] })).toBe(false);
});

it('A line that is named twice is found', () => {
	const given = { InvoiceLineRet: [item('1-1'), item('2-1'), item('1-1'), { Desc: 'new' }, {}] };
	expect(repeatedLineIds(INVOICE, given)).toEqual(['1-1']);
});

it('The lines after an update hold what was read below what was given', () => {
	const members = { InvoiceLineRet: [{ TxnLineID: '1-1' }, { TxnLineID: '2-1', Amount: '1.00' }] };
	const { InvoiceLineRet: rows } = linesAfter(INVOICE, THREE, members) as Lines;
	expect(rows.map(({ Amount }) => Amount)).toEqual(['7.50', '1.00']);
});

describe('Lines of a record that is to have exactly the given ones', () => {
	const pair = async (present: Row, given: Row) =>
		lineDifference(INVOICE, await loadFields(INVOICE), present, given).lines;
	const given = (...quantities: string[]) => ({
		InvoiceLineRet: quantities.map((Quantity) => ({
			ItemRef: { FullName: 'lumber:decking' },
			Quantity,
		})),
	});
	const present = (...quantities: string[]) => ({
		InvoiceLineRet: quantities.map((Quantity, index) => item(`${index + 1}-1`, { Quantity })),
	});

	it('stay as they are where they are equal', async () => {
		expect(await pair(present('3', '4'), given('3.0', '4'))).toEqual({});
	});

	it('lose the one that is gone and no other', async () => {
		expect(await pair(present('3', '4', '5'), given('4', '5'))).toEqual({
			InvoiceLineRet: [{ TxnLineID: '2-1' }, { TxnLineID: '3-1' }],
		});
	});

	it('get a new one in its place', async () => {
		expect(await pair(present('3', '5'), given('3', '4', '5'))).toEqual({
			InvoiceLineRet: [
				{ TxnLineID: '1-1' },
				{ ...given('4').InvoiceLineRet[0], TxnLineID: '-1' },
				{ TxnLineID: '2-1' },
			],
		});
	});

	it('are changed in order, and by the id that they name', async () => {
		const { InvoiceLineRet: rows } = (await pair(present('3', '4'), given('7', '8'))) as Lines;
		expect(rows.map(({ TxnLineID: id, Quantity }) => [id, Quantity])).toEqual([
			['1-1', '7'],
			['2-1', '8'],
		]);
		const named = { InvoiceLineRet: [{ TxnLineID: '2-1', Quantity: '9' }] };
		expect(await pair(present('3', '4'), named)).toEqual(named);
	});

	it('go where another kind was given instead', async () => {
		const fields = await loadFields(BILL);
		const there = { ItemLineRet: [item('1-1')] };
		const wanted = { ExpenseLineRet: [{ Amount: '5.00' }] };
		expect(lineDifference(BILL, fields, there, wanted).lines).toEqual({
			ExpenseLineRet: [{ Amount: '5.00', TxnLineID: '-1' }],
			ClearItemLines: true,
		});
	});
});

describe('Whatever the lines are', () => {
	const anyRow = fc.record({
		Amount: fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
		Memo: fc.string({ maxLength: 5 }),
	});
	/** A resource with some present lines of each kind, each with an id of its own. */
	const anyPresent = fc
		.record({
			resource: fc.constantFrom(...withLines),
			rows: fc.array(fc.array(anyRow, { maxLength: 4 }), { minLength: 3, maxLength: 3 }),
		})
		.map(({ resource, rows }) => {
			let next = 1;
			const present = Object.fromEntries(
				resource.lines.map(({ key, idField }, kind) => [
					key,
					rows[kind].map((row): Row => ({ [idField]: `${(next++).toString(16)}-1`, ...row })),
				]),
			) as Lines;
			return { resource, present };
		});
	/** Some of its lines changed, and some new ones. */
	const anyGiven = anyPresent.chain(({ resource, present }) =>
		fc
			.record({
				named: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
				added: fc.array(anyRow, { maxLength: 3 }),
			})
			.map(({ named, added }) => {
				let at = 0;
				const given = Object.fromEntries(
					resource.lines.map(({ key, idField }) => [
						key,
						[
							...present[key].filter(() => named[at++]).map((row) => ({ [idField]: row[idField] })),
							...added.map((row, index) => ({
								...row,
								...(idField === 'TxnID' ? { TxnID: `F${index}-1` } : {}),
							})),
						],
					]),
				) as Lines;
				return { resource, present, given };
			}),
	);

	const idsOf = ({ lines }: Resource, record: Lines) =>
		lines.flatMap(({ key, idField }) => (record[key] ?? []).map((row) => row[idField]));

	it('merging mentions every present line exactly once, and adds each new one once', () => {
		fc.assert(
			fc.property(anyGiven, ({ resource, present, given }) => {
				const merged = mergeLines(resource, present, given) as Lines;
				if (idsOf(resource, given).length === 0) return expect(merged).toEqual({});
				const before = idsOf(resource, present);
				const after = idsOf(resource, merged);
				expect(after.filter((id) => before.includes(id))).toEqual(before);
				const added = idsOf(resource, given).filter((id) => !before.includes(id)).length;
				expect(after).toHaveLength(before.length + added);
			}),
		);
	});

	it('merging what is merged changes nothing', () => {
		fc.assert(
			fc.property(anyGiven, ({ resource, present, given }) => {
				const merged = mergeLines(resource, present, given);
				expect(mergeLines(resource, present, merged)).toEqual(merged);
			}),
		);
	});

	it("a record's own lines are no change", async () => {
		const fields = new Map<string, ResourceFields>();
		for (const resource of withLines) fields.set(resource.value, await loadFields(resource));
		fc.assert(
			fc.property(anyPresent, fc.boolean(), ({ resource, present }, withIds) => {
				const given = Object.fromEntries(
					resource.lines.map(({ key, idField }) => [
						key,
						present[key].map((row) => {
							const { TxnLineID: id, ...rest } = row;
							return withIds || idField === 'TxnID' ? row : (void id, rest);
						}),
					]),
				);
				const known = fields.get(resource.value) as ResourceFields;
				expect(lineDifference(resource, known, present, given).lines).toEqual({});
			}),
		);
	});

	it('pairing leaves as many lines as were given', async () => {
		const fields = new Map<string, ResourceFields>();
		for (const resource of withLines) fields.set(resource.value, await loadFields(resource));
		fc.assert(
			fc.property(anyGiven, ({ resource, present, given }) => {
				const known = fields.get(resource.value) as ResourceFields;
				const paired = lineDifference(resource, known, present, given).lines as Lines;
				if (Object.keys(paired).length === 0) return;
				const wanted = resource.lines.map(({ key }) => given[key].length);
				expect(resource.lines.map(({ key }) => (paired[key] ?? []).length)).toEqual(wanted);
				const ids = idsOf(resource, paired).filter((id) => id !== '-1');
				expect(new Set(ids).size).toBe(ids.length);
			}),
		);
	});
});
