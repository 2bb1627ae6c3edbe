/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import SqliteDatabase from 'libsql';

import type { Database, Durability, Row, Sql } from '../../../../gateway/store/sql/database';

/** Where the power goes: before or after so many transactions from now. */
export interface Cut {
	transactions: number;
	isAfter: boolean;
}

/** A disk that keeps what was synced, and what was written before that; a power cut takes the rest. */
export class Disk {
	private readonly sqlite = new SqliteDatabase(':memory:');

	private isOpen = false;

	private life = 0;

	cut?: Cut;

	isOff = false;

	/** What else the power takes. */
	onOff: () => void = () => {};

	constructor() {
		this.sqlite.exec('pragma foreign_keys = on');
	}

	/** The database as one life of the gateway has it. */
	database(): Database {
		this.life += 1;
		this.isOff = false;
		const life = this.life;
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

	/** The power goes: nothing of this life is written any more. */
	switchOff(): void {
		this.isOff = true;
		this.life += 1;
		if (this.isOpen) this.sqlite.exec('rollback');
		this.isOpen = false;
		this.onOff();
	}

	private async carryOut<T>(
		life: number,
		durability: Durability,
		work: (sql: Sql) => Promise<T>,
	): Promise<T> {
		await this.powered(life);
		if (this.isCut(false)) this.switchOff();
		await this.powered(life);
		if (!this.isOpen) this.sqlite.exec('begin');
		this.isOpen = true;
		this.sqlite.exec('savepoint one');
		try {
			const done = await work(async (text, values = []) => {
				await this.powered(life);
				return this.sqlite.prepare(text).all(...values) as Row[];
			});
			await this.powered(life);
			this.sqlite.exec('release one');
			if (durability === 'synced') this.sync();
			if (this.isCut(true)) this.switchOff();
			await this.powered(life);
			return done;
		} catch (error) {
			if (this.life === life) this.sqlite.exec('rollback to one; release one');
			throw error;
		}
	}

	private sync(): void {
		this.sqlite.exec('commit');
		this.isOpen = false;
	}

	private isCut(isAfter: boolean): boolean {
		const { cut } = this;
		if (cut?.isAfter !== isAfter) return false;
		cut.transactions -= 1;
		if (cut.transactions > 0) return false;
		this.cut = undefined;
		return true;
	}

	/** What is dead goes no step further: it fails at nothing, either. */
	private async powered(life: number): Promise<void> {
		if (this.life !== life) await new Promise<never>(() => {});
	}
}
