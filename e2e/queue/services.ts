/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import os from 'node:os';
import Redis from 'ioredis';
import { Client } from 'pg';

const CONNECT_TIMEOUT_MS = 3000;
const LOOPBACK = '127.0.0.1';

export interface PostgresAddress {
	host: string;
	port: number;
	user: string;
	password: string;
	/** A database that is there, from which others are made. */
	database: string;
}

export interface RedisAddress {
	host: string;
	port: number;
	username: string;
	password: string;
	db: number;
	tls: boolean;
}

/** Where PostgreSQL is: PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, or the defaults of psql on loopback. */
export function postgresAddress(env: NodeJS.ProcessEnv = process.env): PostgresAddress {
	return {
		host: env.PGHOST || LOOPBACK,
		port: Number(env.PGPORT || 5432),
		user: env.PGUSER || os.userInfo().username,
		password: env.PGPASSWORD ?? '',
		database: env.PGDATABASE || 'postgres',
	};
}

/**
 * Where Redis is: REDIS_URL, or REDIS_HOST, REDIS_PORT, REDIS_USERNAME and REDIS_PASSWORD, or loopback.
 *
 * @throws when REDIS_URL is no address
 */
export function redisAddress(env: NodeJS.ProcessEnv = process.env): RedisAddress {
	if (env.REDIS_URL) {
		const url = new URL(env.REDIS_URL);
		return {
			host: url.hostname.replace(/^\[|\]$/g, ''),
			port: Number(url.port || 6379),
			username: decodeURIComponent(url.username),
			password: decodeURIComponent(url.password),
			db: Number(url.pathname.slice(1) || 0),
			tls: url.protocol === 'rediss:',
		};
	}
	return {
		host: env.REDIS_HOST || LOOPBACK,
		port: Number(env.REDIS_PORT || 6379),
		username: env.REDIS_USERNAME ?? '',
		password: env.REDIS_PASSWORD ?? '',
		db: 0,
		tls: false,
	};
}

/** Does something in PostgreSQL and hangs up. */
export async function withPostgres<T>(
	work: (client: Client) => Promise<T>,
	database?: string,
): Promise<T> {
	const client = new Client({
		...postgresAddress(),
		...(database !== undefined && { database }),
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
	});
	// A connection that breaks while nobody asks anything; the next question then says so.
	client.on('error', () => {});
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

/** Does something in Redis and hangs up. */
export async function withRedis<T>(work: (client: Redis) => Promise<T>): Promise<T> {
	const { tls, ...address } = redisAddress();
	const client = new Redis({
		...address,
		...(tls && { tls: {} }),
		lazyConnect: true,
		connectTimeout: CONNECT_TIMEOUT_MS,
		maxRetriesPerRequest: 0,
		retryStrategy: () => null,
	});
	client.on('error', () => {});
	await client.connect();
	try {
		return await work(client);
	} finally {
		client.disconnect();
	}
}

async function reasonOf(attempt: Promise<unknown>): Promise<string | undefined> {
	try {
		await attempt;
		return undefined;
	} catch (error) {
		const { message, code } = error as { message?: string; code?: string };
		return message || code || String(error);
	}
}

/** Why queue mode cannot be tried here, in words; undefined where both services answer. */
export async function missingServices(): Promise<string | undefined> {
	const postgres = postgresAddress();
	const redis = redisAddress();
	const [noPostgres, noRedis] = await Promise.all([
		reasonOf(withPostgres(async (client) => await client.query('select 1'))),
		reasonOf(withRedis(async (client) => await client.ping())),
	]);
	const missing = [
		...(noPostgres === undefined
			? []
			: [
					`PostgreSQL at ${postgres.host}:${postgres.port} (PGHOST, PGPORT, PGUSER, PGPASSWORD): ${noPostgres}`,
				]),
		...(noRedis === undefined
			? []
			: [`Redis at ${redis.host}:${redis.port} (REDIS_URL): ${noRedis}`]),
	];
	return missing.length > 0 ? `no answer from ${missing.join('; ')}` : undefined;
}
