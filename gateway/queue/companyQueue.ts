import type { ReadMessage } from '../qbxml';
import { matchAnswers, readMessages } from './answers';
import { Callers } from './callers';
import { documentOf, type Refusal } from './document';
import { Doubts, type Leaving } from './doubt/doubts';
import type { Entry } from './entry';
import { isContinuation, OpenIterators } from './iterators';
import { Ledger, type OpenCall } from './ledger';
import { LeftCalls } from './doubt/leftCalls';
import type { QueueParts } from './parts';
import { failures, type CallFailure, type Question } from './doubt/question';
import { Turns } from './turns';
import { WaitingLine } from './waitingLine';

/** What QuickBooks is at work on, and in which session. */
interface OpenDocument {
	sessionId: string;
	/** Of the requests in it, in their order. */
	ids: readonly string[];
	entries: readonly Entry[];
	messageSetId?: string;
	/** Whether it only looks for a write that is in doubt. */
	isLook?: boolean;
}

/**
 * What is asked of one company, first in first out, and one document at a time: QuickBooks does one thing after the
 * other. What left and what became of it is in the store before anybody is told.
 */
export class CompanyQueue {
	private readonly ledger: Ledger;

	private readonly line: WaitingLine;

	private readonly iterators: OpenIterators;

	private readonly doubts: Doubts;

	private readonly left: LeftCalls;

	private readonly callers: Callers;

	private readonly turns = new Turns();

	private out?: OpenDocument;

	/** Sessions of which it was looked up what they took in an earlier life of the gateway. */
	private readonly known = new Set<string>();

	/** How often something became open in the store in this life of the gateway, or may have. */
	private openings = 0;

	/** How often it had by the time at which the store was seen to hold nothing that is open. */
	private quietSince?: number;

	/** Under this id QuickBooks keeps an answer that is here by now, until it is told to forget it. */
	private forgettableSetId?: string;

	constructor(private readonly parts: QueueParts) {
		this.callers = new Callers(parts);
		this.ledger = new Ledger(parts);
		this.doubts = new Doubts(parts, this.ledger);
		this.left = new LeftCalls(parts, this.ledger, this.doubts);
		this.line = new WaitingLine(parts, this.ledger, () => this.isOut);
		this.iterators = new OpenIterators(parts.clock);
	}

	/** Whether something waits to be handed out. */
	get hasWork(): boolean {
		return this.line.hasWork || this.doubts.hasWork;
	}

	/** Whether something waits, also from an earlier life of the gateway. */
	async findWork(): Promise<boolean> {
		if (this.hasWork) return true;
		const { openings } = this;
		// A company that is quiet costs no look into the store.
		if (this.quietSince === openings) return false;
		await this.doubts.load();
		const isLeft = (await this.left.writesOut()).length > 0;
		if (!this.hasWork && !this.isOut && !isLeft) this.quietSince = openings;
		return this.hasWork || (!this.isOut && isLeft);
	}

	/** How many callers wait for an answer, and since when the first of them does. */
	get waiting(): Callers['now'] {
		return this.callers.now;
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
		return await this.callers.follow(question.kind, async () => {
			const { presence } = this.parts;
			if (presence.isAway(this.isOut)) throw failures.away(presence.lastSeenMs !== undefined);
			if (signal?.aborted) throw failures.hungUp();
			return await this.line.join(question, signal);
		});
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
			if (!this.known.has(sessionId)) await this.begin(sessionId);
			const first = which === 'all' ? await this.doubts.next(sessionId) : undefined;
			const again = first && (await this.handOutFirst(sessionId, first));
			if (again !== undefined) return again;
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
			const out = this.outIn(sessionId);
			if (out?.isLook) {
				const answer = matchAnswers(messages, out.ids).get(out.ids[0]);
				if (answer) return await this.looked(sessionId, answer);
			}
			const open = await this.left.openIn(sessionId, this.entriesOut);
			const asked = out?.isLook ? undefined : out?.ids;
			const answers = matchAnswers(messages, asked ?? open.map(({ id }) => id));
			// An answer to something earlier in the session leaves alone what is out in it now.
			const late = matchAnswers(
				messages,
				open.map(({ id }) => id),
			);
			for (const call of open) {
				const answer = answers.get(call.id) ?? late.get(call.id);
				if (!answer) continue;
				await this.left.answered(call, answer, text);
				if (this.out?.ids.includes(call.id)) {
					this.forgettableSetId = this.out.messageSetId ?? this.forgettableSetId;
				}
			}
			const isForOther =
				late.size === 0 &&
				answers.size === 0 &&
				(await this.left.isForOther(messages, text, this.entriesOut));
			if (answers.size === 0 && (late.size > 0 || isForOther)) return true;
			if (out?.isLook) await this.doubts.lookFailed(sessionId, UNREADABLE);
			this.close(sessionId);
			for (const call of open) {
				if (call.isOut && !answers.has(call.id)) await this.left.lose(call, UNREADABLE);
			}
			return open.length > 0 || out !== undefined;
		});
	}

	/** Notes that QuickBooks gave no answer to what is out in a session. */
	async refuse(sessionId: string, { isNotExecuted, code, words }: Refusal): Promise<void> {
		await this.turns.take(async () => {
			const isLook = this.outIn(sessionId)?.isLook === true;
			if (isLook) await this.doubts.lookFailed(sessionId, words);
			const open = isLook ? [] : await this.left.outOf(sessionId, this.entriesOut);
			this.close(sessionId);
			if (!isNotExecuted) {
				for (const call of open) await this.left.lose(call, words, 'failed');
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

	/**
	 * Has the books looked at once more for a write that nobody could tell about.
	 *
	 * @returns whether it can be looked for
	 */
	async lookAgain(id: string): Promise<boolean> {
		return await this.turns.take(async () => {
			// Also where it fails: the store may have taken it up.
			return await this.doubts.reopen(id).finally(() => (this.openings += 1));
		});
	}

	/** Another company file is open: what is in doubt cannot be looked for in it. */
	async isOtherCompany(words: string): Promise<void> {
		await this.turns.take(async () => {
			await this.left.doubtAll(ENDED);
			await this.doubts.load();
			await this.doubts.giveUp(words);
		});
	}

	/** In a new session all that was out before it is lost. */
	private async begin(sessionId: string): Promise<void> {
		await this.left.loseAll(ENDED);
		await this.giveUp(sessionId);
		await this.doubts.load();
		this.known.add(sessionId);
	}

	/** @returns undefined where it may not leave any more */
	private async handOutFirst(sessionId: string, first: Leaving): Promise<string | undefined> {
		if ('look' in first) {
			this.out = { sessionId, ids: [first.look], entries: [], isLook: true };
			return first.document;
		}
		const { call, entry } = first.again;
		this.doubts.remove(call.id);
		if (!(await this.parts.store.handOutAgain(call.id, sessionId))) return undefined;
		const { id, messageSetId } = call;
		this.out = { sessionId, ids: [id], entries: entry ? [entry] : [], messageSetId };
		return first.document;
	}

	private async looked(sessionId: string, answer: ReadMessage): Promise<boolean> {
		this.close(sessionId);
		this.forgettableSetId = (await this.doubts.looked(answer)) ?? this.forgettableSetId;
		return true;
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
			mayLeave = await store.handOut(ids, way).finally(() => (this.openings += 1));
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
		this.out = { sessionId, ids, entries: picked, messageSetId };
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

	private get entriesOut(): readonly Entry[] {
		return this.out?.entries ?? [];
	}

	private outIn(sessionId: string): OpenDocument | undefined {
		return this.out?.sessionId === sessionId ? this.out : undefined;
	}

	private close(sessionId: string): void {
		if (this.outIn(sessionId)) this.out = undefined;
	}

	private async giveUp(sessionId: string): Promise<void> {
		const open = await this.left.outOf(sessionId, this.entriesOut);
		if (this.outIn(sessionId)?.isLook) this.doubts.abandonLook();
		this.close(sessionId);
		for (const call of open) {
			if (call.kind === 'write') await this.left.doubt(call, ENDED);
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
