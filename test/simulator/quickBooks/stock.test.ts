import { rowsOf, type QbRecord } from '../../../simulator/qbxml/record';
import { named, Office } from './office';

let office: Office;
beforeEach(() => {
	office = new Office();
});

const VENDOR = { VendorRef: named('Lew Plumbing') };
const onHand = (name: string) => office.find('ItemInventory', name).QuantityOnHand;
const row = (Quantity: string, more: QbRecord = {}) => ({
	ItemRef: named('Apples'),
	Quantity,
	...more,
});

describe('orders', () => {
	const order = () =>
		office.add('PurchaseOrder', {
			...VENDOR,
			PurchaseOrderLineAdd: [
				row('10', { Rate: '0.50' }),
				{ ItemRef: named('Crayons'), Quantity: '4', Rate: '1.00' },
			],
		});
	const lines = (record: QbRecord) => rowsOf(record, 'PurchaseOrderLineRet');

	test('to vendors are received line by line, or as a whole', () => {
		const made = order();
		expect(office.find('ItemInventory', 'Apples').QuantityOnOrder).toBe('10');
		const [first] = lines(made);
		const receipt = office.add('ItemReceipt', {
			...VENDOR,
			ItemLineAdd: [
				{ Quantity: '6', LinkToTxn: { TxnID: made.TxnID, TxnLineID: first.TxnLineID } },
			],
		});
		expect(rowsOf(receipt, 'ItemLineRet')[0]).toMatchObject({
			Quantity: '6',
			Cost: '0.50',
			Amount: '3.00',
		});
		expect(receipt.TotalAmount).toBe('3.00');
		expect(onHand('Apples')).toBe('106');
		expect(office.find('ItemInventory', 'Apples').QuantityOnOrder).toBe('4');
		const bill = office.add('Bill', { ...VENDOR, LinkToTxnID: [String(made.TxnID)] });
		expect(rowsOf(bill, 'ItemLineRet').map(({ Quantity }) => Quantity)).toEqual(['4', '4']);
		const now = office.read('PurchaseOrder', made.TxnID);
		expect(now.IsFullyReceived).toBe('true');
		expect(
			lines(now).map(({ ReceivedQuantity, IsBilled }) => [ReceivedQuantity, IsBilled]),
		).toEqual([
			['10', 'false'],
			['4', 'true'],
		]);
		expect(rowsOf(now, 'LinkedTxn').map(({ TxnType, LinkType }) => [TxnType, LinkType])).toEqual([
			['ItemReceipt', 'QUANTYPE'],
			['Bill', 'QUANTYPE'],
		]);
		expect(rowsOf(office.read('Bill', bill.TxnID), 'LinkedTxn')).toEqual([
			expect.objectContaining({ TxnID: made.TxnID, TxnType: 'PurchaseOrder' }),
		]);
		expect(office.statusOf('Bill', { ...VENDOR, LinkToTxnID: [String(made.TxnID)] })).toBe('570');
		expect(office.remove('PurchaseOrder', made.TxnID)).toBe('3160');
		office.remove('Bill', bill.TxnID);
		expect(office.read('PurchaseOrder', made.TxnID).IsFullyReceived).toBe('false');
		expect(office.trial()).toBe(0n);
	});

	test('that are closed by hand are not linked, and are opened again while something is open', () => {
		const made = order();
		office.change('PurchaseOrder', made.TxnID, { IsManuallyClosed: 'true' });
		expect(office.statusOf('Bill', { ...VENDOR, LinkToTxnID: [String(made.TxnID)] })).toBe('570');
		office.change('PurchaseOrder', made.TxnID, { IsManuallyClosed: 'false' });
		office.add('Bill', { ...VENDOR, LinkToTxnID: [String(made.TxnID)] });
		office.change('PurchaseOrder', made.TxnID, { IsManuallyClosed: 'true' });
		expect(office.mod('PurchaseOrder', made.TxnID, { IsManuallyClosed: 'false' }).code).toBe(
			'3210',
		);
	});

	test('keep the unit of measure that a Mod puts on a line', () => {
		const made = order();
		const [first, second] = lines(made);
		const changed = office.change('PurchaseOrder', made.TxnID, {
			PurchaseOrderLineMod: [
				{ TxnLineID: first.TxnLineID, OverrideUOMSetRef: named('Count in dozens') },
				{ TxnLineID: second.TxnLineID },
			],
		});
		expect(lines(changed)[0].OverrideUOMSetRef).toMatchObject({ FullName: 'Count in dozens' });
		expect(lines(office.read('PurchaseOrder', made.TxnID))[0]).toHaveProperty('OverrideUOMSetRef');
	});

	test('of customers are invoiced', () => {
		const CustomerRef = named('Blue, Dale');
		const made = office.add('SalesOrder', {
			CustomerRef,
			SalesOrderLineAdd: [row('10', { Rate: '2.00' })],
		});
		expect(office.find('ItemInventory', 'Apples').QuantityOnSalesOrder).toBe('10');
		const invoice = office.add('Invoice', { CustomerRef, LinkToTxnID: [String(made.TxnID)] });
		expect(invoice.Subtotal).toBe('20.00');
		const now = office.read('SalesOrder', made.TxnID);
		expect(now.IsFullyInvoiced).toBe('true');
		expect(rowsOf(now, 'SalesOrderLineRet')[0].Invoiced).toBe('10');
		expect(office.find('ItemInventory', 'Apples').QuantityOnSalesOrder).toBe('0');
		office.void('Invoice', invoice.TxnID);
		expect(office.read('SalesOrder', made.TxnID).IsFullyInvoiced).toBe('false');
	});
});

describe('things on hand', () => {
	test('come with purchases, go with sales, come back with credits and voids', () => {
		const CustomerRef = named('Blue, Dale');
		const sale = office.add('SalesReceipt', { CustomerRef, SalesReceiptLineAdd: [row('7')] });
		expect(onHand('Apples')).toBe('93');
		office.add('CreditMemo', { CustomerRef, CreditMemoLineAdd: [row('2')] });
		expect(onHand('Apples')).toBe('95');
		office.add('Check', {
			AccountRef: named('Checking'),
			ItemLineAdd: [row('10.5', { Cost: '0.40' })],
		});
		expect(onHand('Apples')).toBe('105.5');
		office.add('VendorCredit', { ...VENDOR, ItemLineAdd: [row('0.5')] });
		expect(onHand('Apples')).toBe('105');
		office.void('SalesReceipt', sale.TxnID);
		expect(onHand('Apples')).toBe('112');
		const pending = { CustomerRef, IsPending: 'true', InvoiceLineAdd: [row('50')] };
		const waits = office.add('Invoice', pending);
		expect(onHand('Apples')).toBe('112');
		office.change('Invoice', waits.TxnID, { IsPending: 'false' });
		expect(onHand('Apples')).toBe('62');
		expect(office.trial()).toBe(0n);
	});

	test('are counted: by a difference, or by what is there', () => {
		const adjust = (group: QbRecord) =>
			office.add('InventoryAdjustment', {
				AccountRef: named('Miscellaneous'),
				InventoryAdjustmentLineAdd: [{ ItemRef: named('Apples'), ...group }],
			});
		adjust({ QuantityAdjustment: { QuantityDifference: '-4' } });
		expect(onHand('Apples')).toBe('96');
		const made = adjust({ QuantityAdjustment: { NewQuantity: '50' } });
		expect(rowsOf(made, 'InventoryAdjustmentLineRet')[0]).toMatchObject({
			QuantityDifference: '-46',
		});
		expect(onHand('Apples')).toBe('50');
		const asset = Number(office.balance('Inventory Asset'));
		adjust({ ValueAdjustment: { QuantityDifference: '0', ValueDifference: '-12.50' } });
		expect(Number(office.balance('Inventory Asset')) - asset).toBeCloseTo(-12.5);
	});

	test('go from one site to another', () => {
		const at = (site: string) =>
			office
				.query('ItemSites')
				.filter(({ ItemInventoryRef: item, InventorySiteRef: place }) =>
					[item, place].every(
						(each, index) => (each as QbRecord)?.FullName === ['Apples', site][index],
					),
				)
				.map(({ QuantityOnHand }) => QuantityOnHand);
		const made = office.add('TransferInventory', {
			FromInventorySiteRef: named('SampleSite'),
			ToInventorySiteRef: named('Main Warehouse'),
			TransferInventoryLineAdd: [{ ItemRef: named('Apples'), QuantityToTransfer: '30' }],
		});
		expect(rowsOf(made, 'TransferInventoryLineRet')[0]).toMatchObject({
			QuantityTransferred: '30',
		});
		expect([at('SampleSite'), at('Main Warehouse'), onHand('Apples')]).toEqual([
			['70'],
			['30'],
			'100',
		]);
	});

	test('are built from others while there are enough', () => {
		const kit = named('Interior Door Kit');
		const build = (QuantityToBuild: string, more: QbRecord = {}) => ({
			ItemInventoryAssemblyRef: kit,
			QuantityToBuild,
			...more,
		});
		const knobs = Number(onHand('Hardware:Doorknobs Std'));
		const made = office.add('BuildAssembly', build('3'));
		expect(made).toMatchObject({ IsPending: 'false', QuantityToBuild: '3', QuantityOnHand: '3' });
		expect(Number(onHand('Hardware:Doorknobs Std'))).toBe(knobs - 6);
		expect(office.statusOf('BuildAssembly', build('1000'))).toBe('3210');
		const waits = office.add('BuildAssembly', build('1000', { MarkPendingIfRequired: 'true' }));
		expect(waits.IsPending).toBe('true');
		expect(Number(onHand('Hardware:Doorknobs Std'))).toBe(knobs - 6);
		office.remove('BuildAssembly', made.TxnID);
		expect(Number(onHand('Hardware:Doorknobs Std'))).toBe(knobs);
	});
});
