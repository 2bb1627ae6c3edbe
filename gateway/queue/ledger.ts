import type { CallSettlement, CallState } from '../store';
import type { Entry } from './entry';
import type { QueueParts } from './parts';
import { failures, type Question } from './question';

/** A call of the store, with the entry of it where its caller still waits in this process. */
export interface OpenCall {
	id: string;
	kind: Question['kind'];
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
		rest: Pick<CallSettlement, 'answer' | 'reason'> = {},
	): Promise<boolean> {
		const { store, clock } = this.parts;
		// What a caller is told of a write must hold after a power cut too.
		const isSynced = kind === 'write';
		return await store.settle(id, from, { state, atMs: clock.now(), isSynced, ...rest });
	}

	/** Nobody can tell what became of it. A read can simply be asked anew. */
	async lose(call: OpenCall, reason: string, kind: 'failed' | 'lost' = 'lost'): Promise<void> {
		const { instanceId, log } = this.parts;
		const isWrite = call.kind === 'write';
		await this.settle(call, ['handedOut'], isWrite ? 'unknown' : 'dropped', { reason });
		if (isWrite) {
			log.warn({ instanceId, requestId: call.id, reason }, 'The outcome of a write is unknown');
		}
		if (call.entry) call.entry.state = 'done';
		call.entry?.reject(failures.unanswered(kind, call.kind, reason));
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
