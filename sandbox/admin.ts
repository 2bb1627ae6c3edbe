import type { FastifyPluginAsync } from 'fastify';
import type { Control } from './control';
import { ApiError } from './server/errors';
import type { HistorySeed } from './events/eventService';
import { FAULT_KINDS } from './faults/apply';
import type { FaultRule } from './faults/types';
import { isRecord } from './server/http';
import type { InstanceSeed } from './types';

/** Everything a test can do, for those who are in another process. */
const ADMIN_BASE = '/sandbox';

function ruleOf(body: unknown): FaultRule {
	if (!isRecord(body) || !isRecord(body.fault)) {
		throw new ApiError(400, 'A fault rule needs a member "fault" with a "kind".');
	}
	if (!FAULT_KINDS.includes(body.fault.kind as FaultRule['fault']['kind'])) {
		throw new ApiError(400, `"fault.kind" must be one of ${FAULT_KINDS.join(', ')}.`);
	}
	return body as unknown as FaultRule;
}

function objectOf(body: unknown): Record<string, unknown> {
	if (!isRecord(body)) throw new ApiError(400, 'The body must be a JSON object.');
	return body;
}

function historySeedOf(body: Record<string, unknown>): HistorySeed {
	const { elementInstanceId, eventDate } = body;
	if (typeof elementInstanceId !== 'number') {
		throw new ApiError(400, 'An event needs a member "elementInstanceId", a number.');
	}
	if (eventDate !== undefined && Number.isNaN(Date.parse(String(eventDate)))) {
		throw new ApiError(400, '"eventDate" must be a time of ISO 8601.');
	}
	return body as unknown as HistorySeed;
}

/**
 * The admin routes. They show secrets and have no login, so they answer to the same machine only, even when the
 * API listens elsewhere, and to no web page.
 */
export function adminRoutes({ sandbox, world, faults, recorder }: Control): FastifyPluginAsync {
	return async (app) => {
		app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
			try {
				done(null, body === '' ? undefined : (JSON.parse(body as string) as unknown));
			} catch {
				done(new ApiError(400, 'The body is not valid JSON.'));
			}
		});
		app.addHook('onRequest', async (request) => {
			const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
			if (!isLocal || request.headers.origin !== undefined) {
				throw new ApiError(403, 'Admin routes answer to programs on the same machine only.');
			}
		});
		app.setErrorHandler((error, _request, reply) => {
			const status = error instanceof ApiError ? error.status : 400;
			return reply.code(status).send({ message: (error as Error).message });
		});

		app.get(`${ADMIN_BASE}/faults`, async () => faults.list());
		app.post(`${ADMIN_BASE}/faults`, async ({ body }) => ({ id: faults.add(ruleOf(body)) }));
		app.delete(`${ADMIN_BASE}/faults`, async () => {
			faults.clear();
			return {};
		});
		app.delete<{ Params: { id: string } }>(`${ADMIN_BASE}/faults/:id`, async ({ params }) => {
			faults.remove(params.id);
			return {};
		});

		app.get(`${ADMIN_BASE}/requests`, async () => ({
			openRequestsPeak: recorder.peak,
			requests: recorder.requests,
		}));
		app.delete(`${ADMIN_BASE}/requests`, async () => {
			recorder.reset();
			return {};
		});

		app.get(`${ADMIN_BASE}/state`, async () => ({
			...world.toSavedState(),
			clockOffsetMs: world.clock.offsetMs,
			pendingStores: world.lifetime.pendingStores,
		}));
		app.put(`${ADMIN_BASE}/clock`, async ({ body }) => {
			world.clock.offsetMs = Number(objectOf(body).offsetMs) || 0;
			return { offsetMs: world.clock.offsetMs };
		});
		app.put(`${ADMIN_BASE}/settings`, async ({ body }) => {
			const changes = objectOf(body);
			const known: Record<string, unknown> = { ...world.settings };
			const isWrong = ([name, value]: [string, unknown]) => typeof known[name] !== typeof value;
			const wrong = Object.entries(changes).filter(isWrong);
			if (wrong.length > 0) throw new ApiError(400, `No such setting: ${wrong.join(', ')}.`);
			return Object.assign(world.settings, changes);
		});
		app.post(`${ADMIN_BASE}/reset`, async () => {
			sandbox().reset();
			return {};
		});

		app.post(`${ADMIN_BASE}/instances`, async ({ body }) => {
			const { afterMs, ...seed } = objectOf(body) as InstanceSeed & { afterMs?: number };
			if (afterMs === undefined) return sandbox().addInstance(seed);
			sandbox().addInstanceLater(seed, afterMs);
			return {};
		});
		app.post(`${ADMIN_BASE}/poll`, async ({ body }) => {
			const deliveries = await sandbox().pollNow(Number(objectOf(body).instanceId));
			return deliveries.map(({ id, status, attempts }) => ({ id, status, attempts }));
		});
		app.put<{ Params: { id: string } }>(
			`${ADMIN_BASE}/instances/:id/closing-date`,
			async ({ params, body }) => {
				const { day } = objectOf(body);
				if (!world.instances.get(Number(params.id))) throw new ApiError(404, 'No such instance.');
				if (day !== null && !/^\d{4}-\d\d-\d\d$/.test(String(day))) {
					throw new ApiError(400, 'The body needs a member "day", such as "2017-12-31" or null.');
				}
				sandbox().setClosingDate(Number(params.id), day === null ? undefined : String(day));
				return { day };
			},
		);
		app.post(`${ADMIN_BASE}/events`, async ({ body }) => {
			await world.eventService.note(historySeedOf(objectOf(body)));
			return {};
		});
	};
}
