import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { RequestFailure } from './failure';
import type { Redactor } from './redaction';
import { readRetryAfterMs } from './retry';

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

/**
 * Reads what n8n's request helper returned.
 * In: the full response with its body as bytes or text; `nowMs` for a `Retry-After` given as a date.
 * Out: the answer. Errors: RequestFailure where it is no success or cannot be read.
 */
export function readAnswer(
	response: IN8nHttpFullResponse,
	redactor: Redactor,
	nowMs: number,
): Answer {
	const sent = lowerCaseHeaders(response.headers as Record<string, unknown>);
	// It stands in messages, and is the service's own text as much as the others there.
	const headers: Answer['headers'] = { ...sent, [REQUEST_ID]: redactor.quote(sent[REQUEST_ID]) };
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
			if (isRecord(entry)) redactor.addFrom(entry);
		}
		return { status, body: parsed.value, headers };
	}
	const fields = (isRecord(parsed.value) ? parsed.value : {}) as Record<string, unknown>;
	const serviceMessage = redactor.quote(fields.message);
	const providerMessage = redactor.quote(fields.providerMessage);
	const common = {
		status,
		serviceMessage,
		providerMessage,
		text: [serviceMessage, providerMessage].join(' '),
		requestId: redactor.quote(fields.requestId) ?? headers[REQUEST_ID],
	};
	if (status >= 300 && status < 400) {
		throw new RequestFailure({
			...common,
			kind: 'redirected',
			redirectHost: redactor.quote(hostOf(redactor.clean(headers.location ?? ''))),
		});
	}
	throw new RequestFailure({
		...common,
		kind: 'answered',
		retryAfterMs: readRetryAfterMs(headers['retry-after'], headers.date, nowMs),
	});
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
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

function hostOf(location: string): string | undefined {
	try {
		return new URL(location).host;
	} catch {
		return undefined;
	}
}
