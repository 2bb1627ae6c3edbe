import type { CompanyFile } from '../books/companyFile';
import { amountText, cents, quantityText, units } from '../books/money';
import { assetValue, onHand } from '../books/onHand';
import { isSubtotal } from '../books/rows';
import { has, idIn, merged, without, type QbRecord } from '../record';
import type { Write } from '../writes/write';
import { itemText, priced, type Before } from './pricing';

/** Lines of what is bought have a cost; those of an order to a vendor a rate that is one. */
const isBought = (kind: string) => kind === 'ItemLine' || kind === 'PurchaseOrderLine';

/** Lines without an item have the amount that they are given. */
const IS_PRICED =
	/^(ItemLine|(CreditMemo|Estimate|Invoice|PurchaseOrder|SalesOrder|SalesReceipt)Line)$/;

const NOT_KEPT = ['DataExt', 'OptionForPriceRuleConflict', 'PriceLevelRef', 'TxnLineID'];

/** Inventory adjustments say in a group what is to change, and get it back without. */
function flattened(file: CompanyFile, row: QbRecord): QbRecord {
	const {
		QuantityAdjustment,
		ValueAdjustment,
		SerialNumberAdjustment,
		LotNumberAdjustment,
		...rest
	} = row;
	const groups = [
		QuantityAdjustment,
		ValueAdjustment,
		SerialNumberAdjustment,
		LotNumberAdjustment,
	] as Array<QbRecord | undefined>;
	const {
		NewQuantity,
		NewValue,
		CountAdjustment,
		AddSerialNumber,
		RemoveSerialNumber,
		...members
	} = Object.assign({}, ...groups) as QbRecord;
	const itemId = idIn(row, 'ItemRef') ?? '';
	const serial = AddSerialNumber ?? RemoveSerialNumber;
	const quantity =
		NewQuantity === undefined
			? (CountAdjustment ?? (serial === undefined ? '0' : AddSerialNumber ? '1' : '-1'))
			: quantityText(units(NewQuantity) - onHand(file, itemId));
	const value =
		NewValue === undefined ? '0.00' : amountText(cents(NewValue) - assetValue(file, itemId));
	return {
		...rest,
		QuantityDifference: quantity,
		ValueDifference: value,
		...(serial === undefined
			? {}
			: {
					SerialNumber: serial,
					SerialNumberAddedOrRemoved: AddSerialNumber ? 'Added' : 'Removed',
				}),
		...members,
	};
}

/** The members of a line as an answer has them. */
function nativeRow(write: Write, given: QbRecord): QbRecord {
	const { OverrideItemAccountRef, LinkToTxn, QuantityToTransfer, ...rest } = without(
		given,
		NOT_KEPT,
	);
	const row: QbRecord = { ...rest };
	if (OverrideItemAccountRef) row['#account'] = OverrideItemAccountRef;
	if (LinkToTxn) row['#link'] = LinkToTxn;
	if (QuantityToTransfer !== undefined) row.QuantityTransferred = QuantityToTransfer;
	return write.object.name === 'InventoryAdjustment' && write.on === 'Add'
		? flattened(write.file, row)
		: row;
}

const isEmpty = ([, value]: [string, unknown]) => value === null || value === undefined;

/** A line after what a request says of it. */
export function lineAfter(
	write: Write,
	kind: string,
	old: QbRecord | undefined,
	given: QbRecord,
	before: Before,
) {
	const told = nativeRow(write, given);
	const row = old
		? merged(old, told)
		: {
				TxnLineID: write.file.newTxnId(write.at),
				...Object.fromEntries(Object.entries(told).filter((each) => !isEmpty(each))),
			};
	if (!IS_PRICED.test(kind)) {
		return has(row, 'Amount') ? { ...row, Amount: plainAmount(row.Amount) } : row;
	}
	const text = old ? undefined : itemText(write.file, idIn(row, 'ItemRef'), isBought(kind));
	const whole = text && !has(row, 'Desc') ? { ...row, Desc: text } : row;
	return priced(
		write.file,
		{
			row: whole,
			given,
			isNew: !old,
			price: kind === 'ItemLine' ? 'Cost' : 'Rate',
			isBought: isBought(kind),
		},
		before,
	);
}

/** `12.5` is `12.50`. */
const plainAmount = (amount: unknown) => {
	const [, sign, whole, fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(String(amount)) ?? [];
	if (whole === undefined) return String(amount);
	return `${sign}${whole || '0'}.${fraction.padEnd(2, '0').slice(0, 2)}`;
};

/** Goes on from one line to the next. */
export function next(write: Write, before: Before, row: QbRecord): Before {
	const amount = cents(row.Amount ?? row.TotalAmount);
	if (isSubtotal(write.file, row)) return { previous: amount, running: 0n };
	return { previous: amount, running: before.running + amount };
}
