/** Amounts are whole cents while they are computed with, and decimal text outside: never floating point. */

interface Scaled {
	digits: bigint;
	places: number;
}

/** A decimal text in parts; what is none counts as zero, since checks refuse it before. */
function scaled(value: unknown): Scaled {
	const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(typeof value === 'string' ? value.trim() : '');
	if (!found) return { digits: 0n, places: 0 };
	const [, sign, whole, fraction = ''] = found;
	const digits = BigInt(`${whole}${fraction}` || '0');
	return { digits: sign === '-' ? -digits : digits, places: fraction.length };
}

/** Half a unit goes away from zero, as on an invoice. */
function divided(dividend: bigint, divisor: bigint): bigint {
	if (divisor < 0n) return divided(-dividend, -divisor);
	const doubled = 2n * (dividend < 0n ? -dividend : dividend) + divisor;
	const rounded = doubled / (2n * divisor);
	return dividend < 0n ? -rounded : rounded;
}

function toCents({ digits, places }: Scaled): bigint {
	return places <= 2
		? digits * 10n ** BigInt(2 - places)
		: divided(digits, 10n ** BigInt(places - 2));
}

/** `12.5` is 1250. */
export function cents(value: unknown): bigint {
	return toCents(scaled(value));
}

/** 1250 is `12.50`. */
export const amountText = (amount: bigint): string => decimalText(amount, 2);

/** Quantity times rate, in cents. */
export function times(quantity: unknown, rate: unknown): bigint {
	const [left, right] = [scaled(quantity), scaled(rate)];
	return toCents({ digits: left.digits * right.digits, places: left.places + right.places });
}

/** So many percent of an amount, in cents. */
export function percentOf(amount: bigint, percent: unknown): bigint {
	const { digits, places } = scaled(percent);
	return divided(amount * digits, 10n ** BigInt(places + 2));
}

/** The rate that an amount and a quantity stand for, in cents; undefined for no quantity. */
export function rateOf(amount: bigint, quantity: unknown): bigint | undefined {
	const { digits, places } = scaled(quantity);
	return digits === 0n ? undefined : divided(amount * 10n ** BigInt(places), digits);
}

/** The same as a price, which has up to five decimals. */
export function priceOf(amount: bigint, quantity: unknown): string | undefined {
	const rate = rateOf(amount * 1000n, quantity);
	if (rate === undefined) return undefined;
	return decimalText(rate, 5).replace(/(\.\d\d\d*?)0+$/, '$1');
}

/** Quantities are whole hundred-thousandths while they are computed with. */
const QUANTITY_PLACES = 5;

/** `12.5` is 1250000. */
export function units(quantity: unknown): bigint {
	const { digits, places } = scaled(quantity);
	return places <= QUANTITY_PLACES
		? digits * 10n ** BigInt(QUANTITY_PLACES - places)
		: divided(digits, 10n ** BigInt(places - QUANTITY_PLACES));
}

/** 1250000 is `12.5`. */
export const quantityText = (quantity: bigint) =>
	decimalText(quantity, QUANTITY_PLACES).replace(/\.?0+$/, '');

function decimalText(value: bigint, places: number): string {
	const plain = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
	return `${value < 0n ? '-' : ''}${plain.slice(0, -places)}.${plain.slice(-places)}`;
}

export function sum(amounts: bigint[]): bigint {
	return amounts.reduce((total, amount) => total + amount, 0n);
}

export const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
