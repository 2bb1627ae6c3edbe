/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { KeptKey } from '../store';
import { ApiError } from './errors';
import type { ApiParts } from './parts';

const HEADER = 'idempotency-key';
const LONGEST = 255;
const WRITES = ['DELETE', 'PATCH', 'POST', 'PUT'];

/** An answer as it was given first. */
interface KeptAnswer {
	status: number;
	type?: string;
	body: string;
}

/** A request under a key. */
export interface Claim {
	/** Digest of the key; what the request makes can carry it. */
	key: string;
	/** Of the earlier request under this key whose answer was lost, where there was one. */
	earlierId?: string;
	/** Whether it is certain that the earlier one did nothing. */
	isFree?: boolean;
}

const claims = new WeakMap<FastifyRequest, Claim>();

/** @returns under which key a request is made; undefined where it names none */
export const claimOf = (request: FastifyRequest): Claim | undefined => claims.get(request);

/** Notes that nothing was done under a key by earlier requests. */
export const markFree = (claim: Claim): void => void (claim.isFree = true);

/** @returns the earlier request under the key of this one that may have done something, as far as this one knows */
export function openEarlierId(request: FastifyRequest): string | undefined {
	const { earlierId, isFree = false } = claimOf(request) ?? {};
	return isFree ? undefined : earlierId;
}

/** Marks an answer as that of an earlier request under the same key. */
export const markReplayed = (reply: FastifyReply): FastifyReply =>
	reply.header('idempotent-replayed', 'true');

/**
 * Lets a caller repeat a write under the same `Idempotency-Key` without doing it twice: the first answer is kept and
 * given again. What was `notSent` is not kept; what nobody knows the outcome of is for the route to find out.
 *
 * @param instanceOf the instance that a request goes through; undefined for calls to the platform
 */
export function keepsAnswers(
	app: FastifyInstance,
	{ store, vault, clock }: Pick<ApiParts, 'clock' | 'store' | 'vault'>,
	instanceOf: (request: FastifyRequest) => number | undefined,
): void {
	/** By key: ends when the request that is under way has its answer. */
	const underWay = new Map<string, Promise<void>>();

	app.addHook('preHandler', async (request, reply) => {
		const given = request.headers[HEADER];
		if (given === undefined || !WRITES.includes(request.method)) return undefined;
		const instanceId = instanceOf(request);
		const key = vault.digest(`${instanceId ?? 'account'}\0${keyIn(given)}`, 'idempotency key');
		const digest = vault.digest(contentOf(request), 'idempotency request');
		for (let other = underWay.get(key); other; other = underWay.get(key)) await other;
		// It would never be known when this one is over.
		if (reply.raw.destroyed) throw callerGone();
		underWay.set(
			key,
			answered(reply, () => underWay.delete(key)),
		);
		const kept: KeptKey = {
			instanceId,
			key,
			request: digest,
			requestId: request.id,
			createdAtMs: clock.now(),
		};
		const earlier = await store.keys.claim(kept);
		if (earlier && earlier.request !== digest) throw otherRequest();
		if (earlier?.answer !== undefined) {
			const { status, type, body } = JSON.parse(vault.open(earlier.answer, key)) as KeptAnswer;
			if (type !== undefined) void reply.header('content-type', type);
			return await markReplayed(reply).code(status).send(body);
		}
		claims.set(request, { key, ...(earlier ? { earlierId: earlier.requestId } : {}) });
		return undefined;
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const claim = claims.get(request);
		if (!claim || (typeof payload !== 'string' && payload !== undefined && payload !== null)) {
			return payload;
		}
		const { statusCode: status } = reply;
		const body = payload ?? '';
		const fate = fateOf(status, body, instanceOf(request) !== undefined);
		if (fate === 'keep') {
			const type = reply.getHeader('content-type');
			const answer: KeptAnswer = { status, body, ...(type ? { type: String(type) } : {}) };
			await store.keys.keep(claim.key, vault.seal(JSON.stringify(answer), claim.key));
		} else if (fate === 'release') await store.keys.release(claim.key);
		return payload;
	});
}

/** What is done with a key once there is an answer. One that is left is looked into when the request is repeated. */
function fateOf(status: number, body: string, isThroughInstance: boolean) {
	if (status < 400) return 'keep';
	if (!isThroughInstance) return status < 500 ? 'release' : 'leave';
	const { outcome } = JSON.parse(body) as { outcome?: string };
	if (outcome === 'refused') return 'keep';
	return outcome === 'unknown' ? 'leave' : 'release';
}

async function answered(reply: FastifyReply, then: () => void): Promise<void> {
	await new Promise<void>((resolve) => {
		reply.raw.once('close', resolve);
		reply.raw.once('finish', resolve);
	});
	then();
}

function keyIn(given: string[] | string): string {
	const key = String(given).trim();
	if (key !== '' && key.length <= LONGEST) return key;
	const message = `The Idempotency-Key must have 1 to ${LONGEST} characters.`;
	throw new ApiError(400, message, undefined, 'notSent');
}

/** The boundary of a form is another one each time that it is sent. */
function contentOf({ method, url, body, headers }: FastifyRequest): string {
	const boundary = /boundary="?([^";]+)/i.exec(headers['content-type'] ?? '')?.[1];
	const text = Buffer.isBuffer(body) ? body.toString('latin1') : JSON.stringify(body ?? null);
	const plain = boundary === undefined ? text : text.replaceAll(boundary, 'boundary');
	return [method, url, plain].join('\0');
}

/** Nobody reads it. */
const callerGone = (): ApiError =>
	new ApiError(502, 'The caller has gone. Nothing was sent.', undefined, 'notSent');

const otherRequest = (): ApiError =>
	new ApiError(
		422,
		'The Idempotency-Key was used for another request before. Nothing was sent.',
		undefined,
		'notSent',
	);
