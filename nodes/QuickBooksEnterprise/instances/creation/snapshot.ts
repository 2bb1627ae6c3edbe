import { InputError } from '../../common/problems';
import { settle } from '../../common/settle';
import type { CloudElementsClient } from '../../transport/client';
import type { RequestPolicy } from '../../transport/request';
import { isMissing } from '../../transport/errors/failure';
import { isUsualPageSize } from '../../transport/pagePlace';
import { runPool } from '../../transport/queueing/workerPool';
import type { InstanceApi } from '../instanceApi';
import type { Instance } from '../instance';

/** Looks at a list that changes while it is read (our choice). */
const MAX_LOOKS = 3;

/** How much a date may be behind the request that it comes from, or ahead of now, and still speak for it, in milliseconds. */
const DATE_TOLERANCE_MS = 2_000;

/**
 * An instance whose date is further back than this was there before, in milliseconds. Services cut dates to
 * the minute or the day and let them lag (our choice).
 */
const CERTAINLY_OLDER_MS = 24 * 60 * 60 * 1000;

/** A time that says what zone it is in; one without proves nothing. */
const ZONED_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/i;

/** What a list tells of every instance of the account. */
export type ListedName = Pick<Instance, 'id' | 'name' | 'elementKey' | 'elementId'>;

/** Instances of one complete list that somebody asked for. */
export interface Snapshot {
	/** Each as the list or a read by id shows it. */
	instances: Instance[];
	/** Ids of all instances of the account. */
	ids: ReadonlySet<string>;
	/** Their names. */
	names: readonly ListedName[];
	/** When the list was begun: it shows at least what was there then. By this machine's clock. */
	startedAtMs: number;
	/** Whether a deletion meanwhile could have hidden an instance from it. */
	mayLackSome: boolean;
}

/** How instances are listed. */
export interface SnapshotReading {
	client: CloudElementsClient;
	api: InstanceApi;
	policy: RequestPolicy;
	/** How many instances may be read by id at the same time. */
	concurrency: number;
	/** Whether the tags of an instance matter. */
	needsTags: boolean;
}

/**
 * Lists all instances of the account and remembers when each was first seen, so that what was there
 * before a request can be told from what the request made.
 */
export class InstanceSnapshots {
	private readonly firstSeenAtMs = new Map<string, number>();
	private firstListEndedAtMs = Infinity;

	constructor(private readonly reading: SnapshotReading) {}

	/**
	 * Reads the whole list, again where it changed meanwhile.
	 *
	 * @param isWanted Which instances to keep; of the others only the ids are remembered.
	 * @returns Those instances; one of which the list does not show enough is read by id.
	 * @throws RequestFailure; InputError where the list could not be read to its end, since then nothing can be
	 *   concluded from an instance that is not in it.
	 */
	async take(isWanted: (instance: Instance) => boolean): Promise<Snapshot> {
		const startedAtMs = Date.now();
		const { api, client, policy } = this.reading;
		for (let look = 1; ; look++) {
			const kept = new Map<string, Instance>();
			const ids = new Set<string>();
			const names: ListedName[] = [];
			const pages = api.list(policy);
			let pageCount = 0;
			let mayHideSome = false;
			for await (const { entries, nextPage } of pages) {
				// A deletion from a page that is full moves an entry of the next one into it.
				mayHideSome ||= nextPage !== undefined && isUsualPageSize(entries.length);
				if (entries.length > 0) pageCount++;
				for (const instance of entries) {
					const { id, name, elementKey, elementId } = instance;
					ids.add(id);
					names.push({ id, name, elementKey, elementId });
					if (!instance.shows.name || isWanted(instance)) kept.set(id, instance);
				}
			}
			if (!pages.complete) {
				if (pages.hasChanged && look < MAX_LOOKS && !client.isCancelled) continue;
				throw new InputError(
					[`The list of instances could not be read to its end: ${pages.gap}`],
					'Run this again. Nothing is created from an incomplete list, since that could make duplicates.',
				);
			}
			const instances = (await this.inFull(kept)).filter(isWanted);
			const endedAtMs = Date.now();
			for (const id of ids) if (!this.firstSeenAtMs.has(id)) this.firstSeenAtMs.set(id, endedAtMs);
			this.firstListEndedAtMs = Math.min(this.firstListEndedAtMs, endedAtMs);
			return {
				instances,
				ids,
				names,
				startedAtMs,
				mayLackSome: (pageCount > 1 || mayHideSome) && !pages.isCounted,
			};
		}
	}

	/**
	 * Reads the list a second time, where a deletion between two pages may have hidden an instance from the first one.
	 *
	 * @param first What was read before.
	 * @returns What either of them shows.
	 * @throws RequestFailure; InputError as `take`.
	 */
	async complement(first: Snapshot, isWanted: (instance: Instance) => boolean): Promise<Snapshot> {
		const second = await this.take(isWanted);
		const isHidden = ({ id }: { id: string }) => !second.ids.has(id);
		return {
			...second,
			instances: [...second.instances, ...first.instances.filter(isHidden)],
			names: [...second.names, ...first.names.filter(isHidden)],
		};
	}

	/** Whether an instance is in a list that was read before a time. */
	wasThereBefore(id: string, timeMs: number): boolean {
		return (this.firstSeenAtMs.get(id) ?? Infinity) <= timeMs;
	}

	/**
	 * Whether an instance may be what a request made. One that is in no list from before may be, whatever its
	 * date. Without a list from before the date supports it, or says that it is much older.
	 *
	 * @param sentAtMs When the request was sent, by this machine's clock.
	 * @returns undefined where it cannot be told.
	 */
	mayComeFrom({ id, createdDate = '' }: Instance, sentAtMs: number): boolean | undefined {
		if (this.wasThereBefore(id, sentAtMs)) return false;
		if (this.firstListEndedAtMs <= sentAtMs) return true;
		const createdAtMs = ZONED_TIME.test(createdDate) ? Date.parse(createdDate) : NaN;
		const { client } = this.reading;
		const sent = client.serviceClock.timeAt(sentAtMs);
		const now = client.serviceClock.timeAt(Date.now());
		if (Number.isNaN(createdAtMs) || !sent || !now) return undefined;
		if (createdAtMs < sent.earliest - CERTAINLY_OLDER_MS) return false;
		// A date that is still to come says that dates are told by another clock.
		if (createdAtMs > now.latest + DATE_TOLERANCE_MS) return undefined;
		return createdAtMs >= sent.latest - DATE_TOLERANCE_MS ? true : undefined;
	}

	/** Reads by id what the list shows in part only. */
	private async inFull(listed: ReadonlyMap<string, Instance>): Promise<Instance[]> {
		const { api, policy, concurrency, needsTags } = this.reading;
		const complete = new Map<string, Instance>();
		let failure: unknown;
		const jobs = [...listed].map(([id, instance]) => ({
			run: async () => {
				const { name, element, tags, configuration } = instance.shows;
				const read =
					name && element && (tags || !needsTags) && configuration
						? { ok: true as const, value: instance }
						: await settle(api.get(id, policy));
				if (read.ok) {
					complete.set(id, read.value);
					failure ??= contradiction(instance, read.value);
				}
				// An instance that was deleted since the list was begun is as good as not listed.
				else if (!isMissing(read.error)) failure ??= read.error;
			},
		}));
		await runPool(jobs, concurrency, () => failure === undefined);
		if (failure !== undefined) throw failure;
		return [...listed.keys()].flatMap((id) => complete.get(id) ?? []);
	}
}

/** An instance cannot change its element: where two answers differ in it, one is about something else. */
function contradiction(listed: Instance, read: Instance): InputError | undefined {
	const [inList, byId] = [listed.elementKey, read.elementKey];
	if (inList === undefined || byId === undefined) return undefined;
	if (inList.toLowerCase() === byId.toLowerCase()) return undefined;
	return new InputError(
		[`Instance ${listed.id} has the element '${inList}' in the list and '${byId}' when it is read`],
		'Run this again. Nothing is created where answers contradict each other, since that could make duplicates.',
	);
}
