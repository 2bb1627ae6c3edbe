import type { Session } from '../sessions';
import type { Row, Sql } from './database';

const COLUMNS = 'id, instance_id, opened_at_ms, last_call_at_ms, facts';

export async function putSession(sql: Sql, session: Session): Promise<void> {
	const { id, instanceId, openedAtMs, lastCallAtMs, ...facts } = session;
	await sql(
		`insert into sessions (${COLUMNS}) values (?, ?, ?, ?, ?)
		on conflict (id) do update set last_call_at_ms = excluded.last_call_at_ms, facts = excluded.facts`,
		[id, instanceId, openedAtMs, lastCallAtMs, JSON.stringify(facts)],
	);
}

export async function getSession(sql: Sql, id: string): Promise<Session | undefined> {
	const [row] = await sql(`select ${COLUMNS} from sessions where id = ?`, [id]);
	return row && read(row);
}

export async function lastSession(sql: Sql, instanceId: number): Promise<Session | undefined> {
	const [row] = await sql(
		`select ${COLUMNS} from sessions where instance_id = ? order by opened_at_ms desc limit 1`,
		[instanceId],
	);
	return row && read(row);
}

/** A call that left in a session and has no answer yet may still get one under its ticket. */
export async function forgetSessions(sql: Sql, beforeMs: number): Promise<void> {
	await sql(
		`delete from sessions where last_call_at_ms < ? and id not in
		(select session_id from calls where state in ('handedOut', 'inDoubt', 'unknown') and session_id is not null)`,
		[beforeMs],
	);
}

function read(row: Row): Session {
	return {
		id: String(row.id),
		instanceId: Number(row.instance_id),
		openedAtMs: Number(row.opened_at_ms),
		lastCallAtMs: Number(row.last_call_at_ms),
		...(JSON.parse(String(row.facts)) as Omit<
			Session,
			'id' | 'instanceId' | 'lastCallAtMs' | 'openedAtMs'
		>),
	};
}
