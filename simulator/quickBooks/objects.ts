/**
 * The objects that a company file keeps, by their names in qbXML. What they are called, which lists stand under one
 * another, which have lines and which can be deleted or voided comes from the schema of qbXML 14.0; which lists share
 * their names is common knowledge of QuickBooks.
 */
export interface QbObject {
	name: string;
	kind: 'list' | 'transaction';
	/** Lists whose records are kept and asked for together have one table: the twelve kinds of items, the two of terms. */
	table: string;
	/** Lists that share their names, and count their ids together. */
	space: string;
	/** Whether records stand under one another and so have a `FullName`. */
	isNested: boolean;
	/** The member by which a record is named; a to-do has none. */
	nameMember?: 'FullName' | 'Initial' | 'Name';
	hasIsActive: boolean;
	canDelete: boolean;
	canVoid: boolean;
	/** Kinds of lines; those in one list alternate, each list of a Mod is replaced on its own. */
	lines: ReadonlyArray<readonly string[]>;
}

/** Lists: what they share, and what is special about them. */
const LISTS: Readonly<Record<string, string>> = {
	Account: 'nested',
	BillingRate: '',
	Class: 'nested',
	Currency: '',
	Customer: 'nested entity',
	CustomerMsg: '',
	CustomerType: 'nested',
	DateDrivenTerms: 'Terms',
	Employee: 'entity',
	InventorySite: '',
	ItemDiscount: 'nested Item',
	ItemFixedAsset: 'Item',
	ItemGroup: 'Item',
	ItemInventory: 'nested Item',
	ItemInventoryAssembly: 'nested Item',
	ItemNonInventory: 'nested Item',
	ItemOtherCharge: 'nested Item',
	ItemPayment: 'Item',
	ItemSalesTax: 'Item',
	ItemSalesTaxGroup: 'Item',
	ItemService: 'nested Item',
	ItemSubtotal: 'Item',
	JobType: 'nested',
	Lead: 'FullName undeletable alwaysActive',
	OtherName: 'entity',
	PaymentMethod: '',
	PayrollItemNonWage: 'PayrollItem',
	PayrollItemWage: 'PayrollItem',
	PriceLevel: '',
	SalesRep: 'Initial',
	SalesTaxCode: '',
	ShipMethod: '',
	StandardTerms: 'Terms',
	Template: 'undeletable',
	ToDo: 'unnamed',
	UnitOfMeasureSet: '',
	Vehicle: '',
	Vendor: 'entity',
	VendorType: 'nested',
	WorkersCompCode: '',
};

const sold = (stem: string) => [[`${stem}Line`, `${stem}LineGroup`]];
const BOUGHT = [['ExpenseLine'], ['ItemLine', 'ItemGroupLine']];

/** Transactions with their kinds of lines. */
const TRANSACTIONS: Readonly<Record<string, ReadonlyArray<readonly string[]>>> = {
	ARRefundCreditCard: [],
	Bill: BOUGHT,
	BillPaymentCheck: [],
	BillPaymentCreditCard: [],
	BuildAssembly: [],
	Charge: [],
	Check: BOUGHT,
	CreditCardCharge: BOUGHT,
	CreditCardCredit: BOUGHT,
	CreditMemo: sold('CreditMemo'),
	Deposit: [['DepositLine']],
	Estimate: sold('Estimate'),
	InventoryAdjustment: [['InventoryAdjustmentLine']],
	Invoice: sold('Invoice'),
	ItemReceipt: BOUGHT,
	JournalEntry: [['JournalDebitLine', 'JournalCreditLine']],
	PurchaseOrder: sold('PurchaseOrder'),
	ReceivePayment: [],
	SalesOrder: sold('SalesOrder'),
	SalesReceipt: sold('SalesReceipt'),
	SalesTaxPaymentCheck: [['SalesTaxPaymentCheckLine']],
	TimeTracking: [],
	Transfer: [],
	TransferInventory: [['TransferInventoryLine']],
	VehicleMileage: [],
	VendorCredit: BOUGHT,
};

const VOIDABLE = [
	'ARRefundCreditCard',
	'Bill',
	'BillPaymentCheck',
	'BillPaymentCreditCard',
	'Charge',
	'Check',
	'CreditCardCharge',
	'CreditCardCredit',
	'CreditMemo',
	'Deposit',
	'InventoryAdjustment',
	'Invoice',
	'ItemReceipt',
	'JournalEntry',
	'SalesReceipt',
	'VendorCredit',
];

function listObject(name: string, told: string): QbObject {
	const words = told.split(' ').filter(Boolean);
	const table = words.find((word) => /^(Item|PayrollItem|Terms)$/.test(word)) ?? name;
	const nameMember = words.includes('unnamed')
		? undefined
		: words.includes('Initial')
			? 'Initial'
			: words.includes('FullName')
				? 'FullName'
				: 'Name';
	return {
		name,
		kind: 'list',
		table,
		space: words.includes('entity') ? 'Entity' : table,
		isNested: words.includes('nested'),
		nameMember,
		hasIsActive: !words.includes('alwaysActive') && name !== 'BillingRate',
		canDelete: !words.includes('undeletable'),
		canVoid: false,
		lines: [],
	};
}

function transactionObject(name: string): QbObject {
	return {
		name,
		kind: 'transaction',
		table: name,
		space: 'Txn',
		isNested: false,
		hasIsActive: false,
		canDelete: name !== 'Transfer',
		canVoid: VOIDABLE.includes(name),
		lines: TRANSACTIONS[name],
	};
}

export const OBJECTS: readonly QbObject[] = [
	...Object.entries(LISTS).map(([name, told]) => listObject(name, told)),
	...Object.keys(TRANSACTIONS).map(transactionObject),
];

const byName = new Map(OBJECTS.map((object) => [object.name, object]));

/** The object with a name; undefined for one that a company file keeps no records of. */
export const objectAt = (name: string): QbObject | undefined => byName.get(name);

export function objectNamed(name: string): QbObject {
	const object = byName.get(name);
	if (!object) throw new Error(`QuickBooks keeps no "${name}".`);
	return object;
}

const namesOf = (is: (object: QbObject) => boolean) => OBJECTS.filter(is).map(({ name }) => name);

export const ENTITIES = namesOf(({ space }) => space === 'Entity');
export const ITEMS = namesOf(({ table }) => table === 'Item');
export const TERMS = namesOf(({ table }) => table === 'Terms');
export const TXNS = namesOf(({ kind }) => kind === 'transaction');

/** Items whose quantity is followed. */
export const STOCK_ITEMS = ['ItemInventory', 'ItemInventoryAssembly'];

/** Where an answer has the lines of a kind; journal lines have one name everywhere. */
export const retName = (line: string) => (line.startsWith('Journal') ? line : `${line}Ret`);

/** The members of an answer that hold lines. */
export const lineMembers = ({ lines }: QbObject) => lines.flat().map(retName);

/** The members of a group of lines that hold the lines in it: `InvoiceLineRet` in `InvoiceLineGroupRet`. */
export const memberLine = (groupLine: string) =>
	groupLine === 'ItemGroupLine' ? 'ItemLine' : groupLine.replace(/Group$/, '');

export const isGroupLine = (line: string) => /LineGroup$|^ItemGroupLine$/.test(line);
