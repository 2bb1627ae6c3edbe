/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import { queryValue, type Query } from '../api/paging';
import { callOf, methodNotAllowed } from '../records';
import { readReport } from './report';
import { reportTypes } from './types';

type ReportCall = FastifyRequest<{ Querystring: Query }>;

/** Category and name of each (documented). */
export const reportTypeList = () =>
	reportTypes().map(({ category, name }) => ({ Category: category, Name: name }));

/** `/report-types` and `/reports`, in a scope of `servesInstances`. A report comes as an array of one (observed). */
export const reportRoutes: FastifyPluginAsync = async (app) => {
	app.get('/report-types', async (request) => {
		void callOf(request).port;
		return reportTypeList();
	});

	app.get('/reports', async (request: ReportCall) => {
		const { port } = callOf(request);
		return [await readReport(port, queryValue(request.query, 'where'))];
	});

	for (const url of ['/report-types', '/reports']) {
		app.route({
			method: ['DELETE', 'PATCH', 'POST', 'PUT'],
			url,
			handler: async ({ method }) => {
				throw methodNotAllowed(method);
			},
		});
	}
};
