import { resourceByPath } from '../catalogue/resources';
import { recordIdOf, type RecordJson } from '../records/recordApi';
import { isRecord } from '../transport/answer';
import { eventDate, type ChangeEvent, type EventType } from './changeEvent';

/** What a delivery of the service says. */
export interface Notification {
	instanceId?: string;
	instanceName?: string;
	/** Of records that this package knows. */
	events: ChangeEvent[];
	/** Made by this node while somebody tries it in the editor. */
	isSample: boolean;
}

type Json = Record<string, unknown>;

/** UNKNOWN comes from hooks of the service that do not say what happened (documented): taken for an update. */
const EVENT_TYPES: Readonly<Record<string, EventType>> = {
	CREATED: 'created',
	UPDATED: 'updated',
	DELETED: 'deleted',
	UNKNOWN: 'updated',
};

/**
 * Reads the body of a delivery: today's form with `message.events` (observed), or that of 2015 with
 * `response.events` (documented). What stands in the `metadata` of the latter is not documented; the
 * members of today's events are looked for in it (our choice).
 * Out: undefined for anything else.
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
	return {
		instanceId: textOf(message.instanceId ?? message.instance_id),
		instanceName: textOf(message.instanceName),
		isSample: body.isSample === true,
		events: listed.filter(isRecord).flatMap((event) => readEvent(event, raw, notificationId)),
	};
}

function readEvent(event: Json, raw: Json, notificationId: string | undefined): ChangeEvent[] {
	const metadata = isRecord(event.metadata) ? event.metadata : {};
	const member = (name: string) => textOf(event[name]) ?? textOf(metadata[name]);
	const path = (member('path') ?? '').split('/').filter((part) => part !== '');
	const objectType = member('objectType') ?? path[path.length - 2] ?? '';
	const objectId = member('objectId') ?? path[path.length - 1];
	const resource = resourceByPath(objectType);
	if (!resource || objectId === undefined) return [];
	const eventType = EVENT_TYPES[(member('eventType') ?? 'UNKNOWN').toUpperCase()];
	if (eventType === undefined) return [];
	return [
		{
			eventType,
			resource,
			objectId,
			date: eventDate(member('date')),
			notificationId,
			record: recordIn(raw[objectType], objectId),
		},
	];
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
