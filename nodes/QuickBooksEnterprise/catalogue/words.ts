import type { Resource } from './types';

/** A resource in the middle of a sentence: "sales order", "bill payment (credit card)". */
export function nounOf({ label }: Pick<Resource, 'label'>): string {
	return label.toLowerCase();
}

/**
 * The label of one thing as that of several: "Sales Rep" → "Sales Reps". One that ends in "s" is taken for several
 * already, as "Terms" is.
 */
export function pluralOf(label: string): string {
	if (/(?:ss|x|ch|sh)$/.test(label)) return `${label}es`;
	if (label.endsWith('s')) return label;
	return /[^aeiou]y$/.test(label) ? label.replace(/y$/, 'ies') : `${label}s`;
}

/** Several of them in the middle of a sentence: "sales orders". */
export function nounsOf({ plural }: Pick<Resource, 'plural'>): string {
	return plural.toLowerCase();
}
