import { MemoryAudit } from './audit';
import {
	CALLS_SHOWN,
	UNKNOWN_STATES,
	type CallFilter,
	type CallSettlement,
	type CallState,
	type HandOut,
	type NewCall,
	type StoredCall,
} from './calls';
import type { Instance, InstanceDraft, InstanceKey } from './instances';
import type { NewJob, StoredJob } from './jobs';
import { MemoryKeys } from './keys';
import { MemoryEvents } from './memoryEvents';
import { MemoryInstances } from './memoryInstances';
import type { Session } from './sessions';
import { RESTARTED, type Store } from './store';

/** A call with what only the store needs to know of it. */
interface HeldCall {
	call: StoredCall;
	sessionId?: string;
}

const IN_FLIGHT: readonly CallState[] = ['handedOut', 'inDoubt', 'queued', 'unknown'];

const RESULT = ['answer', 'reason', 'recordId', 'candidates'] as const;

/** The store for tests and for the sandbox: nothing outlives the process. */
export class MemoryStore implements Store {
	readonly events = new MemoryEvents();

	readonly keys = new MemoryKeys();

	readonly audit = new MemoryAudit();

	private readonly sessions = new Map<string, Session>();

	private readonly heldCalls = new Map<string, HeldCall>();

	private readonly heldJobs = new Map<number, StoredJob>();

	private lastJobId = 0;

	/** @param held the instances themselves, for those that cannot wait */
	constructor(readonly held = new MemoryInstances()) {}

	/** What {@link Store.instances} gives, for tests that cannot wait. */
	instancesNow(): Instance[] {
		return this.held.all().map((instance) => structuredClone(instance));
	}

	async addInstance(draft: InstanceDraft): Promise<Instance> {
		return structuredClone(this.held.add(structuredClone(draft)));
	}

	async instance(id: number): Promise<Instance | undefined> {
		return structuredClone(this.held.get(id));
	}

	async findInstance(key: InstanceKey): Promise<Instance | undefined> {
		return structuredClone(this.held.find(key));
	}

	async instances(): Promise<Instance[]> {
		return this.instancesNow();
	}

	async changeInstance(
		id: number,
		change: (current: Instance) => InstanceDraft,
	): Promise<Instance | undefined> {
		return structuredClone(
			this.held.change(id, (current) => structuredClone(change(structuredClone(current)))),
		);
	}

	async removeInstance(id: number): Promise<boolean> {
		for (const session of this.sessions.values()) {
			if (session.instanceId === id) this.sessions.delete(session.id);
		}
		for (const { call } of this.heldCalls.values()) {
			if (call.instanceId === id) this.heldCalls.delete(call.id);
		}
		for (const job of this.heldJobs.values()) {
			if (job.instanceId === id) this.heldJobs.delete(job.id);
		}
		this.events.forgetInstance(id);
		this.keys.forgetInstance(id);
		return this.held.remove(id);
	}

	async putSession(session: Session): Promise<void> {
		this.sessions.set(session.id, structuredClone(session));
	}

	async session(id: string): Promise<Session | undefined> {
		return structuredClone(this.sessions.get(id));
	}

	async lastSession(instanceId: number): Promise<Session | undefined> {
		const [last] = [...this.sessions.values()]
			.filter((session) => session.instanceId === instanceId)
			.sort((one, other) => other.openedAtMs - one.openedAtMs);
		return structuredClone(last);
	}

	async forgetSessions(beforeMs: number): Promise<void> {
		const waitedFor = new Set(
			[...this.heldCalls.values()]
				.filter(({ call }) => IN_FLIGHT.includes(call.state))
				.map(({ sessionId }) => sessionId),
		);
		for (const { id, lastCallAtMs } of this.sessions.values()) {
			if (lastCallAtMs < beforeMs && !waitedFor.has(id)) this.sessions.delete(id);
		}
	}

	async addCall(call: NewCall): Promise<void> {
		this.heldCalls.set(call.id, { call: { ...call, state: 'queued' } });
	}

	async call(id: string): Promise<StoredCall | undefined> {
		return structuredClone(this.heldCalls.get(id)?.call);
	}

	async calls(
		instanceId: number,
		{ states, limit = CALLS_SHOWN }: CallFilter = {},
	): Promise<StoredCall[]> {
		return this.callsOf(instanceId)
			.filter(({ call }) => states === undefined || states.includes(call.state))
			.reverse()
			.slice(0, states ? undefined : limit)
			.map(({ call }) => structuredClone(call));
	}

	async callsInFlight(sessionId: string): Promise<StoredCall[]> {
		return [...this.heldCalls.values()]
			.filter((held) => held.sessionId === sessionId && IN_FLIGHT.includes(held.call.state))
			.map(({ call }) => structuredClone(call));
	}

	async handOut(ids: readonly string[], handOut: HandOut): Promise<boolean> {
		const leaving = ids.map((id) => this.heldCalls.get(id));
		if (!leaving.every((held) => held?.call.state === 'queued')) return false;
		const { sessionId, atMs, document, messageSetId } = handOut;
		for (const held of leaving as HeldCall[]) {
			held.sessionId = sessionId;
			Object.assign(held.call, { state: 'handedOut', handedOutAtMs: atMs, document });
			if (messageSetId !== undefined) held.call.messageSetId = messageSetId;
		}
		return true;
	}

	async handOutAgain(id: string, sessionId: string): Promise<boolean> {
		const held = this.heldCalls.get(id);
		if (held?.call.state !== 'inDoubt') return false;
		held.sessionId = sessionId;
		held.call.state = 'handedOut';
		return true;
	}

	async settle(
		id: string,
		from: readonly CallState[],
		{ state, atMs, isSynced, ...result }: CallSettlement,
	): Promise<boolean> {
		void isSynced;
		const held = this.heldCalls.get(id);
		if (!held || !from.includes(held.call.state)) return false;
		const { handedOutAtMs, messageSetId, document, ...call } = held.call;
		for (const member of RESULT) delete call[member];
		if (state === 'queued') {
			delete call.settledAtMs;
			this.heldCalls.set(id, { call: { ...call, state } });
			return true;
		}
		held.call = {
			...call,
			state,
			settledAtMs: atMs,
			...(handedOutAtMs !== undefined && { handedOutAtMs }),
			...(messageSetId !== undefined && { messageSetId }),
			...(document !== undefined && { document }),
			...structuredClone(result),
		};
		return true;
	}

	async dropQueued(atMs: number): Promise<number> {
		const queued = [...this.heldCalls.values()].filter(({ call }) => call.state === 'queued');
		for (const { call } of queued) {
			Object.assign(call, { state: 'dropped', settledAtMs: atMs, reason: RESTARTED });
		}
		return queued.length;
	}

	async unknownCalls(): Promise<Map<number, number>> {
		const counts = new Map<number, number>();
		for (const { call } of this.heldCalls.values()) {
			if (call.kind !== 'write' || !UNKNOWN_STATES.includes(call.state)) continue;
			counts.set(call.instanceId, (counts.get(call.instanceId) ?? 0) + 1);
		}
		return counts;
	}

	async pruneCalls(instanceId: number, keep: number): Promise<void> {
		const calls = this.callsOf(instanceId);
		for (const { call } of calls.slice(0, Math.max(0, calls.length - keep))) {
			const isNeeded = IN_FLIGHT.includes(call.state) || this.keys.needs(call.id);
			if (!isNeeded) this.heldCalls.delete(call.id);
		}
	}

	async addJob(job: NewJob): Promise<StoredJob> {
		this.lastJobId += 1;
		this.heldJobs.set(this.lastJobId, structuredClone({ ...job, id: this.lastJobId }));
		return structuredClone({ ...job, id: this.lastJobId });
	}

	async putJob(job: StoredJob): Promise<void> {
		if (this.heldJobs.has(job.id)) this.heldJobs.set(job.id, structuredClone(job));
	}

	async job(id: number): Promise<StoredJob | undefined> {
		return structuredClone(this.heldJobs.get(id));
	}

	async jobs(instanceId?: number): Promise<StoredJob[]> {
		return [...this.heldJobs.values()]
			.filter((job) => instanceId === undefined || job.instanceId === instanceId)
			.map((job) => structuredClone(job));
	}

	async removeJob(id: number): Promise<void> {
		this.heldJobs.delete(id);
	}

	async check(): Promise<void> {}

	async close(): Promise<void> {}

	private callsOf(instanceId: number): HeldCall[] {
		return [...this.heldCalls.values()].filter(({ call }) => call.instanceId === instanceId);
	}
}
