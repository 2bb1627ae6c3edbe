/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { isSameName, withConfirmed, withNewLink, withNewPassword } from '../../connector';
import { OUTCOME_OF, type InstanceDraft, type StoredCall } from '../../store';
import { ApiError } from '../errors';
import { dateText } from '../instances/view';
import type { ApiParts } from '../parts';
import type { Query } from '../paging';
import { bodyOf, instanceInPath } from './instances';

type ById = FastifyRequest<{ Params: { id: string } }>;
type ByCall = FastifyRequest<{ Params: { id: string; requestId: string } }>;

const OUTCOMES = ['answered', 'notSent', 'refused', 'unanswered', 'unknown'];

/** `/instances/{id}/connector/…`: what has to do with the Web Connector, for those who may call the platform. */
export const connectorRoutes: FastifyPluginAsync<ApiParts> = async (app, parts) => {
	const { guard, store, vault, clock, publicUrl } = parts;

	app.addHook('onRequest', async ({ headers, ip }) => guard.platform(headers.authorization, ip));

	const change = async (request: ById, next: (draft: InstanceDraft) => InstanceDraft) => {
		const { id } = await instanceInPath(parts, request);
		const instance = await store.changeInstance(id, next);
		return instance ?? (await instanceInPath(parts, request));
	};

	app.post('/instances/:id/connector/link', async (request: ById) => {
		const { secrets } = await change(request, (draft) => withNewLink(draft, clock.now()));
		return { setupUrl: `${publicUrl}/connect/${secrets.link}` };
	});

	app.post('/instances/:id/connector/password', async (request: ById) => {
		const { secrets } = await change(request, (draft) => withNewPassword(vault, draft));
		return { password: secrets.password };
	});

	/** Somebody says that these are the right books, by their name. */
	app.post('/instances/:id/connector/confirm', async (request: ById) => {
		const { company: named } = bodyOf(request);
		const { company } = (await instanceInPath(parts, request)).facts.connector;
		if (!company) throw new ApiError(409, 'No company file has been connected yet.');
		if (typeof named !== 'string' || !isSameName(named, company.name)) {
			throw new ApiError(409, `The connected company is ${company.name}.`);
		}
		await change(request, withConfirmed);
		return { company: company.name };
	});

	app.get('/instances/:id/connector/calls', async (request: ById) => {
		const { id } = await instanceInPath(parts, request);
		const { outcome } = request.query as Query;
		if (outcome !== undefined && !OUTCOMES.includes(String(outcome))) {
			throw new ApiError(400, `'outcome' must be one of ${OUTCOMES.join(', ')}.`);
		}
		const calls = await store.calls(id);
		return calls
			.filter((call) => outcome === undefined || outcomeOf(call) === outcome)
			.map(callView);
	});

	app.put('/instances/:id/connector/calls/:requestId', async (request: ByCall) => {
		const { id } = await instanceInPath(parts, request);
		const { outcome, recordId } = bodyOf(request);
		if (outcome !== 'done' && outcome !== 'notDone') {
			throw new ApiError(400, "'outcome' must be 'done' or 'notDone'.");
		}
		const { requestId } = request.params;
		const call = await store.call(requestId);
		if (call?.instanceId !== id) {
			throw new ApiError(404, `No call found with ID ${requestId.slice(0, 100)}`);
		}
		const isSettled = await store.settle(requestId, ['inDoubt', 'unknown'], {
			// What was not done may be sent by whoever repeats it under its key.
			state: outcome === 'done' ? 'answered' : 'dropped',
			...(recordId === undefined || recordId === null ? {} : { recordId: String(recordId) }),
			atMs: clock.now(),
			reason: `Settled by a person: ${outcome}`,
			isSynced: true,
		});
		if (!isSettled) throw new ApiError(409, 'The outcome of this call is known.');
		return callView((await store.call(requestId))!);
	});
};

/** Never contents. */
function callView(call: StoredCall) {
	const { id, method, path, handedOutAtMs, settledAtMs, reason } = call;
	return {
		requestId: id,
		method,
		path,
		sentAt: handedOutAtMs === undefined ? null : dateText(handedOutAtMs),
		outcome: outcomeOf(call),
		message: reason ?? null,
		durationMs: handedOutAtMs === undefined ? null : (settledAtMs ?? handedOutAtMs) - handedOutAtMs,
		...(call.recordId === undefined ? {} : { recordId: call.recordId }),
		...(outcomeOf(call) === 'unknown'
			? { candidates: JSON.parse(call.candidates ?? '[]') as unknown }
			: {}),
	};
}

/** @returns null for a call that waits or is out. A read that left and has no answer has changed nothing, but it was sent. */
function outcomeOf({ kind, state, handedOutAtMs }: StoredCall): string | null {
	if (state === 'answered') return 'answered';
	const hasLeft = kind === 'read' && state === 'dropped' && handedOutAtMs !== undefined;
	return hasLeft ? 'unanswered' : (OUTCOME_OF[state] ?? null);
}
