import type { Target } from '../qbxml';
import type { Resource } from '../records';
import { metadataOf } from './metadata';

/** A fragment of Swagger about a resource (documented); how much of it is our choice. */
export function docsOf(resource: Resource, target: Target) {
	const { path } = resource;
	const top = metadataOf(resource, target).fields.filter(({ vendorPath }) =>
		/^\w+$/.test(vendorPath),
	);
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
		paths: { [`/${path}`]: { get: { operationId: `GET-${path}` } } },
		definitions: {
			[path]: {
				type: 'object',
				required: top.filter((field) => field.vendorRequired).map((field) => field.vendorPath),
				properties: Object.fromEntries(properties),
			},
		},
	};
}
