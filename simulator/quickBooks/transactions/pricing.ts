import type { CompanyFile } from '../books/companyFile';
import { amountText, cents, percentOf, priceOf, times, units, quantityText } from '../books/money';
import { has, idIn, type QbRecord } from '../record';
import { StatusError } from '../statusError';

/** What the lines before a line come to. */
export interface Before {
	/** The amount of the line before, in cents. */
	previous: bigint;
	/** All lines since the last subtotal. */
	running: bigint;
}

/** A line that is being priced. */
export interface PricedLine {
	row: QbRecord;
	/** What the request says of it. */
	given: QbRecord;
	isNew: boolean;
	/** Where the price of one stands. */
	price: 'Cost' | 'Rate';
	/** Whether it is about what is bought: an item has a price for that. */
	isBought: boolean;
}

const notAllowed = (member: string, why: string) =>
	new StatusError(
		3151,
		`The element "${member}" is not allowed here. QuickBooks error message: ${why}`,
	);

/** What an item costs on a line that names no price. */
function itemPrice(file: CompanyFile, row: QbRecord, isBought: boolean): string | undefined {
	const item = file.item(idIn(row, 'ItemRef'))?.record;
	const group = (item?.SalesOrPurchase ?? item?.SalesAndPurchase ?? {}) as QbRecord;
	const price = isBought
		? (item?.PurchaseCost ?? group.PurchaseCost ?? group.Price)
		: (item?.SalesPrice ?? group.SalesPrice ?? group.Price);
	return price === undefined || price === null ? undefined : String(price);
}

/** The price of an item at a price level: a percentage of its own, or one of the item's. */
function levelPrice(file: CompanyFile, row: QbRecord, level: QbRecord | undefined) {
	const price = itemPrice(file, row, false);
	if (!level || price === undefined) return price;
	const own = (level.PriceLevelPerItemRet as QbRecord[] | undefined)?.find(
		({ ItemRef: item }) => (item as QbRecord).ListID === idIn(row, 'ItemRef'),
	);
	if (own?.CustomPrice !== undefined) return String(own.CustomPrice);
	const percent = own?.CustomPricePercent ?? level.PriceLevelFixedPercentage;
	if (percent === undefined) return price;
	return amountText(cents(price) + percentOf(cents(price), percent));
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount);
const bare = (text: unknown) => String(text).replace(/^[-+]/, '');

/** A discount takes off the line before it, or a fixed sum. */
function discounted(file: CompanyFile, { row, given }: PricedLine, { previous }: Before): QbRecord {
	const item = file.item(idIn(row, 'ItemRef'))!.record;
	const fixed = has(given, 'Amount') ? given.Amount : has(given, 'Rate') ? given.Rate : undefined;
	const percent = row.RatePercent ?? (fixed === undefined ? item.DiscountRatePercent : undefined);
	if (percent !== undefined && percent !== null && fixed === undefined) {
		const amount = amountText(-size(percentOf(previous, percent)));
		return { ...row, RatePercent: `-${bare(percent)}`, Amount: amount };
	}
	const off = amountText(-size(cents(fixed ?? row.Amount ?? item.DiscountRate)));
	return { ...row, Rate: off, Amount: off };
}

/** Of quantity, price and amount two make the third; an amount that is given beats a price that is given. */
function ordinary(file: CompanyFile, line: PricedLine, { previous }: Before): QbRecord {
	const { row, given, isNew, price, isBought } = line;
	if (has(given, 'Amount')) {
		const amount = cents(given.Amount);
		const rest = { ...row, Amount: amountText(amount) };
		if (has(row, 'Quantity') && units(row.Quantity) !== 0n) {
			return { ...rest, [price]: priceOf(amount, row.Quantity) };
		}
		if (!has(given, price) || has(row, 'Quantity')) {
			return has(row, price) && !has(given, price)
				? { ...rest, [price]: amountText(amount) }
				: rest;
		}
		const rate = cents(given[price]);
		if (rate === 0n || rate === amount) return rest;
		return { ...rest, Quantity: quantityText((amount * 100_000n) / rate) };
	}
	if (has(given, 'RatePercent')) {
		const { [price]: _gone, ...rest } = row;
		void _gone;
		return { ...rest, Amount: amountText(percentOf(previous, row.RatePercent)) };
	}
	const level = given.PriceLevelRef as QbRecord | undefined;
	const asks = ['ItemRef', 'PriceLevelRef', 'Quantity', price].some((each) => has(given, each));
	if (!isNew && !asks) return row;
	if (!has(row, 'ItemRef') && !has(row, 'Quantity') && !has(row, price)) return row;
	const isFresh = !has(given, price) && (isNew || has(given, 'ItemRef') || level !== undefined);
	const rate = isFresh
		? level
			? levelPrice(file, row, file.get('PriceLevel', String(level.ListID)))
			: itemPrice(file, row, isBought)
		: (row[price] as string | undefined);
	const counted = isNew && !has(row, 'Quantity') && !has(given, price) ? { Quantity: '1' } : {};
	const whole = { ...row, ...counted };
	const amount = amountText(times(whole.Quantity ?? '1', rate));
	return rate === undefined
		? { ...whole, Amount: amount }
		: { ...whole, [price]: rate, Amount: amount };
}

/**
 * A line of an item with its amount.
 *
 * @throws StatusError 3151 for what such an item does not take.
 */
export function priced(file: CompanyFile, line: PricedLine, before: Before): QbRecord {
	const { row, given } = line;
	const kind = file.item(idIn(row, 'ItemRef'))?.object.name;
	if (kind && ['ItemDiscount', 'ItemPayment', 'ItemSubtotal'].includes(kind)) {
		const what = { ItemDiscount: 'discount', ItemPayment: 'payment', ItemSubtotal: 'subtotal' }[
			kind
		];
		if (has(given, 'Quantity')) throw notAllowed('Quantity', `A ${what} has no quantity.`);
	}
	switch (kind) {
		case 'ItemSubtotal': {
			const asked = ['Amount', 'Rate', 'RatePercent'].find((each) => has(given, each));
			if (asked) throw notAllowed(asked, 'A subtotal is computed.');
			return { ...row, Amount: amountText(before.running) };
		}
		case 'ItemDiscount':
			return discounted(file, line, before);
		case 'ItemPayment':
			return { ...row, Amount: amountText(-size(cents(given.Amount ?? given.Rate ?? row.Amount))) };
		default:
			return ordinary(file, line, before);
	}
}

/** The text that an item brings to a line that has none. */
export function itemText(file: CompanyFile, itemId: string | undefined, isBought: boolean) {
	const item = file.item(itemId)?.record;
	const group = (item?.SalesOrPurchase ?? item?.SalesAndPurchase) as QbRecord | undefined;
	return isBought
		? (item?.PurchaseDesc ?? group?.PurchaseDesc ?? group?.Desc ?? item?.ItemDesc)
		: (item?.SalesDesc ?? group?.SalesDesc ?? group?.Desc ?? item?.ItemDesc);
}
