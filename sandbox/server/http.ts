import { isRecord } from '../../gateway/api/json';
import { queryValue as valueIn } from '../../gateway/api/paging';
import { ApiError } from './errors';

export { API_BASE } from '../../gateway/api/parts';
export { isRecord };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const METHODS: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Changes to how one request is carried out, set by a fault. */
export interface Distortion {
	clockOffsetMs?: number;
	listDelayMs?: number;
	keepListOrder?: boolean;
	/** Somebody else changes the record so before this request does. */
	changeFirst?: Record<string, unknown>;
}

/** One request, parsed as far as every handler needs it. */
export interface Call {
	method: Method;
	/** Below the base path, still encoded, without the query. */
	path: string;
	/** Decoded path parameters. */
	params: Record<string, string>;
	query: Record<string, string | string[]>;
	headers: Record<string, string>;
	rawBody: string;
	json: unknown;
	/** A body is there but is not JSON. */
	malformed: boolean;
	requestId: string;
	distortion: Distortion;
	/** Ids of the instances that it stored, filled in as that happens. */
	stored: number[];
	/** QuickBooks records that it created, as `customers/80000002-1484947875`. */
	storedRecords: string[];
}

/** What a handler answers. `body` undefined means that no body is sent. */
export interface Answer {
	status: number;
	body?: unknown;
	/** In place of a body: a file, which may be of any size. */
	file?: { type: string; text: string };
	headers?: Record<string, string>;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export interface Route {
	method: Method;
	/** Below the base path, with `:name` parameters. */
	path: string;
	/** Whether it goes through an instance to QuickBooks. */
	throughInstance?: boolean;
	handler: Handler;
}

/** 200 with a body, or without one. All platform operations answer 200, creates included (observed). */
export const ok = (body?: unknown, headers?: Record<string, string>): Answer => ({
	status: 200,
	body,
	headers,
});

/**
 * The request body as an object.
 *
 * @throws ApiError 400 when there is none or it is something else (our wording).
 */
export function bodyObject(call: Call): Record<string, unknown> {
	if (call.malformed) throw new ApiError(400, 'The request body is not valid JSON.');
	if (!isRecord(call.json)) throw new ApiError(400, 'The request body must be a JSON object.');
	return call.json;
}

/** The first value of a query parameter. */
export const queryValue = ({ query }: Call, name: string): string | undefined =>
	valueIn(query, name);
