import type { KeptKey, KeyStore } from '../keys';
import type { Database, Row } from './database';

/** Keys in a relational database. */
export class SqlKeys implements KeyStore {
	constructor(private readonly database: Database) {}

	async claim(kept: KeptKey): Promise<KeptKey | undefined> {
		const { instanceId, key, request, requestId, createdAtMs } = kept;
		return await this.database.transaction('synced', async (sql) => {
			const rows = await sql(
				`insert into idempotency_keys (key_digest, instance_id, request_digest, request_id, created_at_ms)
				values (?, ?, ?, ?, ?) on conflict (key_digest) do nothing returning key_digest`,
				[key, instanceId ?? null, request, requestId, createdAtMs],
			);
			if (rows.length > 0) return undefined;
			const [row] = await sql('select * from idempotency_keys where key_digest = ?', [key]);
			return read(row);
		});
	}

	async renew(key: string, requestId: string): Promise<void> {
		await this.change('update idempotency_keys set request_id = ? where key_digest = ?', [
			requestId,
			key,
		]);
	}

	async keep(key: string, answer: string): Promise<void> {
		await this.change('update idempotency_keys set answer = ? where key_digest = ?', [answer, key]);
	}

	async release(key: string): Promise<void> {
		await this.change('delete from idempotency_keys where key_digest = ?', [key]);
	}

	async forget(beforeMs: number): Promise<void> {
		await this.change('delete from idempotency_keys where created_at_ms < ?', [beforeMs]);
	}

	private async change(statement: string, values: ReadonlyArray<number | string>): Promise<void> {
		await this.database.transaction('synced', async (sql) => await sql(statement, values));
	}
}

const read = (row: Row): KeptKey => ({
	key: String(row.key_digest),
	request: String(row.request_digest),
	requestId: String(row.request_id),
	createdAtMs: Number(row.created_at_ms),
	...(row.instance_id === null ? {} : { instanceId: Number(row.instance_id) }),
	...(row.answer === null ? {} : { answer: String(row.answer) }),
});
