/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

import { DiskFiles } from '../bulk';
import { randomSecret } from '../connector';
import { systemClock, type Clock } from '../queue';
import {
	EmbeddedDatabase,
	makeKey,
	PostgresDatabase,
	SqlStore,
	StoreUnusableError,
	Vault,
	type Store,
} from '../store';
import { buildGateway } from './app';
import type { GatewayOptions } from './options';
import { databaseIn, jobsIn, listsIn, SECRET_FILES } from './dataFolder';
import { keptSecret, prepareFolder } from './secretFile';

const KEY_LOST =
	'The folder of the data has a database, but not the key of it. Put back the file encryption-key that belongs to it, or set GATEWAY_ENCRYPTION_KEY: without the key nothing secret in it can be read.';

const INTERVAL_SECONDS = 5;
const HOUR_MS = 3_600_000;
/** A session that is older brings no answer any more, but for a call that waits for one. */
const SESSIONS_KEPT_MS = 7 * 24 * HOUR_MS;

/** How long the history of events goes back (our choice). */
const EVENTS_KEPT_MS = 30 * 24 * HOUR_MS;

/** How long a request can be repeated under its idempotency key. */
const KEYS_KEPT_MS = 30 * 24 * HOUR_MS;

export interface RunningGateway {
	/** Where it listens. */
	address: string;
	app: FastifyInstance;
	/** The secrets for n8n's credential, where this start made them. */
	newSecrets?: { user: string; organization: string };
	stop(): Promise<void>;
}

/**
 * Starts a gateway.
 *
 * @throws StoreUnusableError where its database cannot be used, RangeError for a key that is none
 */
export async function startGateway(
	options: GatewayOptions,
	{ clock = systemClock, logs = false }: { clock?: Clock; logs?: boolean } = {},
): Promise<RunningGateway> {
	const { secrets, key, isNew } = await secretsOf(options);
	const vault = new Vault(key);
	let app: FastifyInstance | undefined;
	let callOff = (): void => {};
	// Another gateway could take the database now: nothing may leave here any more.
	const onLost = (): void => {
		app?.log.error('The connection to the database broke. The gateway stops; start it again.');
		void stop();
	};
	const { store, copyDatabase } = await openStore(options, vault, onLost);
	const listFolder = await prepareLists(options);
	const stop = async (): Promise<void> => {
		callOff();
		await app?.close();
		await rm(listFolder, { recursive: true, force: true });
		await store.close();
	};
	try {
		await store.dropQueued(clock.now());
		app = await buildGateway({
			...options,
			store,
			vault,
			clock,
			secrets,
			logs,
			listFolder,
			copyDatabase,
			jobFiles: new DiskFiles(jobsIn(options.data)),
			intervalSeconds: INTERVAL_SECONDS,
		});
		const address = await app.listen({ port: options.port, host: options.host });
		callOff = eachHour(clock, async () => {
			await store.forgetSessions(clock.now() - SESSIONS_KEPT_MS);
			await store.keys.forget(clock.now() - KEYS_KEPT_MS);
			await store.events.forgetNotifications(clock.now() - EVENTS_KEPT_MS);
		});
		return { address, app, ...(isNew ? { newSecrets: secrets } : {}), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function secretsOf(options: GatewayOptions) {
	const { data, databaseUrl, userSecret, organizationSecret, encryptionKey } = options;
	if (databaseUrl === undefined) await prepareFolder(data);
	const kept = async (given: string | undefined, file: string, make: () => string) =>
		given === undefined ? await keptSecret(data, file, make) : { secret: given, isNew: false };
	const isKeyLost = databaseUrl === undefined && encryptionKey === undefined && hasNoKey(data);
	if (isKeyLost) throw new StoreUnusableError(KEY_LOST);
	const key = await kept(encryptionKey, SECRET_FILES.key, makeKey);
	const user = await kept(userSecret, SECRET_FILES.user, randomSecret);
	const organization = await kept(organizationSecret, SECRET_FILES.organization, randomSecret);
	return {
		key: key.secret,
		secrets: { user: user.secret, organization: organization.secret },
		isNew: user.isNew || organization.isNew,
	};
}

/** A new key would not open what is there. */
const hasNoKey = (data: string): boolean =>
	existsSync(databaseIn(data)) && !existsSync(path.join(data, SECRET_FILES.key));

async function openStore(
	{ data, databaseUrl }: GatewayOptions,
	vault: Vault,
	onLost: () => void,
): Promise<{ store: Store; copyDatabase?: (file: string) => Promise<void> }> {
	if (databaseUrl === undefined) {
		const embedded = new EmbeddedDatabase(databaseIn(data));
		const copyDatabase = async (file: string) => await embedded.copyTo(file);
		return { store: await SqlStore.open(embedded, vault), copyDatabase };
	}
	const database = await PostgresDatabase.open(databaseUrl);
	try {
		await database.takeAlone(onLost);
	} catch (error) {
		await database.close();
		throw error;
	}
	return { store: await SqlStore.open(database, vault) };
}

/** What an earlier life of the gateway left of lists is of no use any more. */
async function prepareLists({ data, databaseUrl }: GatewayOptions): Promise<string> {
	if (databaseUrl !== undefined) return await mkdtemp(path.join(os.tmpdir(), 'gateway-lists-'));
	const folder = listsIn(data);
	await rm(folder, { recursive: true, force: true });
	return folder;
}

function eachHour(clock: Clock, work: () => Promise<void>): () => void {
	let callOff = (): void => {};
	const next = (): void => {
		callOff = clock.after(HOUR_MS, () => {
			// What could not be forgotten now is forgotten later.
			void work().catch(() => undefined);
			next();
		});
	};
	next();
	return () => callOff();
}
