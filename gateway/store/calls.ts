/**
 * A call that waits is queued. It leaves once at most: then it is handed out until QuickBooks answers or
 * refuses it, or nobody can tell. A write that was dropped never left; a read may have, without an answer.
 */
export type CallState = 'answered' | 'dropped' | 'handedOut' | 'queued' | 'refused' | 'unknown';

/** What a call that failed did to the books: nothing was sent, QuickBooks refused it, or nobody can tell. */
export type Outcome = 'notSent' | 'refused' | 'unknown';

/** Only a call that could have been sent has more than one answer to this. */
export const OUTCOME_OF: Readonly<Partial<Record<CallState, Outcome>>> = {
	dropped: 'notSent',
	refused: 'refused',
	unknown: 'unknown',
};

export interface NewCall {
	/** The request id that the caller is told. */
	id: string;
	instanceId: number;
	/** A read may be asked again, a write never. */
	kind: 'read' | 'write';
	method: string;
	path: string;
	queuedAtMs: number;
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
}
