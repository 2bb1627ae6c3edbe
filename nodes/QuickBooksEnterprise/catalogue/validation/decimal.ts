/**
 * Decimal numbers as text, so that money never passes through floating point. A decimal here is plain:
 * a minus sign or none, digits, and a point before further digits.
 */

const PLAIN = /^(-?)(\d*)(?:\.(\d*))?$/;

interface Parts {
	/** The number without its point. */
	digits: bigint;
	/** How many of the digits stand after the point. */
	places: number;
}

function partsOf(text: string): Parts | undefined {
	const found = PLAIN.exec(text);
	if (!found) return undefined;
	const [, sign, whole, fraction = ''] = found;
	if (whole === '' && fraction === '') return undefined;
	const digits = BigInt(whole + fraction);
	return { digits: sign === '-' ? -digits : digits, places: fraction.length };
}

/**
 * Reads a decimal that callers have checked.
 *
 * @throws RangeError where a text is no plain decimal.
 */
function known(text: string): Parts {
	const parts = partsOf(text);
	if (!parts) throw new RangeError('A plain decimal number is expected here.');
	return parts;
}

function scaled({ digits, places }: Parts, to: number): bigint {
	return digits * 10n ** BigInt(to - places);
}

function written(digits: bigint, places: number): string {
	const sign = digits < 0n ? '-' : '';
	const plain = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
	if (places === 0) return sign + plain;
	return `${sign}${plain.slice(0, -places)}.${plain.slice(-places)}`;
}

/** Whether a text is a plain decimal. */
export function isDecimal(text: string): boolean {
	return partsOf(text) !== undefined;
}

/** How many digits after the point matter: 2 for `1.25`, 1 for `1.50`, none for `3.00`. */
export function decimalPlaces(text: string): number {
	let { digits, places } = known(text);
	while (places > 0 && digits % 10n === 0n) {
		digits /= 10n;
		places -= 1;
	}
	return places;
}

/** Compares two decimals as a sort function does: `1.5` and `01.50` are equal. */
export function compareDecimals(a: string, b: string): number {
	const [left, right] = [known(a), known(b)];
	const places = Math.max(left.places, right.places);
	const difference = scaled(left, places) - scaled(right, places);
	if (difference === 0n) return 0;
	return difference < 0n ? -1 : 1;
}

/** The exact sum, with as many places as the addend that has most; `0` for none. */
export function sumDecimals(texts: readonly string[]): string {
	const addends = texts.map(known);
	const places = Math.max(0, ...addends.map((addend) => addend.places));
	const sum = addends.reduce((total, addend) => total + scaled(addend, places), 0n);
	return written(sum, places);
}

/** The exact difference `a - b`. */
export function subtractDecimals(a: string, b: string): string {
	const negated = known(b);
	return sumDecimals([a, written(-negated.digits, negated.places)]);
}
