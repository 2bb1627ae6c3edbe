/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync } from 'fastify';
import { collectDefaultMetrics, type Registry } from 'prom-client';

import { readCredentials, type ApiParts } from '../api';
import { isSame } from '../store';
import { CompanyGauges } from './companyGauges';
import { Health } from './health';

export interface MonitoringParts extends ApiParts {
	/** Where the calls are measured, and who may read that; nobody may where it is left out. */
	metrics?: { registry: Registry; token: string };
}

/** `/healthz` for everybody, `/metrics` for whoever has the token. */
export const monitoringRoutes: FastifyPluginAsync<MonitoringParts> = async (app, parts) => {
	const health = new Health({ ...parts, log: app.log });
	app.get('/healthz', async (_request, reply) => {
		const isUsable = await health.isUsable();
		void reply.code(isUsable ? 200 : 503);
		return { status: isUsable ? 'ok' : 'The database cannot be used.' };
	});

	const { metrics, guard } = parts;
	if (!metrics) return;
	const { registry, token } = metrics;
	const gauges = new CompanyGauges(registry, parts);
	collectDefaultMetrics({ register: registry });
	app.get('/metrics', async ({ headers, ip }, reply) => {
		const { bearer = '' } = readCredentials(headers.authorization);
		if (!isSame(bearer, token)) {
			void reply.header('www-authenticate', 'Bearer');
			throw await guard.refusal({ way: 'metrics', address: ip });
		}
		await gauges.look();
		return reply.type(registry.contentType).send(await registry.metrics());
	});
};
