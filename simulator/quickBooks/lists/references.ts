import { ENTITIES, ITEMS, objectNamed, TERMS } from '../objects';
import { isRecord, nameOf, referenceTo, type QbRecord } from '../record';
import { badReference } from '../refusals/status';
import type { Books } from '../books/books';

/** A list as messages call it, and the objects that it is made of. */
interface Target {
	noun: string;
	objects: readonly string[];
}

const one = (object: string, noun = object): Target => ({ noun, objects: [object] });
const ENTITY: Target = { noun: 'Entity', objects: ENTITIES };
const ITEM: Target = { noun: 'Item', objects: ITEMS };
const SALES_TAX: Target = { noun: 'Item', objects: ['ItemSalesTax', 'ItemSalesTaxGroup'] };

/** Which list a reference points into, by the end of its name. The first entry that fits holds. */
const TARGETS: ReadonlyArray<readonly [ending: string, target: Target]> = [
	['SalesRepEntityRef', { noun: 'Entity', objects: ['Employee', 'Vendor', 'OtherName'] }],
	['EntityRef', ENTITY],
	['CustomerRef', one('Customer')],
	['VendorRef', one('Vendor')],
	['SupervisorRef', one('Employee')],
	['EmployeeRef', one('Employee')],
	['LeadRef', one('Lead')],
	['ItemSalesTaxRef', SALES_TAX],
	['ItemPurchaseTaxRef', SALES_TAX],
	['ItemServiceRef', one('ItemService', 'Item')],
	['ItemGroupRef', one('ItemGroup', 'Item')],
	['ItemInventoryAssemblyRef', one('ItemInventoryAssembly', 'Item')],
	['ItemInventoryRef', ITEM],
	['ItemRef', ITEM],
	['PayrollItemWageRef', one('PayrollItemWage', 'PayrollItem')],
	['AccountRef', one('Account')],
	['ClassRef', one('Class')],
	['TermsRef', { noun: 'Terms', objects: TERMS }],
	['PaymentMethodRef', one('PaymentMethod')],
	['TaxCodeRef', one('SalesTaxCode')],
	['CurrencyRef', one('Currency')],
	['InventorySiteRef', one('InventorySite')],
	['InventorySiteLocationRef', one('InventorySite')],
	['ParentSiteRef', one('InventorySite')],
	['SalesRepRef', one('SalesRep')],
	['CustomerTypeRef', one('CustomerType')],
	['VendorTypeRef', one('VendorType')],
	['JobTypeRef', one('JobType')],
	['PriceLevelRef', one('PriceLevel')],
	['ShipMethodRef', one('ShipMethod')],
	['CustomerMsgRef', one('CustomerMsg')],
	['TemplateRef', one('Template')],
	['UnitOfMeasureSetRef', one('UnitOfMeasureSet')],
	['UOMSetRef', one('UnitOfMeasureSet')],
	['BillingRateRef', one('BillingRate')],
	['VehicleRef', one('Vehicle')],
];

const targets = new Map<string, Target | undefined>();

/** The list that a member of a record points into; parents stand in the list of the record, items among all items. */
function targetOf(member: string, own: string): Target | undefined {
	if (member === 'ParentRef') {
		const { table } = objectNamed(own);
		return table === 'Item' ? ITEM : one(own);
	}
	if (!targets.has(member)) {
		targets.set(member, TARGETS.find(([ending]) => member.endsWith(ending))?.[1]);
	}
	return targets.get(member);
}

/** A reference is a group that has nothing but an id and a name. */
function isReference(member: string, value: unknown): value is QbRecord {
	if (!member.endsWith('Ref') || !isRecord(value)) return false;
	for (const each in value) if (each !== 'ListID' && each !== 'FullName') return false;
	return true;
}

function find(
	books: Books,
	objects: readonly string[],
	{ ListID: id, FullName: name }: QbRecord,
): QbRecord | undefined {
	for (const object of objects) {
		const record = id ? books.get(object, String(id)) : undefined;
		if (record) return record;
		const holder = id ? undefined : books.named(object, String(name));
		if (holder && objects.includes(holder.object.name)) return holder.record;
	}
	return undefined;
}

/**
 * A reference with both of its members. The id wins when both are there; one that names nothing is none.
 *
 * @throws StatusError 3140 when there is no such record.
 */
function resolved(books: Books, own: string, member: string, reference: QbRecord) {
	if (!reference.ListID && !reference.FullName) return null;
	const target = targetOf(member, own);
	if (!target) return reference;
	const record = find(books, target.objects, reference);
	if (!record) {
		const named = String(reference.ListID ?? reference.FullName ?? '');
		throw badReference(target.noun, named, own);
	}
	return referenceTo(record);
}

/**
 * A request with its references resolved, those of lines too.
 *
 * @throws StatusError 3140
 */
export function withReferences(books: Books, own: string, given: QbRecord): QbRecord {
	const record: QbRecord = {};
	for (const [member, value] of Object.entries(given)) {
		if (isReference(member, value)) record[member] = resolved(books, own, member, value);
		else if (isRecord(value)) record[member] = withReferences(books, own, value);
		else if (Array.isArray(value)) {
			record[member] = value.map((each) =>
				typeof each === 'string'
					? each
					: isReference(member, each)
						? resolved(books, own, member, each)
						: withReferences(books, own, each),
			) as QbRecord[];
		} else record[member] = value;
	}
	return record;
}

/** Walks through all references in a record. */
function eachReference(
	own: string,
	record: QbRecord,
	visit: (reference: QbRecord, target: Target) => void,
): void {
	for (const member in record) {
		const value = record[member];
		if (typeof value !== 'object' || value === null) continue;
		if (Array.isArray(value)) {
			for (const each of value) if (isRecord(each)) visited(own, member, each, visit);
		} else visited(own, member, value, visit);
	}
}

function visited(
	own: string,
	member: string,
	value: QbRecord,
	visit: (reference: QbRecord, target: Target) => void,
): void {
	const target = isReference(member, value) ? targetOf(member, own) : undefined;
	if (target) visit(value, target);
	else eachReference(own, value, visit);
}

/** Under which key a record of a list is counted as used. */
export const useKey = (space: string, id: unknown) => `${space}/${String(id)}`;

/** The records of lists that a record names, once for each time. */
export function usesIn(own: string, record: QbRecord): string[] {
	const uses: string[] = [];
	eachReference(own, record, ({ ListID: id }, { objects }) => {
		if (id) uses.push(useKey(objectNamed(objects[0]).space, id));
	});
	return uses;
}

/**
 * Gives all references to a record the name that it has now.
 *
 * @param record where they stand; it is changed.
 * @returns whether there was one with another name.
 */
export function renameIn(
	own: string,
	record: QbRecord,
	renamed: QbRecord,
	object: string,
): boolean {
	const name = nameOf(renamed);
	let isChanged = false;
	eachReference(own, record, (reference, { objects }) => {
		if (reference.ListID !== renamed.ListID || !objects.includes(object)) return;
		isChanged ||= reference.FullName !== name;
		reference.FullName = name;
	});
	return isChanged;
}

/** Gives all references to one record another target: for a merge. */
export function pointElsewhere(
	own: string,
	record: QbRecord,
	from: QbRecord,
	to: QbRecord,
	object: string,
): boolean {
	let isChanged = false;
	eachReference(own, record, (reference, { objects }) => {
		if (reference.ListID !== from.ListID || !objects.includes(object)) return;
		Object.assign(reference, referenceTo(to));
		isChanged = true;
	});
	return isChanged;
}
