import { ApiError } from '../../../gateway/api/errors';
import {
	allResources,
	createRecord,
	deleteRecord,
	readRecord,
	recordView,
	resourceAt,
	updateRecord,
} from '../../../gateway/records';
import { readDocument, wholeRecords, writeRequest } from '../../../gateway/qbxml';
import { SimulatedPort } from '../../../sandbox/finance/simulatedPort';
import { seedCompany } from '../../../simulator/quickBooks';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';
import { qbxml } from '../../simulator/webConnector/support/office';
import type { Json } from './support/office';
import { RECORDS } from './support/samples';

/** They name records that the example has none of. */
const NEED_OTHERS = [
	'ARRefundCreditCard',
	'BuildAssembly',
	'SalesTaxPaymentCheck',
	'TransferInventory',
	'VehicleMileage',
];

const company = seedCompany();
const port = new SimulatedPort(company);

const scalars = (value: unknown): unknown[] =>
	typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalars) : [value];

describe('Every resource that can be written', () => {
	it('has a record here', () => {
		const writable = allResources()
			.filter(({ operations }) => operations.has('create'))
			.map(({ path }) => path);
		expect([...RECORDS.map(([path]) => path), ...NEED_OTHERS].sort()).toEqual(writable.sort());
	});

	it.each(RECORDS)('%s: created, read, changed and deleted', async (path, body) => {
		const resource = resourceAt(path)!;
		const { operations, key } = resource;
		const made = recordView(resource, await createRecord(port, resource, body));
		const id = String(made.id);
		expect(made[key!]).toBe(id);
		expect(scalars(made).every((value) => typeof value === 'string')).toBe(true);
		const got = recordView(resource, await readRecord(port, resource, id));
		expect(got).toEqual(made);
		if (operations.has('update')) {
			// A record as it was read is a change that changes nothing.
			const { EditSequence, TimeModified, ...rest } = got;
			const changed = recordView(resource, await updateRecord(port, resource, id, got));
			expect(changed).toMatchObject(rest);
			expect([changed.EditSequence, TimeModified]).not.toContain(EditSequence);
		}
		if (!operations.has('delete')) return;
		await deleteRecord(port, resource, id);
		const gone: ApiError = await readRecord(port, resource, id).then(
			() => new ApiError(200, 'It is still there.'),
			(error: ApiError) => error,
		);
		expect([gone.status, gone.outcome]).toEqual([404, 'refused']);
	});
});

describe('A journal entry', () => {
	it('is changed by a Memo as Cloud Elements takes it: QuickBooks has none there, so it is left out', async () => {
		const resource = resourceAt('journal-entries')!;
		const [, body] = RECORDS.find(([path]) => path === 'journal-entries')!;
		const made = recordView(resource, await createRecord(port, resource, body));
		const update = { Memo: 'Corrected' };
		const answer = await updateRecord(port, resource, String(made.id), update);
		expect(recordView(resource, answer)).not.toHaveProperty('Memo');
		expect(answer.record.EditSequence).not.toBe(made.EditSequence);
		const unknown = updateRecord(port, resource, String(made.id), { Remark: 'Corrected' });
		await expect(unknown).rejects.toThrow('Remark');
	});
});

describe('Every resource that can be read by its id', () => {
	// The edition for the United States has no tax returns.
	const readable = allResources().filter(
		({ operations, object }) => operations.has('get') && !object.startsWith('SalesTaxReturn'),
	);

	it.each(readable.map((resource) => [resource.path, resource] as const))(
		'%s: as its list shows it',
		async (_path, resource) => {
			const { object, objects, key } = resource;
			const message = writeRequest({
				object,
				operation: 'query',
				record: wholeRecords(object),
				requestId: port.newRequestId(),
				version: port.version,
			});
			const { records } = await port.run(message);
			const own = records.filter((each) => objects.includes(each.object)).slice(0, 3);
			for (const each of own) {
				const id = String(each.record[key!]);
				expect(await readRecord(port, resource, id)).toEqual(each);
			}
			const nothing = readRecord(port, resource, '80009999-1484947875');
			await expect(nothing).rejects.toMatchObject({ status: 404, outcome: 'refused' });
		},
	);
});

describe('Lines of several kinds', () => {
	const resource = resourceAt('invoices')!;
	const line = (text: string) =>
		`<InvoiceLineAdd><Desc>${text}</Desc><Amount>1.00</Amount></InvoiceLineAdd>`;
	const group =
		'<InvoiceLineGroupAdd><ItemGroupRef><FullName>SampleGroup</FullName></ItemGroupRef><Quantity>1</Quantity></InvoiceLineGroupAdd>';
	/** JSON has a list for each kind, so that only QuickBooks itself can mix them. */
	const mixed = `<InvoiceAddRq><InvoiceAdd><CustomerRef><FullName>Blue, Dale</FullName></CustomerRef>${line('first')}${group}${line('last')}</InvoiceAdd></InvoiceAddRq>`;
	const idsOf = (rows: unknown): string[] => (rows as Json[]).map((row) => String(row.TxnLineID));

	it('keep their order in QuickBooks where one of them changes', async () => {
		const answer = new QuickBooks(company).openSession().run(qbxml(mixed));
		const id = String(readDocument(answer).messages[0].records[0].record.TxnID);
		const before = await readRecord(port, resource, id);
		const body = recordView(resource, before);
		const [first, last] = body.InvoiceLineRet as Json[];
		const after = await updateRecord(port, resource, id, {
			EditSequence: body.EditSequence,
			InvoiceLineRet: [first, { ...last, Desc: 'changed' }, { Desc: 'new', Amount: '1.00' }],
			InvoiceLineGroupRet: body.InvoiceLineGroupRet,
		});
		const order = after.lineOrder!.filter((each) => before.lineOrder!.includes(each));
		expect(order).toEqual(before.lineOrder);
		expect(idsOf(after.record.InvoiceLineRet).slice(0, 2)).toEqual(idsOf([first, last]));
		expect((after.record.InvoiceLineRet as Json[]).map(({ Desc }) => Desc)).toEqual([
			'first',
			'changed',
			'new',
		]);
	});
});
