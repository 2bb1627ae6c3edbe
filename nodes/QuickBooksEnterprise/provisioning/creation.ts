import type { CloudElementsClient, Patience } from '../transport/client';
import {
	InputFault,
	OutcomeUnknown,
	RequestFailure,
	type FailureDetails,
} from '../transport/failure';
import { cancellableSleep } from '../transport/pause';
import { asksTooLong, backoffMs, isInDoubt } from '../transport/retry';
import { settle } from '../transport/settle';
import type { Census, Snapshot } from './census';
import {
	hasConnectionOf,
	hasNameOf,
	identityKey,
	identityOf,
	sanitiseName,
	type Identity,
} from './identity';
import type { InstanceApi } from './instanceApi';
import type { InstanceBody } from './instanceBody';
import { idOf, type Instance } from './instanceOutput';
import { runPool } from './pool';

/** While a look-up window is longer than this, the list is read once more in between. */
const LONG_WINDOW_MS = 10_000;

/** Where a run notes what it created, and what it may have created. */
export interface CreationLog {
	add(created: MadeInstance): void;
	remove(id: string): void;
	addDoubt(name: string): void;
}

/** An instance that is wanted. */
export interface CreationRequest {
	index: number;
	body: InstanceBody;
	patience: Patience;
}

/** An instance that this run created, or found again after a lost answer. */
export interface Creation {
	request: CreationRequest;
	instance: Instance;
	/** True where no answer named it and it was found in the list. */
	recovered: boolean;
}

/** How the creation of one instance ended; `made` names one that is there although it failed. */
export type CreationEnd = { creation: Creation } | { error: unknown; made?: MadeInstance };

/** An instance by name and id, for messages. */
export interface MadeInstance {
	id: string;
	name: string;
}

interface Pending {
	request: CreationRequest;
	identity: Identity;
	key: string;
	/** Requests that may have left. */
	attempts: number;
	firstSentAtMs?: number;
	/** `inDoubt`: it is not known whether the last request created the instance. */
	state: 'toSend' | 'inDoubt' | 'ended';
	/** The latest doubt: what became of the answer, and until when the instance may show in the list. */
	doubt?: { details: FailureDetails; windowEndsAtMs: number; maySendAgain: boolean };
	resent: boolean;
	end?: CreationEnd;
}

/**
 * Creates instances without ever making one twice.
 *
 * Requests go out side by side. One without a readable answer is in doubt: it is put aside, and when
 * the others are done one list answers all that are in doubt. One match is adopted; no match by the
 * end of its look-up window means that it is sent again, in the next round; several end the item.
 */
export class CreationRun {
	private readonly pending: Pending[];
	private readonly wantedNames: ReadonlySet<string>;
	private readonly takenIds = new Set<string>();

	/**
	 * In: `mayStart` says whether anything new may be sent; `takenIds` are instances that belong to other
	 * items already.
	 */
	constructor(
		private readonly client: CloudElementsClient,
		private readonly api: InstanceApi,
		private readonly census: Census,
		private readonly log: CreationLog,
		requests: readonly CreationRequest[],
		private readonly onEnd: (request: CreationRequest, end: CreationEnd) => void,
		private readonly mayStart: () => boolean,
		takenIds: Iterable<string> = [],
	) {
		this.pending = requests.map((request) => {
			const identity = identityOf(request.body);
			return {
				request,
				identity,
				key: identityKey(identity),
				state: 'toSend',
				attempts: 0,
				resent: false,
			};
		});
		this.wantedNames = new Set(this.pending.map(({ identity }) => identity.name));
		for (const id of takenIds) this.takenIds.add(id);
	}

	/** Sends the requests in rounds until each has ended or nothing may be sent any more. */
	async run(concurrency: number): Promise<void> {
		for (let open = this.toSend(); open.length > 0 && this.mayStart(); open = this.toSend()) {
			const keysInDoubt = new Set<string>();
			const jobs = open.map((pending) => ({
				// Equal items go one after the other, and not before the one ahead is out of doubt.
				key: pending.key,
				run: async () => {
					if (keysInDoubt.has(pending.key)) return;
					await this.send(pending);
					if (pending.state === 'inDoubt') keysInDoubt.add(pending.key);
				},
			}));
			await runPool(jobs, concurrency, this.mayStart);
			await this.resolveDoubts(open.filter(({ state }) => state === 'inDoubt'));
		}
		for (const pending of this.toSend()) if (pending.attempts > 0) this.endUnknown(pending);
	}

	/** Ids of the instances that belong to some item. */
	get ownedIds(): ReadonlySet<string> {
		return this.takenIds;
	}

	/** Whether any request was sent a second time after it had been in doubt. */
	get hasResent(): boolean {
		return this.pending.some(({ resent }) => resent);
	}

	/** What the items that did get an instance got. */
	get creations(): Creation[] {
		return this.pending.flatMap(({ end }) => (end && 'creation' in end ? [end.creation] : []));
	}

	/** Whether a listed instance can be of interest to any item. */
	readonly isWanted = (instance: Instance): boolean =>
		this.wantedNames.has(sanitiseName(instance.name));

	/**
	 * Ids of listed instances that landed late: made by a request that had been given up.
	 * Out: by item index; items without any are missing.
	 */
	lateArrivals(snapshot: Snapshot): Map<number, string[]> {
		const idsByItem = new Map<number, string[]>();
		for (const { request, identity, firstSentAtMs, doubt } of this.pending) {
			if (firstSentAtMs === undefined || !doubt) continue;
			const ids = this.matches(identity, firstSentAtMs, snapshot).map(
				(instance) => idOf(instance) as string,
			);
			// Of equal items, the first one that was in doubt names what landed late.
			for (const id of ids) {
				this.takenIds.add(id);
				this.log.addDoubt(`${request.body.name} (ID ${id})`);
			}
			if (ids.length > 0) idsByItem.set(request.index, ids);
		}
		return idsByItem;
	}

	private toSend(): Pending[] {
		return this.pending.filter(({ state }) => state === 'toSend');
	}

	private async send(pending: Pending): Promise<void> {
		const { request } = pending;
		pending.resent = pending.attempts > 0;
		const sentAtMs = Date.now();
		pending.firstSentAtMs ??= sentAtMs;
		const maxAttempts = request.patience.maxAttempts - pending.attempts;
		const outcome = await settle(
			this.api.create(request.body, { ...request.patience, maxAttempts }),
		);
		if (outcome.ok) return await this.keep(pending, outcome.value, false);
		if (!(outcome.error instanceof RequestFailure) || !isInDoubt(outcome.error.details)) {
			this.end(pending, { error: outcome.error });
			return;
		}
		const { details } = outcome.error;
		pending.attempts += details.attempts ?? 1;
		const { timeoutMs, waitBetweenAttemptsMs } = request.patience;
		const maySendAgain = !asksTooLong(details);
		const askedMs = maySendAgain ? details.retryAfterMs : undefined;
		const windowMs =
			details.kind === 'timedOut'
				? timeoutMs
				: backoffMs(pending.attempts, waitBetweenAttemptsMs, Math.random(), askedMs);
		pending.state = 'inDoubt';
		pending.doubt = { details, windowEndsAtMs: Date.now() + windowMs, maySendAgain };
	}

	private async resolveDoubts(doubtful: readonly Pending[]): Promise<void> {
		let open = doubtful;
		while (open.length > 0) {
			await this.waitForLook(open);
			const look = this.client.isCancelled
				? { ok: false as const, error: undefined }
				: await settle(this.census.take(this.isWanted));
			if (!look.ok) {
				for (const pending of open) this.endUnknown(pending, look.error);
				return;
			}
			for (const pending of open) await this.resolveDoubt(pending, look.value);
			open = open.filter(({ state }) => state === 'inDoubt');
		}
	}

	/** Waits until the windows end, or half-way there where that is far off. */
	private async waitForLook(open: readonly Pending[]): Promise<void> {
		const lastEndMs = Math.max(...open.map(({ doubt }) => doubt?.windowEndsAtMs ?? 0));
		const leftMs = lastEndMs - Date.now();
		// A timer may fire a moment early; a look before the end would have to be repeated.
		const waitMs = leftMs > LONG_WINDOW_MS ? leftMs / 2 : leftMs + 2;
		await cancellableSleep(waitMs, this.client.cancelSignal);
	}

	private async resolveDoubt(pending: Pending, snapshot: Snapshot): Promise<void> {
		const sentAtMs = pending.firstSentAtMs as number;
		const matches = this.matches(pending.identity, sentAtMs, snapshot);
		if (matches.length > 1) {
			const ids = matches.map((instance) => idOf(instance)).join(', ');
			this.log.addDoubt(`${pending.request.body.name} (ID ${ids})`);
			this.end(pending, { error: severalMatches(pending, ids) });
		} else if (matches.length === 1) {
			if (this.census.mayComeFrom(matches[0], sentAtMs) === undefined) {
				this.endUnknown(pending, undefined, matches);
			} else {
				await this.keep(pending, matches[0], true);
			}
		} else if (snapshot.startedAtMs >= (pending.doubt?.windowEndsAtMs ?? 0)) {
			const { maxAttempts } = pending.request.patience;
			const maySendAgain = pending.doubt?.maySendAgain && pending.attempts < maxAttempts;
			if (maySendAgain && this.mayStart()) {
				pending.state = 'toSend';
			} else {
				this.endUnknown(pending);
			}
		}
	}

	private matches(identity: Identity, sentAtMs: number, { byName }: Snapshot): Instance[] {
		return (byName.get(identity.name) ?? []).filter(
			(instance) =>
				hasNameOf(instance, identity) &&
				hasConnectionOf(instance, identity) &&
				!this.takenIds.has(idOf(instance) as string) &&
				this.census.mayComeFrom(instance, sentAtMs) !== false,
		);
	}

	private async keep(pending: Pending, found: Instance, recovered: boolean): Promise<void> {
		const id = idOf(found) as string;
		const made = { id, name: String(found.name ?? pending.request.body.name) };
		this.takenIds.add(id);
		this.log.add(made);
		// Without its token an instance is of no use to the next step; reading it by id gives the token.
		const read = await settle(this.api.withToken(found, pending.request.patience));
		if (!read.ok) {
			this.end(pending, { error: read.error, made });
			return;
		}
		const { request } = pending;
		this.end(pending, { creation: { request, instance: read.value, recovered } });
	}

	private endUnknown(pending: Pending, cause?: unknown, candidates: Instance[] = []): void {
		const { name } = pending.request.body;
		this.log.addDoubt(name);
		const details = pending.doubt?.details ?? { kind: 'dropped' as const };
		const lookFailure = cause instanceof RequestFailure ? cause.details : undefined;
		const candidateIds = candidates.map((instance) => idOf(instance) as string);
		const thing = {
			noun: 'instance',
			named: `an instance named '${name}'`,
			write: 'create' as const,
		};
		this.end(pending, { error: new OutcomeUnknown(thing, details, { lookFailure, candidateIds }) });
	}

	private end(pending: Pending, end: CreationEnd): void {
		pending.state = 'ended';
		pending.end = end;
		this.onEnd(pending.request, end);
	}
}

/** Says that an instance is there although its item failed. */
export function createdRemark({ name, id }: MadeInstance): string {
	return `Created: ${name} (ID ${id})`;
}

function severalMatches({ request }: Pending, ids: string): InputFault {
	return new InputFault(
		[`Several instances may be the one created for '${request.body.name}': ${ids}`],
		'The answer to the request was lost. Look at them, keep one and delete the others.',
	);
}
