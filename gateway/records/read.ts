import { queryParameters, wholeRecords, writeRequest, type RetRecord } from '../qbxml';
import { targetOf, type CompanyPort } from './port';
import { recordIn } from './refusal';
import type { Resource } from './resources';

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
	const isAskedById = queryParameters(object, targetOf(port)).has(key!);
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
