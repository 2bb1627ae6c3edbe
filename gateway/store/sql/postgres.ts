/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own may have dependencies */
import { DatabaseError, Pool, types, type PoolClient } from 'pg';

import { StoreUnusableError } from '../store';
import type { Database, Durability, Row, Sql } from './database';

const CONNECT_TIMEOUT_MS = 10_000;

/** Class of errors "unique_violation" (documented: PostgreSQL, appendix A). */
const UNIQUE_VIOLATION = '23505';

/** Times are counted in milliseconds, which JavaScript's numbers hold exactly. */
const NUMBERS_FOR_INTEGERS = {
	getTypeParser: ((oid: number, format?: 'text') =>
		oid === types.builtins.INT8
			? Number
			: types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

/** Held by the gateway that uses the database. Any number. */
const GATEWAY_LOCK = 7_141_947;

/** PostgreSQL. */
export class PostgresDatabase implements Database {
	readonly dialect = 'postgres';

	/** Its connection holds the lock. */
	private alone?: PoolClient;

	private constructor(private readonly pool: Pool) {}

	/**
	 * @param url such as `postgres://user:password@host/database`
	 * @param onLostConnection hears of a connection that broke while nobody used it
	 * @throws StoreUnusableError where it does not answer; the message holds no password
	 */
	static async open(
		url: string,
		onLostConnection: (error: Error) => void = () => {},
	): Promise<PostgresDatabase> {
		const pool = new Pool({
			connectionString: url,
			connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
			types: NUMBERS_FOR_INTEGERS,
		});
		pool.on('error', onLostConnection);
		const database = new PostgresDatabase(pool);
		try {
			await pool.query('select 1');
		} catch (error) {
			await pool.end();
			const { message, code } = error as { message?: string; code?: string };
			throw new StoreUnusableError(`PostgreSQL does not answer: ${message || code}`);
		}
		return database;
	}

	/**
	 * Takes the database for this gateway alone, until its connection ends: calls wait in the process that took them.
	 *
	 * @param onLost hears that the connection broke, and another gateway could take it
	 * @throws StoreUnusableError where another gateway has it
	 */
	async takeAlone(onLost: () => void): Promise<void> {
		const client = await this.pool.connect();
		const { rows } = await client.query<Row>('select pg_try_advisory_lock($1) as taken', [
			GATEWAY_LOCK,
		]);
		if (!rows[0].taken) {
			client.release();
			throw new StoreUnusableError(
				'Another gateway uses this database. One database is for one gateway at a time.',
			);
		}
		client.once('error', () => {
			if (this.alone === undefined) return;
			this.alone = undefined;
			client.release(true);
			onLost();
		});
		this.alone = client;
	}

	async transaction<T>(durability: Durability, work: (sql: Sql) => Promise<T>): Promise<T> {
		const client = await this.pool.connect();
		let broken: Error | undefined;
		try {
			await client.query('begin');
			if (durability === 'soon') await client.query('set local synchronous_commit = off');
			// Somebody may have switched it off for the whole server.
			else await client.query('set local synchronous_commit = on');
			const done = await work(async (statement, values = []) => {
				const { rows } = await client.query<Row>(numbered(statement), [...values]);
				return rows;
			});
			await client.query('commit');
			return done;
		} catch (error) {
			await client.query('rollback').catch((failure: Error) => (broken = failure));
			throw error;
		} finally {
			client.release(broken);
		}
	}

	isTaken(error: unknown): boolean {
		return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
	}

	async close(): Promise<void> {
		const { alone } = this;
		this.alone = undefined;
		alone?.release(true);
		await this.pool.end();
	}
}

/** `?` as PostgreSQL writes it. No statement of ours has one in a text. */
function numbered(statement: string): string {
	let index = 0;
	return statement.replace(/\?/g, () => `$${(index += 1)}`);
}
