/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { randomUUID } from 'node:crypto';
import {
	fastify,
	LogController,
	type FastifyError,
	type FastifyInstance,
	type FastifyPluginAsync,
	type FastifyReply,
	type FastifyRequest,
} from 'fastify';
import { Registry } from 'prom-client';

import {
	ApiError,
	API_BASE,
	connectorRoutes,
	elementRoutes,
	gatewayProfile,
	Guard,
	instanceRoutes,
	keepsAnswers,
	nothingThere,
	QUICKBOOKS_ENTERPRISE,
	readCredentials,
	TooManyFailures,
	type ApiParts,
	type Secrets,
} from '../api';
import {
	Companies,
	connectRoutes,
	MAX_ANSWER_BYTES,
	qbwcRoutes,
	WebConnector,
	type SessionSettings,
} from '../connector';
import { BulkJobs, bulkRoutes, type BulkParts, type JobFiles } from '../bulk';
import {
	configurationIn,
	Deliveries,
	eventRoutes,
	mayCall,
	Watcher,
	type EventRouteParts,
} from '../events';
import type { CodePage } from '../qbxml';
import type { Clock } from '../queue';
import { listRoutes, Lists, type AnswerSizes } from '../listing';
import { metadataRoutes } from '../metadata';
import { CallMeasure, monitoringRoutes } from '../monitoring';
import { administrationRoutes, assetRoutes, knowBrowsers, setupRoutes } from '../pages';
import { instanceIdOf, recordRoutes, servesInstances } from '../records';
import { reportRoutes } from '../reports';
import type { Outcome, Store, Vault } from '../store';
import { backupRoutes } from './backupRoutes';

/** Characters of the id of a request. */
const REQUEST_ID_LENGTH = 24;
/** Largest request that is not a file (documented). */
const MAX_API_BYTES = 8 * 1024 * 1024;
/** Longer than the Web Connector's pause of five seconds, so that it keeps its connection. */
const KEEP_ALIVE_MS = 75_000;
/** A whole request has to be here by then: a long answer of QuickBooks over a slow line, but nobody who trickles. */
const REQUEST_MS = 600_000;
/** Browsers that came by https once keep to it for so long. */
const HTTPS_ALONE = `max-age=${365 * 86_400}`;

export interface GatewayParts {
	store: Store;
	vault: Vault;
	clock: Clock;
	secrets: Secrets;
	/** How the company's computer reaches the gateway, without a slash at its end. */
	publicUrl: string;
	/** How long a call waits for QuickBooks. */
	waitMs: number;
	/** How long after it left a write may be sent once more that is not in the books; 15 minutes where it is left out. */
	resendMs?: number;
	/** In which characters the QuickBooks of the companies keep texts. */
	codePage?: CodePage;
	/** What the `.qwc` file asks for. */
	intervalSeconds: number;
	sessions: SessionSettings;
	/** Where long lists are kept while they are read; made when it is needed. */
	listFolder: string;
	/** How much of a list is asked of QuickBooks at once; usual where it is left out. */
	answers?: AnswerSizes;
	/** Writes a copy of the database into a file; left out where another program keeps it. */
	copyDatabase?: (file: string) => Promise<void>;
	/** The files of bulk jobs. */
	jobFiles: JobFiles;
	/** Who may read how much there is to do; nobody may where it is left out. */
	metricsToken?: string;
	/** Whose `X-Forwarded-For` is believed. */
	trustProxy?: string;
	/** Whether it says on the output, or elsewhere, what goes wrong. */
	logs?: boolean | { write(line: string): void };
}

/** The gateway as a server that does not listen yet. */
export async function buildGateway(parts: GatewayParts): Promise<FastifyInstance> {
	const { store, vault, clock, secrets, publicUrl, waitMs, intervalSeconds, sessions } = parts;
	const app = fastify({
		genReqId: () => randomUUID().replace(/-/g, '').slice(0, REQUEST_ID_LENGTH),
		requestIdHeader: false,
		// Addresses hold secrets of links.
		logController: new LogController({ disableRequestLogging: true }),
		bodyLimit: MAX_API_BYTES,
		keepAliveTimeout: KEEP_ALIVE_MS,
		requestTimeout: REQUEST_MS,
		forceCloseConnections: true,
		// What fails before there is a route, in the form of every other error.
		frameworkErrors: refuseAddress,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
		...(parts.trustProxy === undefined ? {} : { trustProxy: parts.trustProxy }),
		logger: loggerOf(parts.logs),
	});
	const metrics = metricsOf(parts);
	const measure = metrics && new CallMeasure(metrics.registry);
	const companies = new Companies({
		...parts,
		log: app.log,
		onEnd: (call) => measure?.note(call),
	});
	const guard = new Guard(secrets, store, clock);
	const elements = [QUICKBOOKS_ENTERPRISE];
	const profile = gatewayProfile(companies);
	const api = { store, vault, clock, companies, guard, elements, profile, publicUrl };

	const isHttps = new URL(publicUrl).protocol === 'https:';
	app.addHook('onSend', async (request, reply) => {
		void reply.headers({
			'Elements-Request-Id': request.id,
			'x-content-type-options': 'nosniff',
			...(isHttps ? { 'strict-transport-security': HTTPS_ALONE } : {}),
		});
		if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
	});
	knowBrowsers(app);
	answerErrors(app);
	const lists = new Lists({ clock, waitMs, folder: parts.listFolder, answers: parts.answers });
	app.addHook('onClose', async () => await lists.close());
	const deliveries = deliveriesOf(store, clock);
	const watcher = new Watcher({ ...api, lists, deliveries, log: app.log });
	app.addHook('onReady', async () => {
		watcher.start();
		void deliveries.resume().catch((error: unknown) => {
			app.log.warn({ error: String(error) }, 'Notifications could not be sent');
		});
	});
	app.addHook('onClose', async () => {
		watcher.stop();
		deliveries.stop();
	});
	const { jobFiles: files, listFolder: folder } = parts;
	const jobs = new BulkJobs({ ...api, files, folder, log: app.log });
	app.addHook('onReady', async () => await jobs.resume());
	app.addHook('preClose', async () => await jobs.close());
	await app.register(
		apiRoutes({ ...api, deliveries }, { lists, waitMs, bulk: { jobs, files, clock } }),
		{
			prefix: API_BASE,
		},
	);
	const { copyDatabase } = parts;
	await app.register(backupRoutes, { ...api, folder, copyDatabase, prefix: API_BASE });
	const webConnector = new WebConnector({ ...api, settings: sessions, log: app.log });
	await app.register(qbwcRoutes, { webConnector, publicUrl, maxBytes: MAX_ANSWER_BYTES });
	await app.register(monitoringRoutes, { ...api, metrics });
	const setup = { ...api, intervalSeconds };
	await app.register(connectRoutes, setup);
	await app.register(setupRoutes, setup);
	await app.register(administrationRoutes, api);
	await app.register(assetRoutes);
	return app;
}

const metricsOf = ({ metricsToken: token }: GatewayParts) =>
	token === undefined ? undefined : { registry: new Registry(), token };

const loggerOf = (logs: GatewayParts['logs'] = false) =>
	typeof logs === 'boolean' ? logs && { level: 'info' } : { level: 'info', stream: logs };

/** What calls through instances work with, beside the rest of the API. */
interface InstanceParts {
	lists: Lists;
	waitMs: number;
	bulk: BulkParts;
}

const deliveriesOf = (store: Store, clock: Clock): Deliveries =>
	new Deliveries({
		events: store.events,
		clock,
		configurationOf: async (id) => {
			const instance = await store.instance(id);
			return instance && configurationIn(instance);
		},
		mayCall,
	});

const apiRoutes =
	(parts: EventRouteParts, own: InstanceParts): FastifyPluginAsync =>
	async (app) => {
		const readJson = app.getDefaultJsonParser('error', 'error');
		app.removeContentTypeParser('application/json');
		// Clients name the type of a body also where they send none.
		app.addContentTypeParser<string>(
			'application/json',
			{ parseAs: 'string' },
			(request, body, done) =>
				body === '' ? done(null, undefined) : readJson(request, body, done),
		);
		// Who may not call the API is not told what there is.
		app.setNotFoundHandler(async ({ headers: { authorization }, ip }) => {
			const isThroughInstance = readCredentials(authorization).element !== undefined;
			if (isThroughInstance) await parts.guard.element(authorization, ip);
			else await parts.guard.platform(authorization, ip);
			throw nothingThere();
		});
		keepsAnswers(app, parts, instanceIdOf);
		await app.register(elementRoutes, parts);
		await app.register(instanceRoutes, parts);
		await app.register(eventRoutes, parts);
		await app.register(connectorRoutes, parts);
		await app.register(throughInstances(parts, own));
	};

/** Calls through an instance, with the hub in the path or without. Which hub is named does not matter (observed). */
const throughInstances =
	(parts: ApiParts, own: InstanceParts): FastifyPluginAsync =>
	async (app) => {
		servesInstances(app, parts);
		for (const prefix of ['/hubs/:hub', '/']) {
			await app.register(metadataRoutes, { prefix });
			await app.register(recordRoutes, { prefix, ...parts, waitMs: own.waitMs });
			await app.register(listRoutes, { prefix, lists: own.lists });
			await app.register(reportRoutes, { prefix });
			await app.register(bulkRoutes, { prefix, ...own.bulk });
		}
	};

const refuseAddress = (
	{ statusCode = 400 }: FastifyError,
	{ id }: Pick<FastifyRequest, 'id'>,
	reply: Pick<FastifyReply, 'code'>,
): unknown =>
	reply.code(statusCode).send({ requestId: id, message: 'The address cannot be read.' });

/** Errors as documented: the id of the request and a message. What is no error of the caller's is logged, not shown. */
function answerErrors(app: FastifyInstance): void {
	app.setNotFoundHandler(async (request, reply) =>
		reply.code(404).send({ requestId: request.id, message: 'There is nothing at this address.' }),
	);
	app.setErrorHandler<FastifyError>(async (error, request, reply) => {
		if (error instanceof TooManyFailures) {
			void reply.header('retry-after', String(error.retryAfterSeconds));
		}
		const requestId = request.id;
		// A call through an instance says what became of it.
		const { outcome } = error as { outcome?: Outcome };
		if (error instanceof ApiError) {
			const { status, message, providerMessage, details } = error;
			const body = { requestId, message, providerMessage, outcome, ...details };
			return await reply.code(status).send(body);
		}
		const status = error.statusCode ?? 500;
		if (status >= 500) request.log.error({ error: String(error), requestId }, 'A request failed');
		const message = status < 500 ? wordsFor(status) : 'The gateway failed. Its log says why.';
		return await reply.code(status < 500 ? status : 500).send({ requestId, message, outcome });
	});
}

/** Fastify's own words can quote the request. */
const wordsFor = (status: number): string =>
	({
		400: 'The request body is not valid JSON.',
		413: 'The request is too large.',
		415: 'The content type is not supported; send application/json.',
	})[status] ?? 'The request cannot be read.';
