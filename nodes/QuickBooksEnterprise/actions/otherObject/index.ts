import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from '../run/operation';
import { create } from './create';
import { deleteObject } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getChildren } from './getChildren';
import { targetFields } from './shared';
import { update } from './update';

/** Every operation on objects by name, in the order of the editor's list. */
export const otherObjectOperations: readonly Operation[] = [
	create,
	deleteObject,
	get,
	getChildren,
	getAll,
	update,
];

export const otherObjectOption: INodePropertyOptions = {
	name: 'Other Object',
	value: 'otherObject',
	description: 'A kind of record by its name, such as estimates, checks, deposits or sales reps',
};

const operationOptions = otherObjectOperations.map(({ option }) => option);

export const otherObjectProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['otherObject'] } },
		options: operationOptions,
		default: 'getAll',
	},
	...targetFields(...otherObjectOperations.map(({ option }) => option.value)),
	...otherObjectOperations.flatMap(({ fields }) => fields),
];
