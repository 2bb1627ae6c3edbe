import type { RefusalCode } from '../../simulator/quickBooks/refusals/refusals';
import type { InUseCode } from '../../simulator/quickBooks/refusals/status';

/**
 * Whether the request has its effect: `before` means that nothing was stored, `after` that it was and only
 * the answer is lost or wrong.
 */
export type FaultMoment = 'before' | 'after';

/** What can go wrong. `when` defaults to `before` unless said otherwise. */
export type Fault =
	/** 429. With `retryAfterSeconds` a `Retry-After` header: in seconds, or as an HTTP date (`retryAfterAs: 'date'`). */
	| { kind: 'rateLimit'; retryAfterSeconds?: number; retryAfterAs?: 'seconds' | 'date' }
	/** 429 that is about the size of the payload: sending it again cannot help (documented: limits). */
	| { kind: 'payloadLimit' }
	/** Any status, such as 500, 502, 503 or 504. */
	| {
			kind: 'status';
			status: number;
			when?: FaultMoment;
			message?: string;
			providerMessage?: string;
			retryAfterSeconds?: number;
	  }
	/** The socket is destroyed without an answer. */
	| { kind: 'drop'; when?: FaultMoment }
	/** No answer at all; the socket stays open until the client, `releaseAfterMs` or `stop()` ends it. */
	| { kind: 'hang'; when?: FaultMoment; releaseAfterMs?: number }
	/**
	 * The effect happens late: `afterMs` after `from`, which is the arrival of the request (default) or the
	 * moment the client's connection ended. Meanwhile the answer hangs (default), drops, or is an error status.
	 */
	| {
			kind: 'storedLate';
			afterMs: number;
			from?: 'arrival' | 'clientGone';
			answer?: 'hang' | 'drop' | number;
	  }
	/**
	 * The answer is right, but lists show the new instance or record only `delayMs` later. `keepOrder` holds back
	 * everything stored afterwards too, as a lagging replica would.
	 */
	| { kind: 'listedLate'; delayMs: number; keepOrder?: boolean }
	/** The service's clock is off for this request: `Date` header and `createdDate`. */
	| { kind: 'clockOff'; offsetMs: number }
	/**
	 * The true answer, cut: `shortened` ends cleanly with half of the JSON, `contentLength` (default) announces
	 * more bytes than come before the connection ends. The effect has happened.
	 */
	| { kind: 'truncated'; framing?: 'contentLength' | 'shortened' }
	/** A proxy's HTML page in place of JSON; status 200 unless given. */
	| { kind: 'notJson'; when?: FaultMoment; status?: number }
	/** An empty body with status 200; `when` defaults to `after`. */
	| { kind: 'emptyBody'; when?: FaultMoment }
	/** The tunnel to the customer's machine is down: 502 (default) or no answer. */
	| { kind: 'tunnelDown'; as?: 'badGateway' | 'timeout' }
	/** The tunnel answers, the QuickBooks connector behind it does not: 502 with `providerMessage`. */
	| { kind: 'connectorDown' }
	/** Connector and QuickBooks speak different qbXML versions: 500 (documented). */
	| { kind: 'qbxmlVersion' }
	/** The next-page token leads back: to the same page (`period` 1, default) or to the one before (2). */
	| { kind: 'cursorLoop'; period?: 1 | 2 }
	/** A page of the list without its second half and without a next-page token, as if the list ended there. */
	| { kind: 'cutList' }
	/** 404 as a proxy in between gives it: HTML, and no header of the service. */
	| { kind: 'foreign404'; when?: FaultMoment }
	/** Status 200 with the body of an error. */
	| { kind: 'errorIn200'; when?: FaultMoment }
	/**
	 * An answer about another thing: about one of another element, or with id and token of another instance, where there
	 * is one. The effect has happened.
	 */
	| { kind: 'answersOther'; as: 'element' | 'instance' }
	/** Sends the client elsewhere; 302 unless given. */
	| { kind: 'redirect'; location: string; status?: 301 | 302 | 303 | 307 | 308 }
	/** QuickBooks refuses because something is being used just now: 409 with the text of status 3175 or another. */
	| { kind: 'inUse'; code?: InUseCode }
	/** QuickBooks refuses with a status code of its own, and with its usual text unless another one is given. */
	| { kind: 'refusedByQuickBooks'; code: RefusalCode; text?: string }
	/** Somebody else changes the record just before this update does, by `change` or only in its `EditSequence`. */
	| { kind: 'staleSequence'; change?: Record<string, unknown> }
	/** 401 with the service's own text although the secrets are right. */
	| { kind: 'unauthorized' }
	/** Right, but slow: the whole exchange starts this much later. */
	| { kind: 'delay'; ms: number };

export type FaultKind = Fault['kind'];

/** Which requests a fault hits. All conditions that are given must hold. */
export interface FaultRule {
	/** HTTP method; any when absent. */
	method?: string;
	/**
	 * The path below `/elements/api-v2`, as sent. A string is a glob (`*` within a segment, `**` across
	 * segments), or the source of a regular expression when it starts with `^`.
	 */
	path?: string | RegExp;
	/** The raw body contains this text. */
	bodyContains?: string;
	/** These query parameters have these values; others may be there too. */
	query?: Record<string, string | string[]>;
	/** The Element token of the request belongs to this instance. */
	instanceId?: number;
	/** Let this many matching requests pass first. */
	skip?: number;
	/** Hit at most this many; without it, every one. */
	times?: number;
	fault: Fault;
}
