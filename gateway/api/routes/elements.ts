/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync } from 'fastify';

import { findElement } from '../elements/definition';
import { elementView, entryView } from '../elements/view';
import type { ApiParts } from '../parts';
import { listAnswer } from './list';

/** `/elements` and the organization: what an account is asked for before it has instances. */
export const elementRoutes: FastifyPluginAsync<ApiParts> = async (app, { guard, elements }) => {
	app.addHook('onRequest', async ({ headers, ip }) => guard.platform(headers.authorization, ip));

	app.get('/organizations/me', async () => ({ id: 1, name: 'QuickBooks Enterprise Gateway' }));

	app.get('/elements', async ({ query }, reply) =>
		listAnswer(reply, query, elements, 'elements', elementView),
	);

	app.get<{ Params: { keyOrId: string } }>('/elements/:keyOrId', async ({ params }) =>
		elementView(findElement(elements, params.keyOrId)),
	);

	app.get<{ Params: { keyOrId: string } }>('/elements/:keyOrId/configuration', async ({ params }) =>
		findElement(elements, params.keyOrId).configuration.map(entryView),
	);
};
