import type { RecordedRequest } from './types';

/** A sandbox that runs for weeks must not fill the memory: past this, the older half is forgotten. */
const MAXIMUM_RECORDS = 200_000;

/** Keeps what arrived, and how much at once. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];
	peak = 0;
	private open = 0;

	/** A request has arrived. Its body follows. */
	begin(
		arrival: Pick<RecordedRequest, 'method' | 'path' | 'url' | 'query' | 'headers' | 'requestId'>,
	): RecordedRequest {
		this.open += 1;
		this.peak = Math.max(this.peak, this.open);
		const record: RecordedRequest = {
			...arrival,
			rawBody: '',
			json: undefined,
			status: null,
			openAtStart: this.open,
			startedAtMs: Date.now(),
			finishedAtMs: null,
			stored: [],
			storedRecords: [],
		};
		if (this.requests.length >= MAXIMUM_RECORDS) this.requests.splice(0, MAXIMUM_RECORDS / 2);
		this.requests.push(record);
		return record;
	}

	/** It was answered (status) or its connection ended without an answer (null). Later calls do nothing. */
	end(record: RecordedRequest, status: number | null): void {
		if (record.finishedAtMs !== null) return;
		record.finishedAtMs = Date.now();
		record.status = status;
		this.open -= 1;
	}

	reset(): void {
		this.requests.length = 0;
		this.peak = 0;
	}
}
