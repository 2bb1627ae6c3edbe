import { ApiError } from '../../errors';
import { queryValue, type Call } from '../../http';
import { parseCeql, testOf } from '../../../gateway/ceql';
import { kindOf, resourceAt, searched, type FinanceRecord, type Kind } from '../kinds';

/** What a download is to hold. */
export interface BulkQuery {
	objectName: string;
	kind: Kind;
	test: (record: FinanceRecord) => boolean;
}

/** Only `select *` is supported, without an order (documented); the statuses and wordings are ours. */
const SELECT = /^\s*select\s+(.+?)\s+from\s+([\w-]+)\s*(?:where\s+([^]+?))?\s*;?\s*$/i;

/** The object of a bulk call. Errors: 404 for one that is not there (our choice). */
export async function bulkKind(objectName: string): Promise<Kind> {
	const resource = resourceAt(objectName);
	if (!resource) throw new ApiError(404, `No object found with name ${objectName}`);
	return await kindOf(resource);
}

/** Times stand between quotes in CEQL, so that none can be more than a time. */
const isMoment = (text: string) => /^[\dT:+.Z-]+$/i.test(text);

/** `lastRunDate`, `from` and `to` are about the time of the last change (documented default). */
function timeClauses(call: Call): string[] {
	const clause = (name: string, operator: string) => {
		const moment = queryValue(call, name);
		if (!moment) return [];
		if (!isMoment(moment)) throw new ApiError(400, `Invalid value for parameter '${name}'.`);
		return [`TimeModified ${operator} '${moment}'`];
	};
	return [...clause('lastRunDate', '>='), ...clause('from', '>='), ...clause('to', '<=')];
}

/**
 * Reads `select * from invoices where …`.
 *
 * @throws ApiError 400 when it is something else.
 */
export async function readBulkQuery(
	call: Call,
	q: string | undefined,
	where = queryValue(call, 'where'),
): Promise<BulkQuery> {
	const [, fields, objectName, inner] = SELECT.exec(q ?? '') ?? [];
	if (objectName === undefined) throw new ApiError(400, "Invalid value for parameter 'q'.");
	if (fields !== '*') throw new ApiError(400, 'Only select * is supported in bulk.');
	if (/\border\s+by\b[^']*$/i.test(inner ?? '')) {
		throw new ApiError(400, 'An order is not supported in bulk.');
	}
	const kind = await bulkKind(objectName);
	const clauses = [inner, where].filter((clause) => clause?.trim());
	const expression = [...clauses.map((clause) => `(${clause})`), ...timeClauses(call)].join(
		' AND ',
	);
	const test = expression === '' ? () => true : testOf(searched(kind), parseCeql(expression));
	return { objectName, kind, test };
}
