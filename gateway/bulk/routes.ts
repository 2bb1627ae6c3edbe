/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { claimOf, markFree, markReplayed } from '../api/idempotency';
import {
	encodeCursor,
	NEXT_PAGE_HEADER,
	pageOf,
	queryValue,
	requestedPage,
	type Query,
} from '../api/paging';
import { parseCeql, testOf } from '../ceql';
import { callOf, methodNotAllowed, notSupported } from '../records';
import type { StoredJob } from '../store';
import { callbackUrlOf } from './callback';
import { errorPage } from './files/errors';
import type { JobFiles } from './files/files';
import type { BulkJobs } from './jobs';
import { downloadDraft, uploadDraft } from './drafts';
import { readBulkQuery } from './query';
import { resultFile } from './files/result';
import { SEARCHED_JOBS, searchedJob, statusOf } from './status';
import { readForm } from './upload';

/** The largest file that is taken (our choice): it is in memory while it is read. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

export interface BulkParts {
	jobs: BulkJobs;
	files: JobFiles;
	clock: { now(): number };
}

type BulkRequest = FastifyRequest<{ Querystring: Query; Params: { object: string; id: string } }>;

const callback = ({ headers }: FastifyRequest) =>
	callbackUrlOf(headers['elements-async-callback-url']);

const formOf = async ({ headers, body }: FastifyRequest) =>
	await readForm(headers['content-type'] ?? '', Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** Everything under `/bulk`, in a scope of `servesInstances`; the paths are documented. */
export const bulkRoutes: FastifyPluginAsync<BulkParts> = async (app, { jobs, files, clock }) => {
	app.addContentTypeParser(
		['multipart/form-data', 'application/x-www-form-urlencoded'],
		{ parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES },
		(_request, body, done) => done(null, body),
	);

	const jobIn = async (request: BulkRequest): Promise<StoredJob> => {
		const { instance, port } = callOf(request);
		void port;
		return await jobs.of(instance.id, request.params.id);
	};

	/** The job that a request under the same idempotency key has made. */
	const madeBefore = async (request: BulkRequest, reply: FastifyReply) => {
		const claim = claimOf(request);
		if (claim?.earlierId === undefined) return undefined;
		const job = await jobs.underKey(callOf(request).instance.id, claim.key);
		if (job) markReplayed(reply);
		else markFree(claim);
		return job;
	};

	const moreOf = (request: BulkRequest, instanceId: number) => ({
		instanceId,
		nowMs: clock.now(),
		callbackUrl: callback(request),
		key: claimOf(request)?.key,
	});

	app.post('/bulk/query', async (request: BulkRequest, reply) => {
		const { instance, port } = callOf(request);
		void port;
		const { query } = request;
		const asked = readBulkQuery(query, queryValue(query, 'q'), queryValue(query, 'where'));
		const { metaData } = await formOf(request);
		const again = await madeBefore(request, reply);
		if (again) return { id: String(again.id), status: 'CREATED' };
		const more = moreOf(request, instance.id);
		const job = await jobs.start(downloadDraft(asked, { ...more, metaData }));
		return { id: String(job.id), status: 'CREATED' };
	});

	app.post('/bulk/:object', { bodyLimit: MAX_FILE_BYTES }, async (request: BulkRequest, reply) => {
		const { instance, port } = callOf(request);
		void port;
		const form = await formOf(request);
		const again = await madeBefore(request, reply);
		if (again) return { id: String(again.id), status: 'CREATED', instanceId: instance.id };
		const more = moreOf(request, instance.id);
		const { draft, rows } = uploadDraft(request.params.object, form, more);
		const job = await jobs.start(draft, rows);
		return { id: String(job.id), status: 'CREATED', instanceId: instance.id };
	});

	app.get('/bulk/jobs', async (request: BulkRequest, reply) => {
		const { instance, port } = callOf(request);
		void port;
		const where = queryValue(request.query, 'where')?.trim();
		const test = where ? testOf(SEARCHED_JOBS, parseCeql(where)) : () => true;
		const found = (await jobs.all(instance.id)).filter((job) => test(searchedJob(job)));
		const cursor = requestedPage(request.query, 5000, 200);
		const page = pageOf(found, cursor).map(statusOf);
		const next = encodeCursor({ ...cursor, page: cursor.page + 1 });
		return answerPage(reply, page, next);
	});

	app.get('/bulk/:id/status', async (request: BulkRequest) => statusOf(await jobIn(request)));

	app.get('/bulk/:id/errors', async (request: BulkRequest, reply) => {
		const { list, next } = await errorPage(await jobIn(request), files, request.query);
		return answerPage(reply, list, next);
	});

	app.put('/bulk/:id/cancel', async (request: BulkRequest) => {
		return statusOf(await jobs.cancel(await jobIn(request)));
	});

	app.get('/bulk/:id/:object', async (request: BulkRequest, reply) => {
		const { headers, params } = request;
		const { accept } = headers;
		const { type, text } = resultFile(await jobIn(request), params.object, { files, accept });
		return await reply.header('content-type', type).send(Readable.from(text));
	});

	const refuse = async ({ method }: FastifyRequest): Promise<never> => {
		throw methodNotAllowed(method);
	};
	app.get('/bulk', async () => {
		throw notSupported();
	});
	app.route({ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: '/bulk/:object', handler: refuse });
	app.route({
		method: ['POST', 'PUT', 'PATCH', 'DELETE'],
		url: '/bulk/:id/:object',
		handler: refuse,
	});
	app.get('/bulk/:id/cancel', refuse);
};

function answerPage(reply: FastifyReply, page: unknown[], next: string | undefined): unknown[] {
	void reply.headers({
		'Elements-Returned-Count': String(page.length),
		...(next === undefined ? {} : { [NEXT_PAGE_HEADER]: next }),
	});
	return page;
}
