import { compareDecimals, parseDecimal } from '../qbxml';

/** How the values of a field are compared. */
export type Comparison = 'decimal' | 'moment' | 'text';

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** @returns the time in milliseconds; without a zone it is in UTC (documented: polling runs in UTC) */
export function millisecondsOf(text: string): number {
	const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text) && text.includes('T');
	return MOMENT.test(text)
		? Date.parse(text.includes('T') && !hasZone ? `${text}Z` : text)
		: Number.NaN;
}

/** Compares as sort functions do. Texts are equal without case (our choice). */
export function compareTexts(type: Comparison, left: string, right: string): number {
	if (type === 'moment') return millisecondsOf(left) - millisecondsOf(right);
	if (type === 'decimal') {
		const [a, b] = [parseDecimal(left), parseDecimal(right)];
		if (a && b) return compareDecimals(a, b);
	}
	const [a, b] = [left.toLowerCase(), right.toLowerCase()];
	return a === b ? 0 : a < b ? -1 : 1;
}
