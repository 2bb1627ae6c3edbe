import { textOf, textsOf, type QbRecord } from '../../qbxml/record';
import { StatusError } from '../statusError';

/** QuickBooks compares names and numbers of documents whatever their case. */
export const folded = (text: string) => text.toLowerCase();

/** @returns an amount in hundredths; 0 where there is none. */
export function hundredths(text: string | undefined): bigint {
	const [, sign, whole, places = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text ?? '') ?? [];
	const size = BigInt(`${whole ?? ''}${places.padEnd(2, '0').slice(0, 2)}` || '0');
	return sign === '-' ? -size : size;
}

const MATCHES: Readonly<Record<string, (text: string, part: string) => boolean>> = {
	Contains: (text, part) => text.includes(part),
	EndsWith: (text, part) => text.endsWith(part),
	StartsWith: (text, part) => text.startsWith(part),
};

/**
 * @param filter with `MatchCriterion` and the text.
 * @param member that holds the text in the filter.
 */
export function matcher(filter: QbRecord, member: string): (text: string) => boolean {
	const match = MATCHES[textOf(filter, 'MatchCriterion') ?? ''];
	const part = folded(textOf(filter, member) ?? '');
	return (text) => match(folded(text), part);
}

const isNumber = (text: string) => /^\d+$/.test(text);

/** Below 0 when the first comes first: as numbers where both are made of digits, otherwise as text. */
function compared(a: string, b: string): number {
	if (isNumber(a) && isNumber(b)) {
		const [left, right] = [BigInt(a), BigInt(b)];
		return left === right ? 0 : left < right ? -1 : 1;
	}
	const [left, right] = [folded(a), folded(b)];
	return left === right ? 0 : left < right ? -1 : 1;
}

/** @throws StatusError 3031 where the range ends before it begins. */
export function range(from: string | undefined, to: string | undefined): (text: string) => boolean {
	if (from !== undefined && to !== undefined && compared(from, to) > 0) {
		throw new StatusError(3031, `The string range "${from}" to "${to}" is invalid.`);
	}
	return (text) =>
		(from === undefined || compared(text, from) >= 0) &&
		(to === undefined || compared(text, to) <= 0);
}

/** @returns the texts of a list in a request, as a set that does not mind case. */
export const foldedSet = (record: QbRecord, member: string) =>
	new Set(textsOf(record, member).map(folded));
