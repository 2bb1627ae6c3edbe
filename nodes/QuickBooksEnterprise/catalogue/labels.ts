/** Members whose words QuickBooks' own screens say differently. */
const MEMBERS: Readonly<Record<string, string>> = {
	Cc: 'CC',
	DataExt: 'Custom Field',
	DataExtName: 'Name',
	DataExtRet: 'Custom Field',
	DataExtType: 'Type',
	DataExtValue: 'Value',
	DefaultShipTo: 'Default Ship-To',
	EntityRef: 'Person or Company',
	FOB: 'FOB',
	IsActive: 'Active',
	ItemPurchaseTaxRef: 'Purchase Tax Item',
	ItemSalesTaxRef: 'Sales Tax Item',
	ItemServiceRef: 'Service Item',
	Max: 'Maximum Quantity',
	PayeeEntityRef: 'Payee',
	PayrollItemWageRef: 'Payroll Wage Item',
	PONumber: 'PO Number',
	RefNumber: 'Reference Number',
	SSN: 'Social Security Number',
	TaxLineInfoRet: 'Tax Line',
	VendorTaxIdent: 'Vendor Tax ID',
	id: 'ID',
};

/** Parts of names that are short for something. */
const WORDS: Readonly<Record<string, string>> = {
	Addr: 'Line',
	Alt: 'Alternative',
	AP: 'Accounts Payable',
	AR: 'Accounts Receivable',
	Auth: 'Authorization',
	COGS: 'Cost of Goods Sold',
	Desc: 'Description',
	Info: 'Information',
	Msg: 'Message',
	Pct: 'Percentage',
	Pref: 'Preferred',
	Rep: 'Representative',
	Std: 'Standard',
	Trans: 'Transaction',
	Txn: 'Transaction',
	Txns: 'Transactions',
	UOM: 'Unit of Measure',
};

const SMALL_WORDS = ['For', 'If', 'In', 'Of', 'On', 'Or', 'And', 'To'];

/** A row of capitals stays together: `COGSAccount` is "COGS" and "Account". */
const PARTS = /[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+/g;

/** The words of one member: `IsToBePrinted` → "To Be Printed". */
function wordsOf(member: string): string {
	const told = MEMBERS[member];
	if (told) return told;
	const plain = member.replace(/(Ref|Ret)$|Ref(?=To)/, '').replace(/^Is(?=[A-Z])/, '');
	const words = plain.match(PARTS) ?? [plain];
	return words
		.map((word, index) => {
			if (index > 0 && SMALL_WORDS.includes(word)) return word.toLowerCase();
			return WORDS[word] ?? word;
		})
		.join(' ');
}

/**
 * What a person reads for a field: "Bill Address: Line 1", "Customer (name or ID)".
 *
 * @param path Its dotted path, within the record or within the line.
 * @param isReference Whether it names another record.
 */
export function labelOf(path: string, isReference = false): string {
	const label = path.split('.').map(wordsOf).join(': ');
	return isReference ? `${label} (name or ID)` : label;
}

/** Kinds of product, as QuickBooks' own screens call them. */
const CHOICES: Readonly<Record<string, string>> = {
	ItemDiscount: 'Discount',
	ItemFixedAsset: 'Fixed Asset',
	ItemGroup: 'Group',
	ItemInventory: 'Inventory Part',
	ItemInventoryAssembly: 'Inventory Assembly',
	ItemNonInventory: 'Non-Inventory Part',
	ItemOtherCharge: 'Other Charge',
	ItemPayment: 'Payment',
	ItemSalesTax: 'Sales Tax Item',
	ItemSalesTaxGroup: 'Sales Tax Group',
	ItemService: 'Service',
	ItemSubtotal: 'Subtotal',
};

/** What a person reads for a value of an enumeration: `NotBillable` → "Not Billable". */
export function choiceLabelOf(value: string): string {
	const told = CHOICES[value];
	if (told) return told;
	// Values that are no words, such as XX_XXX_XXX, are read as they are.
	return /^[A-Za-z0-9]+$/.test(value) ? (value.match(PARTS) ?? [value]).join(' ') : value;
}
