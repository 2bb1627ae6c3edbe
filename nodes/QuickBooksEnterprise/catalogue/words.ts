import type { Resource } from './types';

/** A resource in the middle of a sentence: "sales order", "bill payment (credit card)". */
export function nounOf({ label }: Pick<Resource, 'label'>): string {
	return label.toLowerCase();
}

/** Several of them in the middle of a sentence: "sales orders". */
export function nounsOf({ plural }: Pick<Resource, 'plural'>): string {
	return plural.toLowerCase();
}
