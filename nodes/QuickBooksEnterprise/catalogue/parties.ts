import { labelOf } from './labels';
import { RESOURCES } from './resources';
import type { Resource } from './types';

/** The members of transactions that name whom they are with. */
export type PartyMember = 'CustomerRef' | 'EntityRef' | 'PayeeEntityRef' | 'VendorRef';

/** Whom a transaction is with. */
export interface Party {
	member: PartyMember;
	/** What a person reads for it: "Customer". */
	label: string;
	/** The editor's list of those who can be it. */
	list: ReferenceList;
}

/** Resources whose records a reference can name, by the name of the editor's list of them. */
export const REFERENCE_LISTS = {
	searchAccounts: ['ledgerAccount'],
	searchClasses: ['class'],
	searchCustomers: ['customer'],
	searchInventorySites: ['inventorySite'],
	searchItemGroups: ['product'],
	searchItems: ['product'],
	searchPeople: ['customer', 'employee', 'vendor'],
	searchTaxCodes: ['taxCode'],
	searchVendors: ['vendor'],
	searchWorkers: ['employee', 'vendor'],
} as const satisfies Record<string, readonly string[]>;

export type ReferenceList = keyof typeof REFERENCE_LISTS;

const customer = { member: 'CustomerRef', list: 'searchCustomers' } as const;
const vendor = { member: 'VendorRef', list: 'searchVendors' } as const;
/** Bills are paid to vendors; a card pays anybody (common knowledge of QuickBooks). */
const paidVendor = { member: 'PayeeEntityRef', list: 'searchVendors' } as const;
const payee = { member: 'PayeeEntityRef', list: 'searchPeople' } as const;

/** What an adjustment of stock is for, and who is named in lines of a journal entry, is no party of the whole. */
const PARTIES: Readonly<Record<string, Omit<Party, 'label'>>> = {
	bill: vendor,
	billPaymentCard: paidVendor,
	billPaymentCheck: paidVendor,
	creditCardCharge: payee,
	creditCardCredit: payee,
	creditMemo: customer,
	invoice: customer,
	itemReceipt: vendor,
	payment: customer,
	purchaseOrder: vendor,
	salesOrder: customer,
	salesReceipt: customer,
	timeActivity: { member: 'EntityRef', list: 'searchWorkers' },
	vendorCredit: vendor,
};

/** QuickBooks keeps the payee of a bill payment for good (qbXML 13). */
const KEPT_FOR_GOOD = ['billPaymentCard', 'billPaymentCheck'];

/** Whom the transactions of a resource are with; undefined for lists and for those that are with nobody. */
export function partyOf({ value }: Pick<Resource, 'value'>): Party | undefined {
	const party = PARTIES[value] as Omit<Party, 'label'> | undefined;
	return party && { ...party, label: labelOf(party.member) };
}

/**
 * The resources whose transactions are with somebody.
 *
 * @param isUpdate Leaves out those that stay with whom they are.
 */
export function resourcesWithParty(isUpdate: boolean): Resource[] {
	return RESOURCES.filter(
		({ value }) => value in PARTIES && !(isUpdate && KEPT_FOR_GOOD.includes(value)),
	);
}
