import { encodeCursor, requestedPage, type Query } from '../../api/paging';
import type { StoredJob } from '../../store';
import { firstOf, type JobFiles } from './files';

/**
 * A page of what went wrong with the rows of a job.
 *
 * @returns the errors, and the cursor of the next page: a short last page has none (observed), unlike other lists
 */
export async function errorPage(
	{ id }: StoredJob,
	files: JobFiles,
	query: Query,
): Promise<{ list: unknown[]; next?: string }> {
	const cursor = requestedPage(query, 5000, 200);
	const { page, pageSize } = cursor;
	const lines = await firstOf(files.lines(id, 'errors', (page - 1) * pageSize), pageSize);
	const list = lines.map((line) => JSON.parse(line) as unknown);
	const isFull = list.length === pageSize;
	return { list, ...(isFull ? { next: encodeCursor({ ...cursor, page: page + 1 }) } : {}) };
}
