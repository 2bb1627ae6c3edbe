/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { TooManyFailures } from '../api';
import { isSameOrigin, LinkGoneError, SetupLinks, type SetupParts } from '../connector';
import type { Instance } from '../store';
import { FOR_BROWSERS } from './forBrowsers';
import { fieldOf, takesForms } from './forms';
import { fill, sendNotice, sendPage } from './html';
import { TEXTS } from './pageTexts';
import { setupView } from './setupView';
import { SHOWN_BY_WEB_CONNECTOR } from './texts';

type WithSecret = FastifyRequest<{ Params: { secret: string } }>;

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

	takesForms(app);

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
		return show(request, reply, instance, { password: await links.password(instance, request.ip) });
	});

	app.post('/connect/:secret/confirm', FOR_BROWSERS, async (request: WithSecret, reply) => {
		const instance = await open(request);
		const company = fieldOf(request, 'company');
		if (!(await links.confirm(instance, company, request.ip))) {
			return show(request, reply.code(409), instance, { message: TEXTS.confirm.changed });
		}
		const { title, text } = TEXTS.connected;
		return sendNotice(reply, base, { notice: { title, text: fill(text, { company }) } });
	});

	app.post('/connect/:secret/reject', FOR_BROWSERS, async (request: WithSecret, reply) => {
		const company = fieldOf(request, 'company');
		const isDone = await links.reject(await open(request), company, request.ip);
		const message = isDone ? fill(TEXTS.confirm.rejected, { company }) : TEXTS.confirm.changed;
		return show(request, reply.code(isDone ? 200 : 409), await open(request), { message });
	});

	app.post('/connect/:secret/reconsider', FOR_BROWSERS, async (request: WithSecret, reply) => {
		await links.reconsider(await open(request), request.ip);
		const message = TEXTS.confirm.reconsidered;
		return show(request, reply, await open(request), { message });
	});

	// Who opens the address of a form goes back to the page.
	for (const form of ['password', 'confirm', 'reject', 'reconsider']) {
		app.get(`/connect/:secret/${form}`, FOR_BROWSERS, async (request: WithSecret, reply) =>
			reply.redirect(addressOf(request), 303),
		);
	}
};
