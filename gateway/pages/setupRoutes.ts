/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { TooManyFailures } from '../api';
import { isSameOrigin, LinkGoneError, SetupLinks, type SetupParts } from '../connector';
import type { Instance } from '../store';
import { FOR_BROWSERS } from './forBrowsers';
import { fill, sendNotice, sendPage } from './html';
import { TEXTS } from './pageTexts';
import { setupView } from './setupView';
import { SHOWN_BY_WEB_CONNECTOR } from './texts';

type WithSecret = FastifyRequest<{ Params: { secret: string } }>;

const FORM_BYTES = 16 * 1024;

/** `/connect/{secret}` for a person: three steps, what is in the way, and whether these are the right books. */
export const setupRoutes: FastifyPluginAsync<SetupParts> = async (app, parts) => {
	const links = new SetupLinks(parts);
	const base = new URL(parts.publicUrl).pathname.replace(/\/+$/, '');
	const addressOf = ({ params }: WithSecret): string =>
		`${base}/connect/${encodeURIComponent(params.secret)}`;
	const open = async ({ params, ip }: WithSecret) => await links.open(params.secret, ip);

	const show = (
		request: WithSecret,
		reply: FastifyReply,
		instance: Instance,
		more: { password?: string; message?: string } = {},
	): FastifyReply => {
		const view = setupView(instance, parts.companies.of(instance));
		const title = fill(TEXTS.heading, { name: view.name });
		const address = addressOf(request);
		const help = SHOWN_BY_WEB_CONNECTOR;
		return sendPage(reply, 'setup', { base, title, view, address, help, ...more });
	};

	app.removeAllContentTypeParsers();
	app.addContentTypeParser<string>(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string', bodyLimit: FORM_BYTES },
		async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
	);

	app.setErrorHandler(async (error, request, reply) => {
		if (error instanceof LinkGoneError) {
			return sendNotice(reply.code(404), base, { notice: TEXTS.gone });
		}
		if (error instanceof TooManyFailures) {
			void reply.code(429).header('retry-after', String(error.retryAfterSeconds));
			return sendNotice(reply, base, { notice: TEXTS.tooMany });
		}
		const { statusCode = 500 } = error as { statusCode?: number };
		if (statusCode >= 500) request.log.error({ error: String(error) }, 'A page failed');
		return sendNotice(reply.code(statusCode), base, { notice: TEXTS.broken });
	});

	app.addHook('preHandler', async (request, reply) => {
		if (request.method !== 'POST' || isSameOrigin(request, parts.publicUrl)) return;
		return sendNotice(reply.code(403), base, { notice: TEXTS.foreign });
	});

	app.get('/connect/:secret', FOR_BROWSERS, async (request: WithSecret, reply) =>
		show(request, reply, await open(request)),
	);

	app.post('/connect/:secret/password', FOR_BROWSERS, async (request: WithSecret, reply) => {
		const instance = await open(request);
		return show(request, reply, instance, { password: await links.password(instance) });
	});

	app.post('/connect/:secret/confirm', FOR_BROWSERS, async (request: WithSecret, reply) => {
		const instance = await open(request);
		const named = (request.body as URLSearchParams | undefined)?.get('company') ?? '';
		if (!(await links.confirm(instance, named))) {
			return show(request, reply.code(409), instance, { message: TEXTS.confirm.changed });
		}
		const { title, text } = TEXTS.connected;
		return sendNotice(reply, base, { notice: { title, text: fill(text, { company: named }) } });
	});

	// Who opens the address of a form goes back to the page.
	for (const form of ['password', 'confirm']) {
		app.get(`/connect/:secret/${form}`, FOR_BROWSERS, async (request: WithSecret, reply) =>
			reply.header('cache-control', 'no-store').redirect(addressOf(request), 303),
		);
	}
};
