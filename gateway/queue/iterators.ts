import type { ReadMessage } from '../qbxml';
import type { Clock } from './clock';
import type { Question } from './doubt/question';

/** A list that nobody goes on with for so long is given up (our choice, as others have it). */
const IDLE_MS = 10_000;

/** Lists of which QuickBooks has given a part. It forgets where they are when its session ends (documented). */
export class OpenIterators {
	private readonly usedAtMs = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	/** Whether somebody is reading one. */
	get areUnderWay(): boolean {
		const { clock } = this;
		return [...this.usedAtMs.values()].some((atMs) => clock.now() - atMs < IDLE_MS);
	}

	/** QuickBooks has answered. */
	note(answers: readonly ReadMessage[]): void {
		for (const { iteratorId, iteratorRemainingCount: remaining } of answers) {
			if (iteratorId === undefined) continue;
			if (remaining) this.usedAtMs.set(iteratorId, this.clock.now());
			else this.usedAtMs.delete(iteratorId);
		}
	}

	/** The session is over. */
	forget(): void {
		this.usedAtMs.clear();
	}
}

/** Whether a question goes on in a list that was begun. */
export const isContinuation = ({ message }: Question): boolean =>
	/^<\w+ [^>]*\biterator="Continue"/.test(message.text);
