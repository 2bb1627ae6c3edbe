import type { AttemptFailure, FailureKind } from './retry';

/** What is known of a request that brought no usable answer. Texts are already free of secrets. */
export interface FailureDetails extends AttemptFailure {
	/** The service's own words, and QuickBooks' or the connector's where it passes them on. */
	serviceMessage?: string;
	providerMessage?: string;
	/** Id under which the service's support finds the call. */
	requestId?: string;
	/** Host that a redirect pointed to. */
	redirectHost?: string;
	/** Error code of the network, such as ECONNRESET. */
	networkCode?: string;
	/** How long the request was allowed to take, in milliseconds. */
	timeoutMs?: number;
	/** How often the request was sent or tried. */
	attempts?: number;
	/** Whether an attempt before the last one may have had its effect. */
	wasInDoubt?: boolean;
	/** For `blocked`: why it was not sent, in the user's words. */
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

/** Input that cannot be used. Lists everything that is wrong with it at once. */
export class InputFault extends Error {
	/**
	 * In: `findings` in the user's words, each naming a parameter as the user sees it;
	 * `mend` says how to put it right.
	 */
	constructor(
		readonly findings: readonly string[],
		readonly mend?: string,
	) {
		super(findings.join('; '));
		this.name = 'InputFault';
	}
}

/** What was found out about a write in doubt. */
export interface DoubtFindings {
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
		readonly findings: DoubtFindings = {},
	) {
		super('Outcome unknown');
		this.name = 'OutcomeUnknown';
	}
}
