/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own may have dependencies */
import SqliteDatabase, { type Statement } from 'libsql';

import { StoreUnusableError } from '../store';
import type { Database, Durability, Row, Sql, SqlValue } from './database';

/**
 * SQLite in a file. Its write-ahead log is synced once for each transaction that has to be on disk, and a
 * later one of those takes with it what was written before. The lock is the operating system's: it goes with the
 * process, however that ends.
 */
export class EmbeddedDatabase implements Database {
	readonly dialect = 'sqlite';

	private readonly sqlite: SqliteDatabase.Database;

	private readonly statements = new Map<string, Statement>();

	/** One connection has one transaction at a time. */
	private last: Promise<unknown> = Promise.resolve();

	private durability?: Durability;

	/**
	 * @param file is made where it is not there
	 * @throws StoreUnusableError where another gateway has it, or it is no database
	 */
	constructor(file: string) {
		this.sqlite = new SqliteDatabase(file);
		try {
			// In this order: the first access then takes the lock and keeps it.
			this.sqlite.exec('pragma locking_mode = exclusive');
			this.sqlite.exec('pragma journal_mode = wal');
			this.sqlite.exec('pragma foreign_keys = on');
			this.sqlite.exec('begin immediate');
			this.sqlite.exec('commit');
		} catch (error) {
			this.sqlite.close();
			throw new StoreUnusableError(
				/locked|busy/i.test(String(error))
					? `Another gateway uses ${file}. One folder of data is for one gateway.`
					: `${file} is not a database of the gateway.`,
			);
		}
	}

	async transaction<T>(durability: Durability, work: (sql: Sql) => Promise<T>): Promise<T> {
		return await this.inTurn(async () => await this.carryOut(durability, work));
	}

	isTaken(error: unknown): boolean {
		return /UNIQUE constraint failed/.test(String(error));
	}

	/** Writes all that is in the database now into a file that is not there yet. Transactions wait meanwhile. */
	async copyTo(file: string): Promise<void> {
		await this.inTurn(async () => {
			this.sqlite.prepare('vacuum into ?').run(file);
		});
	}

	/** @throws StoreUnusableError where the file is damaged */
	async check(): Promise<void> {
		const rows = await this.transaction('soon', async (sql) => await sql('pragma quick_check'));
		if (rows.length !== 1 || rows[0].quick_check !== 'ok') {
			throw new StoreUnusableError('The file of the database is damaged.');
		}
	}

	async close(): Promise<void> {
		await this.last;
		// libsql's `close` waits for its statements to be collected. The lock must not wait for that, and what is
		// left is one file, which can be copied.
		this.sqlite.exec('pragma journal_mode = delete');
		this.sqlite.exec('pragma locking_mode = normal');
		this.sqlite.exec('select 1 from sqlite_master');
		this.statements.clear();
		this.sqlite.close();
	}

	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return await turn;
	}

	private async carryOut<T>(durability: Durability, work: (sql: Sql) => Promise<T>): Promise<T> {
		if (durability !== this.durability) {
			// Takes effect outside a transaction only.
			this.sqlite.exec(`pragma synchronous = ${durability === 'synced' ? 'full' : 'normal'}`);
			this.durability = durability;
		}
		this.sqlite.exec('begin immediate');
		try {
			const done = await work(async (statement, values = []) => this.run(statement, values));
			this.sqlite.exec('commit');
			return done;
		} catch (error) {
			this.sqlite.exec('rollback');
			throw error;
		}
	}

	private run(text: string, values: readonly SqlValue[]): Row[] {
		let statement = this.statements.get(text);
		if (!statement) {
			statement = this.sqlite.prepare(text);
			this.statements.set(text, statement);
		}
		return statement.all(...values) as Row[];
	}
}
