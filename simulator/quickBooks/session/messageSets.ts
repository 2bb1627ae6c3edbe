import { createHash } from 'node:crypto';
import type { CompanyMemory } from './memory';

/** Longest id of a message set: 23 by one page of Intuit, 24 by the text of 9004. */
const MAXIMUM = 24;
/** An old id that stands for all. */
const ALL = 'ClearAllMessageSets';

/** What to do with a document. */
export type Decision =
	| { run: true; store?: string }
	/** Nothing runs: the stored answer, or a document without answers. */
	| { run: false; answer?: string; code?: number };

const checksumOf = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Error recovery: what was answered to a message set with an id is kept with the company file, so that the same
 * document is not run twice.
 */
export class MessageSets {
	constructor(private readonly memory: CompanyMemory) {}

	/**
	 * @param text the whole request: what is sent again has to be the same to the byte.
	 * @param isEmpty whether it holds no requests.
	 */
	decide(
		text: string,
		{ newMessageSetID: next, oldMessageSetID: old }: Record<string, string>,
		isEmpty: boolean,
	): Decision {
		if ([next, old].some((id) => id !== undefined && (id.length < 1 || id.length > MAXIMUM))) {
			return { run: false, code: 9004 };
		}
		if (isEmpty && next !== undefined && next === old) return this.status(next);
		if (next !== undefined) {
			const seen = this.find(next);
			if (seen?.checksum === checksumOf(text)) return { run: false, answer: seen.answer };
			if (seen) return { run: false, code: 9001 };
		}
		const isCleared = old === undefined || this.clear(old);
		if (next === undefined && !isCleared) return { run: false, code: 600 };
		return isEmpty && next === undefined && old !== undefined
			? { run: false, code: 0 }
			: { run: true, store: next };
	}

	/** Keeps what was answered. */
	store(id: string, text: string, answer: string): void {
		this.memory.messageSets[id] = { checksum: checksumOf(text), answer };
	}

	private status(id: string): Decision {
		const seen = this.find(id);
		return seen ? { run: false, answer: seen.answer } : { run: false, code: 9002 };
	}

	private find(id: string) {
		const { messageSets } = this.memory;
		return Object.hasOwn(messageSets, id) ? messageSets[id] : undefined;
	}

	/** @returns whether there was something. */
	private clear(id: string): boolean {
		if (id === ALL) {
			this.memory.messageSets = {};
			return true;
		}
		const isThere = Object.hasOwn(this.memory.messageSets, id);
		delete this.memory.messageSets[id];
		return isThere;
	}
}
