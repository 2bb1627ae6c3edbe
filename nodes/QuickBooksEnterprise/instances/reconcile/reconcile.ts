import { InputError } from '../../common/problems';
import { settle } from '../../common/settle';
import { runPool } from '../../transport/queueing/workerPool';
import { CONFIGURATION_KEYS } from '../specification/configurationKeys';
import { compareInstance, NOTHING, type Change } from '../comparison/difference';
import { KeptKeys, keptFormsOf, unforeseenForm } from '../comparison/keptKeys';
import {
	ambiguousError,
	MatchIndex,
	matchKeyText,
	sameInstanceError,
} from '../comparison/matching';
import { CreationRun } from '../creation/creation';
import type { CreationEnd } from '../creation/pending';
import type { Snapshot } from '../creation/snapshot';
import type { Instance } from '../instance';
import { settleCreated, surroundingsOf, withLate } from './aftermath';
import { applyDesiredState } from './apply';
import { caseTwinHints } from './caseTwins';
import type { ItemEnd, Provisioning, UpsertRequest, UpsertResult } from './types';

interface Found {
	request: UpsertRequest;
	instance: Instance;
}

/**
 * Brings instances to what a list of items wants: one list of what there is, then only the writes that
 * are needed. The same list again writes nothing. Two runs of the same list at the same time leave one
 * instance per item.
 */
export class UpsertRun {
	private readonly ends = new Map<number, ItemEnd<UpsertResult>>();
	private readonly hints = new Set<string>();
	private startedAtMs = 0;

	constructor(private readonly provisioning: Provisioning) {}

	/** @returns How each item ended, and what the user should know about the run. */
	async run(
		requests: readonly UpsertRequest[],
	): Promise<{ ends: Array<ItemEnd<UpsertResult>>; hints: string[] }> {
		const distinct = this.refuseDoubles(requests);
		if (distinct.length > 0 && this.provisioning.gate.isOpen()) await this.reconcile(distinct);
		return { ends: [...this.ends.values()], hints: [...this.hints] };
	}

	private async reconcile(requests: readonly UpsertRequest[]): Promise<void> {
		const { gate, concurrency } = this.provisioning;
		const index = new MatchIndex(requests.map(({ key }) => key));
		const keptKeys = new KeptKeys(this.provisioning.api.account, requests);
		const before = await settle(this.whatThereIs(index, keptKeys, requests));
		this.startedAtMs = Date.now();
		if (!before.ok) {
			for (const request of requests) this.fail(request, before.error);
			return;
		}
		for (const hint of caseTwinHints(requests, before.value.names)) this.hints.add(hint);
		const { found, missing } = this.sort(requests, index, keptKeys, before.value.instances);
		if (!gate.isOpen()) return;
		for (const request of missing.filter(({ planOnly }) => planOnly)) {
			this.succeed(request, plannedCreation(request));
		}
		const jobs = found.map((match) => ({ run: async () => await this.bring(match) }));
		await runPool(jobs, concurrency, gate.isOpen);
		await this.create(
			missing.filter(({ planOnly, index: item }) => !planOnly && !this.ends.has(item)),
			index,
			keptKeys,
			found.map(({ instance }) => instance.id),
		);
	}

	/**
	 * The instances that items may mean. Where something is missing from a list of several pages it is read
	 * again: a deletion between two pages hides the instance that moved from one to the other.
	 */
	private async whatThereIs(
		index: MatchIndex,
		keptKeys: KeptKeys,
		requests: readonly UpsertRequest[],
	): Promise<Pick<Snapshot, 'instances' | 'names'>> {
		const { snapshots } = this.provisioning;
		const isWanted = (instance: Instance) =>
			index.isWanted(instance) || keptKeys.isWanted(instance);
		const first = await snapshots.take(isWanted);
		const groups = index.group(first.instances);
		const isWhole = requests.every(
			(request) =>
				groups.has(matchKeyText(request.key)) ||
				keptKeys.matches(request, first.instances).length > 0,
		);
		if (isWhole || !first.mayLackSome) return first;
		return await snapshots.complement(first, isWanted);
	}

	private refuseDoubles(requests: readonly UpsertRequest[]): UpsertRequest[] {
		const byKey = new Map<string, UpsertRequest[]>();
		for (const request of requests) {
			const text = matchKeyText(request.key);
			byKey.set(text, [...(byKey.get(text) ?? []), request]);
		}
		return [...byKey.values()].flatMap((group) => this.refuseGroup(group));
	}

	/** Items that mean the same instance are refused, all of them. */
	private refuseGroup(group: UpsertRequest[]): UpsertRequest[] {
		if (group.length === 1) return group;
		const indexes = group.map(({ index }) => index);
		for (const request of group) this.fail(request, sameInstanceError(indexes, request.key));
		return [];
	}

	private sort(
		requests: readonly UpsertRequest[],
		index: MatchIndex,
		keptKeys: KeptKeys,
		listed: readonly Instance[],
	): { found: Found[]; missing: UpsertRequest[] } {
		const groups = index.group(listed);
		const matched = new Set([...groups.values()].flat());
		const others = listed.filter((instance) => !matched.has(instance));
		const missing: UpsertRequest[] = [];
		const foundById = new Map<string, Found[]>();
		for (const request of requests) {
			const matches = groups.get(matchKeyText(request.key)) ?? keptKeys.matches(request, others);
			if (matches.length > 1) {
				this.fail(request, ambiguousError(request.key, matches));
			} else if (matches.length === 1) {
				const { id } = matches[0];
				foundById.set(id, [...(foundById.get(id) ?? []), { request, instance: matches[0] }]);
			} else if (request.withheldRequired.length > 0) {
				this.fail(request, maskedError(request.withheldRequired));
			} else {
				missing.push(request);
			}
		}
		// One item may mean an instance by its name and another the same one by a tag.
		const found = [...foundById.values()].flatMap((group) =>
			this.refuseGroup(group.map(({ request }) => request)).length > 0 ? group : [],
		);
		return { found, missing };
	}

	private async bring({ request, instance }: Found): Promise<void> {
		const applied = await settle(applyDesiredState(this.provisioning.api, request, instance));
		if (applied.ok) this.succeed(request, applied.value.result, applied.value.hints);
		else this.fail(request, applied.error);
	}

	private async create(
		requests: readonly UpsertRequest[],
		index: MatchIndex,
		keptKeys: KeptKeys,
		takenIds: readonly string[],
	): Promise<void> {
		const { client, snapshots, gate, concurrency } = this.provisioning;
		if (requests.length === 0 || !gate.isOpen()) return;
		const creation = new CreationRun(this.provisioning, requests, takenIds);
		const ends = await creation.run();
		const answered = new Set(ends.flatMap((end, at) => unforeseenFormOf(requests[at], end)));
		const after = client.isCancelled
			? undefined
			: await settle(
					snapshots.take(
						(instance) =>
							index.isWanted(instance) ||
							(answered.size > 0 && keptFormsOf(instance).some((form) => answered.has(form))) ||
							creation.isWanted(instance),
					),
				);
		this.noteBlindness(after && (after.ok ? creation.missingFrom(after.value) : undefined));
		const snapshot = after?.ok ? after.value : undefined;
		const surroundings = surroundingsOf(snapshot?.instances ?? [], {
			index,
			ownedIds: creation.ownedIds,
			startedAtMs: this.startedAtMs,
		});
		const jobs = ends.map((end, position) => ({
			run: async () => {
				const request = requests[position];
				if (end.ended?.ok) keptKeys.remember(request, end.ended.value.instance);
				this.ends.set(
					request.index,
					await settleCreated(this.provisioning, request, end, surroundings),
				);
			},
		}));
		await runPool(jobs, concurrency, () => true);
		const late = snapshot ? creation.lateArrivals(snapshot) : new Map<number, string[]>();
		for (const request of requests) {
			const end = this.ends.get(request.index);
			const ids = late.get(request.index);
			if (end && ids) this.ends.set(request.index, withLate(end, request, ids));
		}
	}

	/** Says where the list after the creation tells nothing about what other runs did. */
	private noteBlindness(missing: string[] | undefined): void {
		if (this.provisioning.client.isCancelled) return;
		if (missing === undefined) {
			this.hints.add(
				'The list of instances could not be read after the creation, so it is not known whether another run created some of them too. Run this again.',
			);
		} else if (missing.length > 0) {
			this.hints.add(
				`The list of instances does not show what this run created (ID ${missing.join(', ')}), so it is not known whether another run created some of them too. Run this again.`,
			);
		}
	}

	private succeed(request: UpsertRequest, value: UpsertResult, hints: string[] = []): void {
		const { index } = request;
		this.ends.set(index, { ...nothingToSay(index), hints, ended: { ok: true, value } });
	}

	private fail({ index }: UpsertRequest, error: unknown): void {
		this.provisioning.gate.noteFailure();
		this.ends.set(index, { ...nothingToSay(index), ended: { ok: false, error } });
	}
}

function unforeseenFormOf(request: UpsertRequest, { ended }: CreationEnd): string[] {
	const form = ended?.ok ? unforeseenForm(request, ended.value.instance) : undefined;
	return form === undefined ? [] : [form];
}

function nothingToSay(index: number) {
	return { index, made: [], doubts: [], lines: [], hints: [] };
}

function maskedError(fields: readonly string[]): InputError {
	return new InputError(
		[
			`Masked values cannot be sent, and there is no instance to keep them from: ${fields.join(', ')}`,
		],
		'The service shows a secret as asterisks. Give the value itself.',
	);
}

/** What a plan says about an instance that does not exist: everything given is new. */
function plannedCreation({ body, withheld }: UpsertRequest): UpsertResult {
	const { changes } = compareInstance(NOTHING, body);
	const order = ['name', CONFIGURATION_KEYS.appName.key, CONFIGURATION_KEYS.hostIp.key];
	const rank = ({ field }: Change) => (order.includes(field) ? order.indexOf(field) : order.length);
	return {
		outcome: 'wouldCreate',
		changes: changes
			.map((change): Change => ({ ...change, old: null }))
			.sort((a, b) => rank(a) - rank(b)),
		notCompared: [...withheld],
	};
}
