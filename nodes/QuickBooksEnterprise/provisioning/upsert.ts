import type { CloudElementsClient, Patience } from '../transport/client';
import { settle } from '../transport/settle';
import { Census, type Snapshot } from './census';
import { createdRemark, CreationRun, type Creation, type CreationLog } from './creation';
import { compareInstance, type Change } from './difference';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { identityOf } from './identity';
import type { InstanceApi } from './instanceApi';
import type { InstanceBody } from './instanceBody';
import { idOf, type Instance } from './instanceOutput';
import { unsentKeysHint, writeChanges } from './instanceUpdate';
import {
	ambiguousFault,
	MatchIndex,
	matchKeyText,
	sameInstanceFault,
	type MatchKey,
} from './matching';
import { runPool } from './pool';
import { chooseTwin, removeInFavourOf } from './twins';

/** What one item wants to stand at the end. */
export interface UpsertRequest {
	index: number;
	/** What is sent where it has to be created. */
	body: InstanceBody;
	/** What an instance that exists is compared with: only what the user gave. */
	managed: InstanceBody;
	key: MatchKey;
	patience: Patience;
	/** Only say what would be done. */
	planOnly: boolean;
	/** Whether the output needs the token. */
	needsToken: boolean;
}

/** What was done about one item. */
export interface UpsertResult {
	outcome: 'created' | 'updated' | 'unchanged' | 'wouldCreate' | 'wouldUpdate';
	/** The instance as it is now; undefined where it would only be created. */
	instance?: Instance;
	changes: Change[];
	notCompared: string[];
	recovered?: boolean;
	duplicateIds?: string[];
	removedTwinId?: string;
}

/** How a run tells what became of its items. */
export interface UpsertReport {
	succeed(request: UpsertRequest, result: UpsertResult): void;
	fail(request: UpsertRequest, error: unknown): void;
	remark(request: UpsertRequest, line: string): void;
	hint(message: string): void;
	mayStart(): boolean;
}

/**
 * Brings instances to what a list of items wants: one list of what there is, then only the writes that
 * are needed. The same list again writes nothing. Two runs of the same list at the same time leave one
 * instance per item.
 */
export class UpsertRun {
	private readonly census: Census;

	constructor(
		private readonly client: CloudElementsClient,
		private readonly api: InstanceApi,
		private readonly log: CreationLog,
		private readonly report: UpsertReport,
		private readonly concurrency: number,
		listPatience: Patience,
	) {
		this.census = new Census(client, api, listPatience, concurrency);
	}

	async run(requests: readonly UpsertRequest[]): Promise<void> {
		const distinct = this.refuseDoubles(requests);
		if (distinct.length === 0 || !this.report.mayStart()) return;
		const index = new MatchIndex(distinct.map(({ key }) => key));
		const before = await settle(this.census.take(index.isWanted));
		if (!before.ok) {
			for (const request of distinct) this.report.fail(request, before.error);
			return;
		}
		const { found, missing } = this.sort(distinct, index.group(before.value.instances));
		if (!this.report.mayStart()) return;
		for (const request of missing.filter(({ planOnly }) => planOnly)) {
			this.report.succeed(request, plannedCreation(request));
		}
		const jobs = found.map(({ request, instance }) => ({
			run: async () => await this.bring(request, instance),
		}));
		await runPool(jobs, this.concurrency, () => this.report.mayStart());
		await this.create(
			missing.filter(({ planOnly }) => !planOnly),
			index,
			found.map(({ instance }) => idOf(instance) as string),
		);
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
		for (const request of group) this.report.fail(request, sameInstanceFault(indexes, request.key));
		return [];
	}

	private sort(
		requests: readonly UpsertRequest[],
		groups: ReadonlyMap<string, Instance[]>,
	): { found: Array<{ request: UpsertRequest; instance: Instance }>; missing: UpsertRequest[] } {
		const missing: UpsertRequest[] = [];
		const foundById = new Map<string, Array<{ request: UpsertRequest; instance: Instance }>>();
		for (const request of requests) {
			const matches = groups.get(matchKeyText(request.key)) ?? [];
			if (matches.length > 1) {
				this.report.fail(request, ambiguousFault(request.key, matches));
			} else if (matches.length === 1) {
				const id = idOf(matches[0]) as string;
				foundById.set(id, [...(foundById.get(id) ?? []), { request, instance: matches[0] }]);
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

	private async bring(request: UpsertRequest, current: Instance): Promise<void> {
		const ended = await settle(this.toWanted(request, current));
		if (ended.ok) this.report.succeed(request, ended.value);
		else this.report.fail(request, ended.error);
	}

	/** Writes the difference between an instance and what is wanted, if there is any. */
	private async toWanted(request: UpsertRequest, listed: Instance): Promise<UpsertResult> {
		const { managed, patience, planOnly, needsToken } = request;
		let current = listed;
		let difference = compareInstance(current, managed);
		const reconnects =
			difference.write.appName !== undefined || difference.write.hostIp !== undefined;
		if (reconnects && !planOnly) {
			// The whole configuration is sent, so it must be the latest: the list may be some time old.
			current = await this.api.get(idOf(listed) as string, patience);
			difference = compareInstance(current, managed);
		}
		const { changes, notCompared, write } = difference;
		if (changes.length === 0 || planOnly) {
			const instance = needsToken ? await this.api.withToken(current, patience) : current;
			return {
				outcome: changes.length === 0 ? 'unchanged' : 'wouldUpdate',
				instance,
				changes,
				notCompared,
			};
		}
		const id = idOf(current) as string;
		const written = await writeChanges(this.api, id, current, write, patience);
		const hint = unsentKeysHint(id, written.unsentKeys);
		if (hint) this.report.hint(hint);
		const instance = needsToken
			? await this.api.withToken(written.instance, patience)
			: written.instance;
		return { outcome: 'updated', instance, changes, notCompared };
	}

	private async create(
		requests: readonly UpsertRequest[],
		index: MatchIndex,
		takenIds: readonly string[],
	): Promise<void> {
		if (requests.length === 0 || !this.report.mayStart()) return;
		const byIndex = new Map(requests.map((request) => [request.index, request]));
		const creation = new CreationRun(
			this.client,
			this.api,
			this.census,
			this.log,
			requests,
			({ index: itemIndex }, end) => {
				if (!('error' in end)) return;
				const request = byIndex.get(itemIndex) as UpsertRequest;
				this.report.fail(request, end.error);
				if (end.made) this.report.remark(request, createdRemark(end.made));
			},
			() => this.report.mayStart(),
			takenIds,
		);
		await creation.run(this.concurrency);
		const after = this.client.isCancelled
			? undefined
			: await settle(
					this.census.take((instance) => index.isWanted(instance) || creation.isWanted(instance)),
				);
		if (after && !after.ok) {
			this.report.hint(
				'The list of instances could not be read after the creation, so it is not known whether another run created some of them too. Run this again.',
			);
		}
		const snapshot = after?.ok ? after.value : undefined;
		const groups = index.group(snapshot?.instances ?? []);
		const jobs = creation.creations.map((made) => ({
			run: async () => {
				const request = byIndex.get(made.request.index) as UpsertRequest;
				const sameKey = groups.get(matchKeyText(request.key)) ?? [];
				await this.settleTwins(request, made, sameKey, creation.ownedIds);
			},
		}));
		await runPool(jobs, this.concurrency, () => true);
		if (snapshot) this.nameLateArrivals(creation, snapshot, byIndex);
	}

	/** An item that ended in doubt, and whose instance shows at last: named, for the next run to adopt. */
	private nameLateArrivals(
		creation: CreationRun,
		snapshot: Snapshot,
		byIndex: ReadonlyMap<number, UpsertRequest>,
	): void {
		for (const [itemIndex, ids] of creation.lateArrivals(snapshot)) {
			this.report.remark(byIndex.get(itemIndex) as UpsertRequest, `Landed late: ${ids.join(', ')}`);
		}
	}

	/** Another run, or a request of ours that landed late, may have made the same instance too. */
	private async settleTwins(
		request: UpsertRequest,
		{ instance, recovered }: Creation,
		sameKey: readonly Instance[],
		ownedIds: ReadonlySet<string>,
	): Promise<void> {
		const ourId = idOf(instance) as string;
		const others = sameKey.filter((other) => idOf(other) !== ourId);
		const created: UpsertResult = {
			outcome: 'created',
			instance,
			changes: [],
			notCompared: [],
			...(recovered ? { recovered } : {}),
		};
		const rule = { key: request.key, identity: identityOf(request.body) };
		// One that another item has is no twin, though it may bear the same name or tag.
		const free = others.filter((other) => !ownedIds.has(idOf(other) as string));
		// Only what an answer to our own request named may be removed; what was found again may be another's.
		const twin = recovered ? undefined : chooseTwin(instance, free, rule);
		const removal = twin
			? await settle(removeInFavourOf(this.api, instance, twin, rule, request.patience))
			: undefined;
		if (removal && !removal.ok) {
			this.report.fail(request, removal.error);
			this.report.remark(
				request,
				`Created: ${request.body.name} (ID ${ourId}). It may be gone again: it was to make way for its twin, ID ${idOf(twin as Instance)}.`,
			);
			return;
		}
		const kept = removal?.value;
		if (!kept) {
			this.report.succeed(request, { ...created, ...leftBehind(others) });
			return;
		}
		this.log.remove(ourId);
		const brought = await settle(this.toWanted(request, kept));
		if (brought.ok) {
			const rest = others.filter((other) => idOf(other) !== idOf(kept));
			this.report.succeed(request, { ...brought.value, ...leftBehind(rest), removedTwinId: ourId });
		} else {
			this.report.fail(request, brought.error);
			this.report.remark(request, `Removed: ID ${ourId}, which had a twin, ID ${idOf(kept)}`);
		}
	}
}

function leftBehind(others: readonly Instance[]): Pick<UpsertResult, 'duplicateIds'> {
	return others.length > 0 ? { duplicateIds: others.map((other) => idOf(other) as string) } : {};
}

/** What a plan says about an instance that does not exist: everything given is new. */
function plannedCreation({ body }: UpsertRequest): UpsertResult {
	const { changes } = compareInstance({}, body);
	const order = ['name', CONFIGURATION_KEYS.appName.key, CONFIGURATION_KEYS.hostIp.key];
	const rank = ({ field }: Change) => (order.includes(field) ? order.indexOf(field) : order.length);
	return {
		outcome: 'wouldCreate',
		changes: changes
			.map((change): Change => ({ ...change, old: null }))
			.sort((a, b) => rank(a) - rank(b)),
		notCompared: [],
	};
}
