import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { adminRoutes } from '../admin';
import type { Control } from '../control';
import { createExchange } from './exchange';
import { applyFault } from '../faults/apply';
import type { FaultRegistry } from '../faults/registry';
import { API_BASE, METHODS, type Call, type Method } from './http';
import { Ended } from '../lifetime';
import { credentialsOf } from '../platform/authorization';
import type { Recorder } from '../recorder';
import { createRouter, ROUTER_OPTIONS } from './router';
import type { RecordedRequest } from '../types';
import type { World } from '../world';

/** Well above the API's own limit, which has an answer of its own. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

function parseJson(text: string): Pick<Call, 'json' | 'malformed'> {
	if (text === '') return { json: undefined, malformed: false };
	try {
		return { json: JSON.parse(text) as unknown, malformed: false };
	} catch {
		return { json: undefined, malformed: true };
	}
}

function headersOf(request: FastifyRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
	);
}

function isApiUrl(url: string): boolean {
	return url.startsWith(API_BASE) && ['/', '?', undefined].includes(url[API_BASE.length]);
}

/** The HTTP server: routing, recording, faults. What the routes mean is decided elsewhere. */
export function createServer(
	world: World,
	recorder: Recorder,
	faults: FaultRegistry,
	control: Control,
): FastifyInstance {
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: BODY_LIMIT_BYTES,
		exposeHeadRoutes: false,
		// Clients that think of it as a proxy send the whole address.
		rewriteUrl: ({ url = '' }) => url.replace(/^https?:\/\/[^/?#]*/i, '') || '/',
		routerOptions: ROUTER_OPTIONS,
	});
	const records = new WeakMap<FastifyRequest, RecordedRequest>();
	const find = createRouter(world);

	// Every body is taken as text: whether it is JSON, and whether it may be, is the API's decision.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

	app.addHook('onRequest', async (request, reply) => {
		if (!isApiUrl(request.url)) return;
		const record = recorder.begin({
			method: request.method,
			path: request.url.slice(API_BASE.length).replace(/\?.*$/s, ''),
			url: request.url,
			query: { ...(request.query as Call['query']) },
			headers: headersOf(request),
			requestId: world.identifiers.requestId(),
		});
		records.set(request, record);
		const end = () => recorder.end(record, reply.raw.headersSent ? reply.raw.statusCode : null);
		reply.raw.once('finish', end);
		reply.raw.once('close', end);
	});

	const serve = async (request: FastifyRequest, reply: FastifyReply) => {
		const { route, params } = find(request.method, request.url);
		const { handler, throughInstance } = route;
		const record = records.get(request)!;
		const rawBody = typeof request.body === 'string' ? request.body : '';
		const call: Call = {
			method: request.method as Method,
			path: record.path,
			params,
			query: record.query,
			headers: record.headers,
			rawBody,
			...parseJson(rawBody),
			requestId: record.requestId,
			distortion: {},
			stored: record.stored,
			storedRecords: record.storedRecords,
		};
		Object.assign(record, { rawBody, json: call.json });
		const exchange = createExchange(world, call, handler, request, reply);
		const { element } = credentialsOf(call);
		const instance = element === undefined ? undefined : world.instances.withToken(element);
		if (throughInstance && instance) {
			const ended = world.queues.arrived(instance.id);
			reply.raw.once('finish', ended);
			reply.raw.once('close', ended);
		}
		const answer = async () => {
			const { latencyMs = 0 } = world.options;
			if (latencyMs > 0) await exchange.pause(latencyMs);
			const fault = faults.take(call, instance?.id);
			record.fault = fault?.kind;
			if (fault) await applyFault(fault, exchange);
			else exchange.send(await exchange.execute());
		};
		await answer().catch((error: unknown) => {
			if (!(error instanceof Ended)) throw error;
			exchange.drop();
		});
		return reply;
	};

	// One for the whole API: that fastify registers every route of it takes 40 ms, in each test that starts a sandbox.
	app.route({ method: [...METHODS], url: `${API_BASE}/*`, handler: serve });
	app.register(adminRoutes(control));
	return app;
}
