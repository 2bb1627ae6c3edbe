/** A decimal number as text in parts, so that no amount is ever a floating point number. */
interface Decimal {
	negative: boolean;
	/** Without leading zeros. */
	whole: string;
	/** Without trailing zeros. */
	fraction: string;
}

const DECIMAL = /^([+-]?)(?=\d|\.\d)(\d*)(?:\.(\d*))?$/;

/** @returns the number; undefined when the text is none in plain decimal form */
export function parseDecimal(text: string): Decimal | undefined {
	const match = DECIMAL.exec(text);
	if (!match) return undefined;
	const whole = match[2].replace(/^0+/, '');
	const fraction = (match[3] ?? '').replace(/0+$/, '');
	return { negative: match[1] === '-' && whole + fraction !== '', whole, fraction };
}

/** @returns the number with at least so many decimals */
export function decimalText({ negative, whole, fraction }: Decimal, decimals = 0): string {
	const digits = fraction.padEnd(decimals, '0');
	return `${negative ? '-' : ''}${whole || '0'}${digits ? `.${digits}` : ''}`;
}

/** @returns less than zero when a is the smaller one, more when it is the greater one */
export function compareDecimals(a: Decimal, b: Decimal): number {
	const decimals = Math.max(a.fraction.length, b.fraction.length);
	const scaled = ({ negative, whole, fraction }: Decimal) =>
		BigInt(`${negative ? '-' : ''}${whole || '0'}${fraction.padEnd(decimals, '0')}`);
	const difference = scaled(a) - scaled(b);
	return difference < 0n ? -1 : Number(difference > 0n);
}
