import { loadFields } from '../../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Field } from '../../../../nodes/QuickBooksEnterprise/catalogue/types';
import { INVOICE, named, useBooks, type Row } from '../support/books';

const books = useBooks();

const ID = '80000001-1484947875';

/** Something that the checks of a field's form let pass. */
function sampleOf({ type }: Field): unknown {
	switch (type) {
		case 'reference':
			return named('Somebody');
		case 'object':
			return {};
		case 'boolean':
			return 'true';
		case 'date':
			return '2025-01-31';
		case 'dateTime':
			return '2025-01-31T10:00:00+00:00';
		case 'guid':
			return '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}';
		case 'id':
			return ID;
		default:
			return '1';
	}
}

const updated = RESOURCES.filter(({ operations }) => operations.includes('update'));

describe('An update that can change nothing', () => {
	it.each(updated.map((resource) => ({ resource, of: resource.value })))(
		'is refused and names what was given: $of',
		async ({ resource }) => {
			const { fields } = await loadFields(resource);
			const idle = fields.filter(
				({ path, update, repeatable }) =>
					update === 'none' && !path.includes('.') && !repeatable && path !== 'ExternalGUID',
			);
			expect(idle.length).toBeGreaterThan(2);
			const { outputs } = await books.write({
				resource: resource.value,
				operation: 'update',
				records: idle.map((field) => ({ [field.path]: sampleOf(field) })),
				ids: idle.map(() => ID),
				settings: { onError: 'continueRegularOutput' },
			});
			const said = outputs[0].map(({ error }) => String(error?.message));
			idle.forEach(({ path }, index) => {
				expect(said[index]).toContain(
					`An update cannot change anything of what was given: ${path}`,
				);
			});
			expect(books.sent('GET')).toHaveLength(0);
			expect(books.sent('PATCH')).toHaveLength(0);
		},
	);

	it('is refused where rows name lines and nothing to change in them', async () => {
		const { error } = await books.update('invoice', ID, {
			InvoiceLineRet: [{ TxnLineID: '1-1484947875' }],
		});
		expect(error?.message).toContain('InvoiceLineRet (names a line and nothing to change in it)');
		expect(books.sent('PATCH')).toHaveLength(0);
	});
});

const ADJUSTMENT = {
	AccountRef: named('Opening Balance Equity'),
	RefNumber: 'COUNT-1',
	InventoryAdjustmentLine: [{ ItemRef: named('Cabinets:Cabinet Pulls'), QuantityDifference: '3' }],
};
const COUNTED = {
	ItemRef: named('Cabinets:Light Pine'),
	QuantityAdjustment: { NewQuantity: '10' },
};

describe('What an update cannot carry beside what it can', () => {
	it('is named where it differs, and not sent', async () => {
		const { json } = await books.create('invoice', INVOICE);
		books.bench.sandbox.resetRequests();
		const { hints } = await books.update('invoice', json[0].TxnID, {
			Memo: 'new',
			IsFinanceCharge: 'true',
			Subtotal: '1.00',
			TxnID: json[0].TxnID,
			ExternalGUID: json[0].ExternalGUID,
		});
		expect(Object.keys(books.bodyOf('PATCH'))).not.toContain('IsFinanceCharge');
		const said = hints.map(({ message }) => message).join('\n');
		expect(said).toContain('IsFinanceCharge: QuickBooks takes this when a record is created only');
		expect(said).toContain('Subtotal of the invoice is not as it was given');
		expect(said).not.toMatch(/TxnID|ExternalGUID/);
	});

	it('ends an item whose new line could not be what is meant', async () => {
		const { json } = await books.create('inventoryAdjustment', ADJUSTMENT);
		const update = await books.update('inventoryAdjustment', json[0].TxnID, {
			InventoryAdjustmentLine: [COUNTED],
		});
		expect(update.error?.message).toContain('cannot have QuantityAdjustment');
		const upsert = await books.upsert('inventoryAdjustment', {
			...ADJUSTMENT,
			InventoryAdjustmentLine: [...ADJUSTMENT.InventoryAdjustmentLine, COUNTED],
		});
		expect(upsert.error?.message).toContain('cannot have QuantityAdjustment');
		expect(books.sent('PATCH')).toHaveLength(0);
	});

	it('is named where a counted stock stands beside a line that is there', async () => {
		const counted = { ...ADJUSTMENT, RefNumber: 'COUNT-2', InventoryAdjustmentLine: [COUNTED] };
		await books.upsert('inventoryAdjustment', counted);
		const { json, hints } = await books.upsert('inventoryAdjustment', {
			...counted,
			InventoryAdjustmentLine: [{ ...COUNTED, QuantityAdjustment: { NewQuantity: '500' } }],
		});
		expect(json[0]).toMatchObject({ outcome: 'unchanged' });
		expect(hints.map(({ message }) => message).join()).toContain(
			'Create or Update sets InventoryAdjustmentLine.QuantityAdjustment on a new inventory adjustment only',
		);
	});
});

describe('What QuickBooks fills in itself', () => {
	it.each(['create', 'upsert'] as const)(
		'is named where it was given otherwise: %s',
		async (operation) => {
			const { hints } = await books.write({
				resource: 'customer',
				operation,
				records: [{ Name: 'Dockside', Balance: '100.00', FullName: 'Harbour', Sublevel: '0' }],
			});
			const said = hints.map(({ message }) => message).join();
			expect(said).toContain('Balance, FullName of the customer is not as it was given');
			expect(said).not.toContain('Sublevel');
		},
	);
});

describe('Members of another type of product', () => {
	const SERVICE = {
		Name: 'Piloting',
		ItemType: 'ItemService',
		SalesOrPurchase: { Price: '10.00', AccountRef: named('Construction Income') },
	};
	const STRANGE: Row = { AssetAccountRef: named('Inventory Asset'), ReorderPoint: '5' };

	it('are refused before any request where the type is given', async () => {
		for (const operation of ['create', 'upsert'] as const) {
			const { error } = await books.write({
				resource: 'product',
				operation,
				records: [{ ...SERVICE, ...STRANGE }],
			});
			expect([error?.message, error?.description].join()).toMatch(
				/Reorder Point \(ReorderPoint\) is a field of Inventory Part, and not of Service/,
			);
		}
		expect(books.sent('POST')).toHaveLength(0);
		expect(books.sent('GET')).toHaveLength(0);
	});

	it('are refused by an update once the type is read, and so is another type', async () => {
		const { json } = await books.create('product', SERVICE);
		const strange = await books.update('product', json[0].ListID, { ReorderPoint: '5' });
		expect(strange.error?.message).toContain(
			'Reorder Point (ReorderPoint) is a field of Inventory Part',
		);
		const other = await books.update('product', json[0].ListID, {
			ItemType: 'ItemInventory',
			ReorderPoint: '5',
		});
		expect(other.error?.message).toContain('is there already as Service');
		expect(books.sent('PATCH')).toHaveLength(0);
	});
});
