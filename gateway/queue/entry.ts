import type { ReadMessage } from '../qbxml';
import type { CallFailure, Question } from './doubt/question';

/**
 * Where an entry is in this process. `adding`: it is being written down. `leaving`: the store is being asked whether
 * it may leave. The store decides; this only keeps two of its own questions from being asked at once.
 */
export type EntryState = 'adding' | 'done' | 'expiring' | 'leaving' | 'out' | 'queued';

/** A question that waits, or is out. */
export interface Entry {
	readonly question: Question;
	state: EntryState;
	/** It shares no document any more, since QuickBooks refused one with it as a whole. */
	isAlone: boolean;
	/** Whether its caller has had an answer, such as that it takes too long. */
	isSettled: boolean;
	/** Why nobody knows yet what became of it, where that is so. */
	doubt?: string;
	resolve(answer: ReadMessage): void;
	reject(failure: CallFailure): void;
}

/** Bounds of a document that reads share. */
const MAX_MESSAGES = 25;
const MAX_LENGTH = 250_000;

/**
 * Which entries leave together: the first, and behind a read further ones as long as nothing stands between them.
 * Each write goes alone, so that what became of it is known by itself.
 *
 * @param waiting in the order in which they came
 */
export function pickTogether(waiting: readonly Entry[]): Entry[] {
	const picked: Entry[] = [];
	let length = 0;
	for (const entry of waiting) {
		const { message, kind, version, mayBeLong } = entry.question;
		if (entry.state !== 'queued') break;
		length += message.text.length;
		const [first] = picked;
		const shares =
			first === undefined ||
			(picked.length < MAX_MESSAGES &&
				length <= MAX_LENGTH &&
				[first, entry].every((each) => each.question.kind === 'read' && !each.isAlone) &&
				version === first.question.version &&
				!(mayBeLong && picked.some((each) => each.question.mayBeLong)));
		if (!shares) break;
		picked.push(entry);
		if (kind === 'write' || entry.isAlone) break;
	}
	return picked;
}
