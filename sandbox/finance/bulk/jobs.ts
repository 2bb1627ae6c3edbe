import {
	callBack,
	DownloadWork,
	isOver,
	MemoryFiles,
	requireJob,
	requireOpen,
	UploadWork,
	type UploadRow,
	type WorkParts,
} from '../../../gateway/bulk';
import { Spool } from '../../../gateway/listing';
import type { NewJob, StoredJob } from '../../../gateway/store';
import { Ended } from '../../lifetime';
import type { World } from '../../world';
import { stateOf } from './status';

/** How often a running job goes on by itself, in real milliseconds. */
const TICK_MS = 20;

/** A job of the gateway with when it goes on. Times are milliseconds since 1970 by the sandbox's clock. */
export interface SandboxJob {
	kept: StoredJob;
	/** What was asked for, as it was sent. */
	criteria: string;
	/** From when on it runs. */
	startsMs: number;
	/** When it is done unless it is cancelled. */
	endsMs: number;
	/** When a cancellation takes hold. */
	cancelsMs?: number;
	work: DownloadWork | UploadWork;
	/** Of a download that runs: how many records there are. */
	found?: number;
	/** Settles when it is where it was asked to be last. */
	advanced: Promise<void>;
}

/** All bulk jobs. They go on by the sandbox's clock, also when nobody asks. They end with the sandbox (our choice). */
export class BulkJobs {
	readonly files = new MemoryFiles();

	private readonly jobs = new Map<number, SandboxJob>();

	private lastId = 0;

	constructor(private readonly world: World) {}

	async start(draft: NewJob, criteria: string, rows: UploadRow[] = []): Promise<SandboxJob> {
		const { bulkStartMs, bulkRunMs } = this.world.settings;
		this.lastId += 1;
		const kept = { ...draft, id: this.lastId };
		await this.files.append(
			kept.id,
			'rows',
			rows.map((row) => JSON.stringify(row)),
		);
		const startsMs = kept.createdAtMs + bulkStartMs;
		const job: SandboxJob = {
			kept,
			criteria,
			startsMs,
			endsMs: startsMs + bulkRunMs,
			work: this.workOf(kept),
			advanced: Promise.resolve(),
		};
		this.jobs.set(kept.id, job);
		void this.carryOn(job).catch((error: unknown) => {
			if (!(error instanceof Ended)) throw error;
		});
		return job;
	}

	/** A job of an instance as it is now. Errors: 404, also for one that is too old. */
	async of(instanceId: number, id: string): Promise<SandboxJob> {
		const job = this.jobs.get(Number(id));
		requireJob(job?.kept, { instanceId, id, nowMs: this.nowMs() });
		await this.advance(job!);
		return job!;
	}

	async all(instanceId: number): Promise<SandboxJob[]> {
		const own = [...this.jobs.values()].filter(({ kept }) => kept.instanceId === instanceId);
		for (const job of own) await this.advance(job);
		return own;
	}

	/** It takes hold a little later, as the state is only then another one (observed). */
	cancel(job: SandboxJob): void {
		requireOpen(job.kept, job.kept.id);
		job.cancelsMs ??= this.nowMs() + this.world.settings.bulkStartMs;
	}

	clear(): void {
		for (const id of this.jobs.keys()) void this.files.remove(id);
		this.jobs.clear();
		this.lastId = 0;
	}

	private nowMs(): number {
		return this.world.clock.now().getTime();
	}

	private workOf(job: StoredJob): DownloadWork | UploadWork {
		const company = this.world.companies.of(job.instanceId);
		const parts: WorkParts = {
			files: this.files,
			portFor: async ({ direction }) =>
				await Promise.resolve(
					direction === 'UPLOAD' ? company.port(() => this.world.clock.now()) : company.lists,
				),
			save: async () => await Promise.resolve(),
			earlierCall: async () => await Promise.resolve(undefined),
		};
		if (job.direction === 'UPLOAD') return new UploadWork(job, parts);
		return new DownloadWork(job, parts, new Spool(this.world.listFolder));
	}

	private async carryOn(job: SandboxJob): Promise<void> {
		while (!isOver(job.kept)) {
			await this.world.lifetime.pause(TICK_MS);
			await this.advance(job);
		}
		const { callbackUrl, instanceId } = job.kept;
		if (callbackUrl === undefined) return;
		const { configuration } = this.world.instances.get(instanceId) ?? {};
		const key = configuration?.['event.notification.signature.key'];
		const body = JSON.stringify(stateOf(job, this.world.settings));
		await callBack(callbackUrl, body, { key: key ?? undefined });
	}

	/** Brings a job to where it is by now, once it is where it was a moment ago. */
	private async advance(job: SandboxJob): Promise<void> {
		job.advanced = job.advanced.then(async () => await this.goOn(job));
		await job.advanced;
	}

	private async goOn(job: SandboxJob): Promise<void> {
		const { kept, cancelsMs, startsMs, endsMs } = job;
		if (isOver(kept)) return;
		const nowMs = this.nowMs();
		if (cancelsMs !== undefined) {
			if (nowMs < cancelsMs) return;
			Object.assign(kept, { state: 'CANCELLED', finishedAtMs: cancelsMs });
			return;
		}
		if (nowMs < startsMs) return;
		kept.state = 'RUNNING';
		const share = endsMs <= nowMs ? 1 : (nowMs - startsMs) / (endsMs - startsMs);
		await this.workUpTo(job, share);
		if (nowMs >= endsMs) Object.assign(kept, { state: 'COMPLETED', finishedAtMs: endsMs });
	}

	/** What a download holds is taken when it begins to run. */
	private async workUpTo(job: SandboxJob, share: number): Promise<void> {
		const { kept, work } = job;
		if (kept.direction === 'DOWNLOAD') {
			if (job.found === undefined) {
				while (!(await work.step()));
				job.found = kept.done;
			}
			kept.done = Math.floor(job.found * share);
			return;
		}
		const until = Math.floor(kept.total * share);
		if (kept.done < until) this.world.changed();
		while (kept.done < until) await work.step();
	}
}
