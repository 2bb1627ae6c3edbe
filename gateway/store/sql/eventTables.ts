import type {
	Delivery,
	DeliveryStatus,
	EventStore,
	Look,
	Notification,
	NotificationDraft,
	NotificationFilter,
	NotificationHead,
} from '../events';
import type { Database, Row, Sql, SqlValue } from './database';

const HEAD = 'id, instance_id, created_at_ms, url, object_type, status, attempts, next_attempt_ms';

/** What is kept of events, in a relational database. */
export class SqlEvents implements EventStore {
	constructor(private readonly database: Database) {}

	async look(instanceId: number): Promise<Look | undefined> {
		return await this.soon(async (sql) => await lookOf(sql, instanceId));
	}

	async dropLook(instanceId: number): Promise<void> {
		await this.soon(async (sql) => {
			await sql('delete from looks where instance_id = ?', [instanceId]);
		});
	}

	async keepLook(
		instanceId: number,
		look: Look,
		lastAtMs: number | undefined,
		drafts: readonly NotificationDraft[],
	): Promise<Notification[] | undefined> {
		// What was seen is told once: neither may outlive the other.
		return await this.database.transaction('synced', async (sql) => {
			const values = [look.atMs, JSON.stringify(look.seen), instanceId];
			const kept =
				lastAtMs === undefined
					? await sql(
							`insert into looks (at_ms, seen, instance_id) values (?, ?, ?)
							on conflict (instance_id) do nothing returning instance_id`,
							values,
						)
					: await sql(
							`update looks set at_ms = ?, seen = ? where instance_id = ? and at_ms = ?
							returning instance_id`,
							[...values, lastAtMs],
						);
			if (kept.length === 0) return undefined;
			const notifications: Notification[] = [];
			for (const draft of drafts) notifications.push(await add(sql, draft));
			return notifications;
		});
	}

	async notifications(
		filter: NotificationFilter,
		{ offset, limit }: { offset: number; limit: number },
	): Promise<Notification[]> {
		const [where, values] = conditions(filter);
		const rows = await this.soon(
			async (sql) =>
				await sql(`select ${HEAD}, body from notifications ${where} order by id limit ? offset ?`, [
					...values,
					limit,
					offset,
				]),
		);
		return rows.map(readWhole);
	}

	async notification(id: number): Promise<Notification | undefined> {
		const [row] = await this.soon(
			async (sql) => await sql(`select ${HEAD}, body from notifications where id = ?`, [id]),
		);
		return row && readWhole(row);
	}

	async notificationHeads(filter: NotificationFilter): Promise<NotificationHead[]> {
		const [where, values] = conditions(filter);
		const rows = await this.soon(
			async (sql) => await sql(`select ${HEAD} from notifications ${where} order by id`, values),
		);
		return rows.map(readHead);
	}

	async undelivered(): Promise<NotificationHead[]> {
		const rows = await this.soon(
			async (sql) =>
				await sql(
					`select ${HEAD} from notifications where next_attempt_ms is not null order by id`,
				),
		);
		return rows.map(readHead);
	}

	async isQueuing(instanceId: number, url: string): Promise<boolean> {
		const rows = await this.soon(
			async (sql) =>
				await sql(
					`select id from notifications where instance_id = ? and url = ? and status = 'queued' limit 1`,
					[instanceId, url],
				),
		);
		return rows.length > 0;
	}

	async noteDelivery(id: number, { status, attempts, nextAttemptMs }: Delivery): Promise<void> {
		// A power cut makes it go out a second time: receivers are told by its id.
		await this.soon(async (sql) => {
			await sql(
				'update notifications set status = ?, attempts = ?, next_attempt_ms = ? where id = ?',
				[status, JSON.stringify(attempts), nextAttemptMs ?? null, id],
			);
		});
	}

	async forgetNotifications(beforeMs: number): Promise<void> {
		await this.soon(async (sql) => {
			await sql('delete from notifications where created_at_ms < ? and next_attempt_ms is null', [
				beforeMs,
			]);
		});
	}

	async settings(): Promise<Record<string, string>> {
		const rows = await this.soon(async (sql) => await sql('select name, value from settings'));
		return Object.fromEntries(rows.map(({ name, value }) => [String(name), String(value)]));
	}

	async changeSettings(changes: Readonly<Record<string, string>>): Promise<void> {
		await this.database.transaction('synced', async (sql) => {
			for (const [name, value] of Object.entries(changes)) {
				await sql(
					`insert into settings (name, value) values (?, ?)
					on conflict (name) do update set value = excluded.value`,
					[name, value],
				);
			}
		});
	}

	private async soon<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return await this.database.transaction('soon', work);
	}
}

async function lookOf(sql: Sql, instanceId: number): Promise<Look | undefined> {
	const [row] = await sql('select at_ms, seen from looks where instance_id = ?', [instanceId]);
	return row && { atMs: Number(row.at_ms), seen: JSON.parse(String(row.seen)) as Look['seen'] };
}

async function add(sql: Sql, { write, ...head }: NotificationDraft): Promise<Notification> {
	const { instanceId, createdAtMs, url, objectType } = head;
	const [{ id }] = await sql(
		`insert into notifications (instance_id, created_at_ms, url, object_type, status, attempts, next_attempt_ms, body)
		values (?, ?, ?, ?, 'created', '[]', ?, '') returning id`,
		[instanceId, createdAtMs, url, objectType, createdAtMs],
	);
	const body = write(Number(id));
	await sql('update notifications set body = ? where id = ?', [body, id]);
	const nextAttemptMs = createdAtMs;
	return { ...head, id: Number(id), status: 'created', attempts: [], nextAttemptMs, body };
}

function conditions({ instanceId, fromMs, toMs }: NotificationFilter): [string, SqlValue[]] {
	const all: Array<[string, number | undefined]> = [
		['instance_id = ?', instanceId],
		['created_at_ms >= ?', fromMs],
		['created_at_ms <= ?', toMs],
	];
	const given = all.filter((one): one is [string, number] => one[1] !== undefined);
	const where = given.map(([condition]) => condition).join(' and ');
	return [where && `where ${where}`, given.map(([, value]) => value)];
}

function readHead(row: Row): NotificationHead {
	const { next_attempt_ms: next } = row;
	return {
		id: Number(row.id),
		instanceId: Number(row.instance_id),
		createdAtMs: Number(row.created_at_ms),
		url: String(row.url),
		objectType: String(row.object_type),
		status: row.status as DeliveryStatus,
		attempts: JSON.parse(String(row.attempts)) as Delivery['attempts'],
		...(next === null ? {} : { nextAttemptMs: Number(next) }),
	};
}

const readWhole = (row: Row): Notification => ({ ...readHead(row), body: String(row.body) });
