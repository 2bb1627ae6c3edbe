import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../common/json/isRecord';
import type { ChangedRecord } from '../polling/changesInQuickBooks';

const HOUR_MS = 60 * 60 * 1000;

/**
 * How far back behind the last change each look reaches: an hour by which a record's time can be off
 * around a change of daylight saving, which QuickBooks does not handle (documented), and an hour for clocks
 * that disagree (our choice). What was seen within it is left out by what is remembered.
 */
export const OVERLAP_MS = 2 * HOUR_MS;

/** Records are remembered for longer than the overlap, as the service's reading of a time may move too. */
const REMEMBERED_MS = OVERLAP_MS + 2 * HOUR_MS;

/** A change that was read before. */
type SeenChange = Pick<ChangedRecord, 'modifiedMs' | 'revision'>;

/** How far the changes of one resource were read. All times in milliseconds since 1970. */
export class Cursor {
	constructor(
		/** The latest change so far by the clock of QuickBooks, never after our own time of reading. */
		readonly lastMs: number,
		/** When it was read. */
		readonly readMs: number,
		/** Id of each record that changed lately → its latest change. */
		readonly seen: ReadonlyMap<string, SeenChange>,
	) {}

	/**
	 * Whether this very change was read before. QuickBooks gives each write another revision; the time that it shows
	 * for one may move by an hour when clocks change.
	 *
	 * @param byRevision - Whether the revision alone tells it; else the time has to be the same too.
	 */
	knows({ id, modifiedMs, revision }: ChangedRecord, byRevision = true): boolean {
		const known = this.seen.get(id);
		if (!known || known.revision !== revision) return false;
		return (byRevision && revision !== '') || known.modifiedMs === modifiedMs;
	}

	/** In whole seconds: n8n keeps it with the workflow. */
	toJson(): IDataObject {
		const seconds = (ms: number) => Math.floor(ms / 1000);
		return {
			last: seconds(this.lastMs),
			read: seconds(this.readMs),
			seen: Object.fromEntries(
				[...this.seen].map(([id, { modifiedMs, revision }]) => [
					id,
					[seconds(modifiedMs), revision],
				]),
			),
		};
	}
}

/** @returns The saved cursor; undefined for what is none, so that reading begins anew. */
export function readCursor(kept: unknown): Cursor | undefined {
	if (!isRecord(kept) || typeof kept.last !== 'number') return undefined;
	const seen = isRecord(kept.seen) ? Object.entries(kept.seen) : [];
	return new Cursor(
		kept.last * 1000,
		Number(kept.read ?? 0) * 1000,
		new Map(seen.map(([id, change]) => [id, readSeen(change)])),
	);
}

function readSeen(kept: unknown): SeenChange {
	const [seconds, revision] = Array.isArray(kept) ? (kept as unknown[]) : [];
	return { modifiedMs: Number(seconds) * 1000, revision: String(revision) };
}

/** From which time on the next look asks; the first one only finds out what is there already. */
export function sinceMsOf(cursor: Cursor | undefined, nowMs: number): number {
	return (cursor?.lastMs ?? nowMs) - OVERLAP_MS;
}

/**
 * The cursor after a look. Where the look may have missed something, the next one begins at the same time. A time ahead of ours does not move it beyond now: were the clock of that
 * computer then put right, what follows would lie before it.
 */
export function nextCursor(
	cursor: Cursor | undefined,
	found: readonly ChangedRecord[],
	readMs: number,
	isSettled = true,
): Cursor {
	const beginMs = cursor?.lastMs ?? readMs;
	const latestMs = (isSettled ? found : []).reduce(
		(latest, { modifiedMs }) => Math.max(latest, Math.min(modifiedMs, readMs)),
		beginMs,
	);
	const seen = new Map(cursor?.seen);
	for (const { id, modifiedMs, revision } of found) seen.set(id, { modifiedMs, revision });
	for (const [id, { modifiedMs }] of seen) {
		if (modifiedMs < latestMs - REMEMBERED_MS) seen.delete(id);
	}
	return new Cursor(latestMs, readMs, seen);
}
