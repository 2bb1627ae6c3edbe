import type { AttemptFailure, FailureKind } from '../retry';
import type { AskedThing } from './askedThing';
import type { Link } from './brokenLink';

/** What is known of a request that brought no usable answer. Texts are already free of secrets. */
export interface FailureDetails extends AttemptFailure {
	/** What the request was about. */
	asked?: AskedThing;
	/** Which link to QuickBooks the answer says is broken. */
	brokenLink?: Link;
	/** The service's own words, and QuickBooks' or the connector's where it passes them on. */
	serviceMessage?: string;
	providerMessage?: string;
	/** Id under which the service's support finds the call. */
	requestId?: string;
	/** Host that a redirect pointed to. */
	redirectHost?: string;
	/** Error code of the network, such as ECONNRESET. */
	networkCode?: string;
	/** Where no answer came: the host that was called, with its port where the address names one. */
	host?: string;
	/** How long the request was allowed to take, in milliseconds. */
	timeoutMs?: number;
	/** How often the request was sent or tried. */
	attempts?: number;
	/** The record that a gateway says was written, though not all that belongs to it, and the requests that were done. */
	written?: { recordId: string; done: readonly string[] };
	/** Whether it was asked of a gateway. */
	isGateway?: boolean;
	/** Whether it was to change anything. */
	isWrite?: boolean;
	/** For `blocked`: why it was not sent; for `unreadable`: what is wrong with it. In the user's words. */
	reason?: string;
}

/** A request that failed for good. Never shown as it is: `describeFailure` words it for users. */
export class RequestFailure extends Error {
	readonly kind: FailureKind;

	constructor(readonly details: FailureDetails) {
		super(`Request failed: ${details.kind}`);
		this.name = 'RequestFailure';
		this.kind = details.kind;
	}

	/** HTTP status of the answer, where there was one. */
	get status(): number | undefined {
		return this.details.status;
	}
}

/** Whether something that was thrown is a failed request with this status. */
export function hasStatus(error: unknown, ...statuses: number[]): error is RequestFailure {
	return error instanceof RequestFailure && statuses.includes(error.status ?? 0);
}

/**
 * Whether something that was thrown is the service's own word that exactly what was asked for is not there: for an id
 * that it is gone, for a list that it is empty. The status alone never says so.
 */
export function isMissing(error: unknown): error is RequestFailure {
	return error instanceof RequestFailure && error.details.isMissing === true;
}

/** What was found out about a write in doubt. */
export interface DoubtDetails {
	/** Why the list that was to answer the doubt could not be read. */
	lookFailure?: FailureDetails;
	/** Ids of what may be the one, of which it cannot be told. */
	candidateIds?: readonly string[];
	/** Why it cannot be told, a sentence, where that says more than how the request ended. */
	reason?: string;
}

/** What a write in doubt was about, in the user's words. */
export interface DoubtfulThing {
	/** What it is: "instance", "invoice". */
	noun: string;
	/** It by name, with its article: "an instance named 'Store 12'", "invoice 1042 of 'Keenan, Bridget'". */
	named: string;
	/** What was done with it. */
	write: 'create' | 'update';
}

/**
 * A write whose fate is not known: what it wrote may be there. It names the thing, and is never a
 * reason to send the same again.
 */
export class OutcomeUnknown extends Error {
	constructor(
		readonly thing: DoubtfulThing,
		readonly details: FailureDetails,
		readonly problems: DoubtDetails = {},
	) {
		super('Outcome unknown');
		this.name = 'OutcomeUnknown';
	}
}
