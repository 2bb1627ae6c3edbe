/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import {
	addInstance,
	ApiError,
	connectable,
	draftOf,
	lookAgain,
	QUICKBOOKS_ENTERPRISE,
	removeInstance,
	settleCall,
	unknownCalls,
	type ApiParts,
} from '../../api';
import { Connection, setupUrlOf } from '../../connector';
import type { Actor, Instance } from '../../store';
import { ADMINISTRATION_TEXTS as TEXTS } from '../administrationTexts';
import { fieldOf } from '../forms';
import { fill } from '../html';
import { byBooks, callLine, summaryOf, unknownCall } from './companyView';
import type { AdminPages } from './pages';

const TEXT_LENGTH = 100;
/** How QuickBooks and the Web Connector name what asks them. */
const APPLICATION = 'n8n';

type ById = FastifyRequest<{ Params: { id: string } }>;

/** What a page says beside what is always there. */
interface News {
	message?: string;
	link?: string;
	password?: string;
}

const byPage = ({ ip }: FastifyRequest): Actor => ({ way: 'page', address: ip });

/** `/`, and `/companies/{id}` with what can be done there, for somebody who has logged in. */
export const companyRoutes: FastifyPluginAsync<ApiParts & { pages: AdminPages }> = async (
	app,
	{ pages, ...parts },
) => {
	const { store, clock, companies } = parts;
	const connection = new Connection(parts);

	const instanceOf = async ({ params }: ById): Promise<Instance> => {
		const id = /^\d{1,15}$/.test(params.id) ? Number(params.id) : 0;
		const instance = await store.instance(id);
		if (!instance) throw new ApiError(404, TEXTS.gone.title);
		return instance;
	};

	const summaries = async () => {
		const instances = await store.instances();
		const unknown = await store.unknownCalls();
		return { companies, unknown, instances, byBooks: byBooks(instances), nowMs: clock.now() };
	};

	/** The page of a company as it is by now. */
	const show = async (
		request: FastifyRequest,
		reply: FastifyReply,
		{ id }: Instance,
		news: News = {},
	): Promise<FastifyReply> => {
		const instance = await store.instance(id);
		if (!instance) throw new ApiError(404, TEXTS.gone.title);
		const { username, rejectedCompany, company } = instance.facts.connector;
		return pages.show(request, reply, 'company', {
			title: instance.facts.name,
			view: summaryOf(instance, await summaries()),
			username,
			rejected: company ? undefined : rejectedCompany,
			unknown: (await unknownCalls(store, id)).map(unknownCall),
			calls: (await store.calls(id)).map(callLine),
			...news,
		});
	};

	/** Changes something, and shows the company. What came in between is told. */
	const change = async (
		request: ById,
		reply: FastifyReply,
		message: string,
		work: (instance: Instance, by: Actor) => Promise<unknown>,
	): Promise<FastifyReply> => {
		const instance = await instanceOf(request);
		try {
			await work(instance, byPage(request));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const { wasChanged } = TEXTS.company;
			return await show(request, reply.code(error.status), instance, { message: wasChanged });
		}
		return await show(request, reply, instance, { message });
	};

	const showAll = async (
		request: FastifyRequest,
		reply: FastifyReply,
		message?: string,
	): Promise<FastifyReply> => {
		const all = await summaries();
		const list = all.instances.map((instance) => summaryOf(instance, all));
		return pages.show(request, reply, 'overview', { title: TEXTS.overview.title, list, message });
	};

	app.get('/', async (request, reply) => await showAll(request, reply));

	app.post('/companies', async (request, reply) => {
		const [name, company] = ['name', 'company'].map((field) =>
			fieldOf(request, field).trim().slice(0, TEXT_LENGTH),
		);
		if (name === '') return await showAll(request, reply.code(400), TEXTS.overview.create.missing);
		const configuration = { 'app.name': APPLICATION, 'host.ip': name };
		const body = { name, configuration, connector: { company } };
		const draft = connectable(parts, draftOf(parts, body, QUICKBOOKS_ENTERPRISE), body);
		const instance = await addInstance(parts, draft, byPage(request));
		const link = setupUrlOf(parts.publicUrl, instance);
		return await show(request, reply, instance, { link });
	});

	app.get('/companies/:id', async (request: ById, reply) =>
		show(request, reply, await instanceOf(request)),
	);

	app.post('/companies/:id/link', async (request: ById, reply) => {
		const instance = await instanceOf(request);
		const link = await connection.newLink(instance, byPage(request));
		return await show(request, reply, instance, { link });
	});

	app.post('/companies/:id/password', async (request: ById, reply) => {
		const instance = await instanceOf(request);
		const password = await connection.newPassword(instance, byPage(request));
		return await show(request, reply, instance, { password });
	});

	for (const [decision, said] of [
		['confirm', TEXTS.company.wasConfirmed],
		['reject', TEXTS.company.wasRejected],
	] as const) {
		app.post(`/companies/:id/${decision}`, async (request: ById, reply) => {
			const company = fieldOf(request, 'company');
			return await change(request, reply, fill(said, { company }), async (instance, by) => {
				if (await connection[decision](instance, company, by)) return;
				throw new ApiError(409, TEXTS.company.wasChanged);
			});
		});
	}

	app.post('/companies/:id/reconsider', async (request: ById, reply) =>
		change(request, reply, TEXTS.company.wasReconsidered, async (instance, by) =>
			connection.reconsider(instance, by),
		),
	);

	app.post('/companies/:id/settle', async (request: ById, reply) => {
		const [, outcome, chosen] = /^(done|notDone)(?: (.+))?$/.exec(fieldOf(request, 'choice')) ?? [];
		const { missing, isSettled } = TEXTS.company.unknown;
		if (!outcome) {
			const instance = await instanceOf(request);
			return await show(request, reply.code(400), instance, { message: missing });
		}
		const given = chosen ?? fieldOf(request, 'recordId').trim().slice(0, TEXT_LENGTH);
		const settlement = {
			outcome: outcome as 'done' | 'notDone',
			recordId: outcome === 'done' && given !== '' ? given : undefined,
		};
		return await change(request, reply, isSettled, async (instance, by) =>
			settleCall(parts, instance, fieldOf(request, 'requestId'), settlement, by),
		);
	});

	app.post('/companies/:id/look', async (request: ById, reply) =>
		change(request, reply, TEXTS.company.unknown.isLookedFor, async (instance) =>
			lookAgain(parts, instance, fieldOf(request, 'requestId')),
		),
	);

	const showRemoval = async (request: ById, reply: FastifyReply): Promise<FastifyReply> => {
		const instance = await instanceOf(request);
		const title = fill(TEXTS.removal.title, { name: instance.facts.name });
		const view = summaryOf(instance, await summaries());
		return pages.show(request, reply, 'removal', { title, view });
	};

	app.get('/companies/:id/remove', async (request: ById, reply) => showRemoval(request, reply));

	app.post('/companies/:id/remove', async (request: ById, reply) => {
		const instance = await instanceOf(request);
		const isArchived = fieldOf(request, 'archive') === 'yes';
		// What was shown is what is removed.
		const isMeant = fieldOf(request, 'name') === instance.facts.name;
		try {
			if (!isMeant) throw new ApiError(409, TEXTS.company.wasChanged);
			const { log } = request;
			await removeInstance({ ...parts, log }, instance, isArchived, byPage(request));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return await showRemoval(request, reply.code(error.status));
		}
		return pages.goTo(reply, '/');
	});

	// Who opens the address of a form goes back to the page.
	app.get('/companies', async (_request, reply) => pages.goTo(reply, '/'));
	for (const form of ['link', 'password', 'confirm', 'reject', 'reconsider', 'settle', 'look']) {
		app.get(`/companies/:id/${form}`, async ({ params }: ById, reply) =>
			pages.goTo(reply, `/companies/${encodeURIComponent(params.id)}`),
		);
	}
};
