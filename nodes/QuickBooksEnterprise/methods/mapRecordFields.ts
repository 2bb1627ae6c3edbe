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

/**
 * Yes and No as choices: n8n fills a field of type boolean with false, and what nobody filled in is not
 * to be sent.
 */
const YES_OR_NO = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

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
	return {
		id: field.path,
		displayName: field.title,
		required: field.isRequired,
		removed: !field.isShownFirst,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		...shapeOf(field),
	};
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
