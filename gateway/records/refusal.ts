import { ApiError } from '../api/errors';
import type { MessageHead, ReadMessage, RetRecord } from '../qbxml';
import { isRefused } from '../queue';

/** What stands in `message` of every refusal by QuickBooks; its own text is in `providerMessage` (our choice). */
const MESSAGE = 'The endpoint returned an error.';

/**
 * Status codes of qbXML as HTTP statuses. How Cloud Elements maps them is not public: this is our choice. The code
 * itself is in neither text, as a client must not count on it.
 *
 * @param code of a refusal: 1 and 500 are queries that found nothing
 */
function httpStatusOf(code: number): number {
	if (code === 1 || code === 500 || code === 3120) return 404;
	// A closing date and an order that is closed do not go away by themselves.
	if (code === 570 || code === 3171) return 400;
	if (code === 3100 || code === 3160 || code === 3185 || code === 3200) return 409;
	if (code >= 3170 && code <= 3180) return 409;
	if (code >= 3250 && code <= 3261) return 403;
	return code >= 3000 ? 400 : 500;
}

/** QuickBooks looked at a request and said no. */
export const refusedBy = (code: number, words?: string): ApiError =>
	new ApiError(httpStatusOf(code), MESSAGE, words, 'refused');

/** @throws ApiError where QuickBooks refused; a warning is none */
export function requireDone(answer: MessageHead): void {
	if (isRefused(answer)) throw refusedBy(answer.statusCode ?? 1_000, answer.statusMessage);
}

/**
 * The record in an answer.
 *
 * @param objects of which it has to be one
 * @throws ApiError where QuickBooks refused, or has no such record
 */
export function recordIn(answer: ReadMessage, objects: readonly string[]): RetRecord {
	requireDone(answer);
	const record = answer.records.find(({ object }) => objects.includes(object));
	if (record) return record;
	const { statusCode = 0, statusMessage } = answer;
	if (answer.name.endsWith('QueryRs')) {
		throw refusedBy(statusCode || 500, statusCode ? statusMessage : 'There is no such record.');
	}
	throw new ApiError(502, 'QuickBooks answered without the record.', statusMessage, 'unknown');
}
