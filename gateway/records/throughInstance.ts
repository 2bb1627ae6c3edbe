/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { readCredentials } from '../api/authorization';
import { ApiError } from '../api/errors';
import { openEarlierId } from '../api/idempotency';
import type { ApiParts } from '../api/parts';
import type { Instance } from '../store';
import { answerTo } from './failure';
import type { CompanyPort } from './port';
import { QueuePort } from './queuePort';
import { StillUnknown } from './repeated';
import { resourceAt } from './resources';

/** A call through an instance. */
export interface InstanceCall {
	instance: Instance;
	/** Throws where the instance is disabled. */
	port: CompanyPort;
}

const calls = new WeakMap<FastifyRequest, InstanceCall>();

/**
 * Makes all routes of a scope calls through the instance of the Element token: those who may call it, whom it serves,
 * and how its errors look.
 */
export function servesInstances(app: FastifyInstance, parts: ApiParts): void {
	app.addHook('onRequest', async (request, reply) => {
		const { headers, ip } = request;
		if (!isMeant(request)) return reply.callNotFound();
		const instance = await parts.guard.element(headers.authorization, ip);
		void reply.header('Elements-Element-Instance-Id', String(instance.id));
		calls.set(request, {
			instance,
			get port() {
				return portFor(parts, instance, request, reply);
			},
		});
	});
	app.setErrorHandler<FastifyError>(async (error, request) => {
		const { method } = request;
		const answer: ApiError | FastifyError = answerTo(error) ?? error;
		// A fault of the program can have come after something was sent.
		const isFault = !(answer instanceof ApiError) && (error.statusCode ?? 500) >= 500;
		const usual = isFault && method !== 'GET' ? 'unknown' : 'notSent';
		const outcome = outcomeOf(answer) ?? usual;
		const earlierId = openEarlierId(request);
		// That this one sent nothing does not say that the first one did nothing: its key must not come free.
		if (outcome === 'notSent' && earlierId !== undefined) {
			throw new StillUnknown(earlierId, answer.message, statusOf(answer));
		}
		throw Object.assign(answer, { outcome });
	});
}

/** An address that the platform does not know is that of a resource only where an instance is named with it. */
function isMeant({ params, headers }: FastifyRequest): boolean {
	const { resource } = params as { resource?: string };
	const isKnown = resource === undefined || resourceAt(resource) !== undefined;
	return isKnown || readCredentials(headers.authorization).element !== undefined;
}

const statusOf = (error: ApiError | FastifyError): number | undefined =>
	error instanceof ApiError ? error.status : error.statusCode;

const outcomeOf = (error: Error) => (error instanceof ApiError ? error.outcome : undefined);

/** @returns the instance that a request goes through, in a scope of {@link servesInstances} */
export const callOf = (request: FastifyRequest): InstanceCall => calls.get(request)!;

/** @returns the instance that a request goes through; undefined for a call to the platform */
export const instanceIdOf = (request: FastifyRequest): number | undefined =>
	calls.get(request)?.instance.id;

function portFor(
	{ companies }: ApiParts,
	instance: Instance,
	request: FastifyRequest,
	reply: FastifyReply,
): CompanyPort {
	// The status is observed, the text ours.
	if (instance.facts.disabled) throw new ApiError(403, 'The element instance is disabled.');
	const { id: requestId, method, url } = request;
	const [path] = url.split('?');
	const signal = hangUpSignal(reply);
	return new QueuePort(instance, companies.of(instance), { requestId, method, path, signal });
}

/** Ends when the caller goes before the answer. */
function hangUpSignal({ raw }: FastifyReply): AbortSignal {
	const hangUp = new AbortController();
	// The caller can have gone while the key of the request was looked up.
	if (raw.destroyed) hangUp.abort();
	raw.once('close', () => {
		if (!raw.writableFinished) hangUp.abort();
	});
	return hangUp.signal;
}
