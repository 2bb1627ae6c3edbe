import type { Resource } from '../catalogue/types';
import type { Answer } from '../transport/answer';
import type { ApiRequest, CloudElementsClient, Patience } from '../transport/client';
import type { InstanceAccess } from '../transport/lane';
import { readPages, type ListReading } from '../transport/pages';
import { cancellableSleep } from '../transport/pause';
import type { Slot } from '../transport/slot';
import {
	MAX_RECORDS_PER_PAGE,
	RecordApi,
	type RecordJson,
	type RecordPageQuery,
} from './recordApi';

/** The service ignores which hub is named (observed); this is the documented one. */
const HUB = ['hubs', 'finance'] as const;

export interface ListOptions {
	/** Records per page, at most. */
	pageSize?: number;
	/** Returns false when enough was read. */
	onPage: (records: RecordJson[]) => boolean;
}

/** The way of one item through one instance. */
export class HubCall {
	constructor(
		readonly client: CloudElementsClient,
		readonly patience: Patience,
		private readonly through: InstanceAccess,
		private readonly slot: Slot,
	) {}

	/** The calls about the records of a resource. */
	recordsOf(resource: Resource): RecordApi {
		return new RecordApi(this.client, resource, this.patience, this.through, this.slot);
	}

	/** A request below the hub, to be completed or sent. In: path segments, not encoded. */
	request(method: ApiRequest['method'], segments: readonly string[]): ApiRequest {
		return {
			method,
			segments: [...HUB, ...segments],
			through: this.through,
			slot: this.slot,
			patience: this.patience,
		};
	}

	/** Reads a list that belongs to no resource, page by page, as `RecordApi.list` does. */
	async list(
		segments: readonly string[],
		{ where }: RecordPageQuery,
		{ pageSize = MAX_RECORDS_PER_PAGE, onPage }: ListOptions,
	): Promise<ListReading> {
		const list = { ...this.request('GET', segments), query: { where } };
		return await readPages(this.client, list, pageSize, (entries) =>
			onPage(entries as RecordJson[]),
		);
	}

	/**
	 * Asks for something that is no list of records.
	 * In: what else the request is, such as whether an answer is what was asked for. Errors: RequestFailure.
	 */
	async ask(
		segments: readonly string[],
		further: Partial<Pick<ApiRequest, 'accepts' | 'method' | 'query'>> = {},
	): Promise<Answer> {
		return await this.client.send({ ...this.request('GET', segments), ...further });
	}

	/** Waits, in milliseconds, without holding a slot; ends at once when the run is cancelled. */
	async pauseFor(durationMs: number): Promise<void> {
		await this.slot.during(
			async () => await cancellableSleep(durationMs, this.client.cancelSignal),
		);
	}
}
