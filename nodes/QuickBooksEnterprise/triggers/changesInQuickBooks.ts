import { zonedMoment } from '../catalogue/dates';
import type { Resource } from '../catalogue/types';
import { modifiedFrom } from '../ceql/expression';
import { InputFault } from '../transport/failure';
import type { InstanceAccess } from '../transport/lane';
import { recordIdOf, type RecordJson } from '../records/recordApi';
import { eventDate, type ChangeEvent } from './changeEvent';
import { recordsThrough } from './readRecords';
import type { EventChoice } from './triggerSettings';
import type { TriggerRun } from './triggerRun';

/** A record with the times that tell what happened to it, in milliseconds since 1970. */
export interface ChangedRecord {
	id: string;
	record: RecordJson;
	createdMs: number;
	modifiedMs: number;
	/** Another one at each write; tells two changes of the same second apart. */
	revision: string;
}

/**
 * Reads the records that changed at a time or later.
 * In: milliseconds since 1970, or nothing for all records; the zone in which the time is written, UTC
 * without; `max` after which reading may stop.
 * Out: those whose own time says so as well.
 * Errors: RequestFailure; InputFault where the list cannot be read to its end.
 */
export async function changedSince(
	run: TriggerRun,
	access: InstanceAccess,
	resource: Resource,
	sinceMs: number | undefined,
	{ timeZone = 'UTC', max = Infinity }: { timeZone?: string; max?: number } = {},
): Promise<ChangedRecord[]> {
	const where =
		sinceMs === undefined
			? undefined
			: modifiedFrom(zonedMoment(wholeSecondsMs(sinceMs), timeZone));
	const found: ChangedRecord[] = [];
	const reading = await recordsThrough(run, access, resource).list(
		{ where },
		{
			onPage: (records) => {
				found.push(...records.flatMap(changedRecord));
				return found.length < max;
			},
		},
	);
	if (!reading.complete) {
		throw new InputFault(
			[`The list of ${resource.plural} could not be read to its end: the service repeated a page`],
			'Nothing was passed over: the next look starts at the same time.',
		);
	}
	const fromMs = sinceMs === undefined ? -Infinity : wholeSecondsMs(sinceMs);
	return found.filter(({ modifiedMs }) => modifiedMs >= fromMs);
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
	return [{ id, record, modifiedMs, createdMs, revision: String(record.EditSequence ?? '') }];
}

/** A changed record as an event. In: whether it is known to be new. */
export function toEvent(
	resource: Resource,
	{ id, record, createdMs, modifiedMs }: ChangedRecord,
	isNew = createdMs === modifiedMs,
): ChangeEvent {
	return {
		eventType: isNew ? 'created' : 'updated',
		resource,
		objectId: id,
		date: eventDate(record.TimeModified),
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
 * Out: undefined where there is no record at all. Errors: RequestFailure.
 */
export async function latestChange(
	run: TriggerRun,
	access: InstanceAccess,
	{ resources, events, timeZone }: EventChoice,
): Promise<ChangeEvent | undefined> {
	for (const stepMs of STEPS_MS) {
		const sinceMs = stepMs === undefined ? undefined : Date.now() - stepMs;
		const found: Array<{ event: ChangeEvent; modifiedMs: number }> = [];
		for (const resource of resources) {
			const records = await changedSince(run, access, resource, sinceMs, {
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
		const chosen = found.filter(({ event }) => events.includes(event.eventType));
		const latest = [...(chosen.length > 0 ? chosen : found)].sort(
			(one, other) => other.modifiedMs - one.modifiedMs,
		)[0];
		if (latest) return latest.event;
	}
	return undefined;
}
