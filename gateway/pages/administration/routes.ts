/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own may have dependencies */
import cookie from '@fastify/cookie';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import {
	ApiError,
	lookAgain,
	removeInstance,
	settleCall,
	TooManyFailures,
	unknownCalls,
	type ApiParts,
} from '../../api';
import { Connection, isSameOrigin } from '../../connector';
import { isSame, type Actor, type Instance } from '../../store';
import { ADMINISTRATION_TEXTS as TEXTS } from '../administrationTexts';
import { fieldOf, takesForms } from '../forms';
import { fill, sendNotice, sendPage } from '../html';
import { AdminSessions, type AdminSession } from './adminSessions';
import { auditLine } from './auditView';
import { callLine, summaryOf, unknownCall } from './companyView';

const AUDIT_SHOWN = 500;
const ID_LENGTH = 100;

type ById = FastifyRequest<{ Params: { id: string } }>;

/** What a page says beside what is always there. */
interface News {
	message?: string;
	link?: string;
	password?: string;
}

const byPage = ({ ip }: FastifyRequest): Actor => ({ way: 'page', address: ip });

/** The pages of whoever runs the gateway: `/` and what it leads to, after a log-in with the two secrets. */
export const administrationRoutes: FastifyPluginAsync<ApiParts> = async (app, parts) => {
	const { store, clock, companies, guard, publicUrl } = parts;
	const { pathname, protocol } = new URL(publicUrl);
	const base = pathname.replace(/\/+$/, '');
	const connection = new Connection(parts);
	const sessions = new AdminSessions(parts);
	const logIns = new WeakMap<FastifyRequest, AdminSession>();
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
		if (request.method === 'POST' && !isSameOrigin(request, publicUrl)) return foreign(reply);
		if (request.routeOptions.url === '/login') return;
		const session = sessions.find(request.cookies[cookieName]);
		if (!session) return away(reply, '/login');
		const isOurs = isSame(fieldOf(request, 'formToken'), session.formToken);
		if (request.method === 'POST' && !isOurs) return foreign(reply);
		logIns.set(request, session);
	});

	const foreign = (reply: FastifyReply): FastifyReply =>
		sendNotice(reply.code(403), base, { notice: TEXTS.foreign });

	const away = (reply: FastifyReply, path: string): FastifyReply =>
		reply.header('cache-control', 'no-store').redirect(base + path, 303);

	const show = (
		request: FastifyRequest,
		reply: FastifyReply,
		template: string,
		facts: { title: string } & Record<string, unknown>,
	): FastifyReply => {
		const { formToken } = logIns.get(request)!;
		return sendPage(reply, template, { ...facts, base, formToken, hasMenu: true });
	};

	const instanceOf = async ({ params }: ById): Promise<Instance> => {
		const id = /^\d{1,15}$/.test(params.id) ? Number(params.id) : 0;
		const instance = await store.instance(id);
		if (!instance) throw new ApiError(404, TEXTS.gone.title);
		return instance;
	};

	const summaries = async () => ({
		companies,
		unknown: await store.unknownCalls(),
		instances: await store.instances(),
		nowMs: clock.now(),
	});

	const showCompany = async (
		request: ById,
		reply: FastifyReply,
		news: News = {},
	): Promise<FastifyReply> => {
		const instance = await instanceOf(request);
		const calls = await store.calls(instance.id);
		const { username, rejectedCompany, company } = instance.facts.connector;
		return show(request, reply, 'company', {
			title: instance.facts.name,
			view: summaryOf(instance, await summaries()),
			username,
			rejected: company ? undefined : rejectedCompany,
			unknown: (await unknownCalls(store, instance.id)).map(unknownCall),
			calls: calls.map(callLine),
			...news,
		});
	};

	app.get('/login', async (_request, reply) =>
		sendPage(reply, 'logIn', { base, title: TEXTS.logIn.title }),
	);

	app.post('/login', async (request, reply) => {
		const user = fieldOf(request, 'user').trim();
		const organization = fieldOf(request, 'organization').trim();
		const by = byPage(request);
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
		return away(reply.setCookie(cookieName, sessions.open(), cookieRules), '/');
	});

	app.post('/logout', async (request, reply) => {
		sessions.close(request.cookies[cookieName] ?? '');
		await store.audit.add({ atMs: clock.now(), action: 'loggedOut', ...byPage(request) });
		return away(reply.clearCookie(cookieName, cookieRules), '/login');
	});

	app.get('/', async (request, reply) => {
		const all = await summaries();
		const list = all.instances.map((instance) => summaryOf(instance, all));
		return show(request, reply, 'overview', { title: TEXTS.overview.title, list });
	});

	app.get('/audit', async (request, reply) => {
		const entries = await store.audit.latest(AUDIT_SHOWN);
		const lines = entries.map(auditLine);
		return show(request, reply, 'audit', { title: TEXTS.audit.title, lines });
	});

	app.get('/companies/:id', async (request: ById, reply) => await showCompany(request, reply));

	app.post('/companies/:id/link', async (request: ById, reply) => {
		const link = await connection.newLink(await instanceOf(request), byPage(request));
		return await showCompany(request, reply, { link });
	});

	app.post('/companies/:id/password', async (request: ById, reply) => {
		const password = await connection.newPassword(await instanceOf(request), byPage(request));
		return await showCompany(request, reply, { password });
	});

	for (const [decision, said] of [
		['confirm', TEXTS.company.wasConfirmed],
		['reject', TEXTS.company.wasRejected],
	] as const) {
		app.post(`/companies/:id/${decision}`, async (request: ById, reply) => {
			const company = fieldOf(request, 'company');
			const instance = await instanceOf(request);
			const isDecided = await connection[decision](instance, company, byPage(request));
			const message = isDecided ? fill(said, { company }) : TEXTS.company.wasChanged;
			return await showCompany(request, reply.code(isDecided ? 200 : 409), { message });
		});
	}

	app.post('/companies/:id/reconsider', async (request: ById, reply) => {
		await connection.reconsider(await instanceOf(request), byPage(request));
		return await showCompany(request, reply, { message: TEXTS.company.wasReconsidered });
	});

	app.post('/companies/:id/settle', async (request: ById, reply) => {
		const [, outcome, chosen] = /^(done|notDone)(?: (.+))?$/.exec(fieldOf(request, 'choice')) ?? [];
		const { missing, isSettled } = TEXTS.company.unknown;
		if (!outcome) return await showCompany(request, reply.code(400), { message: missing });
		const given = chosen ?? fieldOf(request, 'recordId').trim().slice(0, ID_LENGTH);
		const settlement = {
			outcome: outcome as 'done' | 'notDone',
			recordId: outcome === 'done' && given !== '' ? given : undefined,
		};
		const requestId = fieldOf(request, 'requestId');
		const instance = await instanceOf(request);
		try {
			await settleCall(parts, instance, requestId, settlement, byPage(request));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const message = TEXTS.company.wasChanged;
			return await showCompany(request, reply.code(error.status), { message });
		}
		return await showCompany(request, reply, { message: isSettled });
	});

	app.post('/companies/:id/look', async (request: ById, reply) => {
		const requestId = fieldOf(request, 'requestId');
		const instance = await instanceOf(request);
		try {
			await lookAgain(parts, instance, requestId);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const message = TEXTS.company.wasChanged;
			return await showCompany(request, reply.code(error.status), { message });
		}
		return await showCompany(request, reply, { message: TEXTS.company.unknown.isLookedFor });
	});

	const showRemoval = async (request: ById, reply: FastifyReply): Promise<FastifyReply> => {
		const instance = await instanceOf(request);
		const title = fill(TEXTS.removal.title, { name: instance.facts.name });
		const view = summaryOf(instance, await summaries());
		return show(request, reply, 'removal', { title, view });
	};

	app.get(
		'/companies/:id/remove',
		async (request: ById, reply) => await showRemoval(request, reply),
	);

	app.post('/companies/:id/remove', async (request: ById, reply) => {
		const instance = await instanceOf(request);
		const isArchived = fieldOf(request, 'archive') === 'yes';
		// What was shown is what is removed.
		const isMeant = fieldOf(request, 'name') === instance.facts.name;
		try {
			if (!isMeant) throw new ApiError(409, TEXTS.company.wasChanged);
			const log = request.log;
			await removeInstance({ ...parts, log }, instance, isArchived, byPage(request));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return await showRemoval(request, reply.code(error.status));
		}
		return away(reply, '/');
	});

	// Who opens the address of a form goes back to the page.
	for (const form of ['link', 'password', 'confirm', 'reject', 'reconsider', 'settle', 'look']) {
		app.get(`/companies/:id/${form}`, async (request: ById, reply) =>
			away(reply, `/companies/${encodeURIComponent(request.params.id)}`),
		);
	}
};
