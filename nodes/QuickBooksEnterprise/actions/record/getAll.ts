import type { IDataObject } from 'n8n-workflow';

import type { Findings } from '../../provisioning/findings';
import { MAX_RECORDS_PER_PAGE, recordIdOf } from '../../records/recordApi';
import { simplifyRecord } from '../../records/simplify';
import { simplifyField } from '../display';
import type { Run } from '../operation';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { filterFields, readFilter } from './filterFields';
import { recordOperation } from './recordOperation';
import { showForRecords } from './show';
import { nounOf, nounsOf } from './words';

const show = showForRecords('getAll');

/** Lists records. */
export const getAll = recordOperation({
	name: 'getAll',
	optionFor: (resource) => ({
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${nounsOf(resource)}`,
		description: `Retrieve a list of ${nounsOf(resource)}, all or those that meet conditions`,
	}),
	fields: [
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
		...filterFields('getAll'),
		simplifyField(show),
		optionsField(show, READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	prepare: (run, itemIndex, facts, findings) => {
		const { resource } = facts;
		const limit = readLimit(run, itemIndex, findings);
		const { where, accepts } = readFilter(run, itemIndex, facts, findings);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		return {
			subject: { action: `list the ${nounsOf(resource)}`, record: { noun: nounOf(resource) } },
			execute: async (api) => {
				const output: IDataObject[] = [];
				const seenIds = new Set<string>();
				const { complete } = await api.list(
					{ where },
					{
						pageSize: pageSizeFor(accepts ? Infinity : limit),
						onPage: (records) => {
							for (const record of records) {
								if (output.length >= limit) break;
								const id = recordIdOf(record);
								if ((id !== undefined && seenIds.has(id)) || accepts?.(record) === false) {
									continue;
								}
								if (id !== undefined) seenIds.add(id);
								output.push(simplify ? simplifyRecord(resource, record) : record);
							}
							return output.length < limit;
						},
					},
				);
				if (!complete) run.hint(incompleteHint(nounsOf(resource)));
				return output;
			},
		};
	},
});

function readLimit({ parameters }: Run, itemIndex: number, findings: Findings): number {
	if (parameters.get('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(parameters.get('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		findings.add('Limit (limit) must be a whole number, 1 or more');
	}
	return limit;
}

/**
 * Spreads what is needed evenly over as few pages as possible, so that the last one asks for hardly more
 * than is missing. One size for all pages: whether a cursor counts in pages of its own size or of the
 * size asked for is unknown, and with a smaller last page that would skip or repeat records.
 */
function pageSizeFor(limit: number): number {
	if (limit === Infinity) return MAX_RECORDS_PER_PAGE;
	return Math.ceil(limit / Math.ceil(limit / MAX_RECORDS_PER_PAGE));
}

function incompleteHint(nouns: string): string {
	return `The service gave the same page twice, so the list of ${nouns} may be incomplete. Run this again.`;
}
