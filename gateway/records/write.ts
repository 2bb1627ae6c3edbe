/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { ApiError } from '../api/errors';
import { writeRequest, type JsonRecord, type Operation, type RetRecord } from '../qbxml';
import { markOf, takesGuid } from '../queue';
import { PartlyDone, setCustomFields } from './customFields';
import { answerTo } from './failure';
import { targetOf, type CompanyPort } from './port';
import { readRecord } from './read';
import { recordIn, requireDone } from './refusal';
import type { Resource } from './resources';

const without = (record: JsonRecord, members: readonly string[]): JsonRecord =>
	Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)));

/**
 * What the API takes although QuickBooks has no member for it: it is left out. Cloud Elements' own tests change a
 * journal entry by its Memo and are not refused (observed); only the lines of one have a memo.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = { JournalEntry: ['Memo'] };

/** What the API has beside the members of QuickBooks, or QuickBooks gives itself. */
function contentOfBody({ object, key }: Resource, body: JsonRecord): JsonRecord {
	const record = without(body, ['ItemType', 'id', key!, ...(LEFT_OUT[object] ?? [])]);
	if (object !== 'SalesRep' || body.Name === undefined) return record;
	// A sales rep is named by its initials (observed: it is found by Name).
	return { Initial: body.Name, ...without(record, ['Name']) };
}

/** Which kind of item a new product is (observed: ItemType says it). */
function objectOf({ object, objects }: Resource, { ItemType: type }: JsonRecord): string {
	if (objects.length === 1) return objects[0];
	if (objects.includes(String(type))) return String(type);
	const wrong = type === undefined ? 'is required' : 'is not one of them';
	throw new ApiError(
		400,
		`${object}Add was not sent to QuickBooks. ItemType ${wrong}: ${objects.join(', ')}.`,
	);
}

async function ask(
	port: CompanyPort,
	object: string,
	operation: Operation,
	record: JsonRecord,
	present?: RetRecord,
) {
	const requestId = port.newRequestId(true);
	const guid = operation === 'add' ? guidFor(port, object, record) : undefined;
	const sent = guid === undefined ? record : { ...record, ExternalGUID: guid };
	const target = targetOf(port);
	const message = writeRequest({
		object,
		operation,
		record: sent,
		present,
		requestId,
		...target,
	});
	const known = present && { ...present.record, ...given(sent) };
	const mark = markOf({ object, operation, record: known ?? sent, ...target });
	return await port.run(message, { mark });
}

/** A GUID of the caller's own stays. */
function guidFor(port: CompanyPort, object: string, record: JsonRecord): string | undefined {
	const isTaken = ![undefined, null, ''].includes(record.ExternalGUID as string);
	return isTaken || !takesGuid(object, targetOf(port)) ? undefined : port.newGuid?.();
}

/** What a caller says with a value: the rest is taken from the record as it is. */
const given = (record: JsonRecord): JsonRecord =>
	Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ''));

/**
 * Creates a record, and sets its custom fields.
 *
 * @param body the record as the API has it
 * @returns the record as QuickBooks keeps it
 * @throws InvalidRequestError with all that cannot be sent; then nothing was
 * @throws ApiError where QuickBooks refuses
 * @throws CallFailure where there is no answer
 */
export async function createRecord(
	port: CompanyPort,
	resource: Resource,
	body: JsonRecord,
): Promise<RetRecord> {
	const object = objectOf(resource, body);
	const answer = await ask(port, object, 'add', contentOfBody(resource, body));
	const created = recordIn(answer, [object]);
	return await withCustomFields(port, resource, { written: created, body: ownCustomFields(body) });
}

/**
 * Changes a record. It is read first: lines are placed among those that it has, and a change that names no
 * `EditSequence` is one of the record as it is now.
 *
 * @returns the record as QuickBooks keeps it
 * @throws InvalidRequestError with all that cannot be sent; then nothing was changed
 * @throws ApiError where QuickBooks refuses, or has no such record
 * @throws CallFailure where there is no answer
 */
export async function updateRecord(
	port: CompanyPort,
	resource: Resource,
	id: string,
	body: JsonRecord,
): Promise<RetRecord> {
	const present = await readRecord(port, resource, id);
	const record = contentOfBody(resource, body);
	const answer = await ask(port, present.object, 'mod', record, present);
	const changed = recordIn(answer, [present.object]);
	return await withCustomFields(port, resource, { written: changed, body, before: present });
}

/**
 * Finishes a write whose record is in the books, while it is not certain that all of its custom fields are.
 *
 * @returns the record as QuickBooks keeps it
 * @throws as {@link updateRecord}
 */
export async function finishWrite(
	port: CompanyPort,
	resource: Resource,
	id: string,
	body: JsonRecord,
): Promise<RetRecord> {
	const present = await readRecord(port, resource, id);
	const own = ownCustomFields(body);
	return await withCustomFields(port, resource, { written: present, body: own, before: present });
}

/**
 * Deletes a record.
 *
 * @throws ApiError where QuickBooks refuses, or has no such record
 * @throws CallFailure where there is no answer
 */
export async function deleteRecord(
	port: CompanyPort,
	resource: Resource,
	id: string,
): Promise<void> {
	const { objects, key } = resource;
	// A deletion names the kind of item.
	const object = objects.length === 1 ? objects[0] : (await readRecord(port, resource, id)).object;
	requireDone(await ask(port, object, 'delete', { [key!]: id }));
}

/** A record that was written with the custom fields of a body; it is read again where there were any to set. */
async function withCustomFields(
	port: CompanyPort,
	resource: Resource,
	{ written, body, before }: { written: RetRecord; body: JsonRecord; before?: RetRecord },
): Promise<RetRecord> {
	const areChanged = await setCustomFields(port, written, body, before);
	return areChanged ? await readBack(port, resource, idOf(resource, written)) : written;
}

/** Reads what was written: where that fails it is not as if nothing had been sent. */
async function readBack(port: CompanyPort, resource: Resource, id: string): Promise<RetRecord> {
	try {
		return await readRecord(port, resource, id);
	} catch (error) {
		const cause = answerTo(error);
		if (!cause) throw error;
		throw new PartlyDone({ recordId: id }, cause, 'read again');
	}
}

/** Those of lines go with the new lines. */
const ownCustomFields = (body: JsonRecord): JsonRecord =>
	Object.fromEntries(Object.entries(body).filter(([member]) => member.startsWith('DataExt')));

const idOf = ({ key }: Resource, { record }: RetRecord): string => String(record[key!]);
