import {
	AUDIT_KEPT,
	type AuditAction,
	type AuditDraft,
	type AuditEntry,
	type AuditStore,
	type AuditWay,
} from '../audit';
import type { Database, Row } from './database';

/** Who did what, in a relational database. */
export class SqlAudit implements AuditStore {
	constructor(private readonly database: Database) {}

	async add(entry: AuditDraft): Promise<void> {
		const { atMs, action, way, address, instanceId, instanceName, detail } = entry;
		const group = action === 'refused' ? 'refused' : 'done';
		// Whoever guesses must not make the disk work.
		const durability = group === 'refused' ? 'soon' : 'synced';
		await this.database.transaction(durability, async (sql) => {
			await sql(
				`insert into audit (at_ms, kept_as, action, way, address, instance_id, instance_name, detail)
				values (?, ?, ?, ?, ?, ?, ?, ?)`,
				[
					atMs,
					group,
					action,
					way,
					address,
					instanceId ?? null,
					instanceName ?? null,
					detail ?? null,
				],
			);
			await sql(
				`delete from audit where kept_as = ? and id <=
				(select id from audit where kept_as = ? order by id desc limit 1 offset ?)`,
				[group, group, AUDIT_KEPT[group]],
			);
		});
	}

	async latest(limit: number): Promise<AuditEntry[]> {
		return await this.database.transaction('soon', async (sql) => {
			const rows = await sql('select * from audit order by id desc limit ?', [limit]);
			return rows.map(read);
		});
	}
}

const read = (row: Row): AuditEntry => ({
	id: Number(row.id),
	atMs: Number(row.at_ms),
	action: row.action as AuditAction,
	way: row.way as AuditWay,
	address: String(row.address),
	...(row.instance_id === null ? {} : { instanceId: Number(row.instance_id) }),
	...(row.instance_name === null ? {} : { instanceName: String(row.instance_name) }),
	...(row.detail === null ? {} : { detail: String(row.detail) }),
});
