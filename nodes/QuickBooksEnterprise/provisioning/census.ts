import { isRecord } from '../transport/answer';
import type { CloudElementsClient, Patience } from '../transport/client';
import { hasStatus, InputFault } from '../transport/failure';
import { MAX_PAGE_SIZE, readPages } from '../transport/pages';
import { settle } from '../transport/settle';
import { instanceList } from './directory';
import { sanitiseName } from './identity';
import type { InstanceApi } from './instanceApi';
import { idOf, type Instance } from './instanceOutput';
import { runPool } from './pool';

/** By how much the service's clock may disagree with its own `createdDate`, in milliseconds. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Instances of one complete list that somebody asked for. */
export interface Snapshot {
	instances: Instance[];
	/** The same by name, as the service keeps names. */
	byName: ReadonlyMap<string, readonly Instance[]>;
	/** When the list was begun: it shows at least what was there then. By this machine's clock. */
	startedAtMs: number;
}

/**
 * Lists all instances of the account and remembers when each was first seen, so that what was there
 * before a request can be told from what the request made.
 */
export class Census {
	private readonly firstSeenAtMs = new Map<string, number>();
	private firstListEndedAtMs = Infinity;

	constructor(
		private readonly client: CloudElementsClient,
		private readonly api: InstanceApi,
		private readonly patience: Patience,
		private readonly concurrency: number,
	) {}

	/**
	 * Reads the whole list once.
	 * In: which instances to keep; of the others only the ids are remembered.
	 * Out: those instances, each with its configuration, which is read by id where the list lacks it.
	 * Errors: RequestFailure; InputFault where the list could not be read to its end, since then nothing
	 * can be concluded from an instance that is not in it.
	 */
	async take(isWanted: (instance: Instance) => boolean): Promise<Snapshot> {
		const startedAtMs = Date.now();
		const kept = new Map<string, Instance>();
		const ids: string[] = [];
		const { complete } = await readPages(
			this.client,
			instanceList(this.patience),
			MAX_PAGE_SIZE,
			(entries) => {
				for (const instance of entries) {
					const id = idOf(instance);
					if (id === undefined) continue;
					ids.push(id);
					if (isWanted(instance)) kept.set(id, instance);
				}
				return true;
			},
		);
		if (!complete) {
			throw new InputFault(
				['The list of instances could not be read to its end: the service repeated a page'],
				'Run this again. Nothing is created from an incomplete list, since that could make duplicates.',
			);
		}
		const instances = await this.withConfiguration(kept);
		const endedAtMs = Date.now();
		for (const id of ids) if (!this.firstSeenAtMs.has(id)) this.firstSeenAtMs.set(id, endedAtMs);
		this.firstListEndedAtMs = Math.min(this.firstListEndedAtMs, endedAtMs);
		return { instances, byName: groupByName(instances), startedAtMs };
	}

	/**
	 * Whether an instance may be what a request made that was sent at `sentAtMs`: it is in no list taken
	 * before, and by the service's own clock it is not older. `createdDate` alone never decides: without
	 * a list from before, and without a date or with clocks that disagree, nothing can be told.
	 */
	mayComeFrom(instance: Instance, sentAtMs: number): boolean | undefined {
		const id = idOf(instance);
		const firstSeenAtMs = id === undefined ? undefined : this.firstSeenAtMs.get(id);
		if (firstSeenAtMs !== undefined && firstSeenAtMs <= sentAtMs) return false;
		const createdAtMs = Date.parse(String(instance.createdDate ?? ''));
		const sentByServiceMs = this.client.toServiceTimeMs(sentAtMs);
		if (!Number.isNaN(createdAtMs) && sentByServiceMs !== undefined) {
			if (createdAtMs < sentByServiceMs.earliest - CLOCK_TOLERANCE_MS) return false;
			if (createdAtMs >= sentByServiceMs.latest - CLOCK_TOLERANCE_MS) return true;
		}
		return this.firstListEndedAtMs <= sentAtMs ? true : undefined;
	}

	private async withConfiguration(listed: ReadonlyMap<string, Instance>): Promise<Instance[]> {
		const complete = new Map<string, Instance>();
		let failure: unknown;
		const jobs = [...listed].map(([id, instance]) => ({
			run: async () => {
				const read = isRecord(instance.configuration)
					? { ok: true as const, value: instance }
					: await settle(this.api.get(id, this.patience));
				if (read.ok) complete.set(id, read.value);
				// An instance that was deleted since the list was begun is as good as not listed.
				else if (!hasStatus(read.error, 404)) failure ??= read.error;
			},
		}));
		await runPool(jobs, this.concurrency, () => failure === undefined);
		if (failure !== undefined) throw failure;
		return [...listed.keys()].flatMap((id) => {
			const instance = complete.get(id);
			return instance ? [instance] : [];
		});
	}
}

function groupByName(instances: readonly Instance[]): Map<string, Instance[]> {
	const byName = new Map<string, Instance[]>();
	for (const instance of instances) {
		const name = sanitiseName(instance.name);
		const sameName = byName.get(name);
		if (sameName) sameName.push(instance);
		else byName.set(name, [instance]);
	}
	return byName;
}
