/**
 * When a request is sent again, and after how long. Pure: no clock, no input or output.
 */

import { isInUse, isRefusal, isUnclear, isVersionMismatch } from './errors/quickBooksStatus';

/** Longest pause of our own choosing between two attempts, in milliseconds. */
export const MAX_BACKOFF_MS = 30_000;

/**
 * Longest pause that we accept from a `Retry-After`, in milliseconds (our choice: the service
 * documents neither the header nor a limit). Beyond it the item ends and says how long was asked.
 */
export const MAX_RETRY_AFTER_MS = 300_000;

/** How often a request is sent to a service that seems down while somebody waits in front of it. */
const MAX_WATCHED_ATTEMPTS = 2;

/** Longest `Retry-After` that is waited out then, in milliseconds: what is down is to be said within 5 seconds. */
const MAX_WATCHED_WAIT_MS = 3_000;

/** Above this size the service refuses a request or an answer with 429 (documented: 8 MB). */
export const MAX_PAYLOAD_BYTES = 8_000_000;

/** How a request ended when it did not bring a readable, successful answer. */
export type FailureKind =
	/** The service answered with a status of 400 or more. */
	| 'answered'
	/** The connection could not be made, so nothing was sent. */
	| 'unreached'
	/** n8n or this node refused to send the request. */
	| 'blocked'
	/** No answer within the time limit. */
	| 'timedOut'
	/** The connection ended after something may have been sent. */
	| 'dropped'
	/** An answer came that is not what the service documents: not JSON, cut off, not an instance. */
	| 'unreadable'
	/** The service answered with a redirect, which is never followed. */
	| 'redirected'
	/** The run was cancelled. */
	| 'cancelled';

/**
 * What became of a call in the books, as a gateway tells it: nothing was sent and nothing will be; QuickBooks said no;
 * it left and nobody knows.
 */
export const OUTCOMES = ['notSent', 'refused', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the retry rules need to know of an attempt. */
export interface AttemptFailure {
	kind: FailureKind;
	/** HTTP status, where an answer came. */
	status?: number;
	/** What the answer says, for the refusals that a repeat cannot mend. */
	text?: string;
	/** Whether the request went through an instance: only then QuickBooks' words are about it. */
	isHub?: boolean;
	/** Whether the answer has the form of the service's own, with the id of the request (documented). */
	isService?: boolean;
	/** What the gateway says became of it; Cloud Elements says nothing of the kind. */
	outcome?: Outcome;
	/** Whether an attempt before this one may have had its effect. */
	wasInDoubt?: boolean;
	/** Whether the answer says that exactly what was asked for is not there. */
	isMissing?: boolean;
	/** The wait that the service asked for, in milliseconds. */
	retryAfterMs?: number;
}

/**
 * `idempotent`: sending it twice does the same as once. `create`: a second one may make a second
 * instance, so it is repeated only when the first was certainly refused.
 */
export type Repeatability = 'idempotent' | 'create';

/**
 * Whether the fate of a create is unknown: the instance may exist although no readable answer came.
 */
export function isInDoubt(failure: AttemptFailure): boolean {
	switch (failure.kind) {
		case 'timedOut':
		case 'dropped':
		case 'unreadable':
		case 'cancelled':
			return true;
		case 'redirected':
			// 303 says "done, look there"; the other redirects say that nothing was done.
			return failure.status === 303;
		case 'answered':
			return isAnswerInDoubt(failure);
		default:
			return false;
	}
}

/** Whether a write may have had its effect: with its last attempt or with one before. */
export function mayHaveTakenEffect(failure: AttemptFailure): boolean {
	return isInDoubt(failure) || failure.wasInDoubt === true;
}

/**
 * Whether an answer of a gateway says what became of all attempts under one idempotency key. One that lets nobody in
 * comes before the key is looked at.
 */
export function tellsFate({ outcome, status = 0 }: AttemptFailure): boolean {
	if (outcome === undefined || outcome === 'unknown') return false;
	return status !== 401 && status !== 403 && status !== 429;
}

function isAnswerInDoubt(failure: AttemptFailure): boolean {
	const { status = 0, text, isHub, isService, outcome } = failure;
	if (outcome !== undefined) return outcome === 'unknown';
	if (isHub) {
		// QuickBooks' own refusal is certain, whatever status it comes with.
		if (isRefusal(text)) return false;
		if (isUnclear(text)) return true;
	}
	// Somebody in between may have sent the request on, and lost the answer.
	if (status === 404) return !(isService && SAYS_WHAT_IS_MISSING.test(text ?? ''));
	return status >= 500 || status === 408;
}

/** How the service says that what a create needs is not there: its element or its address (documented). */
const SAYS_WHAT_IS_MISSING =
	/^\s*no (?:elements?|objects?) found\b|\bnot (?:currently )?supported for this element\b/i;

/** Whether a refused or lost request may be sent again. */
export function mayRepeat(failure: AttemptFailure, repeatability: Repeatability): boolean {
	if (asksTooLong(failure)) return false;
	if (repeatability === 'create' && isInDoubt(failure)) return false;
	switch (failure.kind) {
		case 'unreached':
		case 'timedOut':
		case 'dropped':
		case 'unreadable':
			return true;
		case 'answered':
			return isPassingStatus(failure);
		default:
			return false;
	}
}

/**
 * Whether it is clear enough for somebody who waits in front of it that the service is down: twice there was no
 * usable answer, or it asks for a wait that nobody sits through (our choice). Too many requests are something else:
 * they pass by waiting.
 *
 * @param attempt How many attempts there were.
 */
export function isKnownToBeDown(failure: AttemptFailure, attempt: number): boolean {
	const { kind, status = 0, retryAfterMs = 0 } = failure;
	if (kind === 'answered' && status < 500) return false;
	return attempt >= MAX_WATCHED_ATTEMPTS || retryAfterMs > MAX_WATCHED_WAIT_MS;
}

/** Whether the service asks for a longer wait than this node makes. */
export function asksTooLong(failure: AttemptFailure): boolean {
	return mayAskToWait(failure) && (failure.retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS;
}

/** Wrong secrets stay wrong, however long one waits. */
function mayAskToWait({ status }: AttemptFailure): boolean {
	return status !== 401 && status !== 407;
}

/** Whether the service asks for a wait, and for one that this node makes. */
export function asksToWait(failure: AttemptFailure): boolean {
	if (!mayAskToWait(failure) || asksTooLong(failure)) return false;
	return failure.retryAfterMs !== undefined || (failure.status === 429 && isPassingStatus(failure));
}

/** Whether the service says that a payload is over its limit, for which it also answers 429 (documented). */
export function isOverPayloadLimit({ status, text }: AttemptFailure): boolean {
	return (
		status === 413 ||
		(status === 429 &&
			/payload|too large|size limit|exceeds? (the )?(maximum )?size/i.test(text ?? ''))
	);
}

function isPassingStatus(failure: AttemptFailure): boolean {
	const { status, text, isHub, outcome } = failure;
	if (outcome === 'refused') return isInUse(text);
	// A repeat makes no payload smaller.
	if (status === 429) return !isOverPayloadLimit(failure);
	if (isHub && isRefusal(text)) return isInUse(text);
	// The connector's version stays wrong until somebody updates it.
	if (isVersionMismatch(failure.text)) return false;
	return status === 408 || status === 500 || status === 502 || status === 503 || status === 504;
}

/**
 * How long to wait before the next attempt.
 *
 * @param attempt Counts from 1.
 * @param baseMs The user's wait, doubled for each further attempt.
 * @param random In [0, 1); spreads the waits over half their length.
 * @param retryAfterMs What the service asks for, which comes first.
 * @returns Milliseconds.
 */
export function backoffMs(
	attempt: number,
	baseMs: number,
	random: number,
	retryAfterMs?: number,
): number {
	const longestMs = Math.min(MAX_BACKOFF_MS, baseMs * 2 ** (attempt - 1) * 1.5);
	const ownMs = longestMs * (2 / 3 + random / 3);
	return Math.max(ownMs, retryAfterMs ?? 0);
}

/**
 * Reads a `Retry-After` header.
 *
 * @param value Seconds or a date (RFC 9110 §10.2.3).
 * @param serviceDate The answer's own `Date` header, by whose clock a date is judged.
 * @param nowMs The time where that is missing.
 * @returns Milliseconds to wait, or undefined where there is no usable value.
 */
export function readRetryAfterMs(
	value: string | undefined,
	serviceDate: string | undefined,
	nowMs: number,
): number | undefined {
	const text = (value ?? '').trim();
	if (text === '') return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	const untilMs = Date.parse(text);
	if (Number.isNaN(untilMs)) return undefined;
	const serviceNowMs = Date.parse(serviceDate ?? '');
	return Math.max(0, untilMs - (Number.isNaN(serviceNowMs) ? nowMs : serviceNowMs));
}
