import { memberTypeOf, type MemberType } from '../catalogue/memberTypes';
import type { Members } from '../catalogue/validation/walk';
import { isRecord } from '../common/json/isRecord';

/** A number as JavaScript writes it, but for zeros behind its last decimal. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** How many digits JavaScript keeps of any number. */
const MAX_DIGITS = 15;

/**
 * Gives the values of a record, as deep as they stand, the types that their members have in QuickBooks: the service
 * gives every scalar as text (observed).
 *
 * @param record A record or a row.
 * @returns A copy with booleans, and with numbers where the text is exactly that number. All else stays as it is.
 */
export function withTypes<T extends Members>(record: T): T {
	return mapped(record, (value, type) => (type === 'boolean' ? booleanOf(value) : numberOf(value)));
}

/**
 * The reverse: booleans and numbers as the text in which QuickBooks has them. What a service makes of a number in JSON is
 * not documented, and the vendor's own requests hold texts (observed).
 *
 * @param record A record or a row.
 * @returns A copy in which members that are text to QuickBooks stay as they are.
 */
export function asText<T extends Members>(record: T): T {
	return mapped(record, textOf);
}

/**
 * A boolean or number as QuickBooks writes it; anything else stays.
 *
 * @param type What the member holds: an amount has two decimals at least (qbXML).
 */
export function textOf(value: unknown, type: MemberType): unknown {
	if (typeof value !== 'boolean' && typeof value !== 'number') return value;
	const text = String(value);
	if (type !== 'amount') return text;
	if (/^-?\d+$/.test(text)) return `${text}.00`;
	return /^-?\d+\.\d$/.test(text) ? `${text}0` : text;
}

function mapped<T extends Members>(
	record: T,
	change: (value: unknown, type: MemberType) => unknown,
): T {
	const inner = (name: string, value: unknown): unknown => {
		if (Array.isArray(value)) return value.map((each) => inner(name, each));
		if (isRecord(value)) return mapped(value, change);
		const type = memberTypeOf(name);
		return type === undefined ? value : change(value, type);
	};
	const entries = Object.entries(record).map(([name, value]) => [name, inner(name, value)]);
	return Object.fromEntries(entries) as T;
}

function booleanOf(value: unknown): unknown {
	if (typeof value !== 'string' || !/^(true|false|0|1)$/i.test(value)) return value;
	return /^(true|1)$/i.test(value);
}

/** The way back gives the same value: an exponent, a zero with a sign and a digit too much would not. */
function numberOf(value: unknown): unknown {
	if (typeof value !== 'string' || !PLAIN_NUMBER.test(value)) return value;
	if (value.replace(/\D/g, '').length > MAX_DIGITS) return value;
	const number = Number(value);
	const shortest = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
	return String(number) === shortest ? number : value;
}
