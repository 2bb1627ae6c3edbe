import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../run/operation';
import { check } from './check';
import { create } from './create';
import { deleteInstance } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { disable, enable } from './setEnabled';
import { specificationFields } from './specification';
import { update } from './update';
import { matchFields, upsert } from './upsert';

/** Every operation of the resource 'instance', in the order of the editor's list: by name. */
export const instanceOperations: readonly Operation[] = [
	check,
	create,
	upsert,
	deleteInstance,
	disable,
	enable,
	get,
	getAll,
	update,
];

const operationOptions = instanceOperations.map(({ option }) => option);

/**
 * The fields of the resource 'instance': its list of operations, what Create and Create or Update share,
 * then the fields of each.
 */
export const instanceProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['instance'] } },
		options: operationOptions,
		default: 'create',
	},
	...matchFields,
	...specificationFields('create', 'upsert'),
	...instanceOperations.flatMap(({ fields }) => fields),
];
