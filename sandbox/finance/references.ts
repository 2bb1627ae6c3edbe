import type { CompanyFile } from './companyFile';
import { resourceNamed, type FinanceRecord } from './kinds';
import { badReference } from './status';

/** Which lists a reference may point into, by the end of its name. The first entry that fits holds. */
const TARGETS: Array<[ending: string, noun: string, values: string[]]> = [
	['CustomerRef', 'Customer', ['customer']],
	['TaxVendorRef', 'Vendor', ['vendor']],
	['VendorRef', 'Vendor', ['vendor']],
	['EntityRef', 'Entity', ['customer', 'vendor', 'employee', 'otherName']],
	['SupervisorRef', 'Employee', ['employee']],
	['ItemSalesTaxRef', 'Item', ['taxRate']],
	['PayrollItemWageRef', 'PayrollItem', ['payrollWageItem']],
	['ItemRef', 'Item', ['product', 'taxRate']],
	['ItemServiceRef', 'Item', ['product']],
	['ItemGroupRef', 'Item', ['product']],
	['AccountRef', 'Account', ['ledgerAccount']],
	['ClassRef', 'Class', ['class']],
	['TermsRef', 'Terms', ['creditTerm']],
	['PaymentMethodRef', 'PaymentMethod', ['paymentMethod']],
	['TaxCodeRef', 'SalesTaxCode', ['taxCode']],
	['CurrencyRef', 'Currency', ['currency']],
	['InventorySiteRef', 'InventorySite', ['inventorySite']],
	['ParentSiteRef', 'InventorySite', ['inventorySite']],
	['SalesRepRef', 'SalesRep', ['salesRep']],
];

function targetOf(member: string, own: string): { noun: string; values: string[] } | undefined {
	if (member === 'ParentRef') return { noun: resourceNamed(own).qbObject, values: [own] };
	const found = TARGETS.find(([ending]) => member.endsWith(ending));
	return found && { noun: found[1], values: found[2] };
}

function find(
	company: CompanyFile,
	values: string[],
	{ ListID: id, FullName: name }: FinanceRecord,
): FinanceRecord | undefined {
	if (id) {
		for (const value of values) {
			const record = company.get(resourceNamed(value), String(id));
			if (record) return record;
		}
		return undefined;
	}
	for (const value of values) {
		const holder = company.holderOf(resourceNamed(value), name);
		if (holder && values.includes(holder.resource.value)) return holder.record;
	}
	return undefined;
}

/**
 * The reference with both of its members. Either is enough (observed); the id wins when both are there (our choice).
 * Lists that the service has no resource for, such as templates, are not looked up: what is named is taken (our choice).
 *
 * @throws ApiError when there is no such record.
 */
export function resolved(
	company: CompanyFile,
	resource: { value: string; qbObject: string },
	member: string,
	reference: FinanceRecord,
): FinanceRecord {
	const target = targetOf(member, resource.value);
	if (!target) return Object.fromEntries(Object.entries(reference).map(([k, v]) => [k, String(v)]));
	const record = find(company, target.values, reference);
	if (!record) {
		const named = String(reference.ListID ?? reference.FullName ?? '');
		throw badReference(target.noun, named, resource.qbObject);
	}
	return { ListID: record.ListID, FullName: record.FullName ?? record.Name };
}

/** Whether a reference points into a list. */
export function pointsInto(member: string, own: string, value: string): boolean {
	return targetOf(member, own)?.values.includes(value) ?? false;
}
