/* eslint-disable @n8n/community-nodes/require-node-api-error -- a server of its own */
import { randomBytes } from 'node:crypto';

import { parseCeql } from '../ceql';
import { Reading, type Spool } from '../listing';
import { CallFailure } from '../queue';
import { answerTo, targetOf } from '../records';
import type { StoredJob } from '../store';
import { bulkResource } from './query';
import { isForLater, NotNow, type WorkParts } from './uploadWork';

/** All that is wanted: QuickBooks gives it out in the parts of the reading. */
const ALL = Number.MAX_SAFE_INTEGER;

/** The records of a download. It is only a look: one that an earlier life of the gateway began begins anew. */
export class DownloadWork {
	private reading?: Reading;

	constructor(
		private readonly job: StoredJob,
		private readonly parts: WorkParts,
		/** Keeps the records while they are read; the caller removes it. */
		private readonly spool: Spool,
	) {}

	/**
	 * Reads the next part.
	 *
	 * @returns whether there was none left
	 * @throws NotNow where the company cannot be asked; the next step goes on
	 */
	async step(): Promise<boolean> {
		const { job, parts, spool } = this;
		const reading = (this.reading ??= await this.begin());
		if (!reading.isComplete) await this.more(reading);
		for (;;) {
			const lines = await spool.read(job.done, 500);
			if (lines.length === 0) break;
			await parts.files.append(job.id, 'records', lines);
			job.done += lines.length;
		}
		job.total = job.done;
		await parts.save(job);
		return reading.isComplete;
	}

	private async begin(): Promise<Reading> {
		const { job, parts, spool } = this;
		await parts.files.clear(job.id, 'records');
		job.done = 0;
		const expression = job.where === undefined ? undefined : parseCeql(job.where);
		const port = await parts.portFor(job, this.newRequestId());
		return new Reading(
			{ resource: bulkResource(job.objectName), expression },
			targetOf(port),
			spool,
		);
	}

	private async more(reading: Reading): Promise<void> {
		try {
			await reading.more(ALL, await this.parts.portFor(this.job, this.newRequestId()));
		} catch (error) {
			const answer = answerTo(error);
			if (error instanceof CallFailure && error.kind === 'hungUp') throw error;
			// A read that was lost can be asked again.
			if (answer && (isForLater(answer) || answer.outcome === 'unknown')) throw new NotNow(answer);
			throw error;
		}
	}

	/** A read is asked again under another id, also by another life of the gateway. */
	private newRequestId(): string {
		return `bulk-${this.job.id}-${randomBytes(6).toString('hex')}`;
	}
}
