import type { INodeProperties } from 'n8n-workflow';

import type { ReferenceList } from '../../../catalogue/parties';

/** What the editor says of each list: one of its records, and the name of one. */
const WORDS: Readonly<Record<ReferenceList, [what: string, example: string]>> = {
	searchAccounts: ['an account', 'Job Expenses:Job Materials'],
	searchClasses: ['a class', 'Remodel'],
	searchCustomers: ['a customer', 'Keenan, Bridget:Storage Shed'],
	searchInventorySites: ['an inventory site', 'Warehouse'],
	searchItemGroups: ['an item group', 'Door Set'],
	searchItems: ['an item', 'Cabinets:Cabinet Pulls'],
	searchPeople: ['a person or company', 'Keenan, Bridget'],
	searchTaxCodes: ['a sales tax code', 'Tax'],
	searchVendors: ['a vendor', 'Timberloft Lumber'],
	searchWorkers: ['a person or company', 'Gregg Schneider'],
};

/**
 * How a field looks by which another record is named: from a list, by name or by ID. It is never required: workflows
 * may name the record elsewhere, and what is missing is said by the checks.
 *
 * @param list The list of the editor.
 */
export function referenceLocator(
	list: ReferenceList,
): Pick<INodeProperties, 'type' | 'default' | 'modes'> {
	const [what, example] = WORDS[list];
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${what}…`,
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: `e.g. ${example}`,
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 80000002-1484947875',
			},
		],
	};
}
