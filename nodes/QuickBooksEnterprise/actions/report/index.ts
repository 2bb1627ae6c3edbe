import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { instanceField } from '../fields/locators/instanceLocator';
import type { Operation } from '../run/operation';
import { get } from './get';
import { getTypes } from './getTypes';

/** Every operation on reports, in the order of the editor's list. */
export const reportOperations: readonly Operation[] = [get, getTypes];

export const reportOption: INodePropertyOptions = {
	name: 'Report',
	value: 'report',
	description: 'A report that QuickBooks computes, such as profit and loss or the aging of bills',
};

const operationOptions = reportOperations.map(({ option }) => option);

export const reportProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['report'] } },
		options: operationOptions,
		default: 'get',
	},
	instanceField({ resource: ['report'], operation: ['get', 'getTypes'] }),
	...reportOperations.flatMap(({ fields }) => fields),
];
