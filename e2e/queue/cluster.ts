/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { prepareN8n } from '../../tools/n8n/install/install';
import { freePorts, type N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd } from '../../tools/n8n/serve/leftovers';
import { type N8nServer, startServer } from '../../tools/n8n/serve/server';
import { createUserFolder, installPackage } from '../../tools/n8n/serve/userFolder';
import { startReadinessProxy } from '../support/readinessProxy';
import { createScratch, type Scratch } from './keeping';
import { postgresAddress, redisAddress } from './services';

/**
 * How soon the others notice that a worker is gone: far sooner than n8n's own minute, and late enough for a machine
 * on which five n8n share two cores.
 */
const LOCK_MS = { QUEUE_WORKER_LOCK_DURATION: '10000', QUEUE_WORKER_LOCK_RENEW_TIME: '2000' };
const STALLED_INTERVAL_MS = { QUEUE_WORKER_STALLED_INTERVAL: '2000' };

/** One machine that executes workflows. */
export interface Worker extends N8nServer {
	name: string;
	/** The executions that it began, in this order. */
	executionIds: string[];
}

/** n8n on several machines: each process has a folder of its own and shares database and queue only. */
export interface Cluster {
	/** Name of the database. */
	database: string;
	startMain: () => Promise<N8nServer>;
	/** Its address was known, and named to the others, before it started. */
	startWebhookProcess: () => Promise<N8nServer>;
	/** `concurrency` for executions that it takes at once, where that is not the cluster's. */
	startWorker: (name: string, concurrency?: number) => Promise<Worker>;
}

function sharedSettings(name: string, webhookUrl: string): NodeJS.ProcessEnv {
	const postgres = postgresAddress();
	const redis = redisAddress();
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		DB_POSTGRESDB_DATABASE: name,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_USERNAME: redis.username,
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		QUEUE_BULL_REDIS_DB: String(redis.db),
		QUEUE_BULL_REDIS_TLS: String(redis.tls),
		QUEUE_BULL_PREFIX: name,
		N8N_REDIS_KEY_PREFIX: name,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64url'),
		WEBHOOK_URL: webhookUrl,
		...LOCK_MS,
		...STALLED_INTERVAL_MS,
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	};
}

/** A further machine: a copy of a folder in which the package is installed and n8n has not run yet. */
async function copyMachine(pristine: string): Promise<string> {
	const userFolder = await createUserFolder();
	await cp(pristine, userFolder, { recursive: true });
	return userFolder;
}

function watched(scratch: Scratch) {
	return {
		onStart: (pid: number) => scratch.watch(pid),
		forgetting: (server: N8nServer): N8nServer => {
			const after = async (end: () => Promise<void>) => {
				await end();
				scratch.forget(server.pid);
			};
			return {
				...server,
				stop: async () => await after(server.stop),
				kill: async () => await after(server.kill),
			};
		},
	};
}

/**
 * Prepares n8n's queue mode with the packed package on each machine. `undoAll` ends what was started and removes
 * database and keys.
 *
 * @param tarball path of the packed package
 * @param concurrency executions that a worker takes at once
 */
export async function createCluster(tarball: string, concurrency: number): Promise<Cluster> {
	const scratch = await createScratch();
	atEnd(scratch.remove);
	const installation = await prepareN8n();
	const pristine = await createUserFolder();
	await installPackage(pristine, tarball);
	const [webhookPort] = await freePorts(1);
	const settings = sharedSettings(scratch.name, `${await startReadinessProxy(webhookPort)}/`);
	const { onStart, forgetting } = watched(scratch);

	const machine = async (): Promise<N8nInstance> => ({
		installation,
		userFolder: await copyMachine(pristine),
		settings,
	});
	return {
		database: scratch.name,
		async startMain() {
			// Webhooks of active workflows are the webhook process's alone.
			const additions = { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' };
			return forgetting(await startServer(await machine(), { additions, onStart }));
		},
		async startWebhookProcess() {
			const additions = { N8N_PORT: String(webhookPort) };
			const command = ['webhook'];
			return forgetting(await startServer(await machine(), { command, additions, onStart }));
		},
		async startWorker(name, ownConcurrency = concurrency) {
			const executionIds: string[] = [];
			const [port] = await freePorts(1);
			const server = await startServer(await machine(), {
				command: ['worker', `--concurrency=${ownConcurrency}`],
				additions: {
					N8N_PORT: String(port),
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				},
				onStart,
				onLine: (line) => {
					const [, id] = /Worker started execution (\d+)/.exec(line) ?? [];
					if (id) executionIds.push(id);
				},
			});
			return { ...forgetting(server), name, executionIds };
		},
	};
}
