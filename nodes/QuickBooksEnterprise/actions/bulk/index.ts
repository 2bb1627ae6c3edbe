import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { instanceField } from '../fields/locators/instanceLocator';
import { objectField } from '../fields/locators/objectLocator';
import type { Operation } from '../run/operation';
import { download } from './download';
import { cancel, getErrors, getStatus } from './jobs';
import { jobField, showForBulk } from './shared';
import { upload } from './upload';

/** Every operation on bulk jobs, in the order of the editor's list: by name. */
export const bulkOperations: readonly Operation[] = [
	cancel,
	download,
	getErrors,
	getStatus,
	upload,
];

export const bulkOption: INodePropertyOptions = {
	name: 'Bulk',
	value: 'bulk',
	description: 'Many records at once, from or to a file',
};

const operationOptions = bulkOperations.map(({ option }) => option);

export const bulkProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['bulk'] } },
		options: operationOptions,
		default: 'download',
	},
	instanceField(showForBulk(...bulkOperations.map(({ option }) => option.value))),
	objectField(
		showForBulk('download', 'upload'),
		'The kind of records, such as customers or invoices',
	),
	jobField('cancel', 'getErrors', 'getStatus'),
	...bulkOperations.flatMap(({ fields }) => fields),
];
