import { ApiError } from '../api/errors';
import { queryValue, queryValues, type Query } from '../api/paging';
import type { EventStore, NotificationHead } from '../store';
import { spanOf } from './history';
import { intervalNamed, type Interval } from './intervals';
import { ACCOUNT } from './notification';

/** More are refused: that is known of each second of a day (observed); where the bound is, is our choice. */
const MAX_POINTS = 10_000;

/** How many events there were in an interval (documented members). Its time is when it began (our choice). */
export interface Point {
	count: number;
	timestamp: string;
}

/** The events that a request is about, and how it divides their time. */
export interface Analysed {
	heads: NotificationHead[];
	/** Begins of the intervals, from the one of the first moment to the one of the last. */
	beginsMs: number[];
	beginOf(atMs: number): number;
}

/**
 * What a request for analytics is about. Where it names no bounds, they are the first and the last event; where it
 * names no interval, all of the time is one (our choice).
 *
 * @throws ApiError 400 for a bad span or interval, 403 for the account of somebody else (observed)
 */
export async function analysed(events: EventStore, query: Query, nowMs: number): Promise<Analysed> {
	requireOwnAccount(query);
	const interval = intervalOf(query);
	const span = spanOf(query);
	const heads = await events.notificationHeads(span);
	const times = heads.map(({ createdAtMs }) => createdAtMs).sort((one, other) => one - other);
	const fromMs = span.fromMs ?? times[0] ?? span.toMs ?? nowMs;
	const toMs = span.toMs ?? times.at(-1) ?? fromMs;
	const { beginOf, next } = interval ?? whole(fromMs);
	const beginsMs: number[] = [];
	for (let atMs = beginOf(fromMs); atMs <= toMs; atMs = next(atMs)) {
		if (beginsMs.length === MAX_POINTS) {
			throw new ApiError(400, `There are more than ${MAX_POINTS} intervals between the bounds.`);
		}
		beginsMs.push(atMs);
	}
	return { heads, beginsMs, beginOf };
}

const whole = (fromMs: number): Interval => ({ beginOf: () => fromMs, next: () => Infinity });

function intervalOf(query: Query): Interval | undefined {
	const name = queryValue(query, 'interval');
	const interval = name === undefined ? undefined : intervalNamed(name);
	if (interval || name === undefined) return interval;
	throw new ApiError(400, `Invalid value for parameter 'interval': ${name.slice(0, 100)}`);
}

function requireOwnAccount(query: Query): void {
	if (queryValues(query, 'accountIds[]').every((id) => id === String(ACCOUNT))) return;
	throw new ApiError(403, 'Insufficient privileges for the requested account.');
}

const pointAt = (beginMs: number, count: number): Point => ({
	count,
	timestamp: new Date(beginMs).toISOString(),
});

function counted(values: readonly number[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** @returns each interval with its number of events */
function eventPoints({ heads, beginsMs, beginOf }: Analysed): Point[] {
	const counts = counted(heads.map(({ createdAtMs }) => beginOf(createdAtMs)));
	return beginsMs.map((beginMs) => pointAt(beginMs, counts.get(beginMs) ?? 0));
}

/** @returns the same for the one account there is */
const accountPoints = (what: Analysed): Array<Point & { accountId: number }> =>
	eventPoints(what).map((point) => ({ accountId: ACCOUNT, ...point }));

/** @returns of each instance those intervals in which it had events (our choice) */
function instancePoints({ heads, beginOf }: Analysed): Array<Point & { instanceId: number }> {
	const begins = new Map(heads.map(({ instanceId }): [number, number[]] => [instanceId, []]));
	for (const { instanceId, createdAtMs } of heads) {
		begins.get(instanceId)?.push(beginOf(createdAtMs));
	}
	return [...begins].flatMap(([instanceId, ofInstance]) =>
		[...counted(ofInstance)].map(([beginMs, count]) => ({
			instanceId,
			...pointAt(beginMs, count),
		})),
	);
}

/** Where analytics are, and what each has. */
export const ANALYTICS: ReadonlyArray<[path: string, points: (what: Analysed) => Point[]]> = [
	['/instances/events/analytics', eventPoints],
	['/instances/events/analytics/accounts', accountPoints],
	['/instances/events/analytics/instances', instancePoints],
];
