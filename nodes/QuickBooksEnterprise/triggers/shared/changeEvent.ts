import type { IDataObject } from 'n8n-workflow';

import { moment } from '../../catalogue/validation/dates';
import type { Resource } from '../../catalogue/types';
import type { RecordJson } from '../../hub/recordApi';
import { withTypes } from '../../records/typedValues';

export type EventType = 'created' | 'updated' | 'deleted';

/** One change of one record, however it was learnt. */
export interface ChangeEvent {
	eventType: EventType;
	resource: Resource;
	objectId: string;
	/** When the record changed, ISO 8601 in UTC; empty where that is not known. */
	date: string;
	/** The record's own mark of this change: two changes within one second have the same date. */
	revision?: string;
	/** Tells events apart that have no date: the service's own number of the notification. */
	notificationId?: string;
	record?: RecordJson;
	/** Why the record could not be read. */
	recordError?: string;
}

/** Which instance an event is of. */
export interface EventSource {
	instanceId: string;
	instanceName: string;
}

/**
 * The same for equal events, whichever trigger learnt of them and however often: instance, record, time and
 * revision of the change, the last as far as the service sent the record along. That the service told it as created or as updated does not make it another one.
 */
export function eventKeyOf({ instanceId }: EventSource, event: ChangeEvent): string {
	const { resource, objectId, date, revision, notificationId, eventType } = event;
	const time = date !== '' ? date : (notificationId ?? '');
	const parts = [instanceId, resource.value, objectId, time];
	if (revision) parts.push(revision);
	if (eventType === 'deleted') parts.push('deleted');
	return parts.join('/');
}

/** The mark that QuickBooks gives a record at each write; empty where the service does not show it. */
export function revisionOf(record: RecordJson): string {
	return String(record.EditSequence ?? '');
}

/** A time of the service as events carry it. */
export function eventDate(value: unknown): string {
	return moment(value, 'UTC') ?? '';
}

/** The output item of an event, its record with booleans and numbers as they are. */
export function eventItem(source: EventSource, event: ChangeEvent): IDataObject {
	const { eventType, resource, objectId, date, record, recordError } = event;
	return {
		eventType,
		resource: resource.value,
		objectId,
		date,
		// Ids of instances are numbers (observed), and so the action node gives them.
		instanceId: /^\d{1,15}$/.test(source.instanceId)
			? Number(source.instanceId)
			: source.instanceId,
		instanceName: source.instanceName,
		eventKey: eventKeyOf(source, event),
		...(record ? { record: withTypes(record) } : {}),
		...(recordError !== undefined ? { recordError } : {}),
	};
}
