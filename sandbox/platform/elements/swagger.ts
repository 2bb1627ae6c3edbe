import { API_BASE } from '../../server/http';
import type { ElementDefinition } from '../../../gateway/api/elements/definition';

interface Operation {
	operationId: string;
	summary: string;
	responses: Record<string, unknown>;
}

/** Operations are named by verb and resource, as in `GET-classes` (observed style). */
function operation(resource: string): Operation {
	return {
		operationId: `GET-${resource}`,
		summary: `List ${resource}`,
		responses: { '200': { description: 'Success' } },
	};
}

/** The resources an element's description lists here. */
function documentedResources(element: ElementDefinition): string[] {
	return [...new Set(['ping', 'objects', 'classes', ...element.polledResources])].sort();
}

/** A Swagger 2.0 description of the element, small but valid. */
export function swagger(element: ElementDefinition, host: string) {
	return {
		swagger: '2.0',
		info: { title: element.name, description: element.description, version: 'api-v2' },
		host,
		basePath: `${API_BASE}/hubs/${element.hub}`,
		schemes: ['http'],
		paths: Object.fromEntries(
			documentedResources(element).map((resource) => [
				`/${resource}`,
				{ get: operation(resource) },
			]),
		),
		definitions: {},
	};
}

/** One operation of the element, or undefined. */
export function findOperation(element: ElementDefinition, operationId: string) {
	return documentedResources(element)
		.map(operation)
		.find((candidate) => candidate.operationId === operationId);
}
