import { isAggregate, type QbRecord } from '../../qbxml/record';
import { featureIsOff } from '../session/statuses';

/** Objects that are only there with a feature, and members that can only be sent with it. */
const FEATURES = {
	classes: { objects: ['Class'], members: ['ClassRef', 'DiscountClassRef', 'ClassFilter'] },
	estimates: { objects: ['Estimate'], members: [] },
	inventory: {
		objects: [
			'BuildAssembly',
			'InventoryAdjustment',
			'ItemInventory',
			'ItemInventoryAssembly',
			'ItemReceipt',
			'PurchaseOrder',
		],
		members: [],
	},
	multiCurrency: {
		objects: ['Currency'],
		members: ['CurrencyRef', 'CurrencyFilter', 'ExchangeRate'],
	},
	payroll: {
		objects: ['PayrollItemNonWage', 'PayrollItemWage', 'WorkersCompCode'],
		members: ['EmployeePayrollInfo', 'PayrollItemWageRef'],
	},
	priceLevels: { objects: ['PriceLevel', 'BillingRate'], members: ['PriceLevelRef'] },
	salesOrders: { objects: ['SalesOrder'], members: [] },
	salesTax: {
		objects: ['ItemSalesTax', 'ItemSalesTaxGroup', 'SalesTaxCode', 'SalesTaxPaymentCheck'],
		members: ['ItemSalesTaxRef', 'SalesTaxCodeRef', 'CustomerSalesTaxCodeRef'],
	},
	sites: {
		objects: ['InventorySite', 'ItemSites', 'TransferInventory'],
		members: [
			'InventorySiteRef',
			'InventorySiteLocationRef',
			'SerialNumber',
			'LotNumber',
			'FromInventorySiteRef',
			'ToInventorySiteRef',
		],
	},
	timeTracking: { objects: ['TimeTracking'], members: [] },
	unitsOfMeasure: {
		objects: ['UnitOfMeasureSet'],
		members: ['UnitOfMeasure', 'UnitOfMeasureSetRef', 'OverrideUOMSetRef'],
	},
} as const satisfies Record<string, { objects: string[]; members: string[] }>;

/** A part of QuickBooks that its preferences can switch off. */
export type Feature = keyof typeof FEATURES;

function memberIn(record: QbRecord, names: readonly string[]): string | undefined {
	for (const [name, value] of Object.entries(record)) {
		if (names.includes(name)) return name;
		const rows = Array.isArray(value) ? value : [value];
		for (const row of rows) {
			const found = isAggregate(row) ? memberIn(row, names) : undefined;
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/**
 * @param object that a request is about.
 * @param content of the request.
 * @throws StatusError 3250 where it needs a feature that is off.
 */
export function requireFeatures(
	featuresOff: readonly Feature[],
	object: string,
	content: QbRecord,
): void {
	for (const feature of featuresOff) {
		const { objects, members }: { objects: readonly string[]; members: readonly string[] } =
			FEATURES[feature];
		if (objects.includes(object)) throw featureIsOff(object);
		const member = memberIn(content, members);
		if (member !== undefined) throw featureIsOff(member);
	}
}
