import { contentOf, objectFacts, writeRequest, type JsonRecord, type RetRecord } from '../qbxml';
import { targetOf, type CompanyPort } from './port';
import { recordIn } from './refusal';
import type { Resource } from './resources';

/** What QuickBooks leaves out of records unless it is asked for (documented). `0` owns the fields that users see. */
const WHOLE: JsonRecord = {
	IncludeLineItems: true,
	IncludeComponentLineItems: true,
	IncludeLinkedTxns: true,
	OwnerID: '0',
};

const queryMembers = (object: string) => contentOf(`${objectFacts(object)?.query}Rq`)?.byName;

const known = new Map<string, JsonRecord>();

/**
 * @param object such as `Invoice`
 * @returns the members of its query by which records come with all that belongs to them
 */
export function wholeRecords(object: string): JsonRecord {
	const there = known.get(object);
	if (there) return there;
	const members = queryMembers(object);
	const whole = Object.fromEntries(Object.entries(WHOLE).filter(([name]) => members?.has(name)));
	known.set(object, whole);
	return whole;
}

/**
 * Reads one record with its lines, links and custom fields.
 *
 * @throws ApiError where QuickBooks has no such record
 * @throws CallFailure where there is no answer
 */
export async function readRecord(
	port: CompanyPort,
	{ object, objects, key }: Resource,
	id: string,
): Promise<RetRecord> {
	// A few short lists, such as that of templates, cannot be asked for one of theirs (qbXML).
	const isAskedById = queryMembers(object)?.has(key!) === true;
	const message = writeRequest({
		object,
		operation: 'query',
		record: { ...wholeRecords(object), ...(isAskedById ? { [key!]: [id] } : {}) },
		requestId: port.newRequestId(),
		...targetOf(port),
	});
	const answer = await port.run(message, { mayBeLong: !isAskedById });
	if (isAskedById) return recordIn(answer, objects);
	const records = answer.records.filter(({ record }) => record[key!] === id);
	return recordIn({ ...answer, records }, objects);
}
