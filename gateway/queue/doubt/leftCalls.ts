import type { ReadMessage } from '../../qbxml';
import { LEFT_STATES, type StoredCall } from '../../store';
import { isRefused, resultIn } from '../answers';
import type { Doubts } from './doubts';
import type { Entry } from '../entry';
import type { Ledger, OpenCall } from '../ledger';
import { isReturned, type Mark } from './mark';
import type { QueueParts } from '../parts';

/** A call that left, as the store has it. */
export interface LeftCall extends OpenCall {
	/** Whether it still waits for its answer, and its session lives. */
	isOut: boolean;
}

/** The calls of a company that left, and what becomes of them. */
export class LeftCalls {
	constructor(
		private readonly parts: QueueParts,
		private readonly ledger: Ledger,
		private readonly doubts: Doubts,
	) {}

	/** Writes that are out; lost, where no session can answer them any more. */
	async writesOut(): Promise<StoredCall[]> {
		return (await this.callsOut()).filter(({ kind }) => kind === 'write');
	}

	/** No session can answer for what is out any more. */
	async doubtAll(reason: string): Promise<void> {
		for (const call of await this.writesOut()) await this.doubt(call, reason);
	}

	/** A new session begins: nothing that left before it, also in an earlier life of the gateway, is answered any more. */
	async loseAll(reason: string): Promise<void> {
		for (const call of await this.callsOut()) await this.lose(call, reason);
	}

	/** What left in a session and has no answer yet, in the order in which it left. */
	async openIn(sessionId: string, entries: readonly Entry[]): Promise<LeftCall[]> {
		const calls = await this.parts.store.callsInFlight(sessionId);
		return calls.map((call) => this.leftCall(call, entries));
	}

	private async callsOut(): Promise<StoredCall[]> {
		const { store, instanceId } = this.parts;
		return await store.calls(instanceId, { states: ['handedOut'] });
	}

	private leftCall(call: StoredCall, entries: readonly Entry[]): LeftCall {
		const { id, kind, state, mark } = call;
		const entry = entries.find(({ question }) => question.id === id) ?? this.doubts.entryOf(id);
		return { id, kind, mark, isOut: state === 'handedOut', entry };
	}

	async outOf(sessionId: string, entries: readonly Entry[]): Promise<LeftCall[]> {
		return (await this.openIn(sessionId, entries)).filter(({ isOut }) => isOut);
	}

	/** QuickBooks has answered, at last where that was in doubt. */
	async answered(call: LeftCall, answer: ReadMessage, text: string): Promise<void> {
		const { id, kind, mark } = call;
		const isWrite = kind === 'write';
		if (isWrite && mark !== undefined && isReturned(JSON.parse(mark) as Mark, answer)) {
			await this.doubts.noteGuids();
		}
		const kept = isWrite ? { answer: text, ...resultIn(answer) } : {};
		const state = isWrite && isRefused(answer) ? 'refused' : 'answered';
		await this.ledger.settle(call, LEFT_STATES, state, kept);
		this.doubts.remove(id);
		this.ledger.tell(call, answer);
	}

	/** Whether the answers belong to calls of other sessions, and are theirs to have where they have none. */
	async isForOther(
		messages: readonly ReadMessage[],
		text: string,
		entries: readonly Entry[],
	): Promise<boolean> {
		let isIt = false;
		for (const message of messages) {
			const { requestId } = message;
			const call = requestId === undefined ? undefined : await this.parts.store.call(requestId);
			if (call?.instanceId !== this.parts.instanceId) continue;
			isIt = true;
			const isWaiting = LEFT_STATES.includes(call.state);
			if (isWaiting && call.kind === 'write') {
				await this.answered(this.leftCall(call, entries), message, text);
			}
		}
		return isIt;
	}

	/** What left has no answer: a write is looked for. */
	async lose(call: OpenCall, reason: string, kind?: 'failed' | 'lost'): Promise<void> {
		if (call.kind === 'write') await this.doubt(call, reason, kind);
		else await this.ledger.lose(call, reason, kind);
	}

	/** A write is to be looked for; where it carries no mark, nobody can tell. */
	async doubt(call: OpenCall, reason: string, kind?: 'failed' | 'lost'): Promise<void> {
		if (call.mark === undefined) return await this.ledger.forgo(call, { reason }, kind);
		await this.ledger.doubt(call, reason);
		const stored = await this.parts.store.call(call.id);
		if (stored?.state === 'inDoubt') this.doubts.add({ call: stored, entry: call.entry });
	}
}
