/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import SqliteDatabase, { type Statement } from 'libsql';

import { MemoryFiles, type JobFile } from '../../../../gateway/bulk';
import type { Database, Durability, Row, Sql } from '../../../../gateway/store/sql/database';

/** A disk that keeps what was synced, and what was written before that; a power cut takes the rest. */
export class Disk {
	private readonly sqlite = new SqliteDatabase(':memory:');

	private readonly statements = new Map<string, Statement>();

	private isOpen = false;

	private isInside = false;

	private life = 0;

	/** Lives that ended while they began: nobody there waits for ever. */
	private readonly stillborn = new Set<number>();

	/** @param step is told of each step, and may switch the power off */
	constructor(private readonly step: (place: string) => void) {
		this.sqlite.exec('pragma foreign_keys = on');
	}

	/** The database as one life of the gateway has it. */
	database(): Database {
		const { life } = this;
		let last: Promise<unknown> = Promise.resolve();
		return {
			dialect: 'sqlite',
			transaction: async (durability, work) => {
				const turn = last.then(async () => await this.carryOut(life, durability, work));
				last = turn.catch(() => undefined);
				return await turn;
			},
			isTaken: (error) => /UNIQUE constraint failed/.test(String(error)),
			close: async () => undefined,
		};
	}

	/** The files of bulk jobs as one life of the gateway has them: what is there is synced. */
	files(kept: MemoryFiles): MemoryFiles {
		const { life } = this;
		const files = new MemoryFiles();
		files.append = async (id: number, file: JobFile, lines: readonly string[]) => {
			await this.stepped(life, 'file:before');
			await kept.append(id, file, lines);
			await this.stepped(life, 'file:after');
		};
		files.keepFirst = async (...cut) => {
			await this.stepped(life, 'file:before');
			await kept.keepFirst(...cut);
			await this.stepped(life, 'file:after');
		};
		files.clear = async (id, file) => {
			await this.stepped(life, 'file:before');
			await kept.clear(id, file);
			await this.stepped(life, 'file:after');
		};
		files.lines = (...place) => kept.lines(...place);
		files.remove = async (id) => await kept.remove(id);
		files.jobs = async () => await kept.jobs();
		return files;
	}

	/**
	 * The power goes: nothing of this life is written any more.
	 *
	 * @param keepsAll what was written and not synced is there nevertheless, as after a process was killed
	 * @param isStarting whether this life has only begun
	 */
	switchOff(keepsAll: boolean, isStarting: boolean): void {
		if (isStarting) this.stillborn.add(this.life);
		this.life += 1;
		if (this.isInside) this.sqlite.exec('rollback to one; release one');
		if (this.isOpen) this.sqlite.exec(keepsAll ? 'commit' : 'rollback');
		[this.isOpen, this.isInside] = [false, false];
	}

	private async carryOut<T>(
		life: number,
		durability: Durability,
		work: (sql: Sql) => Promise<T>,
	): Promise<T> {
		await this.stepped(life, 'disk:before');
		if (!this.isOpen) this.sqlite.exec('begin');
		this.isOpen = true;
		this.sqlite.exec('savepoint one');
		this.isInside = true;
		try {
			const done = await work(async (text, values = []) => {
				await this.powered(life);
				return this.prepared(text).all(...values) as Row[];
			});
			await this.powered(life);
			this.leave('release one');
			if (durability === 'synced') this.sync();
			await this.stepped(life, 'disk:after');
			return done;
		} catch (error) {
			if (this.life === life && this.isInside) this.leave('rollback to one; release one');
			throw error;
		}
	}

	private leave(how: string): void {
		this.sqlite.exec(how);
		this.isInside = false;
	}

	private prepared(text: string): Statement {
		const statement = this.statements.get(text) ?? this.sqlite.prepare(text);
		this.statements.set(text, statement);
		return statement;
	}

	private sync(): void {
		this.sqlite.exec('commit');
		this.isOpen = false;
	}

	private async stepped(life: number, place: string): Promise<void> {
		await this.powered(life);
		this.step(place);
		await this.powered(life);
	}

	/** What is dead goes no step further: it fails at nothing, either. */
	private async powered(life: number): Promise<void> {
		if (this.life === life) return;
		if (this.stillborn.has(life)) throw new Error('The power is off.');
		await new Promise<never>(() => {});
	}
}
