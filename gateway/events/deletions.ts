import { objectFacts, writeRequest } from '../qbxml';
import { requireDone, targetOf, type CompanyPort, type Resource } from '../records';

/** A record that is gone. */
export interface DeletedRecord {
	/** Path of its resource. */
	path: string;
	id: string;
	/** As QuickBooks shows it. */
	deletedAt: string;
}

const KINDS = [
	{ object: 'ListDeleted', type: 'ListDelType', fact: 'listDelType', key: 'ListID' },
	{ object: 'TxnDeleted', type: 'TxnDelType', fact: 'txnDelType', key: 'TxnID' },
] as const;

/**
 * What was deleted since a time. QuickBooks remembers it for 90 days (documented).
 *
 * @param resources of which
 * @throws ApiError where QuickBooks refuses
 * @throws CallFailure where there is no answer
 */
export async function deletedSince(
	port: CompanyPort,
	resources: readonly Resource[],
	sinceMs: number,
): Promise<DeletedRecord[]> {
	const deleted: DeletedRecord[] = [];
	for (const { object, type, fact, key } of KINDS) {
		const paths = new Map(
			resources.flatMap(({ path, objects }) =>
				objects.flatMap((each): Array<[string, string]> => {
					const name = objectFacts(each)?.[fact];
					return name === undefined ? [] : [[name, path]];
				}),
			),
		);
		if (paths.size === 0) continue;
		const message = writeRequest({
			object,
			operation: 'query',
			record: {
				[type]: [...paths.keys()],
				DeletedDateRangeFilter: {
					FromDeletedDate: `${new Date(sinceMs).toISOString().slice(0, 19)}+00:00`,
				},
			},
			requestId: port.newRequestId(),
			...targetOf(port),
		});
		const answer = await port.run(message, { mayBeLong: true });
		requireDone(answer);
		for (const { record } of answer.records) {
			const path = paths.get(String(record[type]));
			if (path === undefined) continue;
			deleted.push({ path, id: String(record[key]), deletedAt: String(record.TimeDeleted) });
		}
	}
	return deleted;
}
