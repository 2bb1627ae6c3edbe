import { ApiError } from '../../errors';
import { signatureOf } from '../../events/notification';
import { Ended } from '../../lifetime';
import type { World } from '../../world';
import { createRecord } from '../../../gateway/records';
import { throughGateway } from '../status';
import { resourceOf, shown } from '../view';
import { statusOf } from './status';
import type { BulkError, BulkJob } from './types';

/** How often a running job goes on by itself, in real milliseconds. */
const TICK_MS = 20;
/** How long a callback may take. */
const CALLBACK_TIMEOUT_MS = 5000;

/** Result files are kept at most three days (documented). */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;

/** What a job is before it is started. */
export type NewJob = Omit<
	BulkJob,
	'advanced' | 'createdMs' | 'done' | 'endsMs' | 'errors' | 'id' | 'startsMs' | 'state'
>;

/** All bulk jobs. They go on by the sandbox's clock, also when nobody asks. They end with the sandbox (our choice). */
export class BulkJobs {
	private readonly jobs = new Map<string, BulkJob>();
	private lastId = 0;

	constructor(private readonly world: World) {}

	start(given: NewJob): BulkJob {
		const { bulkStartMs, bulkRunMs } = this.world.settings;
		const createdMs = this.nowMs();
		this.lastId += 1;
		const job: BulkJob = {
			...given,
			id: String(this.lastId),
			state: 'CREATED',
			createdMs,
			startsMs: createdMs + bulkStartMs,
			endsMs: createdMs + bulkStartMs + bulkRunMs,
			done: 0,
			advanced: Promise.resolve(),
			errors: [],
		};
		this.jobs.set(job.id, job);
		void this.carryOn(job).catch((error: unknown) => {
			if (!(error instanceof Ended)) throw error;
		});
		return job;
	}

	/** A job of an instance as it is now. Errors: 404 (our wording), also for one that is too old. */
	async of(instanceId: number, id: string): Promise<BulkJob> {
		const job = this.jobs.get(id);
		const isOld = job?.finishedMs !== undefined && this.nowMs() - job.finishedMs > KEPT_MS;
		if (!job || job.instanceId !== instanceId || isOld) {
			throw new ApiError(404, `No bulk job found with ID ${id}`);
		}
		await this.advance(job);
		return job;
	}

	async all(instanceId: number): Promise<BulkJob[]> {
		const own = [...this.jobs.values()].filter((job) => job.instanceId === instanceId);
		for (const job of own) await this.advance(job);
		return own;
	}

	/** It takes hold a little later, as the state is only then another one (observed). */
	cancel(job: BulkJob): void {
		if (job.finishedMs !== undefined) {
			throw new ApiError(400, `The bulk job ${job.id} is finished already.`);
		}
		job.cancelsMs ??= this.nowMs() + this.world.settings.bulkStartMs;
	}

	clear(): void {
		this.jobs.clear();
		this.lastId = 0;
	}

	private nowMs(): number {
		return this.world.clock.now().getTime();
	}

	private async carryOn(job: BulkJob): Promise<void> {
		while (job.finishedMs === undefined) {
			await this.world.lifetime.pause(TICK_MS);
			await this.advance(job);
		}
		await this.callBack(job);
	}

	/** Brings a job to where it is by now, once it is where it was a moment ago. */
	private async advance(job: BulkJob): Promise<void> {
		job.advanced = job.advanced.then(async () => await this.goOn(job));
		await job.advanced;
	}

	private async goOn(job: BulkJob): Promise<void> {
		if (job.finishedMs !== undefined) return;
		const nowMs = this.nowMs();
		if (job.cancelsMs !== undefined) {
			if (nowMs < job.cancelsMs) return;
			job.state = 'CANCELLED';
			job.finishedMs = job.cancelsMs;
			return;
		}
		if (nowMs < job.startsMs) return;
		job.state = 'RUNNING';
		if (job.direction === 'DOWNLOAD') job.records ??= this.found(job);
		const count = job.records?.length ?? job.rows.length;
		const share = job.endsMs <= nowMs ? 1 : (nowMs - job.startsMs) / (job.endsMs - job.startsMs);
		await this.work(job, Math.floor(count * share));
		if (nowMs < job.endsMs) return;
		job.state = 'COMPLETED';
		job.finishedMs = job.endsMs;
	}

	private found({ company, kind, test }: BulkJob) {
		return company.listed(kind).filter((record) => test(shown(company, kind, record)));
	}

	/** Works off rows up to one: one record after another, as the platform's own bulk service does (documented). */
	private async work(job: BulkJob, until: number): Promise<void> {
		if (job.direction === 'UPLOAD') {
			for (let index = job.done; index < until; index += 1) {
				const error = await this.store(job, index);
				if (error) job.errors.push(error);
			}
			if (until > job.done) this.world.changed();
		}
		job.done = until;
	}

	/** Out: what QuickBooks says against the row. */
	private async store(
		{ company, kind, rows }: BulkJob,
		index: number,
	): Promise<BulkError | undefined> {
		const row = rows[index];
		const at = { row: index + 1 };
		if ('unreadable' in row) {
			const message = 'The row cannot be read as a record.';
			return { ...at, status: 400, message, record: row.unreadable };
		}
		try {
			const port = company.port(this.world.clock.now());
			await throughGateway(async () => await createRecord(port, resourceOf(kind), row.record));
			return undefined;
		} catch (error) {
			return { ...at, ...refusalIn(error), record: row.record };
		}
	}

	/** The body is the state of the job (our choice); the signature is that of notifications (documented). */
	private async callBack(job: BulkJob): Promise<void> {
		if (job.callbackUrl === undefined) return;
		const body = JSON.stringify(statusOf(job, this.world.settings));
		const instance = this.world.instances.get(job.instanceId);
		const key = instance?.configuration['event.notification.signature.key'];
		await fetch(job.callbackUrl, {
			method: 'POST',
			body,
			redirect: 'manual',
			signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS),
			headers: {
				'Content-Type': 'application/json',
				...(key ? { 'Elements-Webhook-Signature': signatureOf(body, key) } : {}),
			},
		}).catch(() => undefined);
	}
}

/** What an answer would say; anything that is no answer is a mistake in the sandbox. */
function refusalIn(error: unknown): Pick<BulkError, 'message' | 'providerMessage' | 'status'> {
	if (!(error instanceof ApiError)) throw error;
	const { status, message, providerMessage } = error;
	return { status, message, providerMessage };
}
