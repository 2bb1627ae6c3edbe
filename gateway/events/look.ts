/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { ApiError } from '../api/errors';
import { parseCeql } from '../ceql';
import type { Lists } from '../listing';
import { InvalidRequestError, type JsonRecord } from '../qbxml';
import { resourceAt, type CompanyPort, type Resource } from '../records';
import type { Look } from '../store';
import { deletedSince, type DeletedRecord } from './deletions';
import { wholeSeconds, type ChangeEvent, type FoundChanges, type Watched } from './notification';
import { pollersOf, resolveMacros, resourceOf, whereOf, type PollerEntry } from './pollerUrl';

export interface LookParts {
	lists: Lists;
	port: CompanyPort;
	nowMs: number;
	/**
	 * How much further back a look goes than to the last one: clocks differ, and offsets that QuickBooks shows are an hour
	 * wrong where clocks change (observed). 0 where there is but one clock, which is right.
	 */
	overlapMs: number;
	/** Whether deletions are told. */
	tellsDeletions: boolean;
}

/** What a look found, and what is to be known at the next one. */
export interface LookResult {
	look: Look;
	found: FoundChanges[];
	/** Resources that QuickBooks refused to show. */
	refused: string[];
}

/** Records that are told of together: each of their notifications has all of them (documented). */
const SET_SIZE = 200;

type Poller = PollerEntry & { resource: Resource };

/**
 * Looks for changes by the poller configuration of an instance. Of what it finds, that is told which the last look did
 * not find in the same state. A first look tells nothing where clocks may differ: it learns what is there.
 *
 * @throws CallFailure where QuickBooks does not answer: then nothing was found, and the next look goes back as far
 */
export async function lookFor(
	parts: LookParts,
	watched: Watched,
	last: Look | undefined,
): Promise<LookResult> {
	const { port, nowMs, overlapMs, tellsDeletions } = parts;
	const pollers = pollersOf(watched.configuration).flatMap((entry): Poller[] => {
		const resource = resourceAt(resourceOf(entry.url));
		return resource ? [{ ...entry, resource }] : [];
	});
	const sinceMs = (last?.atMs ?? nowMs) - overlapMs;
	const resources = pollers.map(({ resource }) => resource);
	const deleted = tellsDeletions
		? ((await unlessRefused(deletedSince(port, resources, sinceMs))) ?? [])
		: [];
	const result: LookResult = { look: { atMs: nowMs, seen: {} }, found: [], refused: [] };
	for (const poller of pollers) {
		const { path } = poller.resource;
		const before = last?.seen[path];
		const records = await unlessRefused(recordsFor(parts, poller, sinceMs));
		if (!records) {
			result.refused.push(path);
			if (before) result.look.seen[path] = before;
			continue;
		}
		const isFirst = overlapMs > 0 && !before;
		const gone = deleted.filter((each) => each.path === path);
		const seen = { ...seenIn(records, poller), ...seenOf(gone) };
		const news = {
			records: records.filter((record) => before?.[idOf(record)] !== stateOf(record, poller)),
			deleted: gone.filter((each) => before?.[`-${each.id}`] !== each.deletedAt),
		};
		result.look.seen[path] = { ...result.look.seen[path], ...seen };
		if (!isFirst) result.found.push(...changesOf(watched, poller, news, nowMs));
	}
	return result;
}

/** @returns undefined where QuickBooks, or the filter, does not allow it: other resources are looked at all the same */
async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
	try {
		return await work;
	} catch (error) {
		const isRefused = error instanceof ApiError && error.status < 500;
		if (isRefused || error instanceof InvalidRequestError) return undefined;
		throw error;
	}
}

const idOf = (record: JsonRecord): string => String(record.id ?? record.ListID ?? record.TxnID);

const fieldsOf = ({ datesConfiguration: dates }: PollerEntry) => ({
	updated: dates?.updatedDateField ?? 'TimeModified',
	created: dates?.createdDateField ?? 'TimeCreated',
	toleranceMs: (dates?.createdCheckTolerance ?? 0) * 1_000,
});

const timeOf = (record: JsonRecord, poller: PollerEntry): string =>
	String(record[fieldsOf(poller).updated]);

/**
 * What tells one state of a record from another, as QuickBooks shows it. The time alone is the same for changes within a
 * second, and for two that are an hour apart where clocks go back.
 */
const stateOf = (record: JsonRecord, poller: PollerEntry): string =>
	[timeOf(record, poller), record.EditSequence ?? []].flat().join(' ');

const seenIn = (records: readonly JsonRecord[], poller: PollerEntry): Record<string, string> =>
	Object.fromEntries(records.map((record) => [idOf(record), stateOf(record, poller)]));

const seenOf = (deleted: readonly DeletedRecord[]): Record<string, string> =>
	Object.fromEntries(deleted.map(({ id, deletedAt }) => [`-${id}`, deletedAt]));

async function recordsFor(
	{ lists, port }: LookParts,
	{ url, resource }: Poller,
	sinceMs: number,
): Promise<JsonRecord[]> {
	const where = whereOf(resolveMacros(url, new Date(sinceMs)))?.trim();
	const expression = where ? parseCeql(where) : undefined;
	const lines = await lists.all({ resource, expression, port });
	return lines.map((line) => JSON.parse(line) as JsonRecord);
}

/** The clock time as it is shown, without the offset, which may be wrong. */
const shownMs = (text: unknown): number => Date.parse(`${String(text).slice(0, 19)}Z`);

/**
 * CREATED where both times are the same (documented: decided by comparing them). Where clocks go back, that of a change
 * can be before that of the creation.
 */
function typeOf(record: JsonRecord, poller: PollerEntry): 'CREATED' | 'UPDATED' {
	const { updated, created, toleranceMs } = fieldsOf(poller);
	const differenceMs = shownMs(record[updated]) - shownMs(record[created]);
	return Math.abs(differenceMs) <= toleranceMs ? 'CREATED' : 'UPDATED';
}

function changesOf(
	{ elementKey }: Watched,
	poller: Poller,
	news: { records: JsonRecord[]; deleted: DeletedRecord[] },
	nowMs: number,
): FoundChanges[] {
	const objectType = poller.resource.path;
	const event = (
		objectId: string,
		eventType: ChangeEvent['eventType'],
		time: string,
	): ChangeEvent => ({
		objectType,
		objectId,
		eventType,
		date: utc(time),
		pollDate: wholeSeconds(nowMs),
		elementKey,
		hubKey: 'finance',
	});
	const sets: FoundChanges[] = [];
	for (let from = 0; from < news.records.length; from += SET_SIZE) {
		const records = news.records.slice(from, from + SET_SIZE);
		const events = records.map((record) =>
			event(idOf(record), typeOf(record, poller), timeOf(record, poller)),
		);
		sets.push({ objectType, events, records });
	}
	if (news.deleted.length > 0) {
		const events = news.deleted.map(({ id, deletedAt }) => event(id, 'DELETED', deletedAt));
		sets.push({ objectType, events, records: [] });
	}
	return sets;
}

/** In UTC, as far as the offset that is shown is right. */
function utc(shown: string): string {
	const atMs = Date.parse(shown);
	return Number.isNaN(atMs) ? shown : wholeSeconds(atMs);
}
