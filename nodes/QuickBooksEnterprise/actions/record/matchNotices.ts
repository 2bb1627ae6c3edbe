import type { INodeProperties } from 'n8n-workflow';

import { resourcesWith } from '../../catalogue/resources';
import { labelOf } from '../../catalogue/labels';
import type { MatchRule, Resource } from '../../catalogue/types';

function ownership({ within = [], owner }: Partial<MatchRule> = {}): string {
	if (within.length > 0) {
		return `, among those with the same ${within.map((member) => labelOf(member)).join(' and ')}`;
	}
	if (owner === undefined) return '';
	return `. A number that belongs to another ${labelOf(owner)} is refused`;
}

/** What Create or Update finds the record by that is there already, in the editor's words. */
function ruleOf({ kind, match, idField }: Resource): string {
	if (match?.field === idField) {
		return `A record of this kind is found by its ID (${idField}), which only 'Using JSON' can give. Without one, a new record is created.`;
	}
	if (kind === 'transaction') {
		return `The record is found by its Reference Number (RefNumber), which has to be given${ownership(match)}. Where several have it, nothing is changed.`;
	}
	if (match?.composedOf) {
		return `The record is found by its name, made up of ${match.composedOf.join(', ')}. Capital and small letters count as the same.`;
	}
	return match?.nested
		? `The record is found by its full name: ${match.field} under ${match.nested.parent}, where that is given. Capital and small letters count as the same.`
		: 'The record is found by its name. Capital and small letters count as the same.';
}

function notices(): INodeProperties[] {
	const resourcesByRule = new Map<string, string[]>();
	for (const resource of resourcesWith('upsert')) {
		const rule = ruleOf(resource);
		resourcesByRule.set(rule, [...(resourcesByRule.get(rule) ?? []), resource.value]);
	}
	return [...resourcesByRule].map(([rule, resource]) => ({
		displayName: rule,
		name: 'matchNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource, operation: ['upsert'] } },
	}));
}

/** Says for each resource how Create or Update finds the record that is there already. */
export const matchNotices: readonly INodeProperties[] = notices();
