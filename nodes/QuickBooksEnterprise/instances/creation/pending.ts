import { InputError } from '../../common/problems';
import type { Settled } from '../../common/settle';
import type { FailureDetails } from '../../transport/errors/failure';
import type { Instance } from '../instance';
import { identityKey, identityOf, type Identity } from '../comparison/identity';
import type { CreationRequest, ItemEnd, MadeInstance, Remarks } from '../reconcile/types';

/** An instance that this run created, or found again after a lost answer. */
export interface Creation {
	instance: Instance;
	/** True where no answer named it and it was found in the list. */
	recovered: boolean;
	/** What was asked for and the instance does not show. */
	notApplied: string[];
}

/** How the creation of one instance ended. */
export interface CreationEnd extends ItemEnd<Creation> {
	request: CreationRequest;
}

/** Why it is not known whether a request created its instance. */
export interface Doubt {
	details: FailureDetails;
	/** Until when the instance may show in the list. */
	windowEndsAtMs: number;
	maySendAgain: boolean;
	/** What an answer about another thing was about. */
	answer?: { id: string; reason: string };
}

/** A creation that is under way, and what there is to say about it. */
export interface Pending extends Remarks {
	request: CreationRequest;
	identity: Identity;
	key: string;
	/** Requests that may have left without an answer of their own. */
	attempts: number;
	/** Whether a request was sent although an earlier one had been in doubt. */
	resent: boolean;
	firstSentAtMs?: number;
	/** `inDoubt`: it is not known whether the last request created the instance. */
	state: 'toSend' | 'inDoubt' | 'ended';
	/** The latest doubt; it stays when the item ends. */
	doubt?: Doubt;
	ended?: Settled<Creation>;
}

/** A creation of which nothing was sent yet. */
export function newPending(request: CreationRequest): Pending {
	const identity = identityOf(request.body);
	return {
		request,
		identity,
		key: identityKey(identity),
		state: 'toSend',
		attempts: 0,
		resent: false,
		made: [],
		doubts: [],
		lines: [],
		hints: [],
	};
}

/** How a creation ended; without an end, nothing was sent for it. */
export function endOf({ request, ended, made, doubts, lines, hints }: Pending): CreationEnd {
	return { index: request.index, request, ended, made, doubts, lines, hints };
}

/** Says that an instance is there although its item failed. */
export function createdRemark({ name, id }: MadeInstance): string {
	return `Created: ${name} (ID ${id})`;
}

/** Fault of an item whose lost creation may be one of several instances. */
export function severalMatches({ request }: Pending, ids: string): InputError {
	return new InputError(
		[`Several instances may be the one created for '${request.body.name}': ${ids}`],
		'The answer to the request was lost. Look at them, keep one and delete the others.',
	);
}
