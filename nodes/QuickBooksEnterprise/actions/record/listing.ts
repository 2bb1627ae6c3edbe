import type { IDataObject } from 'n8n-workflow';

import { MAX_RECORDS_PER_PAGE, recordIdOf, type RecordApi } from '../../records/recordApi';
import type { ListReading } from '../../transport/pages';
import type { RecordFilter } from './filterFields';

/**
 * Reads records page by page until there are enough. One that comes twice is given once.
 * In: at most how many; what is kept of each; what tells one from another, where anything does.
 * Errors: RequestFailure.
 */
export async function collectRecords(
	api: Pick<RecordApi, 'list'>,
	{ where, accepts }: RecordFilter,
	limit: number,
	keep: (record: IDataObject) => IDataObject,
	idOf: (record: IDataObject) => string | undefined = recordIdOf,
): Promise<{ records: IDataObject[]; complete: ListReading['complete'] }> {
	const records: IDataObject[] = [];
	const seenIds = new Set<string>();
	const { complete } = await api.list(
		{ where },
		{
			pageSize: pageSizeFor(accepts ? Infinity : limit),
			onPage: (page) => {
				for (const record of page) {
					if (records.length >= limit) break;
					const id = idOf(record);
					if ((id !== undefined && seenIds.has(id)) || accepts?.(record) === false) continue;
					if (id !== undefined) seenIds.add(id);
					records.push(keep(record));
				}
				return records.length < limit;
			},
		},
	);
	return { records, complete };
}

/**
 * Spreads what is needed evenly over as few pages as possible, so that the last one asks for hardly more
 * than is missing. One size for all pages: whether a cursor counts in pages of its own size or of the
 * size asked for is unknown, and with a smaller last page that would skip or repeat records.
 */
function pageSizeFor(limit: number): number {
	if (limit === Infinity) return MAX_RECORDS_PER_PAGE;
	return Math.ceil(limit / Math.ceil(limit / MAX_RECORDS_PER_PAGE));
}
