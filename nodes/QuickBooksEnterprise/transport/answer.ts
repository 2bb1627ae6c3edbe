import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { isRecord } from '../common/json/isRecord';
import { parseUrl } from '../common/parseUrl';
import { isSaidToBeMissing, type AskedThing } from './errors/askedThing';
import { brokenLinkIn } from './errors/brokenLink';
import { RequestFailure, type FailureDetails } from './errors/failure';
import type { OwnNames } from './errors/ownNames';
import type { Redactor } from './redaction/redaction';
import { OUTCOMES, readRetryAfterMs, type Outcome } from './retry';

const REQUEST_ID = 'elements-request-id';

/** What nests deeper is no answer, but would exhaust the stack of whoever looks into it (our choice). */
const MAX_DEPTH = 100;

/** A readable, successful answer. */
export interface Answer {
	status: number;
	/** Parsed JSON; undefined for an empty body, which some calls answer with (observed). */
	body: unknown;
	/** Names in lower case. */
	headers: Readonly<Record<string, string | undefined>>;
}

/** What an answer is read with. */
export interface AnswerContext {
	/** What the request was about. */
	asked: AskedThing;
	/** What the request carried: names in it are the user's own. */
	sent: readonly unknown[];
	redactor: Redactor;
	/** Whether it comes from a gateway, which is believed what it says of a call's outcome. */
	isGateway?: boolean;
	/** The user's names that are known by now; those of instances that an answer tells are added. */
	ownNames: OwnNames;
}

/**
 * Reads what n8n's request helper returned.
 *
 * @param response - The full response, with its body as bytes or text.
 * @param nowMs - The time, in milliseconds since 1970, for a `Retry-After` that is given as a date.
 * @throws RequestFailure where it is no success or cannot be read.
 */
export function readAnswer(
	response: IN8nHttpFullResponse,
	nowMs: number,
	{ asked, sent, redactor, ownNames, isGateway = false }: AnswerContext,
): Answer {
	const given = lowerCaseHeaders(response.headers as Record<string, unknown>);
	// It stands in messages, and is the service's own text as much as the others there.
	const headers: Answer['headers'] = { ...given, [REQUEST_ID]: redactor.quote(given[REQUEST_ID]) };
	const status = response.statusCode;
	const parsed = parseBody(response.body);
	if (status >= 200 && status < 300) {
		if (!parsed.readable) {
			throw new RequestFailure({
				kind: 'unreadable',
				status,
				requestId: headers[REQUEST_ID],
			});
		}
		const { value } = parsed;
		for (const entry of Array.isArray(value) ? value : [value]) {
			if (!isRecord(entry)) continue;
			redactor.addFrom(entry);
			if (!asked.isHub) ownNames.addFrom(entry);
		}
		return { status, body: parsed.value, headers };
	}
	const fields = (isRecord(parsed.value) ? parsed.value : {}) as Record<string, unknown>;
	const serviceMessage = redactor.quote(fields.message);
	const providerMessage = redactor.quote(fields.providerMessage);
	const text = [serviceMessage, providerMessage].filter(Boolean).join(' ');
	const requestId = redactor.quote(fields.requestId) ?? headers[REQUEST_ID];
	const common = {
		status,
		serviceMessage,
		providerMessage,
		text,
		requestId,
		asked,
		isHub: asked.isHub,
		isService: requestId !== undefined,
		outcome: isGateway ? outcomeIn(fields) : undefined,
		written: isGateway ? writtenIn(fields, redactor) : undefined,
		isMissing: isSaidToBeMissing(asked, status, serviceMessage, text),
		brokenLink: brokenLinkIn(text, ownNames.with(...sent)),
	};
	if (status >= 300 && status < 400) {
		throw new RequestFailure({
			...common,
			kind: 'redirected',
			redirectHost: redactor.quote(parseUrl(redactor.clean(headers.location ?? ''))?.host),
		});
	}
	throw new RequestFailure({
		...common,
		kind: 'answered',
		retryAfterMs: readRetryAfterMs(headers['retry-after'], headers.date, nowMs),
	});
}

function outcomeIn({ outcome }: Record<string, unknown>): Outcome | undefined {
	return OUTCOMES.find((known) => known === outcome);
}

/** What was written of a record whose write ended half-done. */
function writtenIn(
	{ recordId, done }: Record<string, unknown>,
	redactor: Redactor,
): FailureDetails['written'] {
	const id = redactor.quote(recordId);
	if (id === undefined) return undefined;
	const names = Array.isArray(done) ? done.map((name) => redactor.quote(name) ?? '') : [];
	return { recordId: id, done: names.filter((name) => name !== '') };
}

function parseBody(body: unknown): { readable: boolean; value?: unknown } {
	if (body === undefined || body === null) return { readable: true };
	const text = String(body).trim();
	if (text === '') return { readable: true };
	try {
		const value = JSON.parse(text) as unknown;
		return isDeeperThan(MAX_DEPTH, value) ? { readable: false } : { readable: true, value };
	} catch {
		return { readable: false };
	}
}

function isDeeperThan(levels: number, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}

/** Headers under their names in lower case, as text. */
export function lowerCaseHeaders(
	headers: Record<string, unknown>,
): Record<string, string | undefined> {
	const result: Record<string, string | undefined> = {};
	for (const [name, value] of Object.entries(headers ?? {})) {
		if (value !== undefined && value !== null) result[name.toLowerCase()] = String(value);
	}
	return result;
}
