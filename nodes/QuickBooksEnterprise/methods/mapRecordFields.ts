import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { loadFields } from '../catalogue/fields';
import { choiceLabelOf } from '../catalogue/labels';
import { offeredFields, type OfferedField } from '../catalogue/offeredFields';
import { resourceByValue } from '../catalogue/resources';
import type { WriteOperation } from '../catalogue/types';
import { mapperFieldOf, YES_OR_NO } from './mapperField';

type Shape = Pick<ResourceMapperField, 'type' | 'options'>;

/** Money and quantities are text, since they are decimal and no floating-point numbers. */
function shapeOf({ type, values }: OfferedField): Shape {
	switch (type) {
		case 'boolean':
			return { type: 'options', options: YES_OR_NO };
		case 'enumeration':
			return values
				? {
						type: 'options',
						options: values.map((value) => ({ name: choiceLabelOf(value), value })),
					}
				: { type: 'string' };
		case 'date':
		case 'dateTime':
			return { type: 'dateTime' };
		case 'object':
			return { type: 'array' };
		default:
			return { type: 'string' };
	}
}

/** A field as n8n's resource mapper shows it; only what most need to fill in is there from the start. */
function toMapperField(field: OfferedField): ResourceMapperField {
	const { path: id, title: displayName, isRequired: required, isShownFirst } = field;
	return mapperFieldOf({ id, displayName, required, ...shapeOf(field) }, isShownFirst);
}

async function fieldsFor(
	context: ILoadOptionsFunctions,
	operation: WriteOperation | 'upsert',
): Promise<ResourceMapperFields> {
	const value = String(context.getCurrentNodeParameter('resource') ?? '');
	const resource = resourceByValue(value);
	if (!resource) {
		throw new NodeOperationError(context.getNode(), `There is no resource '${value}'`, {
			description: "Pick the resource anew in the node's panel.",
		});
	}
	const fields = offeredFields(resource, await loadFields(resource), operation);
	return { fields: fields.map(toMapperField) };
}

/** The fields for a new record of the resource that is picked, or for one that may be there already. */
export async function getRecordFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const isUpsert = this.getCurrentNodeParameter('operation') === 'upsert';
	return await fieldsFor(this, isUpsert ? 'upsert' : 'create');
}

/** The fields for a change of one; none is required. */
export async function getRecordUpdateFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await fieldsFor(this, 'update');
}
