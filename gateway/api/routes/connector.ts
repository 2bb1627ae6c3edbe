/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { Connection } from '../../connector';
import { ApiError } from '../errors';
import {
	callView,
	lookAgain,
	outcomeOf,
	settleCall,
	unknownCalls,
	type Settlement,
} from '../instances/calls';
import { instanceNotFound } from '../instances/lookUp';
import type { ApiParts } from '../parts';
import type { Query } from '../paging';
import { bodyOf, byApi, instanceInPath } from './instances';

type ById = FastifyRequest<{ Params: { id: string } }>;
type ByCall = FastifyRequest<{ Params: { id: string; requestId: string } }>;

const OUTCOMES = ['answered', 'notSent', 'refused', 'unanswered', 'unknown'];

/** `/instances/{id}/connector/…`: what has to do with the Web Connector, for those who may call the platform. */
export const connectorRoutes: FastifyPluginAsync<ApiParts> = async (app, parts) => {
	const { guard, store } = parts;

	app.addHook('onRequest', async ({ headers, ip }) => guard.platform(headers.authorization, ip));

	const connection = new Connection(parts);

	app.post('/instances/:id/connector/link', async (request: ById) => {
		const instance = await instanceInPath(parts, request);
		const setupUrl = await connection.newLink(instance, byApi(request));
		if (setupUrl === undefined) throw instanceNotFound(instance.id);
		return { setupUrl };
	});

	app.post('/instances/:id/connector/password', async (request: ById) => {
		const instance = await instanceInPath(parts, request);
		const password = await connection.newPassword(instance, byApi(request));
		if (password === undefined) throw instanceNotFound(instance.id);
		return { password };
	});

	/** Somebody says that these are the right books, or the wrong ones, by their name. */
	for (const decision of ['confirm', 'reject'] as const) {
		app.post(`/instances/:id/connector/${decision}`, async (request: ById) => {
			const { company: named } = bodyOf(request);
			const instance = await instanceInPath(parts, request);
			const { company, isConfirmed } = instance.facts.connector;
			if (!company) throw new ApiError(409, 'No company file has been connected yet.');
			const isDecided =
				typeof named === 'string' && (await connection[decision](instance, named, byApi(request)));
			if (isDecided) return { company: company.name };
			const isLate = decision === 'reject' && isConfirmed;
			throw new ApiError(
				409,
				isLate ? `${company.name} was confirmed.` : `The connected company is ${company.name}.`,
			);
		});
	}

	app.post('/instances/:id/connector/reconsider', async (request: ById) => {
		const instance = await instanceInPath(parts, request);
		if (await connection.reconsider(instance, byApi(request))) return {};
		throw new ApiError(409, 'No company was said to be the wrong one.');
	});

	app.get('/instances/:id/connector/calls', async (request: ById) => {
		const { id } = await instanceInPath(parts, request);
		const { outcome } = request.query as Query;
		if (outcome !== undefined && !OUTCOMES.includes(String(outcome))) {
			throw new ApiError(400, `'outcome' must be one of ${OUTCOMES.join(', ')}.`);
		}
		const calls = outcome === 'unknown' ? await unknownCalls(store, id) : await store.calls(id);
		return calls
			.filter((call) => outcome === undefined || outcomeOf(call) === outcome)
			.map(callView);
	});

	app.post('/instances/:id/connector/calls/:requestId/look', async (request: ByCall) => {
		const instance = await instanceInPath(parts, request);
		return callView(await lookAgain(parts, instance, request.params.requestId));
	});

	app.put('/instances/:id/connector/calls/:requestId', async (request: ByCall) => {
		const instance = await instanceInPath(parts, request);
		const { outcome, recordId } = bodyOf(request);
		if (outcome !== 'done' && outcome !== 'notDone') {
			throw new ApiError(400, "'outcome' must be 'done' or 'notDone'.");
		}
		const record = recordId === undefined || recordId === null ? undefined : String(recordId);
		const settlement: Settlement = { outcome, recordId: record };
		const { requestId } = request.params;
		return callView(await settleCall(parts, instance, requestId, settlement, byApi(request)));
	});
};
