import { lineColumnsOf } from '../../nodes/QuickBooksEnterprise/catalogue/lineColumns';
import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES, resourceByValue } from '../../nodes/QuickBooksEnterprise/catalogue/resources';

const groups = RESOURCES.flatMap((resource) =>
	resource.lines.map((group) => ({ resource, group, of: resource.value, name: group.name })),
);

function columnNames(value: string, name: string): string[] {
	const resource = resourceByValue(value);
	const group = resource?.lines.find((line) => line.name === name);
	if (!resource || !group) throw new Error(`There are no ${name} of ${value}.`);
	return lineColumnsOf(resource, group).map((column) => column.name);
}

describe('columns of lines', () => {
	it.each(groups)('are fields that can be written: $of $name', async ({ resource, group }) => {
		const set = (await loadFields(resource)).lines[group.name];
		const columns = lineColumnsOf(resource, group);
		expect(columns.length).toBeGreaterThan(2);
		for (const { name, path, beside } of columns) {
			for (const each of beside ? [path, beside.path] : [path]) {
				const field = set?.fields.find((known) => known.path === each);
				expect([name, each, field?.path]).toEqual([name, each, each]);
				// A line's own id is of no use in a create: it is given then.
				const uses = [field?.create, field?.update].filter((use) => use !== 'none');
				expect([name, uses.length > 0]).toEqual([name, true]);
			}
		}
	});

	it.each(groups)('hold what every row needs: $of $name', async ({ resource, group }) => {
		const set = (await loadFields(resource)).lines[group.name];
		const paths = lineColumnsOf(resource, group).map(({ path }) => path);
		const required = (set?.fields ?? []).filter(
			({ path, create, update }) =>
				!path.includes('.') && (create === 'required' || update === 'required'),
		);
		for (const { path } of required) expect(paths).toContain(path);
	});

	it('are those that workflows were promised', () => {
		const promised = ['item', 'description', 'quantity', 'rate', 'amount', 'class', 'txnLineId'];
		for (const value of ['invoice', 'bill', 'purchaseOrder', 'salesOrder', 'vendorCredit']) {
			expect(columnNames(value, 'itemLines')).toEqual(expect.arrayContaining(promised));
		}
		expect(columnNames('bill', 'expenseLines')).toEqual(
			expect.arrayContaining(['account', 'description', 'amount', 'class', 'txnLineId']),
		);
		expect(columnNames('payment', 'appliedPayments')).toEqual([
			'txnId',
			'paymentAmount',
			'discountAmount',
			'discountAccount',
		]);
	});

	it('point to no member twice, as one would overwrite the other', () => {
		for (const { resource, group } of groups) {
			const paths = lineColumnsOf(resource, group).map(({ path }) => path);
			expect(new Set(paths).size).toBe(paths.length);
		}
	});
});
