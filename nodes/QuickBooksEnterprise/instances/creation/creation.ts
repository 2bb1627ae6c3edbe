import { InputError } from '../../common/problems';
import { settle, type Settled } from '../../common/settle';
import { OutcomeUnknown, RequestFailure, type DoubtDetails } from '../../transport/errors/failure';
import { cancellableSleep } from '../../transport/queueing/pause';
import { runPool } from '../../transport/queueing/workerPool';
import { mayHaveTakenEffect } from '../../transport/retry';
import type { Instance } from '../instance';
import type { CreationRequest, Provisioning } from '../reconcile/types';
import { Candidates } from './candidates';
import { confirmed, whatItShows } from './confirmation';
import { doubtAboutAnswer, doubtAfter, untilLookMs } from './doubts';
import {
	createdRemark,
	endOf,
	newPending,
	severalMatches,
	type Creation,
	type CreationEnd,
	type Doubt,
	type Pending,
} from './pending';
import type { Snapshot } from './snapshot';

/**
 * Creates instances without ever making one twice.
 *
 * Requests go out side by side. One without a readable answer is in doubt: it is put aside, and when
 * the others are done one list answers all that are in doubt. One match is adopted; no match by the
 * end of its look-up window means that it is sent again, in the next round; several end the item.
 */
export class CreationRun {
	private readonly pending: Pending[];
	private readonly takenIds: Set<string>;
	private readonly candidates: Candidates;
	/** Ids that answers named: a list that lacks them proves nothing. */
	private readonly answeredIds = new Set<string>();

	/** @param takenIds Instances that belong to other items already. */
	constructor(
		private readonly provisioning: Provisioning,
		requests: readonly CreationRequest[],
		takenIds: Iterable<string> = [],
	) {
		this.pending = requests.map(newPending);
		this.takenIds = new Set(takenIds);
		this.candidates = new Candidates(provisioning.snapshots, this.pending, this.takenIds);
	}

	/**
	 * Sends the requests in rounds until each has ended or nothing may be sent any more.
	 *
	 * @returns How each request ended, in their order.
	 */
	async run(): Promise<CreationEnd[]> {
		const { gate, concurrency } = this.provisioning;
		for (let open = this.toSend(); open.length > 0 && gate.isOpen(); open = this.toSend()) {
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
			await runPool(jobs, concurrency, gate.isOpen);
			await this.resolveDoubts(open.filter(({ state }) => state === 'inDoubt'));
		}
		for (const pending of this.toSend()) if (pending.attempts > 0) this.endUnknown(pending);
		return this.pending.map(endOf);
	}

	/** Ids of the instances that belong to some item. */
	get ownedIds(): ReadonlySet<string> {
		return this.takenIds;
	}

	/** Whether any request was sent a second time after it had been in doubt. */
	get hasResent(): boolean {
		return this.pending.some(({ resent }) => resent);
	}

	/** Whether a listed instance can be of interest to any item that is or was in doubt. */
	readonly isWanted = (instance: Instance): boolean => this.candidates.isWanted(instance);

	/** Instances that answers named and a list does not show, so that the list proves nothing. */
	missingFrom({ ids }: Snapshot): string[] {
		return [...this.answeredIds].filter((id) => !ids.has(id));
	}

	/**
	 * Instances that landed late: made by a request that had been given up.
	 *
	 * @returns Their ids by item index; items without any are missing.
	 */
	lateArrivals(snapshot: Snapshot): Map<number, string[]> {
		const idsByItem = new Map<number, string[]>();
		for (const pending of this.pending) {
			if (pending.firstSentAtMs === undefined || !pending.doubt) continue;
			const ids = this.candidates.matches(pending, snapshot).map(({ id }) => id);
			// Of equal items, the first one that was in doubt names what landed late.
			for (const id of ids) this.takenIds.add(id);
			if (ids.length > 0) idsByItem.set(pending.request.index, ids);
		}
		return idsByItem;
	}

	private toSend(): Pending[] {
		return this.pending.filter(({ state }) => state === 'toSend');
	}

	private async send(pending: Pending): Promise<void> {
		const { request } = pending;
		const sentAtMs = Date.now();
		pending.firstSentAtMs ??= sentAtMs;
		pending.resent ||= pending.doubt !== undefined;
		const maxAttempts = request.policy.maxAttempts - pending.attempts;
		const { api } = this.provisioning;
		const outcome = await settle(api.create(request.body, { ...request.policy, maxAttempts }));
		if (outcome.ok) {
			const instance = await whatItShows(api, outcome.value, request.policy);
			const reason = this.candidates.whyForeign(pending, instance, sentAtMs);
			if (reason === undefined) {
				this.answeredIds.add(instance.id);
				return await this.keep(pending, instance, false);
			}
			pending.attempts++;
			const answer = { id: instance.id, reason };
			this.doubt(pending, doubtAboutAnswer(answer, pending.attempts, request.policy));
			return;
		}
		if (!(outcome.error instanceof RequestFailure) || !mayHaveTakenEffect(outcome.error.details)) {
			this.endRefused(pending, outcome.error);
			return;
		}
		const { details } = outcome.error;
		pending.attempts += details.attempts ?? 1;
		this.doubt(pending, doubtAfter(details, pending.attempts, request.policy));
		// A gateway was asked again under the key of the request; a list would tell no more.
		if (details.isGateway) this.endUnknown(pending);
	}

	private doubt(pending: Pending, doubt: Doubt): void {
		pending.state = 'inDoubt';
		pending.doubt = doubt;
	}

	private async resolveDoubts(doubtful: readonly Pending[]): Promise<void> {
		const { client } = this.provisioning;
		let open = doubtful;
		while (open.length > 0) {
			await cancellableSleep(untilLookMs(open), client.cancelSignal);
			const look = client.isCancelled
				? { ok: false as const, error: undefined }
				: await settle(this.look(open));
			if (!look.ok) {
				const { error } = look;
				const lookFailure = error instanceof RequestFailure ? error.details : undefined;
				const reason = error instanceof InputError ? `${error.message}.` : undefined;
				for (const pending of open) this.endUnknown(pending, { lookFailure, reason });
				return;
			}
			for (const pending of open) await this.resolveDoubt(pending, look.value);
			open = open.filter(({ state }) => state === 'inDoubt');
		}
	}

	/** Lists what there is; where something is missing that a list of several pages may hide, once more. */
	private async look(open: readonly Pending[]): Promise<Snapshot> {
		const { snapshots } = this.provisioning;
		const first = await snapshots.take(this.isWanted);
		const isFound = (pending: Pending) => this.candidates.matches(pending, first).length > 0;
		if (!first.mayLackSome || open.every(isFound)) return first;
		return await snapshots.complement(first, this.isWanted);
	}

	private async resolveDoubt(pending: Pending, snapshot: Snapshot): Promise<void> {
		const matches = this.candidates.matches(pending, snapshot);
		const certain = matches.filter((instance) => this.candidates.isCertain(pending, instance));
		if (certain.length > 1) {
			const ids = certain.map(({ id }) => id).join(', ');
			pending.doubts.push(`${pending.request.body.name} (ID ${ids})`);
			this.end(pending, { ok: false, error: severalMatches(pending, ids) });
		} else if (certain.length === 1 && matches.length === 1) {
			await this.keep(pending, certain[0], true);
		} else if (matches.length > 0) {
			this.endUnknown(pending, { candidateIds: matches.map(({ id }) => id) });
		} else if (snapshot.startedAtMs >= (pending.doubt?.windowEndsAtMs ?? 0)) {
			this.endOrSendAgain(pending, snapshot);
		}
	}

	private endOrSendAgain(pending: Pending, snapshot: Snapshot): void {
		const { request, doubt, attempts } = pending;
		const missing = this.missingFrom(snapshot);
		const keptOtherwise = this.candidates.keptOtherwise(pending, snapshot);
		if (keptOtherwise.length > 0) {
			this.endUnknown(pending, {
				candidateIds: keptOtherwise.map(({ id }) => id),
				reason:
					'Meanwhile an instance came up that has the connection and another name, or the name and another connection.',
			});
		} else if (missing.length > 0) {
			const reason = `The list of instances lacks what this run created (ID ${missing.join(', ')}), so it proves nothing.`;
			this.endUnknown(pending, { reason });
		} else if (doubt?.answer) {
			const { id, reason } = doubt.answer;
			const candidateIds = this.takenIds.has(id) ? [] : [id];
			this.endUnknown(pending, { reason: `${reason}.`, candidateIds });
		} else if (
			doubt?.maySendAgain &&
			attempts < request.policy.maxAttempts &&
			this.provisioning.gate.isOpen()
		) {
			pending.state = 'toSend';
		} else {
			this.endUnknown(pending);
		}
	}

	private async keep(pending: Pending, found: Instance, recovered: boolean): Promise<void> {
		const { request } = pending;
		this.takenIds.add(found.id);
		pending.made.push({ id: found.id, name: found.name || request.body.name });
		const kept = await settle(confirmed(this.provisioning.api, found, request, recovered));
		if (!kept.ok) this.end(pending, kept);
		else {
			pending.hints.push(...kept.value.hints);
			const { instance, notApplied } = kept.value;
			this.end(pending, { ok: true, value: { instance, recovered, notApplied } });
		}
	}

	/** A refusal is certain for its own request; one before it may have had its effect all the same. */
	private endRefused(pending: Pending, error: unknown): void {
		if (pending.doubt === undefined) return this.end(pending, { ok: false, error });
		const isFailure = error instanceof RequestFailure;
		if (isFailure) pending.doubt = { ...pending.doubt, details: error.details };
		this.endUnknown(pending, {
			reason: 'The answer to an earlier request was lost, and the one after it was refused.',
		});
	}

	private endUnknown(pending: Pending, found: DoubtDetails = {}): void {
		const { name } = pending.request.body;
		pending.doubts.push(name);
		const details = pending.doubt?.details ?? { kind: 'dropped' as const };
		const thing = {
			noun: 'instance',
			named: `an instance named '${name}'`,
			write: 'create' as const,
		};
		this.end(pending, { ok: false, error: new OutcomeUnknown(thing, details, found) });
	}

	private end(pending: Pending, ended: Settled<Creation>): void {
		pending.state = 'ended';
		pending.ended = ended;
		if (!ended.ok) {
			pending.lines.push(...pending.made.map(createdRemark));
			this.provisioning.gate.noteFailure();
		}
	}
}
