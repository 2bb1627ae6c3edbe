import type { AuditStore } from './audit';
import type { CallFilter, CallSettlement, CallState, HandOut, NewCall, StoredCall } from './calls';
import type { EventStore } from './events';
import type { Instance, InstanceDraft, InstanceKey } from './instances';
import type { KeyStore } from './keys';
import type { NewJob, StoredJob } from './jobs';
import type { Session } from './sessions';

/**
 * Where the gateway keeps what has to outlive it. All of it is asynchronous, and each method is one
 * transaction. What a method gives back is the caller's own copy.
 */
export interface Store {
	readonly events: EventStore;

	readonly keys: KeyStore;

	readonly audit: AuditStore;

	/** @returns the instance with its id; ids grow and are never used again */
	addInstance(draft: InstanceDraft): Promise<Instance>;
	instance(id: number): Promise<Instance | undefined>;
	findInstance(key: InstanceKey): Promise<Instance | undefined>;
	/** @returns all of them, by id */
	instances(): Promise<Instance[]>;
	/**
	 * Changes an instance as it is now, so that two changes at once do not undo each other.
	 *
	 * @param change gets a copy and gives back what is to be; it may be called again
	 * @returns the instance as it is now; undefined where there is none
	 */
	changeInstance(
		id: number,
		change: (current: Instance) => InstanceDraft,
	): Promise<Instance | undefined>;
	/** Removes an instance with its sessions, calls, bulk jobs and events. @returns whether it was there */
	removeInstance(id: number): Promise<boolean>;

	/** Keeps a session, or what has become of it. */
	putSession(session: Session): Promise<void>;
	session(id: string): Promise<Session | undefined>;
	/** @returns the session of an instance that was opened last */
	lastSession(instanceId: number): Promise<Session | undefined>;
	/** Forgets sessions that saw no call since then, but for those that calls wait for. */
	forgetSessions(beforeMs: number): Promise<void>;

	addCall(call: NewCall): Promise<void>;
	call(id: string): Promise<StoredCall | undefined>;
	/** @returns calls of an instance, the newest first; without a filter the 1,000 newest */
	calls(instanceId: number, filter?: CallFilter): Promise<StoredCall[]>;
	/** @returns the calls that left in a session and have no answer yet, in the order in which they were added */
	callsInFlight(sessionId: string): Promise<StoredCall[]>;
	/**
	 * Lets calls leave: all of them, or none where one is no longer queued. When it has resolved for a
	 * write, the document is on disk and synced.
	 *
	 * @returns whether they may leave
	 */
	handOut(ids: readonly string[], handOut: HandOut): Promise<boolean>;
	/**
	 * Lets a write that is in doubt leave once more, as it left before; on disk and synced when this has resolved.
	 *
	 * @returns whether it may
	 */
	handOutAgain(id: string, sessionId: string): Promise<boolean>;
	/**
	 * Puts a call from one state into another.
	 *
	 * @param from the states in which it may be
	 * @returns whether it was in one of them
	 */
	settle(id: string, from: readonly CallState[], settlement: CallSettlement): Promise<boolean>;
	/**
	 * Drops what was queued in an earlier life: its callers are gone. To be called once, at the start.
	 *
	 * @returns how many calls that were
	 */
	dropQueued(atMs: number): Promise<number>;
	/** @returns how many writes of unknown outcome each instance has that has any */
	unknownCalls(): Promise<Map<number, number>>;
	/** Forgets the oldest calls of an instance beyond a number; never those in flight or of unknown outcome. */
	pruneCalls(instanceId: number, keep: number): Promise<void>;

	/** Keeps a new bulk job; when this has resolved it is on disk and synced. */
	addJob(job: NewJob): Promise<StoredJob>;
	/** Keeps what has become of a job; nothing where it is gone. The end of one is on disk and synced. */
	putJob(job: StoredJob): Promise<void>;
	job(id: number): Promise<StoredJob | undefined>;
	/** @returns the jobs of an instance, or of all instances, in the order in which they were added */
	jobs(instanceId?: number): Promise<StoredJob[]>;
	removeJob(id: number): Promise<void>;

	/** Writes something down, so that it is known whether that is possible. */
	check(atMs: number): Promise<void>;

	close(): Promise<void>;
}

/** Why a call was dropped that an earlier life of the gateway had queued. */
export const RESTARTED = 'The gateway was restarted before this was sent.';

export const INSTANCE_TAKEN = 'An instance with this user name, token or link is there already.';

/** What the store holds contradicts what was asked, such as a user name that is taken. */
export class StoreConflictError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'StoreConflictError';
	}
}

/** The store cannot be opened: the message says why and what to do. */
export class StoreUnusableError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'StoreUnusableError';
	}
}
