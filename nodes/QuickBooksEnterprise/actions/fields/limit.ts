import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ItemInput } from '../run/itemInput';
import { toNumber } from './toNumber';

/** The fields that say how many records a list gives. */
export function limitFields(show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			displayOptions: { show },
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { ...show, returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}

/** Reads how many an item wants, at most. What cannot be used goes to the item's problems. */
export function readLimit(item: ItemInput): number {
	if (item.get('returnAll', false) === true) return Infinity;
	const limit = toNumber(item.get('limit', 50));
	if (!Number.isInteger(limit) || limit < 1) {
		item.problems.add('Limit (limit) must be a whole number, 1 or more', 'limit');
	}
	return limit;
}

/**
 * @param nouns Several of what was listed.
 * @param gap Why there may be more, part of a sentence.
 */
export function incompleteHint(nouns: string, gap: string): string {
	return `The list of ${nouns} may be incomplete: ${gap}. Run this again, or ask for fewer with a filter.`;
}
