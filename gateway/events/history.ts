import { ApiError } from '../api/errors';
import { isRecord } from '../api/json';
import { queryValue, requestedPage, type Cursor, type Query } from '../api/paging';
import { parseCeql } from '../ceql';
import type { EventStore, Notification, NotificationFilter, NotificationHead } from '../store';
import { FAILURE_POLICY } from './deliveries';
import { ACCOUNT } from './notification';
import { meets } from './views';

const POLICIES = ['retry', 'queue'];

/**
 * The time span that a request asks for.
 *
 * @throws ApiError 400 for one that makes no sense (observed)
 */
export function spanOf(query: Query): Pick<NotificationFilter, 'fromMs' | 'toMs'> {
	const bound = (name: string) => {
		const text = queryValue(query, name);
		const atMs = text === undefined ? undefined : Date.parse(text);
		if (Number.isNaN(atMs)) throw new ApiError(400, `Invalid value for parameter '${name}'.`);
		return atMs;
	};
	const [fromMs, toMs] = [bound('from'), bound('to')];
	if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
		throw new ApiError(400, "'from' must not be after 'to'.");
	}
	return { fromMs, toMs };
}

/**
 * A page of the history of an instance.
 *
 * @throws ApiError 404 where there is nothing at all: our choice, as for other lists
 */
export async function historyPage(
	events: EventStore,
	instanceId: number,
	query: Query,
): Promise<{ found: Notification[]; cursor: Cursor }> {
	const cursor = requestedPage(query);
	const limit = cursor.pageSize;
	const offset = (cursor.page - 1) * limit;
	const found = await events.notifications({ instanceId, ...spanOf(query) }, { offset, limit });
	if (found.length === 0 && cursor.page === 1) throw new ApiError(404, 'No events found');
	return { found, cursor };
}

/** @throws ApiError 404 */
export async function eventOf(
	events: EventStore,
	instanceId: number,
	eventId: string,
): Promise<Notification> {
	const found = /^\d{1,15}$/.test(eventId) ? await events.notification(Number(eventId)) : undefined;
	if (found?.instanceId === instanceId) return found;
	throw new ApiError(404, `No event found with ID ${eventId.slice(0, 100)}`);
}

/** The deliveries that the where clause of a request means. */
export async function selectedDeliveries(
	events: EventStore,
	query: Query,
): Promise<NotificationHead[]> {
	const where = queryValue(query, 'where')?.trim();
	const expression = where ? parseCeql(where) : undefined;
	const all = await events.notificationHeads({});
	return all.filter((delivery) => !expression || meets(delivery, expression));
}

/** @throws ApiError 404 where it is not the id of the account (observed words) */
function requireAccount(accountId: string | undefined): void {
	if (accountId === undefined || accountId === String(ACCOUNT)) return;
	throw new ApiError(404, `No account found with ID ${accountId.slice(0, 100)}`);
}

/** Settings of the account: what is not set has its default. @param accountId where the request names one */
export async function settingsOf(
	events: EventStore,
	accountId?: string,
): Promise<Record<string, string>> {
	requireAccount(accountId);
	return { [FAILURE_POLICY]: 'retry', ...(await events.settings()) };
}

/**
 * Changes settings of the account.
 *
 * @returns all of them as they are now
 * @throws ApiError that names all that is wrong
 */
export async function changeSettings(
	events: EventStore,
	body: unknown,
	accountId?: string,
): Promise<Record<string, string>> {
	requireAccount(accountId);
	await events.changeSettings(settingsIn(body));
	return await settingsOf(events);
}

/** The account has one setting (documented). */
function settingsIn(body: unknown): Record<string, string> {
	if (!isRecord(body)) throw new ApiError(400, 'The request body must be a JSON object.');
	const wrong = Object.entries(body).flatMap(([name, value]) => {
		if (name !== FAILURE_POLICY) return [`${name.slice(0, 100)} is not known`];
		return POLICIES.includes(String(value)) ? [] : [`${name} must be ${POLICIES.join(' or ')}`];
	});
	if (wrong.length > 0) throw new ApiError(400, `Invalid settings: ${wrong.join('; ')}.`);
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}
