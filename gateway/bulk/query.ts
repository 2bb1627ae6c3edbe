import { ApiError } from '../api/errors';
import { queryValue, type Query } from '../api/paging';
import { parseCeql, testOf } from '../ceql';
import { searchedOf } from '../listing';
import { resourceAt, type Resource } from '../records';

/** What a download is to hold. */
export interface BulkQuery {
	objectName: string;
	/** The filter; undefined for all there is. */
	where?: string;
}

/** Only `select *` is supported, without an order (documented); the statuses and wordings are ours. */
const SELECT = /^\s*select\s+(.+?)\s+from\s+([\w-]+)\s*(?:where\s+([^]+?))?\s*;?\s*$/i;

const wrong = (message: string) => new ApiError(400, message, undefined, 'notSent');

/**
 * The resource of a bulk call.
 *
 * @throws ApiError 404 for one that is not there (our choice)
 */
export function bulkResource(objectName: string): Resource {
	const resource = resourceAt(objectName);
	if (resource) return resource;
	throw new ApiError(404, `No object found with name ${objectName}`, undefined, 'notSent');
}

/** Times stand between quotes in CEQL, so that none can be more than a time. */
const isMoment = (text: string) => /^[\dT:+.Z-]+$/i.test(text);

/** `lastRunDate`, `from` and `to` are about the time of the last change (documented default). */
function timeClauses(query: Query): string[] {
	const clause = (name: string, operator: string) => {
		const moment = queryValue(query, name);
		if (!moment) return [];
		if (!isMoment(moment)) throw wrong(`Invalid value for parameter '${name}'.`);
		return [`TimeModified ${operator} '${moment}'`];
	};
	return [...clause('lastRunDate', '>='), ...clause('from', '>='), ...clause('to', '<=')];
}

/**
 * Reads `select * from invoices where …`.
 *
 * @param query the parameters of the call; its times narrow what is asked for
 * @param where a filter beside the one in the text
 * @throws ApiError 400 when it is something else, 404 for an object that is not there
 */
export function readBulkQuery(
	query: Query,
	q: string | undefined,
	where: string | undefined,
): BulkQuery {
	const [, fields, objectName, inner] = SELECT.exec(q ?? '') ?? [];
	if (objectName === undefined) throw wrong("Invalid value for parameter 'q'.");
	if (fields !== '*') throw wrong('Only select * is supported in bulk.');
	if (/\border\s+by\b[^']*$/i.test(inner ?? '')) {
		throw wrong('An order is not supported in bulk.');
	}
	const resource = bulkResource(objectName);
	const clauses = [inner, where].filter((clause) => clause?.trim());
	const asked = [...clauses.map((clause) => `(${clause})`), ...timeClauses(query)].join(' AND ');
	if (asked === '') return { objectName };
	testOf(searchedOf(resource), parseCeql(asked));
	return { objectName, where: asked };
}
