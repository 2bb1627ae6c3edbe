import fc from 'fast-check';

import {
	backoffMs,
	isInDoubt,
	MAX_BACKOFF_MS,
	MAX_RETRY_AFTER_MS,
	mayRepeat,
	readRetryAfterMs,
	type AttemptFailure,
} from '../../nodes/QuickBooksEnterprise/transport/retry';

const answered = (status: number, text?: string): AttemptFailure => ({
	kind: 'answered',
	status,
	text,
});

const LOCKED = 'The record is in use by another user.';

/** How a request ended; whether one that is safe is repeated, whether a create is. */
const RULES: Array<[string, AttemptFailure, boolean, boolean]> = [
	['400', answered(400), false, false],
	['401', answered(401), false, false],
	['403', answered(403), false, false],
	['404', answered(404), false, false],
	[
		'404 in the service’s own words',
		{ ...answered(404, 'No element found with key x'), isService: true },
		false,
		false,
	],
	['500 for a lock in QuickBooks', { ...answered(500, LOCKED), isHub: true }, true, true],
	['500 for a lock, of the platform', answered(500, LOCKED), true, false],
	['401 with a wait', { ...answered(401), retryAfterMs: 1000 }, false, false],
	['408', answered(408), true, false],
	['409', answered(409), false, false],
	['413', answered(413), false, false],
	['429', answered(429), true, true],
	['429 for its size', answered(429, 'payload exceeds the maximum of 8 MB'), false, false],
	['500', answered(500), true, false],
	['500 for the qbXML version', answered(500, 'Unsupported qbXML version'), false, false],
	['501', answered(501), false, false],
	['502', answered(502), true, false],
	['503', answered(503), true, false],
	['504', answered(504), true, false],
	['no connection', { kind: 'unreached' }, true, true],
	['a time-out', { kind: 'timedOut' }, true, false],
	['a broken connection', { kind: 'dropped' }, true, false],
	['an unreadable answer', { kind: 'unreadable', status: 200 }, true, false],
	['a redirect', { kind: 'redirected', status: 302 }, false, false],
	['a refusal of n8n', { kind: 'blocked' }, false, false],
	['a stop of the run', { kind: 'cancelled' }, false, false],
	[
		'429 with a wait beyond the limit',
		{ ...answered(429), retryAfterMs: MAX_RETRY_AFTER_MS + 1 },
		false,
		false,
	],
	[
		'429 with a wait at the limit',
		{ ...answered(429), retryAfterMs: MAX_RETRY_AFTER_MS },
		true,
		true,
	],
];

describe('Sending again', () => {
	it.each(RULES)('after %s', (_, failure, idempotent, create) => {
		expect(mayRepeat(failure, 'idempotent')).toBe(idempotent);
		expect(mayRepeat(failure, 'create')).toBe(create);
	});

	it('is never done with a create that is in doubt', () => {
		for (const [, failure] of RULES) {
			if (isInDoubt(failure)) expect(mayRepeat(failure, 'create')).toBe(false);
		}
	});

	it('is in doubt exactly where the instance may exist', () => {
		const doubtful = RULES.filter(([, failure]) => isInDoubt(failure)).map(([name]) => name);
		expect(doubtful).toEqual([
			'404',
			'500 for a lock, of the platform',
			'408',
			'500',
			'500 for the qbXML version',
			'501',
			'502',
			'503',
			'504',
			'a time-out',
			'a broken connection',
			'an unreadable answer',
			'a stop of the run',
		]);
		expect(isInDoubt({ kind: 'redirected', status: 303 })).toBe(true);
	});
});

describe('The wait before another attempt', () => {
	const attempts = fc.integer({ min: 1, max: 60 });
	const bases = fc.integer({ min: 0, max: 600_000 });
	const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

	it('is never longer than the limit, however often and long', () => {
		fc.assert(
			fc.property(attempts, bases, random, (attempt, base, spread) => {
				const wait = backoffMs(attempt, base, spread);
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(MAX_BACKOFF_MS);
			}),
		);
	});

	it('doubles from the wait that the user set, spread to one and a half of it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4 }), random, (attempt, spread) => {
				const doubled = 1000 * 2 ** (attempt - 1);
				const wait = backoffMs(attempt, 1000, spread);
				expect(wait).toBeGreaterThanOrEqual(doubled - 0.001);
				expect(wait).toBeLessThanOrEqual(doubled * 1.5);
			}),
		);
	});

	it('is never shorter than what the service asks for', () => {
		fc.assert(
			fc.property(attempts, bases, random, fc.nat(600_000), (attempt, base, spread, asked) => {
				expect(backoffMs(attempt, base, spread, asked)).toBeGreaterThanOrEqual(asked);
			}),
		);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-03-01T12:00:00Z');
	const date = (offsetMs: number) => new Date(now + offsetMs).toUTCString();

	it.each([
		['0', 0],
		['7', 7000],
		[' 7 ', 7000],
		['1.5', 1500],
	])('in seconds: %j', (value, expected) => {
		expect(readRetryAfterMs(value, undefined, now)).toBe(expected);
	});

	it('as a date is judged by the clock of the service, however wrong', () => {
		const hour = 3_600_000;
		expect(readRetryAfterMs(date(hour + 20_000), date(hour), now)).toBe(20_000);
		expect(readRetryAfterMs(date(20_000 - hour), date(-hour), now)).toBe(20_000);
	});

	it('as a date is judged by the own clock where the service tells no time', () => {
		expect(readRetryAfterMs(date(20_000), undefined, now)).toBe(20_000);
		expect(readRetryAfterMs(date(20_000), 'soon', now)).toBe(20_000);
	});

	it('as a date in the past means at once', () => {
		expect(readRetryAfterMs(date(-20_000), date(0), now)).toBe(0);
	});

	it.each([undefined, '', '  ', 'soon', '-5', 'Infinity', 'NaN'])('is nothing in %j', (value) => {
		const read = readRetryAfterMs(value, date(0), now);
		expect(read === undefined || read === 0).toBe(true);
	});
});
