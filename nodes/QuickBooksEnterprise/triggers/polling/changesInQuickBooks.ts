import { zonedMoment } from '../../catalogue/validation/dates';
import type { Resource } from '../../catalogue/types';
import { modifiedFrom } from '../../ceql/expression';
import { InputError } from '../../common/problems';
import type { HubCall } from '../../hub/hubCall';
import { recordIdOf, type RecordJson } from '../../hub/recordApi';
import { eventDate, revisionOf, type ChangeEvent } from '../shared/changeEvent';
import { isChosen } from '../shared/chosenEvents';
import type { EventChoice } from '../shared/triggerSettings';

/** A record with the times that tell what happened to it, in milliseconds since 1970. */
export interface ChangedRecord {
	id: string;
	record: RecordJson;
	createdMs: number;
	modifiedMs: number;
	/** Another one at each write; tells two changes of the same second apart. */
	revision: string;
}

/** What a look found. */
export interface FoundChanges {
	records: ChangedRecord[];
	/** Whether nothing can have slipped from one page to another while it was read. */
	isSettled: boolean;
}

/** How often a list of several pages is read until it is the same twice (our choice). */
const MAX_READINGS = 4;

/**
 * Reads the records that changed at a time or later. Pages count by position: a record that is deleted or changed while
 * they are read moves others to a page that was read before. So a list of several pages is read again until it is the
 * same twice.
 *
 * @param sinceMs - Milliseconds since 1970, or nothing for all records.
 * @param options - `timeZone` in which the time is written, UTC where it is missing; `max` records after which
 * reading may stop.
 * @returns Those whose own time says so as well.
 * @throws RequestFailure; InputError where the list cannot be read to its end.
 */
export async function changedSince(
	call: HubCall,
	resource: Resource,
	sinceMs: number | undefined,
	{ timeZone = 'UTC', max = Infinity }: { timeZone?: string; max?: number } = {},
): Promise<FoundChanges> {
	const where =
		sinceMs === undefined
			? undefined
			: modifiedFrom(zonedMoment(wholeSecondsMs(sinceMs), timeZone));
	const fromMs = sinceMs === undefined ? -Infinity : wholeSecondsMs(sinceMs);
	const found = new Map<string, ChangedRecord>();
	let shown = '';
	for (let reading = 1; reading <= MAX_READINGS; reading++) {
		const { records, pageCount } = await readList(call, resource, where, max);
		// The later reading of a record is the newer one.
		for (const record of records) {
			if (record.modifiedMs >= fromMs) found.set(record.id, record);
		}
		const isWhole = pageCount <= 1 || max !== Infinity;
		const before = shown;
		shown = [...new Set(records.map(({ id, revision }) => `${id}/${revision}`))].sort().join();
		if (isWhole || shown === before) return { records: [...found.values()], isSettled: true };
	}
	return { records: [...found.values()], isSettled: false };
}

/** Reads a list once; stops where it has `max` records or more. */
async function readList(call: HubCall, resource: Resource, where: string | undefined, max: number) {
	const records: ChangedRecord[] = [];
	const pages = call.recordsOf(resource).list({ where });
	let pageCount = 0;
	for await (const { entries } of pages) {
		if (entries.length > 0) pageCount += 1;
		records.push(...entries.flatMap(changedRecord));
		if (records.length >= max) break;
	}
	if (!pages.complete) {
		throw new InputError(
			[`The list of ${resource.plural} could not be read to its end: ${pages.gap}`],
			'Nothing was passed over: the next look starts at the same time.',
		);
	}
	return { records, pageCount };
}

/** The service's times have whole seconds. */
function wholeSecondsMs(ms: number): number {
	return Math.floor(ms / 1000) * 1000;
}

function changedRecord(record: RecordJson): ChangedRecord[] {
	const id = recordIdOf(record);
	const modifiedMs = Date.parse(eventDate(record.TimeModified));
	if (id === undefined || Number.isNaN(modifiedMs)) return [];
	const createdMs = Date.parse(eventDate(record.TimeCreated));
	return [{ id, record, modifiedMs, createdMs, revision: revisionOf(record) }];
}

/**
 * A changed record as an event.
 *
 * @param isNew - Whether the record was created by this change.
 */
export function toEvent(
	resource: Resource,
	{ id, record, createdMs, modifiedMs, revision }: ChangedRecord,
	isNew = createdMs === modifiedMs,
): ChangeEvent {
	return {
		eventType: isNew ? 'created' : 'updated',
		resource,
		objectId: id,
		date: eventDate(record.TimeModified),
		revision,
		record,
	};
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far back the latest change is looked for, step by step; then among all records (our choice). */
const STEPS_MS = [DAY_MS, 30 * DAY_MS, 365 * DAY_MS, undefined];

/** Where a step finds more, the latest of these has to do: a sample is not worth more (our choice). */
const MAX_LOOKED_AT = 1000;

/**
 * The latest change of the chosen records, as a sample: of a chosen kind where there is one.
 *
 * @returns Undefined where there is no record at all.
 * @throws RequestFailure.
 */
export async function latestChange(
	call: HubCall,
	{ resources, events, timeZone }: EventChoice,
): Promise<ChangeEvent | undefined> {
	for (const stepMs of STEPS_MS) {
		const sinceMs = stepMs === undefined ? undefined : Date.now() - stepMs;
		const found: Array<{ event: ChangeEvent; modifiedMs: number }> = [];
		for (const resource of resources) {
			const { records } = await changedSince(call, resource, sinceMs, {
				timeZone,
				max: MAX_LOOKED_AT,
			});
			found.push(
				...records.map((changed) => ({
					event: toEvent(resource, changed),
					modifiedMs: changed.modifiedMs,
				})),
			);
		}
		const chosen = found.filter(({ event }) => isChosen(events, event));
		const latest = [...(chosen.length > 0 ? chosen : found)].sort(
			(one, other) => other.modifiedMs - one.modifiedMs,
		)[0];
		if (latest) return latest.event;
	}
	return undefined;
}
