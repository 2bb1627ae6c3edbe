import { POLLED_RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/pollers';
import {
	RESOURCES,
	resourceByPath,
	resourceByValue,
	resourcesWith,
	sharersOfNames,
} from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';

/** Saved workflows hold these: one that is gone or renamed breaks them. */
const PROMISED = `billPaymentCard billPaymentCheck bill class creditMemo creditTerm creditCardCharge
creditCardCredit currency customer employee inventoryAdjustment inventorySite invoice itemReceipt
journalEntry ledgerAccount paymentMethod payment payrollWageItem product purchaseOrder salesOrder
salesReceipt taxCode taxRate timeActivity vendorCredit vendor`.split(/\s+/);

const ALL = ['create', 'delete', 'get', 'getAll', 'update', 'upsert'];

function known(value: string): Resource {
	const resource = resourceByValue(value);
	if (!resource) throw new Error(`There is no ${value}.`);
	return resource;
}

function values(resources: readonly Resource[]): string[] {
	return resources.map((resource) => resource.value).sort();
}

describe('the index of resources', () => {
	it('has every promised resource and no other', () => {
		expect(values(RESOURCES)).toEqual([...PROMISED].sort());
	});

	it('names nothing twice', () => {
		for (const member of ['value', 'label', 'plural', 'path', 'qbObject'] as const) {
			expect(new Set(RESOURCES.map((resource) => resource[member])).size).toBe(RESOURCES.length);
		}
	});

	it('is sorted by what the user reads', () => {
		const labels = RESOURCES.map((resource) => resource.label);
		expect(labels).toEqual([...labels].sort());
	});

	it('is found by value and by path', () => {
		expect(resourceByPath('creditcard-charges')?.value).toBe('creditCardCharge');
		expect(resourceByValue('payment')?.qbObject).toBe('ReceivePayment');
		expect(resourceByValue('estimate')).toBeUndefined();
	});

	it('offers what the service was seen to do', () => {
		const readOnly = ['class', 'creditTerm', 'ledgerAccount', 'paymentMethod'];
		for (const value of readOnly) expect(known(value).operations).toEqual(['get', 'getAll']);
		for (const value of ['billPaymentCard', 'payrollWageItem']) {
			expect(known(value).operations).toEqual(['create', 'delete', 'get', 'getAll']);
		}
		const others = RESOURCES.filter(
			({ value }) => ![...readOnly, 'billPaymentCard', 'payrollWageItem'].includes(value),
		);
		for (const { operations } of others) expect(operations).toEqual(ALL);
		expect(resourcesWith('upsert')).toEqual(others);
	});

	it('knows how Create or Update finds a record exactly where it is offered', () => {
		for (const resource of RESOURCES) {
			expect(Boolean(resource.match)).toBe(resource.operations.includes('upsert'));
			if (resource.match) expect(resource.filterFields).toContain(resource.match.field);
		}
		expect(known('customer').match).toEqual({
			field: 'Name',
			nested: { field: 'FullName', parent: 'ParentRef' },
		});
		expect(known('bill').match).toEqual({ field: 'RefNumber', within: ['VendorRef'] });
		expect(known('invoice').match).toEqual({ field: 'RefNumber', owner: 'CustomerRef' });
		expect(known('journalEntry').match).toEqual({ field: 'RefNumber' });
		expect(known('timeActivity').filterFields).not.toContain('RefNumber');
	});

	it('puts names where QuickBooks keeps them', () => {
		expect(values(sharersOfNames(known('customer')))).toEqual(['customer', 'employee', 'vendor']);
		expect(values(sharersOfNames(known('taxRate')))).toEqual(['product', 'taxRate']);
		expect(values(sharersOfNames(known('class')))).toEqual(['class']);
		expect(sharersOfNames(known('invoice'))).toEqual([]);
	});

	it('sends lines under the keys that were observed and reads both forms', () => {
		const keys = Object.fromEntries(
			RESOURCES.filter(({ lines }) => lines.length > 0).map(({ value, lines }) => [
				value,
				lines.map(({ name, key }) => `${name} ${key}`),
			]),
		);
		expect(keys).toMatchObject({
			billPaymentCard: ['appliedPayments AppliedToTxn'],
			creditMemo: ['itemLines CreditMemoLine', 'itemGroupLines CreditMemoLineGroup'],
			inventoryAdjustment: ['itemLines InventoryAdjustmentLine'],
			invoice: ['itemLines InvoiceLineRet', 'itemGroupLines InvoiceLineGroupRet'],
			itemReceipt: [
				'itemLines ItemLine',
				'itemGroupLines ItemGroupLine',
				'expenseLines ExpenseLine',
			],
			journalEntry: ['debitLines JournalDebitLine', 'creditLines JournalCreditLine'],
			purchaseOrder: ['itemLines PurchaseOrderLineRet', 'itemGroupLines PurchaseOrderLineGroupRet'],
			salesOrder: ['itemLines SalesOrderLine', 'itemGroupLines SalesOrderLineGroup'],
			salesReceipt: ['itemLines SalesReceiptLine', 'itemGroupLines SalesReceiptLineGroup'],
			vendorCredit: [
				'itemLines ItemLineRet',
				'itemGroupLines ItemGroupLineRet',
				'expenseLines ExpenseLineRet',
			],
		});
		expect(known('payment').lines[0].readKeys).toEqual(['AppliedToTxn', 'AppliedToTxnRet']);
		expect(known('invoice').lines[0].readKeys).toEqual(['InvoiceLineRet', 'InvoiceLine']);
	});

	it('keeps a simplified record small and led by its id', () => {
		for (const { simplified } of RESOURCES) {
			expect(simplified[0]).toBe('id');
			expect(simplified.length).toBeLessThanOrEqual(10);
			expect(new Set(simplified).size).toBe(simplified.length);
		}
	});

	it('is where the pollers look', () => {
		expect(Object.keys(POLLED_RESOURCES)).toHaveLength(13);
		for (const [path, resource] of Object.entries(POLLED_RESOURCES)) {
			expect(resource).toBe(resourceByPath(path));
			expect(resource.filterDocumented).toBe(true);
		}
	});
});
