/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { connectorState } from '../company/state';
import { LinkGoneError, SetupLinks, type SetupParts } from '../setup/setupLinks';
import { isSameOrigin } from './sameOrigin';

type WithSecret = FastifyRequest<{ Params: { secret: string } }>;

/**
 * `/connect/{secret}`: what a script at the company's computer needs; for a person there is a page at the same address.
 * Opening it changes nothing, since scanners of mail open links too.
 */
export const connectRoutes: FastifyPluginAsync<SetupParts> = async (app, parts) => {
	const { companies, publicUrl } = parts;
	const links = new SetupLinks(parts);
	const open = async ({ params, ip }: WithSecret) => await links.open(params.secret, ip);

	app.addHook('onSend', async (_request, reply) => {
		// The address is a secret, and so is what stands behind it.
		void reply.headers({
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			vary: 'accept',
		});
	});

	app.setErrorHandler(async (error, _request, reply) => {
		if (!(error instanceof LinkGoneError)) throw error;
		return await reply.code(404).send({ message: error.message });
	});

	app.get('/connect/:secret', async (request: WithSecret) => {
		const instance = await open(request);
		const { username, lastError } = instance.facts.connector;
		return {
			name: instance.facts.name,
			state: connectorState(instance, companies.of(instance)),
			qwcUrl: `${publicUrl}/connect/${request.params.secret}/gateway.qwc`,
			username,
			lastError: lastError?.message ?? null,
		};
	});

	app.get('/connect/:secret/gateway.qwc', async (request: WithSecret, reply) => {
		const instance = await open(request);
		return reply
			.header('content-type', 'application/x-qwc')
			.header('content-disposition', `attachment; filename="quickbooks-${instance.id}.qwc"`)
			.send(await links.qwc(instance));
	});

	app.post('/connect/:secret/password', async (request: WithSecret, reply) => {
		if (!isSameOrigin(request, publicUrl)) {
			return reply.code(403).send({ message: 'Another site may not ask for this.' });
		}
		return { password: await links.password(await open(request), request.ip) };
	});
};
