import { resourceByAnyName } from '../../catalogue/resources';
import { recordIdOf, type RecordJson } from '../../hub/recordApi';
import { isRecord } from '../../common/json/isRecord';
import { eventDate, revisionOf, type ChangeEvent, type EventType } from '../shared/changeEvent';

/** What a delivery of the service says. */
export interface Notification {
	instanceId?: string;
	instanceName?: string;
	/** Of records that this package knows. */
	events: ChangeEvent[];
	/** What else it tells of, in the words of the service. */
	unreadable: string[];
	/** Made by this node while somebody tries it in the editor. */
	isSample: boolean;
}

type Json = Record<string, unknown>;

/**
 * UNKNOWN comes from hooks of the service that do not say what happened (documented): taken for an update, like every
 * other word.
 */
const EVENT_TYPES: ReadonlyArray<[beginning: string, type: EventType]> = [
	['CREATE', 'created'],
	['DELETE', 'deleted'],
];

/**
 * Reads the body of a delivery: today's form with `message.events` (observed), or that of 2015 with
 * `response.events` (documented). What stands in the `metadata` of the latter is not documented; the
 * members of today's events are looked for in it (our choice).
 *
 * @returns Undefined for anything else.
 */
export function readNotification(text: string): Notification | undefined {
	const body = parse(text);
	if (!body) return undefined;
	const message = isRecord(body.message) ? body.message : body;
	const response = isRecord(message.response) ? message.response : {};
	const listed = Array.isArray(message.events) ? message.events : response.events;
	if (!Array.isArray(listed)) return undefined;
	const notificationId = textOf(message.eventId ?? message.notificationId);
	const raw = isRecord(message.raw) ? message.raw : {};
	const unreadable = new Set<string>();
	const events = listed.filter(isRecord).flatMap((event) => {
		const read = readEvent(event, raw, notificationId);
		if (typeof read !== 'string') return [read];
		unreadable.add(read);
		return [];
	});
	return {
		instanceId: textOf(message.instanceId ?? message.instance_id),
		instanceName: textOf(message.instanceName),
		isSample: body.isSample === true,
		events,
		unreadable: [...unreadable],
	};
}

/** @returns The event, or what it is about where that cannot be told. */
function readEvent(
	event: Json,
	raw: Json,
	notificationId: string | undefined,
): ChangeEvent | string {
	const metadata = isRecord(event.metadata) ? event.metadata : {};
	const member = (name: string) => textOf(event[name]) ?? textOf(metadata[name]);
	const path = (member('path') ?? '').split('/').filter((part) => part !== '');
	const objectType = member('objectType') ?? path[path.length - 2] ?? '';
	const objectId = member('objectId') ?? path[path.length - 1];
	const resource = resourceByAnyName(objectType);
	if (!resource) return objectType === '' ? 'something without a name' : `'${objectType}'`;
	if (objectId === undefined) return `${objectType} without an ID`;
	const word = (member('eventType') ?? '').toUpperCase();
	const [, eventType = 'updated'] =
		EVENT_TYPES.find(([beginning]) => word.startsWith(beginning)) ?? [];
	const date = eventDate(member('date'));
	const record = recordIn(raw[objectType] ?? raw[String(raw.objectType)], objectId);
	// The record may have been changed once more since.
	const isOfThisChange = record !== undefined && eventDate(record.TimeModified) === date;
	return {
		eventType,
		resource,
		objectId,
		date,
		...(isOfThisChange ? { revision: revisionOf(record) } : {}),
		notificationId,
		record,
	};
}

/** The raw part may hold the records that the poll found, under the name of the resource (observed). */
function recordIn(records: unknown, id: string): RecordJson | undefined {
	if (!Array.isArray(records)) return undefined;
	return (records.filter(isRecord) as RecordJson[]).find((record) => recordIdOf(record) === id);
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function parse(text: string): Json | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
