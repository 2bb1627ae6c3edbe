import type { WireAnswer } from '../server/answers';
import {
	ApiError,
	connectorDown,
	payloadLimitExceeded,
	qbxmlVersion,
	tunnelDown,
	unauthorized,
} from '../server/errors';
import { refusedWith } from '../../simulator/quickBooks/refusals/refusals';
import { inUse } from '../../simulator/quickBooks/refusals/status';
import { refusal } from '../finance/status';
import { isRecord, type Call } from '../server/http';
import { decodeCursor, encodeCursor, NEXT_PAGE_HEADER } from '../server/paging';
import type { StoredInstance } from '../types';
import type { Fault, FaultKind, FaultMoment } from './types';

/** What a fault can do with a request. The server gives one for each. */
export interface Exchange {
	readonly call: Call;
	/** Carries the request out; nothing is sent yet. Works also when the connection is gone. */
	execute(): Promise<WireAnswer>;
	/** An error in the service's form. */
	error(error: ApiError): WireAnswer;
	/** The headers every answer has. */
	commonHeaders(): Record<string, string>;
	/** The sandbox's time as this request sees it. */
	now(): Date;
	send(answer: WireAnswer): void;
	/** Announces the whole text, sends half of it, and breaks off. */
	sendHalf(answer: WireAnswer): void;
	drop(): void;
	/** Never answers: until the client, a reset or the end of the sandbox. */
	hold(): void;
	/** The instances that were there before this request. */
	otherInstances(): StoredInstance[];
	/** Settles when the connection has ended. */
	readonly gone: Promise<void>;
	/** Waits; rejects on a reset and at the end of the sandbox. */
	pause(ms: number): Promise<void>;
	/** Carries the request out at a later time, without an answer. */
	executeLater(when: () => Promise<void>): void;
}

type Apply<K extends FaultKind> = (
	fault: Extract<Fault, { kind: K }>,
	exchange: Exchange,
) => Promise<void> | void;

async function effect(exchange: Exchange, when: FaultMoment = 'before'): Promise<void> {
	if (when === 'after') await exchange.execute();
}

const HTML =
	'<!DOCTYPE html>\n<html><head><title>Proxy</title></head><body><h1>Proxy</h1></body></html>\n';

/** What a proxy answers: HTML, and no header of the service. */
function proxyPage(exchange: Exchange, status: number): WireAnswer {
	return {
		status,
		headers: { 'Content-Type': 'text/html; charset=utf-8', Date: exchange.now().toUTCString() },
		text: HTML,
	};
}

function retryAfter(
	exchange: Exchange,
	seconds: number | undefined,
	asDate = false,
): Record<string, string> {
	if (seconds === undefined) return {};
	const date = new Date(exchange.now().getTime() + seconds * 1000);
	return { 'Retry-After': asDate ? date.toUTCString() : String(seconds) };
}

function withHeaders(answer: WireAnswer, headers: Record<string, string>): WireAnswer {
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** Where a token that leads back points, seen from the one that should have been sent. */
function loopedToken(token: string, period: 1 | 2): string {
	const next = decodeCursor(token);
	const current = next.page - 1;
	if (period === 1) return encodeCursor({ ...next, page: current });
	return encodeCursor({ ...next, page: current % 2 === 1 ? current + 1 : current - 1 });
}

const APPLY: { [K in FaultKind]: Apply<K> } = {
	rateLimit({ retryAfterSeconds, retryAfterAs }, exchange) {
		const answer = exchange.error(new ApiError(429, 'Too many requests.'));
		exchange.send(
			withHeaders(answer, retryAfter(exchange, retryAfterSeconds, retryAfterAs === 'date')),
		);
	},

	payloadLimit(_fault, exchange) {
		exchange.send(exchange.error(payloadLimitExceeded()));
	},

	async status({ status, when, message, providerMessage, retryAfterSeconds }, exchange) {
		await effect(exchange, when);
		const error = new ApiError(status, message ?? `Status ${status}`, providerMessage);
		exchange.send(withHeaders(exchange.error(error), retryAfter(exchange, retryAfterSeconds)));
	},

	async drop({ when }, exchange) {
		await effect(exchange, when);
		exchange.drop();
	},

	async hang({ when, releaseAfterMs }, exchange) {
		await effect(exchange, when);
		exchange.hold();
		if (releaseAfterMs === undefined) return;
		await exchange.pause(releaseAfterMs);
		exchange.drop();
	},

	storedLate({ afterMs, from, answer = 'hang' }, exchange) {
		exchange.executeLater(async () => {
			if (from === 'clientGone') await exchange.gone;
			await exchange.pause(afterMs);
		});
		if (answer === 'hang') exchange.hold();
		else if (answer === 'drop') exchange.drop();
		else exchange.send(exchange.error(new ApiError(answer, `Status ${answer}`)));
	},

	async listedLate({ delayMs, keepOrder }, exchange) {
		Object.assign(exchange.call.distortion, { listDelayMs: delayMs, keepListOrder: keepOrder });
		exchange.send(await exchange.execute());
	},

	async clockOff({ offsetMs }, exchange) {
		exchange.call.distortion.clockOffsetMs = offsetMs;
		exchange.send(await exchange.execute());
	},

	async truncated({ framing = 'contentLength' }, exchange) {
		const answer = await exchange.execute();
		if (framing === 'contentLength') exchange.sendHalf(answer);
		else
			exchange.send({ ...answer, text: answer.text.slice(0, Math.ceil(answer.text.length / 2)) });
	},

	async notJson({ when, status = 200 }, exchange) {
		await effect(exchange, when);
		exchange.send(proxyPage(exchange, status));
	},

	async emptyBody({ when = 'after' }, exchange) {
		await effect(exchange, when);
		exchange.send({ status: 200, headers: exchange.commonHeaders(), text: '' });
	},

	tunnelDown({ as }, exchange) {
		if (as === 'timeout') exchange.hold();
		else exchange.send(exchange.error(tunnelDown()));
	},

	connectorDown(_fault, exchange) {
		exchange.send(exchange.error(connectorDown()));
	},

	qbxmlVersion(_fault, exchange) {
		exchange.send(exchange.error(qbxmlVersion()));
	},

	async cursorLoop({ period = 1 }, exchange) {
		const answer = await exchange.execute();
		const token = answer.headers[NEXT_PAGE_HEADER];
		exchange.send(
			token === undefined
				? answer
				: withHeaders(answer, { [NEXT_PAGE_HEADER]: loopedToken(token, period) }),
		);
	},

	async cutList(_fault, exchange) {
		const answer = await exchange.execute();
		const { [NEXT_PAGE_HEADER]: token, ...headers } = answer.headers;
		const entries = answer.status === 200 ? (JSON.parse(answer.text) as unknown[]) : [];
		if (token === undefined || entries.length < 2) {
			exchange.send(answer);
			return;
		}
		exchange.send({
			...answer,
			headers: { ...headers, 'Elements-Total-Count': String(entries.length) },
			text: JSON.stringify(entries.slice(0, Math.ceil(entries.length / 2))),
		});
	},

	async foreign404({ when }, exchange) {
		await effect(exchange, when);
		exchange.send(proxyPage(exchange, 404));
	},

	async errorIn200({ when }, exchange) {
		await effect(exchange, when);
		const answer = exchange.error(new ApiError(500, 'The request could not be carried out.'));
		exchange.send({ ...answer, status: 200 });
	},

	async answersOther({ as }, exchange) {
		const answer = await exchange.execute();
		const body = answer.status === 200 ? (JSON.parse(answer.text) as unknown) : undefined;
		const [other] = exchange.otherInstances();
		if (!isRecord(body) || (as === 'instance' && !other)) {
			exchange.send(answer);
			return;
		}
		const change =
			as === 'element'
				? { element: { id: 9999, key: 'anotherElement', name: 'Another' }, elementId: 9999 }
				: { id: other.id, token: other.token };
		exchange.send({ ...answer, text: JSON.stringify({ ...body, ...change }) });
	},

	redirect({ location, status = 302 }, exchange) {
		const headers = { ...exchange.commonHeaders(), Location: location };
		exchange.send({ status, headers, text: '' });
	},

	inUse({ code }, exchange) {
		exchange.send(exchange.error(refusal(inUse(code))));
	},

	refusedByQuickBooks({ code, text }, exchange) {
		exchange.send(exchange.error(refusal(refusedWith(code, text))));
	},

	async staleSequence({ change = {} }, exchange) {
		exchange.call.distortion.changeFirst = change;
		exchange.send(await exchange.execute());
	},

	unauthorized(_fault, exchange) {
		exchange.send(exchange.error(unauthorized()));
	},

	async delay({ ms }, exchange) {
		await exchange.pause(ms);
		exchange.send(await exchange.execute());
	},
};

export const FAULT_KINDS = Object.keys(APPLY) as FaultKind[];

/** Lets a fault have its way with a request. */
export async function applyFault<K extends FaultKind>(
	fault: Extract<Fault, { kind: K }>,
	exchange: Exchange,
): Promise<void> {
	await (APPLY[fault.kind as K] as Apply<K>)(fault, exchange);
}
