import { loadFields } from '../../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { searchableField } from '../../../../nodes/QuickBooksEnterprise/ceql/fields';
import { titleOf } from '../../../../nodes/QuickBooksEnterprise/records/recordTitle';
import { byId, byName, useSandbox } from '../../../support/sandboxed';

const bench = useSandbox();
const crowded = useSandbox({ extraCustomers: 250 });

const search = async (
	resource: string,
	instanceId: ReturnType<typeof byId> | undefined,
	filter?: string,
	token?: string,
) =>
	await bench.searchWith(
		'searchRecords',
		{ resource, ...(instanceId ? { instanceId } : {}) },
		filter,
		token,
	);

const newInstance = () => bench.sandbox.addInstance({ name: 'Store 12' }).id;
const lastWhere = () => bench.sandbox.requests[bench.sandbox.requests.length - 1].query.where;

/** A transaction counts by its day, then by when it was entered. */
const newness = ({ TxnDate, TimeCreated }: Record<string, unknown>) =>
	`${String(TxnDate)} ${String(TimeCreated)}`;

describe('The list of records in the editor', () => {
	it('shows jobs under their customers', async () => {
		const { results } = await search('customer', byId(newInstance()), 'shed');
		expect(results.map(({ name }) => name)).toEqual(['Keenan, Bridget:Storage Shed']);
		expect(lastWhere()).toBe("FullName LIKE '%shed%'");
	});

	it('shows number, customer and day of an invoice', async () => {
		const instance = newInstance();
		const [invoice] = await bench.sandbox.records(instance, 'invoices');
		const { results } = await search('invoice', byName('Store 12'), String(invoice.RefNumber));
		const { FullName } = invoice.CustomerRef as { FullName: string };
		expect(results).toEqual([
			{
				name: `${String(invoice.RefNumber)} · ${FullName} · ${String(invoice.TxnDate)}`,
				value: invoice.TxnID,
			},
		]);
	});

	it('shows the newest invoices first, the recent ones before all others', async () => {
		const instanceId = byId(newInstance());
		const { json } = await bench.run({
			parameters: { resource: 'invoice', operation: 'getAll', instanceId, limit: 1 },
		});
		const { CustomerRef, InvoiceLineRet } = json[0];
		const [line] = [InvoiceLineRet].flat() as Array<{ ItemRef: unknown }>;
		const day = (daysAgo: number) =>
			new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
		for (const [number, daysAgo] of [
			['N-1', 3],
			['N-2', 1],
			['N-3', 200],
			['N-4', 2],
		] as const) {
			const record = {
				CustomerRef,
				RefNumber: number,
				TxnDate: day(daysAgo),
				InvoiceLineAdd: [{ ItemRef: line?.ItemRef, Quantity: 1, Rate: 1 }],
			};
			const { error } = await bench.run({
				parameters: {
					resource: 'invoice',
					operation: 'create',
					instanceId,
					fieldsMode: 'json',
					recordJson: JSON.stringify(record),
				},
			});
			expect(error?.message).toBeUndefined();
		}
		const recent = await search('invoice', instanceId);
		expect(recent.results.map(({ name }) => name.split(' · ')[0])).toEqual(['N-2', 'N-4', 'N-1']);
		const older = await search('invoice', instanceId, '', String(recent.paginationToken));
		const days = older.results.map(({ name }) => name.split(' · ').pop()!);
		expect(days.length).toBeGreaterThan(5);
		expect(days).toEqual([...days].sort().reverse());
		expect(days).toContain(day(200));
		expect(older.paginationToken).toBeUndefined();
		const found = await search('invoice', instanceId, 'n-');
		expect(found.results.map(({ name }) => name.split(' · ')[0])).toEqual([
			'N-2',
			'N-4',
			'N-1',
			'N-3',
		]);
	});

	it.each([
		['invoice', 'invoices', 'CustomerRef'],
		['bill', 'bills', 'VendorRef'],
		['billPaymentCheck', 'bill-payment-checks', 'PayeeEntityRef'],
	])('finds %s by a part of the name of the party', async (resource, path, member) => {
		const instance = newInstance();
		const records = await bench.sandbox.records(instance, path);
		const partyOf = (record: (typeof records)[number]) =>
			(record[member] as { ListID: string; FullName: string }).FullName;
		const typed = partyOf(records[0]).slice(1, 6).toLowerCase();
		const { results } = await search(resource, byId(instance), typed);
		const expected = records.filter((record) => partyOf(record).toLowerCase().includes(typed));
		expect(results.map(({ value }) => value).sort()).toEqual(
			expected.map(({ TxnID }) => TxnID).sort(),
		);
		expect(expected.length).toBeLessThan(records.length + 1);
	});

	it('finds a record by its id', async () => {
		const instance = newInstance();
		const [, customer] = await bench.sandbox.records(instance, 'customers');
		const { results } = await search('customer', byId(instance), ` ${String(customer.ListID)}`);
		expect(results.map(({ value }) => value)).toEqual([customer.ListID]);
	});

	it.each(["O'Brien %", "x' OR Name LIKE '", 'C:\\', "\\' OR Name IS NULL", '%'])(
		'takes %s for nothing but a text',
		async (typed) => {
			const { results } = await search('vendor', byId(newInstance()), typed);
			expect(lastWhere()).toMatch(/^Name LIKE '%([^'\\]|'')*%'$/);
			if (typed !== '%') expect(results).toEqual([]);
		},
	);

	it('shows page after page', async () => {
		const instanceId = byId(crowded.sandbox.addInstance({ name: 'Store 12' }).id);
		const all = await crowded.sandbox.records(Number(instanceId.value), 'customers');
		const found: unknown[] = [];
		let token: unknown;
		do {
			const page = await crowded.searchWith(
				'searchRecords',
				{ resource: 'customer', instanceId },
				'',
				token as string | undefined,
			);
			expect(page.results.length).toBeLessThanOrEqual(100);
			found.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(found).toEqual(all.map(({ ListID }) => ListID));
	});

	it.each(RESOURCES.map(({ value, path }) => [value, path]))(
		'shows every record of %s with a name',
		async (value, path) => {
			const instance = newInstance();
			const records = await bench.sandbox.records(instance, path);
			const { results } = await search(value, byId(instance));
			const newest = [...records].sort((a, b) => newness(b).localeCompare(newness(a)));
			const expected = records[0]?.TxnDate === undefined ? records.slice(0, 100) : newest;
			expect(results.map(({ value: id }) => id)).toEqual(expected.map(({ id }) => id));
			for (const { name, value: id } of results) {
				expect(name).toMatch(/\S/);
				expect([name, name.includes('undefined')]).toEqual([name, false]);
				expect(name === id).toBe(false);
			}
			// What is typed is asked of a field that the list has.
			const { results: found } = await search(value, byId(instance), 'zzzz');
			expect(found).toEqual([]);
		},
	);

	it.each([
		['no instance yet', undefined, /Pick an 'Instance' first/],
		['an empty one', byId(''), /Pick an 'Instance' first/],
		['one from an expression', byId('={{ $json.id }}'), /known only when the workflow runs/],
		['no ID', byId('../1'), /must be its ID: a number or a GUID/],
		['a name that nobody has', byName('Nowhere'), /No instance is named 'Nowhere'/],
		['one that is gone', byId(99_999), /There is no instance with ID 99999/],
	])('says what to do with %s', async (_, instanceId, message) => {
		await expect(search('customer', instanceId)).rejects.toThrow(message);
	});
});

describe('A record in a line', () => {
	const resource = (value: string) => RESOURCES.find((each) => each.value === value)!;

	it.each([
		['customer', { FullName: 'A:B', Name: 'B', IsActive: 'true' }, 'A:B'],
		['vendor', { Name: 'Lew Plumbing', IsActive: 'false' }, 'Lew Plumbing (inactive)'],
		['employee', { FirstName: 'Ann', LastName: 'Lee' }, 'Ann Lee'],
		['currency', { ListID: '1-1' }, '1-1'],
		[
			'bill',
			{ TxnID: '1-1', VendorRef: { FullName: 'Lew' }, TxnDate: '2026-01-31' },
			'Lew · 2026-01-31 · 1-1',
		],
		['journalEntry', { TxnID: '1-1', RefNumber: '7' }, '7'],
	])('of %s', (value, record, expected) => {
		expect(titleOf(resource(value), record)).toBe(expected);
	});
});

describe('The fields that a condition can ask about', () => {
	it.each(RESOURCES.map((resource) => [resource.value, resource] as const))(
		'%s: those of the vendor first, all in words, each of them searchable',
		async (value, resource) => {
			const options = await bench.optionsWith('getFilterFields', { resource: value });
			const paths = options.map((option) => String(option.value));
			expect(paths.slice(0, resource.filterFields.length)).toEqual(resource.filterFields);
			expect(new Set(paths).size).toBe(paths.length);
			expect(new Set(options.map(({ name }) => name)).size).toBe(paths.length);
			const fields = await loadFields(resource);
			for (const { name, value: path } of options) {
				const field = searchableField(String(path), fields);
				expect([path, field?.path, field?.type === 'reference']).toEqual([path, path, false]);
				expect(name).toMatch(/^[A-Z]/);
			}
		},
	);

	it('names a reference by its id', async () => {
		const options = await bench.optionsWith('getFilterFields', { resource: 'invoice' });
		expect(options).toContainEqual({ name: 'Customer (ID)', value: 'CustomerRef.ListID' });
	});

	it('are none for a resource that is not there', async () => {
		expect(await bench.optionsWith('getFilterFields', { resource: 'nothing' })).toEqual([]);
	});
});
