/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own may have dependencies */
import cookie from '@fastify/cookie';
import type { FastifyPluginAsync } from 'fastify';

import { ApiError, TooManyFailures, type ApiParts } from '../../api';
import { isSameOrigin } from '../../connector';
import { isSame } from '../../store';
import { ADMINISTRATION_TEXTS as TEXTS } from '../administrationTexts';
import { fieldOf, takesForms } from '../forms';
import { sendNotice, sendPage } from '../html';
import { AdminSessions } from './adminSessions';
import { auditLine } from './auditView';
import { companyRoutes } from './companyRoutes';
import { AdminPages } from './pages';

const AUDIT_SHOWN = 500;

/** The pages of whoever runs the gateway: `/` and what it leads to, after a log-in with the two secrets. */
export const administrationRoutes: FastifyPluginAsync<ApiParts> = async (app, parts) => {
	const { store, clock, guard, publicUrl } = parts;
	const { pathname, protocol } = new URL(publicUrl);
	const base = pathname.replace(/\/+$/, '');
	const pages = new AdminPages(base);
	const sessions = new AdminSessions(parts);
	const secure = protocol === 'https:';
	// Browsers take a cookie of that name from this host alone, and by https.
	const cookieName = secure && base === '' ? '__Host-gateway' : 'gateway';
	const cookieRules = { path: `${base}/`, httpOnly: true, sameSite: 'strict', secure } as const;

	await app.register(cookie);
	takesForms(app);

	app.setErrorHandler(async (error, request, reply) => {
		const { statusCode = 500 } = error as { statusCode?: number };
		const status = error instanceof ApiError ? error.status : statusCode;
		if (status >= 500) request.log.error({ error: String(error) }, 'A page failed');
		const notice = status === 404 ? TEXTS.gone : TEXTS.broken;
		return sendNotice(reply.code(status), base, { notice });
	});

	app.addHook('preHandler', async (request, reply) => {
		const isClick = request.method === 'POST';
		if (isClick && !isSameOrigin(request, publicUrl)) return pages.refuse(reply);
		if (request.routeOptions.url === '/login') return;
		const session = sessions.find(request.cookies[cookieName]);
		if (!session) return pages.goTo(reply, '/login');
		const isOurs = isSame(fieldOf(request, 'formToken'), session.formToken);
		if (isClick && !isOurs) return pages.refuse(reply);
		pages.letIn(request, session);
	});

	app.get('/login', async (_request, reply) =>
		sendPage(reply, 'logIn', { base, title: TEXTS.logIn.title }),
	);

	app.post('/login', async (request, reply) => {
		const user = fieldOf(request, 'user').trim();
		const organization = fieldOf(request, 'organization').trim();
		const by = { way: 'page', address: request.ip } as const;
		try {
			await guard.logIn({ user, organization }, by);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const isTooMany = error instanceof TooManyFailures;
			if (isTooMany) void reply.header('retry-after', String(error.retryAfterSeconds));
			const message = isTooMany ? TEXTS.logIn.tooMany : TEXTS.logIn.wrong;
			const { title } = TEXTS.logIn;
			return sendPage(reply.code(error.status), 'logIn', { base, title, message });
		}
		await store.audit.add({ atMs: clock.now(), action: 'loggedIn', ...by });
		// A session of its own, whatever the browser had before.
		return pages.goTo(reply.setCookie(cookieName, sessions.open(), cookieRules), '/');
	});

	app.post('/logout', async (request, reply) => {
		sessions.close(request.cookies[cookieName] ?? '');
		const by = { way: 'page', address: request.ip } as const;
		await store.audit.add({ atMs: clock.now(), action: 'loggedOut', ...by });
		return pages.goTo(reply.clearCookie(cookieName, cookieRules), '/login');
	});

	app.get('/audit', async (request, reply) => {
		const entries = await store.audit.latest(AUDIT_SHOWN);
		const lines = entries.map(auditLine);
		return pages.show(request, reply, 'audit', { title: TEXTS.audit.title, lines });
	});

	await app.register(companyRoutes, { ...parts, pages });
};
