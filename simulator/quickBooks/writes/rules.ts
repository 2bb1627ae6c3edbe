import { lineMembers } from '../objects';
import { leafRows } from '../books/rows';
import { cents, quantityText, units } from '../books/money';
import { onHand } from '../books/onHand';
import { has, idIn, rowsOf, type QbRecord } from '../record';
import { badReference, invalidInContext, notFound } from '../refusals/status';
import { StatusError } from '../statusError';
import type { Write } from './write';

type Rule = (write: Write, record: QbRecord, old: QbRecord | undefined, given: QbRecord) => void;

/** What is to be billed has to say to whom. */
const billable: Rule = ({ object }, record) => {
	for (const row of leafRows(object.name, record)) {
		if (row.BillableStatus === 'Billable' && !has(row, 'CustomerRef')) {
			throw invalidInContext(
				'BillableStatus',
				'Billable',
				'A billable line has to name a customer.',
			);
		}
	}
};

const account: Rule = ({ file }, record, old) => {
	if (record.AccountType === 'NonPosting') {
		throw invalidInContext('AccountType', 'NonPosting', 'QuickBooks makes such accounts itself.');
	}
	if (!old || old.AccountType === record.AccountType) return;
	const isFixed = [old.AccountType, record.AccountType].some((type) =>
		['AccountsPayable', 'AccountsReceivable'].includes(String(type)),
	);
	if (isFixed && file.isUsed('Account', String(record.ListID))) {
		const type = String(record.AccountType);
		throw invalidInContext(
			'AccountType',
			type,
			'The type of an account in use cannot become this one.',
		);
	}
};

/** Which group of prices an item has is settled when it is made. */
const priceGroup: Rule = (_write, record) => {
	if (has(record, 'SalesOrPurchase') && has(record, 'SalesAndPurchase')) {
		throw new StatusError(
			3153,
			'SalesOrPurchase and SalesAndPurchase cannot take the place of each other: what an item is, is settled when it is made.',
		);
	}
};

const inventoryItem: Rule = (_write, _record, old, given) => {
	if (old || !has(given, 'TotalValue') || units(given.QuantityOnHand) > 0n) return;
	const value = String(given.TotalValue);
	throw invalidInContext('TotalValue', value, 'It needs a QuantityOnHand of more than zero.');
};

const time: Rule = ({ file }, record) => {
	const who = record.EntityRef as QbRecord;
	if (file.get('Customer', String(who.ListID))) {
		throw badReference('Entity', String(who.FullName), 'TimeTracking');
	}
	if (record.BillableStatus !== 'Billable') return;
	const missing = ['CustomerRef', 'ItemServiceRef'].find((each) => !has(record, each));
	if (missing) throw invalidInContext(missing, '', 'Billable time names a customer and a service.');
};

/** A line on an account that customers or vendors have balances in names whose it is. */
const journal: Rule = ({ file }, record) => {
	const rows = [...rowsOf(record, 'JournalDebitLine'), ...rowsOf(record, 'JournalCreditLine')];
	const owed = rows.flatMap((row) => {
		const type = String(file.get('Account', idIn(row, 'AccountRef') ?? '')?.AccountType);
		return ['AccountsPayable', 'AccountsReceivable'].includes(type) ? [{ row, type }] : [];
	});
	for (const { row, type } of owed) {
		const list = type === 'AccountsPayable' ? 'Vendor' : 'Customer';
		if (file.get(list, idIn(row, 'EntityRef') ?? '')) continue;
		throw invalidInContext(
			'EntityRef',
			'',
			`A line on an account of this type has to name a ${list.toLowerCase()}.`,
		);
	}
	if (owed.length > 1) {
		throw invalidInContext(
			'AccountRef',
			String((owed[1].row.AccountRef as QbRecord).FullName),
			'A journal entry has at most one line on accounts receivable or accounts payable.',
		);
	}
};

const purchaseOrder: Rule = ({ file }, record, old) => {
	if (old?.IsManuallyClosed !== 'true' || record.IsManuallyClosed !== 'false') return;
	const isOpen = leafRows('PurchaseOrder', record).some(
		(row) =>
			units(row.Quantity) - units(row['#received']) > file.orders.takenOf(String(row.TxnLineID)),
	);
	if (isOpen) return;
	throw invalidInContext('IsManuallyClosed', 'false', 'The order has been fully received.');
};

/** What an assembly is built from has to be there, unless it may wait. */
const assembly: Rule = ({ file }, record, _old, given) => {
	const id = idIn(record, 'ItemInventoryAssemblyRef') ?? '';
	const kind = file.item(id)?.record;
	if (!kind) throw notFound(id);
	const build = units(record.QuantityToBuild);
	record.ComponentItemLineRet = rowsOf(kind, 'ItemInventoryAssemblyLine').map((row) => ({
		ItemRef: row.ItemInventoryRef,
		'#each': row.Quantity ?? '1',
		QuantityNeeded: quantityText((build * units(row.Quantity ?? '1')) / 100_000n),
	}));
	const lacking = rowsOf(record, 'ComponentItemLineRet').find(
		(row) => onHand(file, idIn(row, 'ItemRef') ?? '') < units(row.QuantityNeeded),
	);
	const isAsked = given.MarkPendingIfRequired === 'true';
	if (lacking && !isAsked && given.RemovePending !== 'false') {
		const what = String((lacking.ItemRef as QbRecord).FullName);
		throw invalidInContext(
			'QuantityToBuild',
			String(record.QuantityToBuild),
			`There is not enough of "${what}" on hand.`,
		);
	}
	record.IsPending = String(lacking !== undefined);
};

const transferFunds: Rule = (_write, record) => {
	const [from, to] = [idIn(record, 'TransferFromAccountRef'), idIn(record, 'TransferToAccountRef')];
	if (from === undefined || from === to) {
		throw invalidInContext(
			'TransferToAccountRef',
			'',
			'A transfer goes from one account to another one.',
		);
	}
};

const mileage: Rule = (_write, record) => {
	if (has(record, 'TotalMiles')) return;
	const miles = units(record.OdometerEnd) - units(record.OdometerStart);
	if (miles < 0n) {
		throw invalidInContext(
			'OdometerEnd',
			String(record.OdometerEnd),
			'It is less than OdometerStart.',
		);
	}
	record.TotalMiles = quantityText(miles);
};

/** A currency that comes with QuickBooks cannot become another one. */
const currency: Rule = (_write, record, old) => {
	if (!old || old.IsUserDefinedCurrency !== 'false') return;
	if (old.Name === record.Name && old.CurrencyCode === record.CurrencyCode) return;
	throw invalidInContext(
		'Name',
		String(record.Name),
		'A currency that comes with QuickBooks keeps its name.',
	);
};

/** The currency of a name or account is settled once something is written in it. */
const ownCurrency: Rule = ({ file, object }, record, old) => {
	if (!old || idIn(old, 'CurrencyRef') === idIn(record, 'CurrencyRef')) return;
	if (!file.isUsed(object.name, String(record.ListID))) return;
	const name = String((record.CurrencyRef as QbRecord | undefined)?.FullName ?? '');
	throw invalidInContext('CurrencyRef', name, 'There are transactions in another currency.');
};

const RULES: Readonly<Record<string, readonly Rule[]>> = {
	Account: [account, ownCurrency],
	Bill: [billable],
	BuildAssembly: [assembly],
	Check: [billable],
	CreditCardCharge: [billable],
	CreditCardCredit: [billable],
	Currency: [currency],
	Customer: [ownCurrency],
	ItemInventory: [inventoryItem],
	ItemInventoryAssembly: [inventoryItem],
	ItemNonInventory: [priceGroup],
	ItemOtherCharge: [priceGroup],
	ItemReceipt: [billable],
	ItemService: [priceGroup],
	JournalEntry: [journal],
	PurchaseOrder: [purchaseOrder],
	TimeTracking: [time],
	Transfer: [transferFunds],
	VehicleMileage: [mileage],
	Vendor: [ownCurrency],
	VendorCredit: [billable],
};

/**
 * Refuses what the schema allows and QuickBooks does not. A rule may put in what it has to compute anyway.
 *
 * @throws StatusError
 */
export function requireRules(
	write: Write,
	record: QbRecord,
	old: QbRecord | undefined,
	given: QbRecord,
): void {
	for (const rule of RULES[write.object.name] ?? []) rule(write, record, old, given);
	const lines = lineMembers(write.object).flatMap((member) => rowsOf(record, member));
	const huge = lines.find((row) => cents(row.Amount) > 999_999_999_999_999n);
	if (huge)
		throw new StatusError(3101, `The resulting amount "${String(huge.Amount)}" is too large.`);
}
