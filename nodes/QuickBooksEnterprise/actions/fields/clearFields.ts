import type { INodeProperties } from 'n8n-workflow';

import { showForRecords } from './display';

/** The parameter for fields of a record that is there already and that are to hold nothing. */
export const clearFieldsField = (operation: 'update' | 'upsert'): INodeProperties => ({
	displayName: 'Fields to Empty',
	name: 'clearFields',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getClearableFields',
		loadOptionsDependsOn: ['resource'],
	},
	default: [],
	displayOptions: { show: showForRecords(operation) },
	description:
		'Fields that are to hold nothing on a record that is there already; in an expression a list of names, or a text with commas. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});
