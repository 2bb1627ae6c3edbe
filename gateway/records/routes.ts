/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { ApiError } from '../api/errors';
import type { ApiParts } from '../api/parts';
import { isRecord, type JsonRecord } from '../qbxml';
import { readRecord } from './read';
import { resourceAt, type Resource, type ResourceOperation } from './resources';
import { callOf } from './throughInstance';
import { recordView } from './view';
import { doneBefore, requireRecordId } from './repeated';
import { createRecord, deleteRecord, finishWrite, updateRecord } from './write';

type ToResource = FastifyRequest<{ Params: { resource: string } }>;
type ToRecord = FastifyRequest<{ Params: { resource: string; id: string } }>;

const text = { type: 'string', minLength: 1 };
const RESOURCE = { params: { type: 'object', properties: { resource: text } } };
const RECORD = { params: { type: 'object', properties: { resource: text, id: text } } };

/** The text is observed, the status is our choice. */
export const notSupported = (): ApiError =>
	new ApiError(404, 'This API is not currently supported for this element');

/** The status is documented, the text ours. */
export const methodNotAllowed = (method: string): ApiError =>
	new ApiError(405, `Request method '${method}' not supported`);

/**
 * The resource in the path of a call.
 *
 * @throws ApiError where there is no such resource, or it cannot do that
 */
export function resourceIn({ params, method }: ToResource, operation: ResourceOperation): Resource {
	const resource = resourceAt(params.resource);
	if (!resource) throw notSupported();
	if (!resource.operations.has(operation)) throw methodNotAllowed(method);
	return resource;
}

/** `filter.response.nulls` decides whether members without a value are there (observed). */
export const showsNulls = (request: FastifyRequest): boolean =>
	callOf(request).instance.facts.configuration['filter.response.nulls'] === 'false';

function bodyOf({ body }: FastifyRequest): JsonRecord {
	if (!isRecord(body)) throw new ApiError(400, 'The request body must be a JSON object.');
	return body;
}

/** What the routes work with. */
type RecordParts = Pick<ApiParts, 'clock' | 'store'> & { waitMs: number };

/** `/{resource}` and `/{resource}/{id}`: records one by one, in a scope of `servesInstances`. */
export const recordRoutes: FastifyPluginAsync<RecordParts> = async (app, parts) => {
	const { clock } = parts;

	app.get('/ping', async (request) => {
		const { instance, port } = callOf(request);
		void port;
		return { dateTime: new Date(clock.now()).toISOString(), endpoint: instance.facts.elementKey };
	});

	app.post('/:resource', { schema: RESOURCE }, async (request: ToResource, reply) => {
		const resource = resourceIn(request, 'create');
		const body = bodyOf(request);
		const { port } = callOf(request);
		const done = await doneBefore(parts, request, reply);
		const record = done
			? await finishWrite(port, resource, requireRecordId(done), body)
			: await createRecord(port, resource, body);
		return recordView(resource, record, showsNulls(request));
	});

	app.get('/:resource/:id', { schema: RECORD }, async (request: ToRecord) => {
		const resource = resourceIn(request, 'get');
		const record = await readRecord(callOf(request).port, resource, request.params.id);
		return recordView(resource, record, showsNulls(request));
	});

	/** An update is a PATCH, never a PUT (observed). */
	app.patch('/:resource/:id', { schema: RECORD }, async (request: ToRecord, reply) => {
		const resource = resourceIn(request, 'update');
		const { id } = request.params;
		const body = bodyOf(request);
		const { port } = callOf(request);
		const write = (await doneBefore(parts, request, reply)) ? finishWrite : updateRecord;
		const record = await write(port, resource, id, body);
		return recordView(resource, record, showsNulls(request));
	});

	/** Status 200 is observed; the body is not known and left out (our choice). */
	app.delete('/:resource/:id', { schema: RECORD }, async (request: ToRecord, reply) => {
		const resource = resourceIn(request, 'delete');
		const { port } = callOf(request);
		const done = await doneBefore(parts, request, reply);
		if (!done) await deleteRecord(port, resource, request.params.id);
		return await reply.send();
	});

	const refuse = async ({ params, method }: ToResource): Promise<never> => {
		throw resourceAt(params.resource) ? methodNotAllowed(method) : notSupported();
	};
	app.route({ method: ['PUT', 'PATCH', 'DELETE'], url: '/:resource', handler: refuse });
	app.route({ method: ['PUT', 'POST'], url: '/:resource/:id', handler: refuse });
};
