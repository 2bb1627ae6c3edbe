import type { CloudElementsClient, Patience } from '../transport/client';
import { settle } from '../transport/settle';
import { bringToWanted } from './bringToWanted';
import { Census, type Snapshot } from './census';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { createdRemark, CreationRun, type CreationLog } from './creation';
import { compareInstance, type Change } from './difference';
import type { InstanceApi } from './instanceApi';
import { idOf, type Instance } from './instanceOutput';
import { ambiguousFault, MatchIndex, matchKeyText, sameInstanceFault } from './matching';
import { runPool } from './pool';
import { settleTwins } from './twinSettlement';
import type { UpsertReport, UpsertRequest, UpsertResult } from './upsertTypes';

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
		const ended = await settle(
			bringToWanted(this.api, request, current, (message) => this.report.hint(message)),
		);
		if (ended.ok) this.report.succeed(request, ended.value);
		else this.report.fail(request, ended.error);
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
		const { api, log, report } = this;
		const settlement = { api, log, report, ownedIds: creation.ownedIds };
		const jobs = creation.creations.map((made) => ({
			run: async () => {
				const request = byIndex.get(made.request.index) as UpsertRequest;
				const sameKey = groups.get(matchKeyText(request.key)) ?? [];
				await settleTwins(settlement, request, made, sameKey);
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
