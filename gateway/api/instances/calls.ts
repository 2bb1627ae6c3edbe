import {
	aboutInstance,
	OUTCOME_OF,
	UNKNOWN_STATES,
	type Actor,
	type CallState,
	type Instance,
	type Store,
	type StoredCall,
} from '../../store';
import { ApiError } from '../errors';
import type { ApiParts } from '../parts';
import { dateText } from './view';

/** A record that a write of unknown outcome may have made or changed. */
export interface Candidate {
	id: string;
	name?: string;
	createdAt?: string;
}

/** What a person says of a write of unknown outcome. */
export interface Settlement {
	outcome: 'done' | 'notDone';
	/** The record that it made or changed, where that is known. */
	recordId?: string;
}

/** A call as people are shown it: never contents. */
export function callView(call: StoredCall) {
	const { id, method, path, handedOutAtMs, settledAtMs, reason } = call;
	return {
		requestId: id,
		method,
		path,
		sentAt: handedOutAtMs === undefined ? null : dateText(handedOutAtMs),
		outcome: outcomeOf(call),
		message: reason ?? null,
		durationMs: handedOutAtMs === undefined ? null : (settledAtMs ?? handedOutAtMs) - handedOutAtMs,
		...(call.recordId === undefined ? {} : { recordId: call.recordId }),
		...(outcomeOf(call) === 'unknown'
			? { candidates: JSON.parse(call.candidates ?? '[]') as Candidate[] }
			: {}),
	};
}

/** @returns null for a call that waits or is out. A read that left and has no answer has changed nothing, but it was sent. */
export function outcomeOf({ kind, state, handedOutAtMs }: StoredCall): string | null {
	if (state === 'answered') return 'answered';
	const hasLeft = kind === 'read' && state === 'dropped' && handedOutAtMs !== undefined;
	return hasLeft ? 'unanswered' : (OUTCOME_OF[state] ?? null);
}

/** @returns the calls of an instance of which nobody knows the outcome, however old they are; the newest first */
export const unknownCalls = async (store: Store, instanceId: number): Promise<StoredCall[]> =>
	await store.calls(instanceId, { states: UNKNOWN_STATES });

/**
 * Has the books looked at once more for a write of unknown outcome, in the next session.
 *
 * @throws ApiError 404 where the instance has no such call, 409 where it cannot be looked for
 */
export async function lookAgain(
	{ store, companies }: Pick<ApiParts, 'companies' | 'store'>,
	instance: Instance,
	requestId: string,
): Promise<StoredCall> {
	await callOfInstance(store, instance, requestId);
	if (!(await companies.of(instance).queue.lookAgain(requestId))) {
		throw new ApiError(409, 'The outcome of this call is known, or it cannot be looked for.');
	}
	return (await store.call(requestId))!;
}

async function callOfInstance(
	store: Store,
	{ id }: Instance,
	requestId: string,
): Promise<StoredCall> {
	const call = await store.call(requestId);
	if (call?.instanceId === id) return call;
	throw new ApiError(404, `No call found with ID ${requestId.slice(0, 100)}`);
}

const settledAs = (outcome: Settlement['outcome']): string => `Settled by a person: ${outcome}`;

/**
 * A person says what became of a write of unknown outcome.
 *
 * @returns the call as it is now
 * @throws ApiError 404 where the instance has no such call, 409 where its outcome is known
 */
export async function settleCall(
	{ store, clock }: Pick<ApiParts, 'clock' | 'store'>,
	instance: Instance,
	requestId: string,
	{ outcome, recordId }: Settlement,
	by: Actor,
): Promise<StoredCall> {
	const call = await callOfInstance(store, instance, requestId);
	// Whoever said that it was done can say later which record it made.
	const lacksRecord = call.recordId === undefined && call.reason === settledAs('done');
	const namesRecord = outcome === 'done' && recordId !== undefined;
	const more: CallState[] = namesRecord && lacksRecord ? ['answered'] : [];
	const isSettled = await store.settle(requestId, [...UNKNOWN_STATES, ...more], {
		// What was not done may be sent by whoever repeats it under its key.
		state: outcome === 'done' ? 'answered' : 'dropped',
		...(recordId === undefined ? {} : { recordId }),
		atMs: clock.now(),
		reason: settledAs(outcome),
		isSynced: true,
	});
	if (!isSettled) throw new ApiError(409, 'The outcome of this call is known.');
	await store.audit.add({
		atMs: clock.now(),
		action: 'callSettled',
		...by,
		...aboutInstance(instance),
		detail: `${requestId}: ${outcome}`,
	});
	return (await store.call(requestId))!;
}
