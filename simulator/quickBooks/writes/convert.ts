import { timeText } from '../books/companyFile';
import { personName } from '../lists/naming';
import { isRecord, rowsOf, type QbRecord } from '../record';
import { notFound } from '../refusals/status';
import type { Write } from './write';

/** Members that a request has and an answer has not: they say how to write, or are kept elsewhere. */
const SAID_ONCE = [
	'ApplyAccountRefToExistingTxns',
	'ApplyCOGSAccountRefToExistingTxns',
	'ApplyExpenseAccountRefToExistingTxns',
	'ApplyIncomeAccountRefToExistingTxns',
	'ClearEarnings',
	'ClearItemsInGroup',
	'CreateChangeOrder',
	'ForceUOMChange',
	'InventoryDate',
	'IsAutoApply',
	'LinkToTxnID',
	'MarkPendingIfRequired',
	'OpenBalance',
	'OpenBalanceDate',
	'OptionForPriceRuleConflict',
	'RemovePending',
	'TotalValue',
];

/** Rows that a record keeps under another name, each with what names it. */
const KEPT_ROWS: ReadonlyArray<readonly [stem: string, id: string]> = [
	['Contacts', 'ListID'],
	['AdditionalNotes', 'NoteID'],
	['Locations', 'LocationID'],
	['LeadContacts', 'LeadContactID'],
];

/** A row of these as an answer shows it. */
function keptRow(
	{ file, at }: Write,
	stem: string,
	id: string,
	old: QbRecord | undefined,
	given: QbRecord,
): QbRecord {
	const time = timeText(at);
	const own = old?.[id] ?? (id === 'ListID' ? file.newId('Customer', at) : String(file.next(id)));
	const row: QbRecord = { ...old, ...given, [id]: own };
	switch (stem) {
		case 'Contacts':
			return {
				TimeCreated: time,
				...row,
				TimeModified: time,
				EditSequence: String(Math.floor(at.getTime() / 1000)),
				Contact: personName(row),
			};
		case 'AdditionalNotes':
			return { Date: time.slice(0, 10), ...row };
		case 'Locations':
			return { MainAddress: String(old === undefined), ...row };
		default:
			return row;
	}
}

/** What is named in a Mod is changed, what is not stays. */
function keptRows(
	write: Write,
	old: QbRecord,
	given: QbRecord,
	stem: string,
	id: string,
): QbRecord {
	const before = rowsOf(old, `${stem}Ret`);
	const added = rowsOf(given, stem).map((row) => keptRow(write, stem, id, undefined, row));
	const changes = rowsOf(given, `${stem}Mod`);
	for (const change of changes) {
		if (!before.some((row) => row[id] === change[id])) throw notFound(String(change[id]));
	}
	const kept = before.map((row) => {
		const change = changes.find((each) => each[id] === row[id]);
		return change ? keptRow(write, stem, id, row, change) : row;
	});
	return added.length + changes.length === 0 ? {} : { [`${stem}Ret`]: [...kept, ...added] };
}

/** Prices of items that are told in relation to another price, as answers show them. */
function perItem(rows: QbRecord[], custom: string): QbRecord[] {
	return rows.map(({ ItemRef, AdjustPercentage, ...rest }) => ({
		ItemRef,
		...(rest[custom] !== undefined || rest[`${custom}Percent`] !== undefined
			? { [custom]: rest[custom], [`${custom}Percent`]: rest[`${custom}Percent`] }
			: { [`${custom}Percent`]: AdjustPercentage }),
	}));
}

/** Members whose names differ between a request and an answer. */
function renamed(write: Write, given: QbRecord): QbRecord {
	const record: QbRecord = {};
	for (const [member, value] of Object.entries(given)) {
		if (SAID_ONCE.includes(member)) continue;
		switch (member) {
			case 'BarCode':
				record.BarCodeValue = isRecord(value) ? value.BarCodeValue : value;
				break;
			case 'TaxLineID':
				record.TaxLineInfoRet = value === null ? null : { TaxLineID: value };
				break;
			case 'PriceLevelPerItem':
				record.PriceLevelPerItemRet = perItem(value as QbRecord[], 'CustomPrice');
				break;
			case 'BillingRatePerItem':
				record.BillingRatePerItemRet = perItem(value as QbRecord[], 'CustomRate');
				break;
			case 'RateEntry':
				record.RateHistory = value;
				break;
			case 'CashBackInfoAdd':
			case 'CashBackInfoMod':
				record.CashBackInfoRet = isRecord(value)
					? { TxnLineID: write.file.newTxnId(write.at), ...value }
					: value;
				break;
			case 'SetCredit':
				break;
			default:
				// `SalesOrPurchaseMod` is `SalesOrPurchase` in an answer, and what is in it likewise.
				record[member.replace(/Mod$/, '')] = isRecord(value) ? renamed(write, value) : value;
		}
	}
	return record;
}

/**
 * The members of a request but for lines, as an answer names them.
 *
 * @throws StatusError 3120 for a contact, note or place that is not there.
 */
export function converted(write: Write, old: QbRecord, given: QbRecord): QbRecord {
	const kept = KEPT_ROWS.map(([stem, id]) => keptRows(write, old, given, stem, id));
	const stems = KEPT_ROWS.flatMap(([stem]) => [stem, `${stem}Mod`]);
	const rest = Object.fromEntries(
		Object.entries(given).filter(([member]) => !stems.includes(member)),
	);
	return Object.assign(renamed(write, rest), ...kept) as QbRecord;
}
