/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import type { AuditStore } from '../audit';
import type { CallFilter, CallSettlement, CallState, HandOut, NewCall, StoredCall } from '../calls';
import type { EventStore } from '../events';
import type { Instance, InstanceDraft, InstanceKey } from '../instances';
import type { KeyStore } from '../keys';
import type { NewJob, StoredJob } from '../jobs';
import type { Session } from '../sessions';
import { INSTANCE_TAKEN, StoreConflictError, type Store } from '../store';
import type { Vault } from '../vault';
import { SqlAudit } from './auditTable';
import * as callTable from './callTable';
import type { Database, Sql } from './database';
import { SqlEvents } from './eventTables';
import { InstanceTable } from './instanceTable';
import * as jobTable from './jobTable';
import { SqlKeys } from './keyTable';
import { checkKey } from './keyCheck';
import { migrate } from './migrations';
import * as sessionTable from './sessionTable';

/** Thrown to undo a transaction that cannot be carried out as a whole. */
const UNDO = Symbol('undo');

/** The store in a relational database. */
export class SqlStore implements Store {
	readonly events: EventStore;

	readonly keys: KeyStore;

	readonly audit: AuditStore;

	private readonly table: InstanceTable;

	private constructor(
		private readonly database: Database,
		vault: Vault,
	) {
		this.table = new InstanceTable(vault);
		this.events = new SqlEvents(database);
		this.keys = new SqlKeys(database);
		this.audit = new SqlAudit(database);
	}

	/**
	 * Takes a database into use and brings it up to date; it is closed with the store, and where this fails.
	 *
	 * @throws StoreUnusableError where a newer gateway has used it, or the key is another one
	 */
	static async open(database: Database, vault: Vault): Promise<SqlStore> {
		try {
			await migrate(database);
			await checkKey(database, vault);
		} catch (error) {
			await database.close();
			throw error;
		}
		return new SqlStore(database, vault);
	}

	async addInstance(draft: InstanceDraft): Promise<Instance> {
		return await this.instanceWrite(async (sql) => await this.table.add(sql, draft));
	}

	async instance(id: number): Promise<Instance | undefined> {
		return await this.soon(async (sql) => await this.table.get(sql, id));
	}

	async findInstance(key: InstanceKey): Promise<Instance | undefined> {
		return await this.soon(async (sql) => await this.table.find(sql, key));
	}

	async instances(): Promise<Instance[]> {
		return await this.soon(async (sql) => await this.table.all(sql));
	}

	async changeInstance(
		id: number,
		change: (current: Instance) => InstanceDraft,
	): Promise<Instance | undefined> {
		return await this.instanceWrite(async (sql) => {
			const lock = this.database.dialect === 'postgres' ? ' for update' : '';
			const current = await this.table.get(sql, id, lock);
			if (!current) return undefined;
			const { createdAtMs } = current;
			const { facts, secrets } = change(current);
			await this.table.replace(sql, id, { createdAtMs, facts, secrets });
			return { id, createdAtMs, facts, secrets };
		});
	}

	async removeInstance(id: number): Promise<boolean> {
		return await this.synced(async (sql) => await this.table.remove(sql, id));
	}

	async putSession(session: Session): Promise<void> {
		await this.soon(async (sql) => await sessionTable.putSession(sql, session));
	}

	async session(id: string): Promise<Session | undefined> {
		return await this.soon(async (sql) => await sessionTable.getSession(sql, id));
	}

	async lastSession(instanceId: number): Promise<Session | undefined> {
		return await this.soon(async (sql) => await sessionTable.lastSession(sql, instanceId));
	}

	async forgetSessions(beforeMs: number): Promise<void> {
		await this.soon(async (sql) => await sessionTable.forgetSessions(sql, beforeMs));
	}

	async addCall(call: NewCall): Promise<void> {
		// Nothing has left yet: what a power cut takes was never sent, and its caller has no answer.
		await this.soon(async (sql) => await callTable.addCall(sql, call));
	}

	async call(id: string): Promise<StoredCall | undefined> {
		return await this.soon(async (sql) => await callTable.getCall(sql, id));
	}

	async calls(instanceId: number, filter?: CallFilter): Promise<StoredCall[]> {
		return await this.soon(async (sql) => await callTable.callsOf(sql, instanceId, filter));
	}

	async callsInFlight(sessionId: string): Promise<StoredCall[]> {
		return await this.soon(async (sql) => await callTable.callsInFlight(sql, sessionId));
	}

	async handOut(ids: readonly string[], handOut: HandOut): Promise<boolean> {
		const work = async (sql: Sql) => {
			if ((await callTable.handOut(sql, ids, handOut)) !== ids.length) throw UNDO;
			return true;
		};
		try {
			return await this.database.transaction(handOut.isSynced ? 'synced' : 'soon', work);
		} catch (error) {
			if (error === UNDO) return false;
			throw error;
		}
	}

	async handOutAgain(id: string, sessionId: string): Promise<boolean> {
		return await this.synced(async (sql) => await callTable.handOutAgain(sql, id, sessionId));
	}

	async settle(
		id: string,
		from: readonly CallState[],
		settlement: CallSettlement,
	): Promise<boolean> {
		return await this.database.transaction(
			settlement.isSynced ? 'synced' : 'soon',
			async (sql) => await callTable.settle(sql, id, from, settlement),
		);
	}

	async dropQueued(atMs: number): Promise<number> {
		return await this.synced(async (sql) => await callTable.dropQueued(sql, atMs));
	}

	async pruneCalls(instanceId: number, keep: number): Promise<void> {
		await this.soon(async (sql) => await callTable.pruneCalls(sql, instanceId, keep));
	}

	async unknownCalls(): Promise<Map<number, number>> {
		return await this.soon(async (sql) => await callTable.unknownCalls(sql));
	}

	async addJob(job: NewJob): Promise<StoredJob> {
		return await this.synced(async (sql) => await jobTable.addJob(sql, job));
	}

	async putJob(job: StoredJob): Promise<void> {
		// Its rows are removed at its end, and cannot be read again.
		const durability = job.finishedAtMs === undefined ? 'soon' : 'synced';
		await this.database.transaction(durability, async (sql) => await jobTable.putJob(sql, job));
	}

	async job(id: number): Promise<StoredJob | undefined> {
		return await this.soon(async (sql) => await jobTable.getJob(sql, id));
	}

	async jobs(instanceId?: number): Promise<StoredJob[]> {
		return await this.soon(async (sql) => await jobTable.jobsOf(sql, instanceId));
	}

	async removeJob(id: number): Promise<void> {
		await this.soon(async (sql) => await jobTable.removeJob(sql, id));
	}

	async check(atMs: number): Promise<void> {
		await this.soon(async (sql) => await sql('update health set checked_at_ms = ?', [atMs]));
	}

	async close(): Promise<void> {
		await this.database.close();
	}

	private async soon<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return await this.database.transaction('soon', work);
	}

	private async synced<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return await this.database.transaction('synced', work);
	}

	private async instanceWrite<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		try {
			return await this.synced(work);
		} catch (error) {
			if (!this.database.isTaken(error)) throw error;
			throw new StoreConflictError(INSTANCE_TAKEN);
		}
	}
}
