/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { callOf, methodNotAllowed, notSupported, quickBooksOf, resourceAt } from '../records';
import { docsOf } from './docs';
import { metadataOf, resourcesIn } from './metadata';

type AboutObject = FastifyRequest<{ Params: { object: string } }>;

const SCHEMA = {
	params: { type: 'object', properties: { object: { type: 'string', minLength: 1 } } },
};

/** Names only, or with the newer version header what each one is (observed). */
export const listed = (names: readonly string[], version: string | undefined) =>
	version?.toLowerCase() === 'helium'
		? names.map((name) => ({ name, vendorName: name, type: 'vendor' }))
		: names;

/**
 * `/objects` and what belongs to it, in a scope of `servesInstances`: what the QuickBooks of an instance has. Nothing is
 * asked of it, so that a disabled instance answers too (observed).
 */
export const metadataRoutes: FastifyPluginAsync = async (app) => {
	app.get('/objects', async (request) => {
		const names = resourcesIn(quickBooksOf(callOf(request).instance)).map(({ path }) => path);
		return listed(names, String(request.headers['elements-version'] ?? ''));
	});

	for (const [part, describe] of Object.entries({ metadata: metadataOf, docs: docsOf })) {
		app.get(`/objects/:object/${part}`, { schema: SCHEMA }, async (request: AboutObject) => {
			const target = quickBooksOf(callOf(request).instance);
			const resource = resourceAt(request.params.object);
			if (!resource || !resourcesIn(target).includes(resource)) throw notSupported();
			return describe(resource, target);
		});
	}

	app.route({
		method: ['POST', 'PUT', 'PATCH', 'DELETE'],
		url: '/objects',
		handler: async ({ method }) => {
			throw methodNotAllowed(method);
		},
	});
};
