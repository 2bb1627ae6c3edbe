import {
	describeFailure,
	describeUnknownOutcome,
} from '../../../nodes/QuickBooksEnterprise/transport/errors/describeFailure';
import {
	OutcomeUnknown,
	type FailureDetails,
} from '../../../nodes/QuickBooksEnterprise/transport/errors/failure';
import type { FailureKind } from '../../../nodes/QuickBooksEnterprise/transport/retry';

const KINDS: FailureKind[] = [
	'answered',
	'unreached',
	'blocked',
	'timedOut',
	'dropped',
	'unreadable',
	'redirected',
	'cancelled',
];
const STATUSES = [400, 401, 403, 404, 405, 408, 409, 413, 415, 418, 422, 429, 500, 502, 503, 504];
const ACTIONS = ['create the instance', 'read the instance', 'list the instances'];

const FAILURES: Array<[string, FailureDetails]> = [
	...KINDS.filter((kind) => kind !== 'answered').map((kind): [string, FailureDetails] => [
		kind,
		{ kind, timeoutMs: 60_000, networkCode: 'ECONNRESET', redirectHost: 'other.example.com' },
	]),
	...STATUSES.map((status): [string, FailureDetails] => [
		String(status),
		{ kind: 'answered', status },
	]),
	['qbXML', { kind: 'answered', status: 500, text: 'Unsupported qbXML version' }],
	['429 for its size', { kind: 'answered', status: 429, text: 'payload too large' }],
	['a long wait', { kind: 'answered', status: 503, retryAfterMs: 3_600_000 }],
];

/** n8n's guidelines for what users read. */
const UNWANTED = /\b(errors?|problems?|failures?|failed|mistakes?)\b/i;
/** Texts that n8n's own error class would replace by a stock message. */
const SWAPPED = /ECONN|ENOTFOUND|ETIMEDOUT|EPERM|EACCES|EEXIST|ENOENT|EISDIR|ENOTDIR|GETADDRINFO/i;

describe.each(FAILURES)('The message for %s', (_, details) => {
	it.each(ACTIONS)('while trying to %s is one plain line that says what to do', (action) => {
		for (const subject of [{ action }, { action, instanceId: '12' }]) {
			const { message, description, httpCode } = describeFailure(details, subject);
			expect(message).toMatch(/^[A-Z][^\n]{10,}$/);
			expect(message).not.toMatch(UNWANTED);
			expect(message).not.toMatch(SWAPPED);
			expect(description).not.toMatch(UNWANTED);
			expect(description).not.toMatch(/undefined|null|NaN|\[object/);
			expect(description.split('\n')).not.toContain('');
			expect(httpCode).toBe(details.status?.toString());
		}
	});

	it('of a create whose fate is unknown names the instance and what to look for', () => {
		const { message, description } = describeUnknownOutcome(
			new OutcomeUnknown(
				{ noun: 'instance', named: "an instance named 'Store 12'", write: 'create' },
				details,
			),
		);
		expect(message).toMatch(/^Outcome unknown[^\n]*'Store 12'/);
		expect(`${message}\n${description}`).not.toMatch(UNWANTED);
	});
});

it('the description holds what the service and QuickBooks said, and the request id behind it', () => {
	const { description } = describeFailure(
		{
			kind: 'answered',
			status: 502,
			serviceMessage: 'The endpoint did not answer.',
			providerMessage: 'Company file is locked',
			requestId: '5f3e',
			attempts: 5,
		},
		{ action: 'create the instance' },
	);
	expect(description.split('\n').slice(1)).toEqual([
		'Cloud Elements said: The endpoint did not answer.',
		'QuickBooks or its connector said: Company file is locked',
		'Request ID: 5f3e',
		'HTTP status: 502',
		'Attempts: 5',
	]);
});

it('messages differ where the user has to do something else', () => {
	const messages = [400, 401, 403, 409, 413, 429, 502].map(
		(status) =>
			describeFailure({ kind: 'answered', status }, { action: 'create the instance' }).message,
	);
	expect(new Set(messages).size).toBe(messages.length);
});
