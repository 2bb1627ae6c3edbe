import {
	CALLS_SHOWN,
	UNKNOWN_STATES,
	type CallFilter,
	type CallSettlement,
	type CallState,
	type HandOut,
	type NewCall,
	type StoredCall,
} from '../calls';
import { RESTARTED } from '../store';
import type { Row, Sql, SqlValue } from './database';

const COLUMNS = `id, instance_id, kind, state, method, path, queued_at_ms, handed_out_at_ms, settled_at_ms,
	message_set_id, document, answer, reason, mark, record_id, candidates`;

export async function addCall(sql: Sql, call: NewCall): Promise<void> {
	await sql(
		`insert into calls (id, instance_id, kind, state, method, path, queued_at_ms, mark)
		values (?, ?, ?, 'queued', ?, ?, ?, ?)`,
		[
			call.id,
			call.instanceId,
			call.kind,
			call.method,
			call.path,
			call.queuedAtMs,
			call.mark ?? null,
		],
	);
}

export async function getCall(sql: Sql, id: string): Promise<StoredCall | undefined> {
	const [row] = await sql(`select ${COLUMNS} from calls where id = ?`, [id]);
	return row && read(row);
}

export async function callsOf(
	sql: Sql,
	instanceId: number,
	{ states, limit = CALLS_SHOWN }: CallFilter = {},
): Promise<StoredCall[]> {
	const which = `select ${COLUMNS} from calls where instance_id = ?`;
	const rows = states
		? await sql(`${which} and state in (${marks(states)}) order by place desc`, [
				instanceId,
				...states,
			])
		: await sql(`${which} order by place desc limit ?`, [instanceId, limit]);
	return rows.map(read);
}

export async function callsInFlight(sql: Sql, sessionId: string): Promise<StoredCall[]> {
	const rows = await sql(
		`select ${COLUMNS} from calls where session_id = ? and state in ('handedOut', 'inDoubt', 'unknown')
		order by place`,
		[sessionId],
	);
	return rows.map(read);
}

/** @returns how many writes of unknown outcome each instance has that has any */
export async function unknownCalls(sql: Sql): Promise<Map<number, number>> {
	const rows = await sql(
		`select instance_id, count(*) as calls from calls
		where state in (${marks(UNKNOWN_STATES)}) and kind = 'write' group by instance_id`,
		[...UNKNOWN_STATES],
	);
	return new Map(rows.map((row) => [Number(row.instance_id), Number(row.calls)]));
}

/** @returns how many of them were still queued, and are handed out now */
export async function handOut(
	sql: Sql,
	ids: readonly string[],
	{ sessionId, atMs, document, messageSetId }: HandOut,
): Promise<number> {
	const rows = await sql(
		`update calls set state = 'handedOut', handed_out_at_ms = ?, session_id = ?, message_set_id = ?, document = ?
		where state = 'queued' and id in (${marks(ids)}) returning id`,
		[atMs, sessionId, messageSetId ?? null, document, ...ids],
	);
	return rows.length;
}

/** @returns whether it was in doubt, and is handed out now */
export async function handOutAgain(sql: Sql, id: string, sessionId: string): Promise<boolean> {
	const rows = await sql(
		`update calls set state = 'handedOut', session_id = ? where state = 'inDoubt' and id = ? returning id`,
		[sessionId, id],
	);
	return rows.length > 0;
}

export async function settle(
	sql: Sql,
	id: string,
	from: readonly CallState[],
	{ state, atMs, answer, reason, recordId, candidates }: CallSettlement,
): Promise<boolean> {
	// A call that goes back into the queue has not left: nothing of its way out stays.
	const back = state === 'queued';
	const rows = await sql(
		`update calls set state = ?, settled_at_ms = ?, answer = ?, reason = ?, record_id = ?, candidates = ?
		${back ? ', handed_out_at_ms = null, session_id = null, message_set_id = null, document = null' : ''}
		where id = ? and state in (${marks(from)}) returning id`,
		[
			state,
			back ? null : atMs,
			answer ?? null,
			reason ?? null,
			recordId ?? null,
			candidates ?? null,
			id,
			...from,
		],
	);
	return rows.length > 0;
}

export async function dropQueued(sql: Sql, atMs: number): Promise<number> {
	const rows = await sql(
		`update calls set state = 'dropped', settled_at_ms = ?, reason = ?
		where state = 'queued' returning id`,
		[atMs, RESTARTED],
	);
	return rows.length;
}

export async function pruneCalls(sql: Sql, instanceId: number, keep: number): Promise<void> {
	await sql(
		`delete from calls where instance_id = ? and state in ('answered', 'dropped', 'refused')
		and not exists (select 1 from idempotency_keys where request_id = calls.id and answer is null)
		and place <= (select place from calls where instance_id = ? order by place desc limit 1 offset ?)`,
		[instanceId, instanceId, keep],
	);
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

const known = <T>(value: SqlValue, as: (value: SqlValue) => T): T | undefined =>
	value === null ? undefined : as(value);

function read(row: Row): StoredCall {
	const call: StoredCall = {
		id: String(row.id),
		instanceId: Number(row.instance_id),
		kind: row.kind as StoredCall['kind'],
		state: row.state as CallState,
		method: String(row.method),
		path: String(row.path),
		queuedAtMs: Number(row.queued_at_ms),
		handedOutAtMs: known(row.handed_out_at_ms, Number),
		settledAtMs: known(row.settled_at_ms, Number),
		messageSetId: known(row.message_set_id, String),
		document: known(row.document, String),
		answer: known(row.answer, String),
		reason: known(row.reason, String),
		mark: known(row.mark, String),
		recordId: known(row.record_id, String),
		candidates: known(row.candidates, String),
	};
	const members = Object.entries(call).filter(([, value]) => value !== undefined);
	return Object.fromEntries(members) as unknown as StoredCall;
}
