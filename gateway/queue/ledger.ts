import type { ReadMessage } from '../qbxml';
import type { CallSettlement, CallState } from '../store';
import type { Entry } from './entry';
import type { QueueParts } from './parts';
import { failures, type Question } from './doubt/question';
import type { Candidate } from './doubt/verdict';

/** A call of the store, with the entry of it where its caller still waits in this process. */
export interface OpenCall {
	id: string;
	kind: Question['kind'];
	/** By what a write can be found in the books. */
	mark?: string;
	entry?: Entry;
}

/** Writes down what has become of calls, and then tells their callers. */
export class Ledger {
	constructor(private readonly parts: QueueParts) {}

	/** @returns whether the call was in one of those states */
	async settle(
		{ id, kind }: OpenCall,
		from: readonly CallState[],
		state: CallState,
		rest: Pick<CallSettlement, 'answer' | 'candidates' | 'reason' | 'recordId'> = {},
	): Promise<boolean> {
		const { store, clock } = this.parts;
		// What a caller is told of a write must hold after a power cut too.
		const isSynced = kind === 'write';
		return await store.settle(id, from, { state, atMs: clock.now(), isSynced, ...rest });
	}

	/** A read has no answer; it can simply be asked anew. */
	async lose(call: OpenCall, reason: string, kind: 'failed' | 'lost' = 'lost'): Promise<void> {
		await this.settle(call, ['handedOut'], 'dropped', { reason });
		if (call.entry) call.entry.state = 'done';
		call.entry?.reject(failures.unanswered(kind, call.kind, reason));
	}

	/** QuickBooks has not answered for a write, and it is to be looked for. Its caller goes on waiting. */
	async doubt({ id, kind, entry }: OpenCall, reason: string): Promise<void> {
		if (entry) entry.doubt = reason;
		await this.settle({ id, kind }, ['handedOut'], 'inDoubt', { reason });
	}

	/** A write in doubt was done: what stands for QuickBooks' answer says so. */
	async found(call: OpenCall, recordId: string | undefined, answer: ReadMessage): Promise<void> {
		const { statusMessage: reason } = answer;
		const isIt = await this.settle(call, ['inDoubt'], 'answered', { reason, recordId });
		if (isIt) this.tell(call, answer);
	}

	/** A write in doubt was refused, as the books show. */
	async decline(call: OpenCall, answer: ReadMessage): Promise<void> {
		const { statusMessage: reason } = answer;
		const isIt = await this.settle(call, ['inDoubt'], 'refused', { reason });
		if (isIt) this.tell(call, answer);
	}

	/** Nobody can tell what became of a write. */
	async forgo(
		call: OpenCall,
		{ reason, candidates = [] }: { reason: string; candidates?: readonly Candidate[] },
		kind: 'failed' | 'lost' = 'lost',
	): Promise<void> {
		const { instanceId, log } = this.parts;
		const more = candidates.length > 0 ? { candidates: JSON.stringify(candidates) } : {};
		const isIt = await this.settle(call, ['handedOut', 'inDoubt'], 'unknown', { reason, ...more });
		if (!isIt) return;
		log.warn({ instanceId, requestId: call.id, reason }, 'The outcome of a write is unknown');
		if (call.entry) call.entry.state = 'done';
		call.entry?.reject(failures.unanswered(kind, call.kind, reason));
	}

	/** The caller gets QuickBooks' answer. */
	tell({ entry }: OpenCall, answer: ReadMessage): void {
		if (!entry) return;
		entry.state = 'done';
		entry.resolve(answer);
	}

	/** QuickBooks could not read the request, so it did nothing. */
	async refuse(call: OpenCall, code: string, words: string): Promise<void> {
		const { instanceId, log } = this.parts;
		const { entry, id } = call;
		await this.settle(call, ['handedOut'], 'refused', { reason: words });
		// All is checked before it is queued, so this is a mistake of the gateway.
		const request = entry?.question.message.name;
		log.error({ instanceId, requestId: id, code, request }, 'QuickBooks refused a whole document');
		if (entry) entry.state = 'done';
		entry?.reject(failures.refused(words));
	}
}
