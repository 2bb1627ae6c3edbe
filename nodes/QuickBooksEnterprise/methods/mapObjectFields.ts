import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { readObjectFields, type ObjectField } from '../hub/objectMetadata';
import { toNodeError } from '../transport/errors/nodeErrors';
import { settle } from '../common/settle';
import { openEditorCall } from './editorCall';
import { mapperFieldOf, YES_OR_NO } from './mapperField';
import { isNotOffered } from './notOffered';
import { pickedObject } from './lists/searchObjects';

/** The fields for a new record of the object that is picked, as the service describes them. */
export async function getObjectFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await fieldsFor(this, false);
}

/** The fields for a change of one; none is required. */
export async function getObjectUpdateFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await fieldsFor(this, true);
}

async function fieldsFor(
	context: ILoadOptionsFunctions,
	isUpdate: boolean,
): Promise<ResourceMapperFields> {
	const asked = await settle(describe(context));
	if (!asked.ok && !isNotOffered(asked.error)) {
		throw toNodeError(asked.error, context.getNode(), 0, { action: 'read the fields' });
	}
	const fields = asked.ok ? asked.value.filter(({ isReadOnly }) => !isReadOnly) : [];
	return {
		fields: fields.map((field) => toMapperField(field, isUpdate)),
		emptyFieldsNotice:
			"The service tells of no fields of this object. Set 'Specify Record' to 'Using JSON'.",
	};
}

async function describe(context: ILoadOptionsFunctions): Promise<ObjectField[]> {
	const objectName = pickedObject(context);
	const call = await openEditorCall(context);
	const { body } = await call.ask(['objects', objectName, 'metadata']);
	return readObjectFields(body);
}

/** Values are text, as the service gives them (observed); only required ones are there from the start. */
function toMapperField(
	{ path, label, isRequired, isBoolean }: ObjectField,
	isUpdate: boolean,
): ResourceMapperField {
	const required = isRequired && !isUpdate;
	return mapperFieldOf(
		{
			id: path,
			displayName: label,
			required,
			...(isBoolean ? { type: 'options', options: YES_OR_NO } : { type: 'string' }),
		},
		required,
	);
}
