import type { FieldType } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { Kind } from './kinds';

const TYPES: Partial<Record<FieldType, string>> = {
	boolean: 'boolean',
	date: 'date',
	dateTime: 'date',
	object: 'object',
	reference: 'object',
};

/** The fields of an object: the members are observed, the types our choice (numbers come as text). */
export function metadataOf({ facts }: Kind) {
	return {
		fields: facts.fields.map(({ path, label, type, create, readOnly }) => ({
			vendorPath: path,
			type: TYPES[type] ?? 'string',
			vendorDisplayName: label,
			vendorRequired: create === 'required',
			vendorReadOnly: readOnly,
		})),
	};
}
