import { readDocument, writeDocument, type ReadMessage, type RetRecord } from '../../qbxml';
import type { StoredCall } from '../../store';
import type { Entry } from '../entry';
import type { Ledger } from '../ledger';
import { lookFor, type Mark } from './mark';
import type { QueueParts } from '../parts';
import { candidatesIn, verdictOn, type Candidate, type Evidence, type Verdict } from './verdict';

/** A write whose session broke before QuickBooks answered. */
export interface Doubt {
	call: StoredCall;
	/** Where its caller still waits. */
	entry?: Entry;
}

/** A look at the books that is under way. */
interface OpenLook {
	doubt: Doubt;
	mark: Mark;
	requestId: string;
	candidates: Candidate[];
	iteratorId?: string;
}

/** What is to leave before anything else. */
export type Leaving = { document: string; look: string } | { document: string; again: Doubt };

const RESEND_MS = 900_000;

/** So often a look that fails is tried, each time in another session. */
const ATTEMPTS = 5;

/**
 * The writes of a company that are in doubt. The books are looked at for each of them before anything else is sent, and
 * then it is answered, sent once more as it left before, or unknown.
 */
export class Doubts {
	private pending: Doubt[] = [];

	private open?: OpenLook;

	private looks = 0;

	/** By call: how often a look has failed, and in which session last. */
	private readonly failures = new Map<string, { count: number; sessionId: string }>();

	/** Those that are not in the books and may be sent once more. */
	private readonly missing = new Set<string>();

	constructor(
		private readonly parts: QueueParts,
		private readonly ledger: Ledger,
	) {}

	get hasWork(): boolean {
		return this.pending.length > 0;
	}

	entryOf(id: string): Entry | undefined {
		return this.pending.find(({ call }) => call.id === id)?.entry;
	}

	/** Takes up a write, the oldest first. */
	add(doubt: Doubt): void {
		const earlier = this.pending.filter(({ call }) => call.id !== doubt.call.id);
		this.pending = [...earlier, doubt].sort(
			(one, other) => one.call.queuedAtMs - other.call.queuedAtMs,
		);
	}

	/** Takes up what an earlier life of the gateway left. */
	async load(): Promise<void> {
		const { store, instanceId } = this.parts;
		const known = new Set(this.pending.map(({ call }) => call.id));
		for (const call of await store.calls(instanceId, { states: ['inDoubt'] })) {
			if (!known.has(call.id)) this.add({ call });
		}
	}

	/**
	 * Takes up a write once more that nobody could tell about.
	 *
	 * @returns whether it is one, and carries something to look for
	 */
	async reopen(id: string): Promise<boolean> {
		const { store, clock, instanceId } = this.parts;
		const call = await store.call(id);
		if (call?.instanceId !== instanceId || !canBeLookedFor(call)) return false;
		const atMs = clock.now();
		const again = { state: 'inDoubt', atMs, reason: call.reason, isSynced: true } as const;
		if (!(await store.settle(id, ['unknown'], again))) return false;
		this.remove(id);
		await this.load();
		return true;
	}

	/** What became of it is known otherwise. */
	remove(id: string): void {
		this.pending = this.pending.filter(({ call }) => call.id !== id);
		this.missing.delete(id);
		this.failures.delete(id);
		if (this.open?.doubt.call.id === id) this.open = undefined;
	}

	/** @returns what has to leave in a session before anything else; undefined where nothing has to */
	async next(sessionId: string): Promise<Leaving | undefined> {
		for (const doubt of [...this.pending]) {
			const { id, document } = doubt.call;
			if (this.failures.get(id)?.sessionId === sessionId) continue;
			if (this.missing.has(id) && document !== undefined) return { document, again: doubt };
			const look = this.lookAt(doubt);
			if (look) return look;
			await this.settle(doubt, { kind: 'unknown', reason: NO_MARK, candidates: [] });
		}
		return undefined;
	}

	/**
	 * Takes the answer to the look that is under way.
	 *
	 * @returns the message set that QuickBooks may forget, since its answer is not needed any more
	 */
	async looked(answer: ReadMessage): Promise<string | undefined> {
		const { open } = this;
		if (!open) return undefined;
		this.open = undefined;
		const { doubt } = open;
		const evidence = await this.evidence(open, answer);
		const verdict = verdictOn(evidence);
		if (verdict.kind === 'goesOn') {
			const { iteratorId } = answer;
			this.open = { ...open, iteratorId, candidates: candidatesIn(evidence) };
		} else if (verdict.kind === 'again') this.missing.add(doubt.call.id);
		else await this.settle(doubt, verdict);
		if (verdict.kind !== 'done') return undefined;
		if (evidence.mark.kind === 'guid') await this.noteGuids();
		return doubt.call.messageSetId;
	}

	/** The session of the look that is under way is over. */
	abandonLook(): void {
		this.open = undefined;
	}

	/**
	 * The look under way has no answer. It is tried again in another session.
	 *
	 * @param words why, where QuickBooks said something
	 */
	async lookFailed(sessionId: string, words: string): Promise<void> {
		const { open } = this;
		if (!open) return;
		this.open = undefined;
		const { id } = open.doubt.call;
		const count = (this.failures.get(id)?.count ?? 0) + 1;
		this.failures.set(id, { count, sessionId });
		if (count < ATTEMPTS) return;
		const reason = `QuickBooks could not be asked what became of it: ${words}`;
		await this.settle(open.doubt, { kind: 'unknown', reason, candidates: [] });
	}

	/** None of them can be looked for. */
	async giveUp(reason: string): Promise<void> {
		for (const doubt of [...this.pending]) {
			await this.settle(doubt, { kind: 'unknown', reason, candidates: [] });
		}
	}

	/** Notes that this company gives records back with their GUIDs. */
	async noteGuids(): Promise<void> {
		const { store, instanceId } = this.parts;
		if (await this.hasReturnedGuids()) return;
		await store.changeInstance(instanceId, ({ facts, ...rest }) => ({
			...rest,
			facts: { ...facts, connector: { ...facts.connector, returnsGuids: true } },
		}));
	}

	private async hasReturnedGuids(): Promise<boolean> {
		const instance = await this.parts.store.instance(this.parts.instanceId);
		return instance?.facts.connector.returnsGuids === true;
	}

	private lookAt(doubt: Doubt): Leaving | undefined {
		const { id, mark: text, handedOutAtMs: sentAtMs } = doubt.call;
		if (text === undefined || sentAtMs === undefined) return undefined;
		const mark = JSON.parse(text) as Mark;
		const goesOn = this.open?.doubt.call.id === id ? this.open : undefined;
		this.looks += 1;
		const requestId = `look-${this.looks}-${id}`.slice(0, 50);
		const message = lookFor({ mark, requestId, sentAtMs, iteratorId: goesOn?.iteratorId });
		if (!message) return undefined;
		this.open = { candidates: [], ...goesOn, doubt, mark, requestId };
		const { version } = mark;
		return {
			document: writeDocument([message], { version, onError: 'stopOnError' }),
			look: requestId,
		};
	}

	private async evidence(open: OpenLook, answer: ReadMessage): Promise<Evidence> {
		const { doubt, mark, candidates } = open;
		const { handedOutAtMs: sentAtMs = 0, document = '' } = doubt.call;
		const { clock, resendMs = RESEND_MS } = this.parts;
		return {
			mark,
			document,
			sentAtMs,
			answer,
			candidates,
			hasReturnedGuids: await this.hasReturnedGuids(),
			isRecent: clock.now() - sentAtMs <= resendMs,
		};
	}

	private async settle(doubt: Doubt, verdict: Exclude<Verdict, { kind: 'again' | 'goesOn' }>) {
		const { call, entry } = doubt;
		this.remove(call.id);
		const open = { id: call.id, kind: call.kind, entry };
		if (verdict.kind === 'done') {
			const { recordId, record } = verdict;
			await this.ledger.found(open, recordId, answerAs(call, FOUND, record));
		} else if (verdict.kind === 'refused') {
			await this.ledger.decline(open, answerAs(call, verdict.status));
		} else await this.ledger.forgo(open, verdict);
	}
}

/** Whether nobody could tell what became of a write, and it carries something to look for. */
export const canBeLookedFor = ({ state, mark }: StoredCall): boolean =>
	state === 'unknown' && mark !== undefined;

/** What QuickBooks would have answered, as far as the look tells. */
function answerAs(
	{ id, document = '' }: StoredCall,
	status: { statusCode: number; statusSeverity: string; statusMessage: string },
	record?: RetRecord,
): ReadMessage {
	const [request] = readDocument(document).messages;
	const records = record ? [record] : [];
	const name = request.name.replace(/Rq$/, 'Rs');
	return { name, requestId: id, ...status, records, content: {} };
}

const FOUND = {
	statusCode: 0,
	statusSeverity: 'Info',
	statusMessage: 'It was found in the books after its session had broken.',
};
const NO_MARK =
	'Its session broke, and it carries nothing by which it could be found in the books.';
