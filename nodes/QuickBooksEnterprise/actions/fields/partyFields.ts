import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { partyOf, resourcesWithParty, type PartyMember } from '../../catalogue/parties';
import { PARTY } from '../../records/input/party';
import { referenceLocator } from './locators/referenceLocator';

const DESCRIPTIONS: Readonly<Record<PartyMember, string>> = {
	CustomerRef: 'The customer or job that it is for',
	EntityRef: 'Whose time it is: an employee or a vendor',
	PayeeEntityRef: 'Who is paid',
	VendorRef: 'The vendor that it comes from',
};

/**
 * The field for whom a transaction is with: one parameter for each set of resources that call it alike.
 *
 * @param show When fields of mapped records show.
 * @param isUpdate Whether it changes a record that has one.
 */
export function partyFields(
	show: NonNullable<IDisplayOptions['show']>,
	isUpdate: boolean,
): INodeProperties[] {
	const fields = new Map<string, INodeProperties & { resources: string[] }>();
	for (const resource of resourcesWithParty(isUpdate)) {
		const party = partyOf(resource);
		if (!party || !show.resource?.includes(resource.value)) continue;
		const { member, label, list } = party;
		const key = `${member} ${list}`;
		const field = fields.get(key) ?? {
			displayName: label,
			name: PARTY,
			...referenceLocator(list),
			description: isUpdate
				? `${DESCRIPTIONS[member]}; empty, it stays as it is`
				: DESCRIPTIONS[member],
			resources: [],
		};
		field.resources.push(resource.value);
		fields.set(key, field);
	}
	return [...fields.values()].map(({ resources, ...field }) => ({
		...field,
		displayOptions: { show: { ...show, resource: resources } },
	}));
}
