import { resourcesWith } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { simplifyRecord } from '../../../../nodes/QuickBooksEnterprise/records/simplify';
import { payloads } from '../../../catalogue/payloads';
import { byId } from '../../../support/sandboxed';
import { useBooks, type Row } from '../support/books';

const books = useBooks();

const NUMBERS: Readonly<Record<string, string>> = { inventoryAdjustment: 'A-77' };

/** A new one needs lines or a group that a simplified record does not show. */
const NEEDS_MORE = [
	'billPaymentCheck',
	'creditMemo',
	'inventoryAdjustment',
	'payment',
	'product',
	'purchaseOrder',
	'salesOrder',
	'salesReceipt',
];

/** A record that Create or Update can find again. */
function recordOf(resource: string, hasNumber: boolean): Row {
	const found = payloads.find((each) => each.resource === resource && each.operation === 'create')!;
	const { IsToBePrinted, ...record } = found.record;
	void IsToBePrinted;
	return hasNumber ? { RefNumber: NUMBERS[resource] ?? 'R-77', ...record } : record;
}

describe('A record at rest', () => {
	it.each(resourcesWith('upsert').map((resource) => ({ resource, of: resource.value })))(
		'is written by nothing that says what it is: $of',
		async ({ resource }) => {
			const { value, idField, match } = resource;
			const record = recordOf(value, match?.field === 'RefNumber');
			const first = await books.upsert(value, record);
			expect(first.error?.message).toBeUndefined();
			expect(first.json[0].outcome).toBe('created');
			const { outcome, notCompared, ...made } = first.json[0];
			void [outcome, notCompared];
			const id = made[idField];
			const got = await books.bench.run({
				parameters: {
					resource: value,
					operation: 'get',
					instanceId: byId(books.instanceId),
					recordId: byId(String(id)),
					simplify: false,
				},
			});
			const raw = got.json[0] as Row;
			expect(raw).toEqual(made);
			const withId = match?.field === idField ? { ...record, [idField]: id } : record;
			const simplified = simplifyRecord(resource, got.json[0]) as Row;
			books.bench.sandbox.resetRequests();
			const again = await books.write({
				resource: value,
				operation: 'upsert',
				records: [raw, withId, withId, simplified],
				settings: { onError: 'continueRegularOutput' },
			});
			const ends = again.outputs[0].map(({ json, error }) => error?.message ?? json.outcome);
			// Some simplified records lack what QuickBooks requires; that is said, and nothing is written.
			const [last] = ends.splice(3);
			expect(ends).toEqual(['unchanged', 'unchanged', 'unchanged']);
			expect(String(last)).toMatch(/^unchanged$|required/);
			if (!NEEDS_MORE.includes(value)) expect(last).toBe('unchanged');
			expect(books.sent('PATCH')).toHaveLength(0);
			expect(books.sent('POST')).toHaveLength(0);
			expect(
				again.hints
					.map(({ message }) => message)
					.filter((hint) => /not as it was given/.test(hint)),
			).toEqual([]);
		},
	);

	it.each([
		['customer', { Name: 'Shed', ParentRef: { FullName: 'Blue, Dale' } }],
		['timeActivity', payloads.find(({ resource }) => resource === 'timeActivity')!.record],
	])('is known by its simplified form in fields, too: %s', async (value, record) => {
		const { json } = await books.create(value, record as Row, { simplify: true });
		const { json: again, error } = await books.bench.run({
			items: [json[0]],
			parameters: {
				resource: value,
				operation: 'upsert',
				instanceId: byId(books.instanceId),
				fieldsMode: 'mapped',
				fields: { mappingMode: 'autoMapInputData', value: null },
			},
		});
		expect(error?.message).toBeUndefined();
		expect(again[0]).toMatchObject({ id: json[0].id, outcome: 'unchanged' });
	});
});
