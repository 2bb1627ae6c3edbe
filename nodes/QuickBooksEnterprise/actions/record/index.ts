import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RESOURCES } from '../../catalogue/resources';
import type { Resource } from '../../catalogue/types';
import { showForRecords } from '../fields/display';
import { instanceField } from '../fields/locators/instanceLocator';
import type { Operation } from '../run/operation';
import { create } from './create';
import { deleteRecord } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import type { RecordOperation } from './recordOperation';
import { update } from './update';
import { upsert } from './upsert';

/** Every operation on records, in the order of the editor's list: by name. */
const recordOperations: readonly RecordOperation[] = [
	create,
	upsert,
	deleteRecord,
	get,
	getAll,
	update,
];

/** The resources of the catalogue as choices, in no order. */
export const recordResourceOptions: readonly INodePropertyOptions[] = RESOURCES.map(
	({ label, value, description }) => ({ name: label, value, description }),
);

/** The operations that a resource of the catalogue has. */
export function recordOperationsOf(resource: Resource): Operation[] {
	return recordOperations
		.filter(({ name }) => resource.operations.includes(name))
		.map(({ optionFor, ...operation }) => ({ ...operation, option: optionFor(resource) }));
}

function operationField(resource: Resource): INodeProperties {
	const options = recordOperationsOf(resource).map(({ option }) => option);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options,
		default: 'getAll',
	};
}

/** The fields of all resources of the catalogue: each one's operations, then what operations share. */
export const recordProperties: INodeProperties[] = [
	...RESOURCES.map(operationField),
	instanceField(showForRecords(...recordOperations.map(({ name }) => name))),
	...recordOperations.flatMap(({ fields }) => fields),
];
