import type { IDataObject } from 'n8n-workflow';

import { MAX_RECORDS_PER_PAGE, recordIdOf, type RecordApi } from '../../hub/recordApi';
import type { RecordFilter } from '../fields/filterFields';
import type { ShapeRecord } from './recordOperation';

/** Which records of a list an item asks for, and what its output shows of them. */
export interface RecordQuery {
	filter: RecordFilter;
	/** At most how many. */
	limit: number;
	shape: ShapeRecord;
}

/**
 * Reads records page by page, for one question after the other, until there are enough. One that comes twice is given
 * once.
 *
 * @param idOf What tells one record from another, where anything does.
 * @returns The records, and where the list may hold more why, part of a sentence.
 * @throws RequestFailure
 */
export async function collectRecords(
	api: Pick<RecordApi, 'list'>,
	{ filter: { where, parts = [where], accepts }, limit, shape }: RecordQuery,
	idOf: (record: IDataObject) => string | undefined = recordIdOf,
): Promise<{ records: IDataObject[]; gap?: string }> {
	const records: IDataObject[] = [];
	const seenIds = new Set<string>();
	let gap: string | undefined;
	for (const part of parts) {
		const pages = api.list({ where: part }, { pageSize: pageSizeFor(accepts ? Infinity : limit) });
		for await (const { entries } of pages) {
			for (const record of entries) {
				const id = idOf(record);
				if ((id !== undefined && seenIds.has(id)) || accepts?.(record) === false) continue;
				if (id !== undefined) seenIds.add(id);
				records.push(shape(record));
				if (records.length === limit) return { records };
			}
		}
		gap ??= pages.gap;
	}
	return { records, gap };
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
