/**
 * When a request is sent again, and after how long. Pure: no clock, no input or output.
 */

import { isInUse, isRefusal, isVersionMismatch } from './quickBooksStatus';

/** Longest pause of our own choosing between two attempts, in milliseconds. */
export const MAX_BACKOFF_MS = 30_000;

/**
 * Longest pause that we accept from a `Retry-After`, in milliseconds (our choice: the service
 * documents neither the header nor a limit). Beyond it the item ends and says how long was asked.
 */
export const MAX_RETRY_AFTER_MS = 300_000;

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

/** What the retry rules need to know of an attempt. */
export interface AttemptFailure {
	kind: FailureKind;
	/** HTTP status, where an answer came. */
	status?: number;
	/** What the service's answer says, for the refusals that a repeat cannot mend. */
	text?: string;
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
			// QuickBooks' own refusal is certain, whatever status it comes with.
			if (isRefusal(failure.text)) return false;
			return (failure.status ?? 0) >= 500 || failure.status === 408;
		default:
			return false;
	}
}

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

/** Whether the service asks for a longer wait than this node makes. */
export function asksTooLong({ retryAfterMs }: AttemptFailure): boolean {
	return (retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS;
}

/** Whether the service asks for a wait, and for one that this node makes. */
export function asksToWait(failure: AttemptFailure): boolean {
	if (asksTooLong(failure)) return false;
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
	const { status, text } = failure;
	// A repeat makes no payload smaller.
	if (status === 429) return !isOverPayloadLimit(failure);
	if (isRefusal(text)) return isInUse(text);
	// The connector's version stays wrong until somebody updates it.
	if (isVersionMismatch(text)) return false;
	return status === 408 || status === 500 || status === 502 || status === 503 || status === 504;
}

/**
 * How long to wait before the next attempt, in milliseconds.
 * In: `attempt` counts from 1; `baseMs` is the user's wait, doubled for each further attempt;
 * `random` in [0, 1) spreads the waits over half their length; the service's own wish comes first.
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
 * In: its value, seconds or a date (RFC 9110 §10.2.3), and the answer's own `Date` header, by whose
 * clock a date is judged; `nowMs` where that is missing.
 * Out: milliseconds to wait, or undefined where there is no usable value.
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
