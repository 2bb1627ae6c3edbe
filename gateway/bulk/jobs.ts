import { ApiError } from '../api/errors';
import type { ApiParts } from '../api/parts';
import { answerTo, QueuePort, type CompanyPort } from '../records';
import { Spool } from '../listing';
import type { Instance, NewJob, StoredCall, StoredJob } from '../store';
import { DownloadWork } from './downloadWork';
import { isTorn, type JobFiles } from './files/files';
import { pause } from './pause';
import { isOver } from './status';
import { tellOfEnd } from './tell';
import { NotNow, UploadWork, type WorkParts } from './uploadWork';
import type { UploadRow } from './upload';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Result files are kept at most three days (documented). */
const KEPT_MS = 3 * DAY_MS;
/** How long a job waits for a company that is away before it ends, and how often it looks (our choice). */
const PATIENCE_MS = DAY_MS;
const LOOK_AGAIN_MS = 10 * SECOND_MS;
/** How long the answer to a row is waited for that an earlier life of the gateway sent (our choice). */
const EARLIER_MS = 60 * SECOND_MS;
const LOOK_FOR_ANSWER_MS = 200;
export interface JobParts extends Pick<ApiParts, 'clock' | 'companies' | 'store'> {
	files: JobFiles;
	/** Where lists that are long are kept while they are read. */
	folder: string;
	log: { error(details: object, message: string): void };
}

/** A job that goes on. */
interface Running {
	job: StoredJob;
	ended: Promise<void>;
}

/** @returns a job as it is now @throws ApiError 404 (our wording), also for one that is too old */
export function requireJob(
	job: StoredJob | undefined,
	{ instanceId, id, nowMs }: { instanceId: number; id: string; nowMs: number },
): StoredJob {
	const isOld = job?.finishedAtMs !== undefined && nowMs - job.finishedAtMs > KEPT_MS;
	if (job?.instanceId === instanceId && !isOld) return job;
	throw new ApiError(404, `No bulk job found with ID ${id}`, undefined, 'notSent');
}

/** @throws ApiError where the job is over */
export function requireOpen(job: StoredJob | undefined, id: number): asserts job is StoredJob {
	if (job && !isOver(job)) return;
	throw new ApiError(400, `The bulk job ${id} is finished already.`, undefined, 'notSent');
}

/** All bulk jobs. One that is under way goes on after a restart; see {@link UploadWork} for what is not done twice. */
export class BulkJobs {
	private readonly running = new Map<number, Running>();

	private readonly closing = new AbortController();

	private callOff = (): void => {};

	constructor(private readonly parts: JobParts) {}

	/** Goes on with what an earlier life of the gateway left. To be called once, at the start. */
	async resume(): Promise<void> {
		const { store, files } = this.parts;
		for (const job of await store.jobs()) {
			if (!isOver(job) && (await isTorn(job, files))) await store.removeJob(job.id);
			else if (!isOver(job) || (job.callbackUrl !== undefined && !job.isCalledBack)) this.run(job);
		}
		await this.sweep();
	}

	/** @returns the job, which begins at once; when this resolves it and its rows are on disk */
	async start(draft: NewJob, rows: readonly UploadRow[] = []): Promise<StoredJob> {
		const { store, files } = this.parts;
		const job = await store.addJob({ ...draft, state: 'CREATED' });
		await files.append(
			job.id,
			'rows',
			rows.map((row) => JSON.stringify(row)),
		);
		this.run(job);
		return { ...job };
	}

	async of(instanceId: number, id: string): Promise<StoredJob> {
		const known = /^[1-9]\d{0,14}$/.test(id) ? await this.now(Number(id)) : undefined;
		return requireJob(known, { instanceId, id, nowMs: this.parts.clock.now() });
	}

	async all(instanceId: number): Promise<StoredJob[]> {
		const jobs = await this.parts.store.jobs(instanceId);
		return jobs.map((job) => this.running.get(job.id)?.job ?? job);
	}

	/** @returns the job that was asked for under an idempotency key before */
	async underKey(instanceId: number, key: string): Promise<StoredJob | undefined> {
		return (await this.all(instanceId)).find((job) => job.key === key);
	}

	/** It takes hold after the row that is under way. */
	async cancel({ id }: StoredJob): Promise<StoredJob> {
		const { job } = this.running.get(id) ?? {};
		requireOpen(job, id);
		job.isCancelled = true;
		await this.parts.store.putJob(job);
		return job;
	}

	/** Stops; what had been handed out may still be answered. */
	async close(): Promise<void> {
		this.callOff();
		this.closing.abort();
		await Promise.all([...this.running.values()].map(async ({ ended }) => await ended));
	}

	private async now(id: number): Promise<StoredJob | undefined> {
		return this.running.get(id)?.job ?? (await this.parts.store.job(id));
	}

	private run(job: StoredJob): void {
		const ended = this.carryOut(job)
			.catch((error: unknown) => {
				this.parts.log.error({ error: String(error), job: job.id }, 'A bulk job failed');
			})
			.finally(() => this.running.delete(job.id));
		this.running.set(job.id, { job, ended });
	}

	private async carryOut(job: StoredJob): Promise<void> {
		if (!isOver(job)) {
			const spool = new Spool(this.parts.folder);
			try {
				await this.work(job, spool);
			} finally {
				await spool.remove();
			}
		}
		if (isOver(job)) await tellOfEnd(job, { ...this.parts, ending: this.closing.signal });
	}

	private async work(job: StoredJob, spool: Spool): Promise<void> {
		const parts = this.workParts();
		const work =
			job.direction === 'UPLOAD' ? new UploadWork(job, parts) : new DownloadWork(job, parts, spool);
		let waitsSinceMs: number | undefined;
		while (!this.closing.signal.aborted) {
			// The instance was removed, and the job with it.
			if (!(await this.parts.store.job(job.id))) return await parts.files.remove(job.id);
			if (job.isCancelled) return await this.end(job, 'CANCELLED');
			try {
				job.state = 'RUNNING';
				const isDone = await work.step();
				waitsSinceMs = undefined;
				delete job.message;
				if (isDone) return await this.end(job, 'COMPLETED');
			} catch (error) {
				if (!(error instanceof NotNow)) return await this.abort(job, error);
				const now = this.parts.clock.now();
				waitsSinceMs ??= now;
				if (now - waitsSinceMs > PATIENCE_MS) return await this.abort(job, error.answer);
				job.message = `Waits: ${wordsOf(error.answer)}`;
				await this.pause(LOOK_AGAIN_MS);
			}
		}
	}

	private async end(job: StoredJob, state: StoredJob['state']): Promise<void> {
		job.state = state;
		job.finishedAtMs = this.parts.clock.now();
		await this.parts.store.putJob(job);
		await this.parts.files.clear(job.id, 'rows');
	}

	/** Says why, where that is no fault of the program. */
	private async abort(job: StoredJob, error: unknown): Promise<void> {
		if (this.closing.signal.aborted) return;
		const answer = answerTo(error);
		if (!answer) {
			this.parts.log.error({ error: String(error), job: job.id }, 'A bulk job failed');
		}
		job.message = answer ? wordsOf(answer) : 'The gateway failed. Its log says why.';
		await this.end(job, 'ABORTED');
	}

	private workParts(): WorkParts {
		const { files, store } = this.parts;
		return {
			files,
			portFor: async (job, requestId) => await this.portFor(job, requestId),
			save: async (job) => await store.putJob(job),
			earlierCall: async (requestId) => await this.earlierCall(requestId),
		};
	}

	private async portFor(job: StoredJob, requestId: string): Promise<CompanyPort> {
		const { store, companies } = this.parts;
		const instance: Instance | undefined = await store.instance(job.instanceId);
		if (!instance) throw new ApiError(404, 'The instance of the job is gone.');
		if (instance.facts.disabled) {
			throw new ApiError(403, 'The element instance is disabled.', undefined, 'notSent');
		}
		const method = job.direction === 'UPLOAD' ? 'POST' : 'GET';
		const path = `/bulk/${job.id}/${job.objectName}`;
		const { signal } = this.closing;
		return new QueuePort(instance, companies.of(instance), { requestId, method, path, signal });
	}

	/** Tickets survive a restart of the gateway, so that the answer may still come. */
	private async earlierCall(requestId: string): Promise<StoredCall | undefined> {
		const { clock, store } = this.parts;
		const untilMs = clock.now() + EARLIER_MS;
		for (;;) {
			const call = await store.call(requestId);
			const isOpen = call?.state === 'handedOut' || call?.state === 'inDoubt';
			if (!isOpen || clock.now() >= untilMs || this.closing.signal.aborted) return call;
			await this.pause(LOOK_FOR_ANSWER_MS);
		}
	}

	/** Ends with the gateway, too. */
	private async pause(ms: number): Promise<void> {
		await pause(this.parts.clock, ms, this.closing.signal);
	}

	/** Forgets jobs that are too old, and files that belong to none. */
	private async sweep(): Promise<void> {
		const { clock, store, files } = this.parts;
		const isOld = ({ finishedAtMs }: StoredJob) =>
			finishedAtMs !== undefined && clock.now() - finishedAtMs > KEPT_MS;
		for (const job of await store.jobs()) {
			if (isOld(job) && !this.running.has(job.id)) await store.removeJob(job.id);
		}
		for (const id of await files.jobs()) {
			const isNeeded = this.running.has(id) || (await store.job(id)) !== undefined;
			if (!isNeeded) await files.remove(id);
		}
		if (this.closing.signal.aborted) return;
		this.callOff = clock.after(HOUR_MS, () => {
			// What could not be forgotten now is forgotten later.
			void this.sweep().catch(() => undefined);
		});
	}
}

const wordsOf = ({ message, providerMessage }: ApiError): string =>
	providerMessage === undefined ? message : `${message} ${providerMessage}`;
