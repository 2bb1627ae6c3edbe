import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Findings } from '../provisioning/findings';
import type { Run } from './operation';

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

/** How many an item wants, at most. What cannot be used is noted in `findings`. */
export function readLimit({ parameters }: Run, itemIndex: number, findings: Findings): number {
	if (parameters.get('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(parameters.get('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		findings.add('Limit (limit) must be a whole number, 1 or more');
	}
	return limit;
}

/** In: several of what was listed. */
export function incompleteHint(nouns: string): string {
	return `The service gave the same page twice, so the list of ${nouns} may be incomplete. Run this again.`;
}
