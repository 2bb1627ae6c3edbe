import type { Alternatives, FieldFacts } from './facts';

/**
 * What the service is known to do differently from the tables of qbXML 13, or in addition to them.
 */
export interface Amendments {
	/** Fields of the record that the tables do not have. */
	added?: FieldFacts[];
	/** Fields that a create does without, though the tables call for them. */
	notRequired?: string[];
	/** Alternatives of the record that the tables do not have. */
	alternatives?: Alternatives[];
	/** By kind of line: members of the read or update form that a create takes as well. */
	alsoOnCreate?: Record<string, string[]>;
	/** By kind of line: alternatives in place of those of the tables for the line itself. */
	lineAlternatives?: Record<string, Alternatives[]>;
}

/** Kinds of item that qbXML knows (inferred: the tables at hand hold the first three only). */
const ITEM_TYPES = [
	'ItemInventory',
	'ItemNonInventory',
	'ItemService',
	'ItemDiscount',
	'ItemFixedAsset',
	'ItemGroup',
	'ItemInventoryAssembly',
	'ItemOtherCharge',
	'ItemPayment',
	'ItemSalesTax',
	'ItemSalesTaxGroup',
	'ItemSubtotal',
];

export const AMENDMENTS: Readonly<Record<string, Amendments>> = {
	// The service keeps all items under one path and tells them apart by this member, which every
	// create and update carries (observed).
	product: {
		added: [
			{
				path: 'ItemType',
				type: 'enumeration',
				create: 'required',
				update: 'required',
				values: ITEM_TYPES,
			},
		],
	},
	// The tables call for no name at all, but QuickBooks makes one from these (inferred).
	employee: {
		alternatives: [
			{
				at: '',
				on: ['create'],
				required: true,
				several: true,
				options: ['FirstName', 'MiddleName', 'LastName'],
			},
		],
	},
	// Only companies with several currencies have this choice; requests without it pass (observed).
	journalEntry: { notRequired: ['IsHomeCurrencyAdjustment'] },
	// qbXML groups the members of a new line by what is adjusted. The service takes them flat, as they
	// are read, and takes a difference of quantity and one of value together (observed). For an update
	// the tables call for a serial or lot number on every line; only that they exclude each other is kept
	// (inferred: few items have either).
	inventoryAdjustment: {
		alsoOnCreate: {
			itemLines: [
				'QuantityDifference',
				'ValueDifference',
				'SerialNumber',
				'LotNumber',
				'InventorySiteLocationRef',
			],
		},
		lineAlternatives: {
			itemLines: [
				{
					at: '',
					on: ['create'],
					required: true,
					several: true,
					options: [
						'QuantityDifference',
						'ValueDifference',
						'QuantityAdjustment',
						'ValueAdjustment',
						'SerialNumberAdjustment',
						'LotNumberAdjustment',
					],
				},
				{
					at: '',
					on: ['create'],
					required: false,
					several: false,
					options: [
						'QuantityAdjustment',
						'ValueAdjustment',
						'SerialNumberAdjustment',
						'LotNumberAdjustment',
					],
				},
				{
					at: '',
					on: ['create', 'update'],
					required: false,
					several: false,
					options: ['SerialNumber', 'LotNumber'],
				},
			],
		},
	},
};

/**
 * Blocks of an update that stand for several kinds of line of the record: qbXML updates debits and
 * credits under one name, while the service shows both under names of their own.
 */
export const LINES_OF_BLOCK: Readonly<Record<string, readonly string[]>> = {
	JournalLine: ['JournalDebitLine', 'JournalCreditLine'],
};

/** Members of such a block that say what the service's name of the line says already. */
export const DROPPED: readonly string[] = ['JournalLineType'];

/**
 * Kinds of product whose update the tables do not hold → the kind whose update has the same members, by the
 * schema of qbXML 14.
 */
export const UPDATED_LIKE: Readonly<Record<string, string>> = { ItemNonInventory: 'ItemService' };

/**
 * Greatest lengths of the editions outside the United States, where the tables hold a shorter one or none, by
 * the schema of qbXML 14: a check here must not be stricter than any QuickBooks. By the last part of a path, or
 * by the resource and that part.
 */
const LENGTHS: Readonly<Record<string, number>> = {
	CustomerSalesTaxCodeRef: 6,
	ItemPurchaseTaxRef: 31,
	ItemSalesTaxRef: 31,
	PurchaseTaxCodeRef: 6,
	ResaleNumber: 21,
	SalesTaxCodeRef: 6,
	SalesTaxReturnLineRef: 91,
	SalesTaxReturnRef: 41,
	TaxOnPurchasesAccountRef: 159,
	TaxOnSalesAccountRef: 159,
	'taxCode Name': 6,
};

/** The greatest length that any edition takes, given that of the tables. */
export function longestOf(resource: string, path: string, length?: number): number | undefined {
	const name = path.slice(path.lastIndexOf('.') + 1);
	return LENGTHS[`${resource} ${name}`] ?? LENGTHS[name] ?? length;
}

/**
 * Members that only the discontinued Online Edition of QuickBooks took. The tables of qbXML 13 still hold
 * them; the schema of qbXML 14 names them as such. By the value of the resource; `*` holds for all.
 */
const ONLINE_ONLY: Readonly<Record<string, RegExp>> = {
	'*': /^((DiscountLine|SalesTaxLine|ShippingLine)(Add|Mod|Ret)|AppliedToTxnAdd\.TxnLineDetail)(\.|$)/,
	creditCardCharge: /^ItemLineAdd\.LinkToTxn(\.|$)/,
	creditCardCredit: /^ItemLineAdd\.LinkToTxn(\.|$)/,
	vendorCredit: /^ItemLineAdd\.LinkToTxn(\.|$)/,
};

/** Whether a member, named by its path in a block of qbXML, is unknown to QuickBooks Desktop. */
export function isOnlineOnly(resource: string, path: string): boolean {
	return ONLINE_ONLY['*'].test(path) || (ONLINE_ONLY[resource]?.test(path) ?? false);
}
