/**
 * A call that waits is queued. Once it has left it is handed out until QuickBooks answers or refuses it. A write whose
 * session broke before that is in doubt until the books have been looked at; where they do not tell, it is unknown. A
 * write that was dropped did nothing: it never left, or somebody found that it was not carried out. A read that was
 * dropped may have left, without an answer.
 */
export type CallState =
	| 'answered'
	| 'dropped'
	| 'handedOut'
	| 'inDoubt'
	| 'queued'
	| 'refused'
	| 'unknown';

/** What a call that failed did to the books: nothing was sent, QuickBooks refused it, or nobody can tell. */
export type Outcome = 'notSent' | 'refused' | 'unknown';

/** Only a call that could have been sent has more than one answer to this. */
export const OUTCOME_OF: Readonly<Partial<Record<CallState, Outcome>>> = {
	dropped: 'notSent',
	inDoubt: 'unknown',
	refused: 'refused',
	unknown: 'unknown',
};

/** States of a write of which nobody knows the outcome. */
export const UNKNOWN_STATES: readonly CallState[] = ['inDoubt', 'unknown'];

/** States of a call that has left, and has no answer. */
export const LEFT_STATES: readonly CallState[] = ['handedOut', ...UNKNOWN_STATES];

/** How many of the newest calls are shown. */
export const CALLS_SHOWN = 1_000;

/** Which calls of an instance are listed: all that are in one of the states, or the newest of any. */
export type CallFilter =
	| { states: readonly CallState[]; limit?: undefined }
	| { states?: undefined; limit?: number };

export interface NewCall {
	/** The request id that the caller is told. */
	id: string;
	instanceId: number;
	/** A read may be asked again, a write never. */
	kind: 'read' | 'write';
	method: string;
	path: string;
	queuedAtMs: number;
	/** By what a write can be found in the books: JSON that the queue reads. */
	mark?: string;
}

/** How calls leave. */
export interface HandOut {
	sessionId: string;
	atMs: number;
	/** The exact text that leaves. */
	document: string;
	/** Under this id QuickBooks keeps its answer to a write; at most 20 characters. */
	messageSetId?: string;
	/** Whether the document has to be on disk before this is done: for a write. */
	isSynced: boolean;
}

export interface CallSettlement {
	state: CallState;
	atMs: number;
	/** What QuickBooks answered; kept for writes. */
	answer?: string;
	/** Why, in words: QuickBooks' own where it said something. Never contents. */
	reason?: string;
	/** The record that a write was about. */
	recordId?: string;
	/** JSON: records that a write of unknown outcome may have made or changed. */
	candidates?: string;
	isSynced: boolean;
}

export interface StoredCall extends NewCall {
	state: CallState;
	handedOutAtMs?: number;
	settledAtMs?: number;
	messageSetId?: string;
	document?: string;
	answer?: string;
	reason?: string;
	recordId?: string;
	candidates?: string;
}
