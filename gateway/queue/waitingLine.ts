import type { ReadMessage } from '../qbxml';
import { pickTogether, type Entry } from './entry';
import type { Ledger, OpenCall } from './ledger';
import type { QueueParts } from './parts';
import { failures, type CallFailure, type Question } from './doubt/question';
import { WorkBell } from './workBell';

/** How many calls of an instance are remembered, and after how many new ones this is looked at. */
const CALLS_KEPT = 1_000;
const PRUNE_EVERY = 100;

/** The callers that wait for their company, in the order in which they came. */
export class WaitingLine {
	private readonly bell: WorkBell;

	private entries: Entry[] = [];

	private added = 0;

	constructor(
		private readonly parts: QueueParts,
		private readonly ledger: Ledger,
		private readonly isDocumentOut: () => boolean,
	) {
		this.bell = new WorkBell(parts.clock);
	}

	/** Whether something can be handed out. */
	get hasWork(): boolean {
		return this.entries.some(({ state }) => state === 'queued');
	}

	/** Resolves when something can be handed out, or that time has passed. */
	async whenWork(waitMs: number): Promise<void> {
		if (!this.hasWork) await this.bell.wait(waitMs);
	}

	/**
	 * @param mayLeave which of them are looked at; all where it is not given
	 * @returns those that can leave together now
	 */
	pick(mayLeave: (question: Question) => boolean = () => true): Entry[] {
		return pickTogether(this.entries.filter(({ question }) => mayLeave(question)));
	}

	/** They have left. */
	remove(left: readonly Entry[]): void {
		this.entries = this.entries.filter((entry) => !left.includes(entry));
	}

	/** What came back goes before what came later. */
	putBack(entries: readonly Entry[]): void {
		this.entries = [...entries, ...this.entries];
		if (entries.length > 0) this.bell.ring();
	}

	/** Waits for the answer, as long as callers wait. */
	async join(question: Question, signal?: AbortSignal): Promise<ReadMessage> {
		return await new Promise<ReadMessage>((resolve, reject) => {
			const onAbort = (): void => void this.leave(entry);
			const end = (): void => {
				callOff();
				signal?.removeEventListener('abort', onAbort);
				entry.isSettled = true;
			};
			const entry: Entry = {
				question,
				state: 'adding',
				isAlone: false,
				isSettled: false,
				resolve: (answer) => (end(), resolve(answer)),
				reject: (failure) => (end(), reject(failure)),
			};
			const callOff = this.parts.clock.after(this.parts.waitMs, () => void this.expire(entry));
			signal?.addEventListener('abort', onAbort);
			this.entries.push(entry);
			void this.add(entry);
		});
	}

	/** Nothing that waits can be done now. */
	async fail(failure: CallFailure): Promise<void> {
		await Promise.all(this.entries.map(async (entry) => await this.drop(entry, failure)));
	}

	/** It is gone otherwise: another process may have dropped it. */
	forget(entry: Entry): void {
		entry.state = 'done';
		this.remove([entry]);
		// What stood behind it can be the first now.
		if (this.hasWork) this.bell.ring();
	}

	private async add(entry: Entry): Promise<void> {
		const { store, instanceId, clock, log } = this.parts;
		const { id, kind, method, path, mark } = entry.question;
		try {
			await store.addCall({
				id,
				instanceId,
				kind,
				method,
				path,
				queuedAtMs: clock.now(),
				...(mark === undefined ? {} : { mark: JSON.stringify(mark) }),
			});
		} catch (error) {
			this.forget(entry);
			log.error({ instanceId, requestId: id, error: String(error) }, 'A call was not kept');
			return entry.reject(failures.notKept());
		}
		entry.state = 'queued';
		if (entry.isSettled) return await this.drop(entry, failures.hungUp());
		this.bell.ring();
		this.added += 1;
		if (this.added % PRUNE_EVERY === 0) {
			await store.pruneCalls(instanceId, CALLS_KEPT).catch((error: unknown) => {
				log.warn({ instanceId, error: String(error) }, 'Old calls were not forgotten');
			});
		}
	}

	/** The caller has gone: what is out is finished, and nobody waits for it. */
	private async leave(entry: Entry): Promise<void> {
		if (entry.state === 'leaving' || entry.state === 'out') return entry.reject(failures.left());
		await this.drop(entry, failures.hungUp());
	}

	private async expire(entry: Entry): Promise<void> {
		const { kind } = entry.question;
		if (entry.state === 'leaving' || entry.state === 'out') {
			const { doubt } = entry;
			const failure = doubt === undefined ? 'late' : 'lost';
			return entry.reject(failures.unanswered(failure, kind, doubt ?? 'It took too long.'));
		}
		const isAway = this.parts.presence.isAway(this.isDocumentOut());
		await this.drop(entry, isAway ? failures.away(true) : failures.busy());
	}

	/** Takes an entry out of the line, if it has not left by then. */
	private async drop(entry: Entry, failure: CallFailure): Promise<void> {
		// Once it is written down it is dropped there too.
		if (entry.state === 'adding') return entry.reject(failure);
		if (entry.state !== 'queued') return;
		entry.state = 'expiring';
		const call: OpenCall = { id: entry.question.id, kind: entry.question.kind };
		const isDropped = await this.ledger
			.settle(call, ['queued'], 'dropped', { reason: failure.message })
			.catch((error: unknown) => {
				const { instanceId, log } = this.parts;
				log.error({ instanceId, requestId: call.id, error: String(error) }, NOT_WRITTEN);
				// Only what stands in this line leaves, and the next start drops what is left.
				return true;
			});
		this.forget(entry);
		entry.reject(isDropped ? failure : failures.unanswered('lost', call.kind));
	}
}

const NOT_WRITTEN = 'It was not written down that a call was dropped';
