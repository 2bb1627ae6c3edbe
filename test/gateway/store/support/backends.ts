/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createDatabase, dropDatabase } from '../../../../e2e/queue/scratch';
import { postgresAddress, withPostgres } from '../../../../e2e/queue/services';
import {
	EmbeddedDatabase,
	makeKey,
	MemoryStore,
	PostgresDatabase,
	SqlStore,
	Vault,
	type Store,
} from '../../../../gateway/store';
import type { Database } from '../../../../gateway/store/sql/database';

/** One place where a store keeps things. */
export interface Place {
	open(): Promise<Store>;
	/** What a thief of the database would see; undefined where nothing is written down. */
	database?(): Promise<Database>;
	remove(): Promise<void>;
}

async function memory(): Promise<Place> {
	return { open: async () => new MemoryStore(), remove: async () => {} };
}

async function embedded(): Promise<Place> {
	const folder = await mkdtemp(path.join(tmpdir(), 'gateway-store-'));
	const vault = new Vault(makeKey());
	const database = async () => new EmbeddedDatabase(path.join(folder, 'gateway.db'));
	return {
		open: async () => await SqlStore.open(await database(), vault),
		database,
		remove: async () => await rm(folder, { recursive: true, force: true }),
	};
}

async function postgres(): Promise<Place> {
	const name = `qbe_gateway_${randomBytes(6).toString('hex')}`;
	await createDatabase(name);
	const { host, port, user, password } = postgresAddress();
	const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
	const url = `postgres://${encodeURIComponent(user)}${secret}@${host}:${port}/${name}`;
	const vault = new Vault(makeKey());
	const database = async () => await PostgresDatabase.open(url);
	return {
		open: async () => await SqlStore.open(await database(), vault),
		database,
		remove: async () => await dropDatabase(name),
	};
}

export const BACKENDS = { memory, embedded, postgres };

/** Why PostgreSQL cannot be tried; on a build server that names where it is, this is a failure. */
export async function noPostgres(): Promise<string | undefined> {
	try {
		await withPostgres(async (client) => await client.query('select 1'));
		return undefined;
	} catch (error) {
		const { message, code } = error as { message?: string; code?: string };
		const { host, port } = postgresAddress();
		return `PostgreSQL at ${host}:${port} does not answer (${message || code})`;
	}
}
