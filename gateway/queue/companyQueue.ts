import type { ReadMessage } from '../qbxml';
import { matchAnswers, readMessages } from './answers';
import { documentOf, type Refusal } from './document';
import type { Entry } from './entry';
import { isContinuation, OpenIterators } from './iterators';
import { Ledger, type OpenCall } from './ledger';
import type { QueueParts } from './parts';
import { failures, type CallFailure, type Question } from './question';
import { Turns } from './turns';
import { WaitingLine } from './waitingLine';

/** What QuickBooks is at work on, and in which session. */
interface OpenDocument {
	sessionId: string;
	entries: Entry[];
	messageSetId?: string;
}

/**
 * What is asked of one company, first in first out, and one document at a time: QuickBooks does one thing after the
 * other. What left and what became of it is in the store before anybody is told.
 */
export class CompanyQueue {
	private readonly ledger: Ledger;

	private readonly line: WaitingLine;

	private readonly iterators: OpenIterators;

	private readonly turns = new Turns();

	private out?: OpenDocument;

	/** Sessions of which it was looked up what they took in an earlier life of the gateway. */
	private readonly known = new Set<string>();

	/** Under this id QuickBooks keeps an answer that is here by now, until it is told to forget it. */
	private forgettableSetId?: string;

	constructor(private readonly parts: QueueParts) {
		this.ledger = new Ledger(parts);
		this.line = new WaitingLine(parts, this.ledger, () => this.isOut);
		this.iterators = new OpenIterators(parts.clock);
	}

	/** Whether something waits to be handed out. */
	get hasWork(): boolean {
		return this.line.hasWork;
	}

	/** Whether a list is being read whose place QuickBooks forgets with its session. */
	get isIterating(): boolean {
		return this.iterators.areUnderWay;
	}

	/** Whether QuickBooks is at work on something. */
	get isOut(): boolean {
		return this.out !== undefined;
	}

	/**
	 * Asks QuickBooks, and waits for the answer.
	 *
	 * @param signal ends when the caller hangs up: what is still queued then is dropped, what is out is finished
	 * @returns the answer, whatever its status
	 * @throws CallFailure where there is none
	 */
	async ask(question: Question, signal?: AbortSignal): Promise<ReadMessage> {
		const { presence } = this.parts;
		if (presence.isAway(this.isOut)) throw failures.away(presence.lastSeenMs !== undefined);
		if (signal?.aborted) throw failures.hungUp();
		return await this.line.join(question, signal);
	}

	/** Resolves when something can be handed out, or that time has passed. */
	async whenWork(waitMs: number): Promise<void> {
		await this.line.whenWork(waitMs);
	}

	/**
	 * Hands the next document out. A session that asks for another one without an answer to the last has lost that.
	 *
	 * @param which only what goes on in a list that was begun, or all
	 * @returns undefined where nothing waits
	 */
	async take(sessionId: string, which: 'all' | 'begun' = 'all'): Promise<string | undefined> {
		return await this.turns.take(async () => {
			if (this.out) await this.giveUp(this.out.sessionId);
			if (!this.known.has(sessionId)) await this.giveUp(sessionId);
			this.known.add(sessionId);
			for (;;) {
				const picked = this.line.pick(which === 'begun' ? isContinuation : undefined);
				if (picked.length === 0) return undefined;
				const document = await this.handOut(sessionId, picked);
				if (document !== undefined) return document;
			}
		});
	}

	/**
	 * Takes the answer of QuickBooks to what is out in a session; also one that comes late, or twice.
	 *
	 * @returns whether it belonged to anything
	 */
	async receive(sessionId: string, text: string): Promise<boolean> {
		return await this.turns.take(async () => {
			const messages = await readMessages(text);
			this.iterators.note(messages);
			const open = await this.openIn(sessionId);
			const asked = this.outIn(sessionId)?.entries.map(({ question }) => question.id);
			const answers = matchAnswers(messages, asked ?? open.map(({ id }) => id));
			// An answer to something earlier in the session leaves alone what is out in it now.
			const late = matchAnswers(
				messages,
				open.map(({ id }) => id),
			);
			for (const call of open) {
				const answer = answers.get(call.id) ?? late.get(call.id);
				if (answer) await this.answered(call, answer, text);
			}
			const isForOther = late.size === 0 && answers.size === 0 && (await this.isSettled(messages));
			if (answers.size === 0 && (late.size > 0 || isForOther)) return true;
			this.close(sessionId);
			for (const call of open) {
				if (!call.isUnknown && !answers.has(call.id)) await this.ledger.lose(call, UNREADABLE);
			}
			return open.length > 0;
		});
	}

	/** Notes that QuickBooks gave no answer to what is out in a session. */
	async refuse(sessionId: string, { isNotExecuted, code, words }: Refusal): Promise<void> {
		await this.turns.take(async () => {
			const open = (await this.openIn(sessionId)).filter(({ isUnknown }) => !isUnknown);
			this.close(sessionId);
			if (!isNotExecuted) {
				for (const call of open) await this.ledger.lose(call, words, 'failed');
			} else if (open.length === 1) await this.ledger.refuse(open[0], code, words);
			else await this.putBack(open, true);
		});
	}

	/** A session is over: what it has not answered for is lost, and a read is asked again. */
	async sessionEnded(sessionId: string): Promise<void> {
		await this.turns.take(async () => {
			await this.giveUp(sessionId);
			this.known.delete(sessionId);
			this.iterators.forget();
		});
	}

	/** Nothing that waits can be done now: all of it fails with this, and nothing of it was sent. */
	async failQueued(failure: CallFailure): Promise<void> {
		await this.line.fail(failure);
	}

	/** @returns undefined where one of them may not leave any more; the others then still can */
	private async handOut(sessionId: string, picked: Entry[]): Promise<string | undefined> {
		const { store, clock, newMessageSetId } = this.parts;
		const [{ question }] = picked;
		const isWrite = question.kind === 'write';
		const messageSetId = isWrite ? newMessageSetId() : undefined;
		const document = documentOf(picked, messageSetId, this.forgettableSetId);
		for (const entry of picked) entry.state = 'leaving';
		const ids = picked.map((entry) => entry.question.id);
		const atMs = clock.now();
		const way = { sessionId, atMs, document, messageSetId, isSynced: isWrite };
		let mayLeave;
		try {
			mayLeave = await store.handOut(ids, way);
		} catch (error) {
			this.parts.log.error({ requestIds: ids, error: String(error) }, 'A call was not kept');
			for (const entry of picked) {
				this.line.forget(entry);
				entry.reject(failures.notKept());
			}
			return undefined;
		}
		if (!mayLeave) {
			await this.sortOut(picked);
			return undefined;
		}
		for (const entry of picked) entry.state = 'out';
		this.line.remove(picked);
		this.out = { sessionId, entries: picked, messageSetId };
		return document;
	}

	/** One of them was not queued any more; nothing has left. */
	private async sortOut(picked: readonly Entry[]): Promise<void> {
		for (const entry of picked) {
			entry.state = 'queued';
			const call = await this.parts.store.call(entry.question.id);
			if (call?.state === 'queued') continue;
			this.line.forget(entry);
			entry.reject(failures.unanswered('lost', entry.question.kind));
		}
	}

	private outIn(sessionId: string): OpenDocument | undefined {
		return this.out?.sessionId === sessionId ? this.out : undefined;
	}

	private close(sessionId: string): void {
		if (this.outIn(sessionId)) this.out = undefined;
	}

	/** What left in a session and has no answer yet, in the order in which it left. */
	private async openIn(sessionId: string): Promise<Array<OpenCall & { isUnknown: boolean }>> {
		const entries = this.outIn(sessionId)?.entries ?? [];
		const calls = await this.parts.store.callsInFlight(sessionId);
		return calls.map(({ id, kind, state }) => ({
			id,
			kind,
			isUnknown: state === 'unknown',
			entry: entries.find(({ question }) => question.id === id),
		}));
	}

	private async answered(call: OpenCall, answer: ReadMessage, text: string): Promise<void> {
		const { entry, kind } = call;
		const kept = kind === 'write' ? { answer: text } : {};
		await this.ledger.settle(call, ['handedOut', 'unknown'], 'answered', kept);
		if (!entry) return;
		this.forgettableSetId = this.out?.messageSetId ?? this.forgettableSetId;
		entry.state = 'done';
		entry.resolve(answer);
	}

	/** Whether the answers belong to calls that have theirs. */
	private async isSettled(messages: readonly ReadMessage[]): Promise<boolean> {
		for (const { requestId } of messages) {
			if (requestId !== undefined && (await this.parts.store.call(requestId))) return true;
		}
		return false;
	}

	private async giveUp(sessionId: string): Promise<void> {
		const open = (await this.openIn(sessionId)).filter(({ isUnknown }) => !isUnknown);
		this.close(sessionId);
		for (const call of open) {
			if (call.kind === 'write') await this.ledger.lose(call, ENDED);
		}
		await this.putBack(
			open.filter(({ kind }) => kind === 'read'),
			false,
		);
	}

	/** What was certainly not carried out, or may be asked twice, waits again where somebody waits for it. */
	private async putBack(calls: readonly OpenCall[], isAlone: boolean): Promise<void> {
		const back: Entry[] = [];
		for (const call of calls) {
			const { entry } = call;
			if (!entry || entry.isSettled) {
				await this.ledger.settle(call, ['handedOut'], 'dropped', {
					reason: 'Nobody waited for it.',
				});
				continue;
			}
			await this.ledger.settle(call, ['handedOut'], 'queued');
			entry.state = 'queued';
			entry.isAlone ||= isAlone;
			back.push(entry);
		}
		this.line.putBack(back);
	}
}

const UNREADABLE = 'QuickBooks gave an answer that cannot be read.';
const ENDED = 'The session of the Web Connector ended before QuickBooks answered.';
