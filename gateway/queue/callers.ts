/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import type { ReadMessage } from '../qbxml';
import type { Outcome } from '../store';
import { isRefused } from './answers';
import type { QueueParts } from './parts';
import { CallFailure, type Question } from './doubt/question';

/** What became of a request, as its caller was told. */
export interface EndedCall {
	kind: Question['kind'];
	outcome: Outcome | 'answered';
	durationMs: number;
}

/** Who waits for QuickBooks, and since when. */
export class Callers {
	/** When each of them came, in that order. */
	private readonly waiting = new Set<{ sinceMs: number }>();

	constructor(private readonly parts: Pick<QueueParts, 'clock' | 'onEnd'>) {}

	/** How many there are, and since when the first of them waits. */
	get now(): { calls: number; sinceMs?: number } {
		const [first] = this.waiting;
		return { calls: this.waiting.size, sinceMs: first?.sinceMs };
	}

	/** @param ask gets the answer; what becomes of it is noted */
	async follow(kind: Question['kind'], ask: () => Promise<ReadMessage>): Promise<ReadMessage> {
		const { clock, onEnd } = this.parts;
		const caller = { sinceMs: clock.now() };
		const end = (outcome: EndedCall['outcome']): void =>
			onEnd?.({ kind, outcome, durationMs: clock.now() - caller.sinceMs });
		this.waiting.add(caller);
		try {
			const answer = await ask();
			end(isRefused(answer) ? 'refused' : 'answered');
			return answer;
		} catch (error) {
			end(error instanceof CallFailure ? error.outcome : 'unknown');
			throw error;
		} finally {
			this.waiting.delete(caller);
		}
	}
}
