import { metadataOf } from '../metadata';
import type { Kind } from '../kinds';

/** `GET /objects/{objectName}/docs`: a fragment of Swagger (documented); how much of it is our choice. */
export function docsOf(kind: Kind) {
	const top = metadataOf(kind).fields.filter(({ vendorPath }) => !vendorPath.includes('.'));
	const properties = top.map(({ vendorPath, type, vendorReadOnly }) => [
		vendorPath,
		{
			type: type === 'date' ? 'string' : type,
			...(type === 'date' ? { format: 'date' } : {}),
			...(vendorReadOnly ? { readOnly: true } : {}),
		},
	]);
	return {
		swagger: '2.0',
		paths: { [`/${kind.path}`]: { get: { operationId: `GET-${kind.path}` } } },
		definitions: {
			[kind.path]: {
				type: 'object',
				required: top.filter((field) => field.vendorRequired).map((field) => field.vendorPath),
				properties: Object.fromEntries(properties),
			},
		},
	};
}
