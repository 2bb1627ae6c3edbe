import type { IDataObject } from 'n8n-workflow';

import type { Resource } from '../catalogue/types';
import { isRecord } from '../transport/answer';
import type { ApiRequest, CloudElementsClient, Patience } from '../transport/client';
import type { InstanceAccess } from '../transport/lane';
import { readPage, readPages, type ListReading, type Page } from '../transport/pages';
import { cancellableSleep } from '../transport/pause';
import type { Repeatability } from '../transport/retry';
import type { Slot } from '../transport/slot';

/** A record as the service gives it. */
export type RecordJson = IDataObject;

/** Which records of a list. */
export interface RecordPageQuery {
	/** A CEQL expression; all records without. */
	where?: string;
}

/**
 * Most records asked for in one page. What the service's QuickBooks lists allow is unknown; this is the
 * documented default and maximum of its other lists (our choice).
 */
export const MAX_RECORDS_PER_PAGE = 200;

/** The service ignores which hub is named (observed); this is the documented one. */
const HUB = ['hubs', 'finance'] as const;

/**
 * The calls about the records of one resource, through one instance, for one item.
 * Errors of all: RequestFailure.
 */
export class RecordApi {
	constructor(
		readonly client: CloudElementsClient,
		readonly resource: Resource,
		readonly patience: Patience,
		private readonly through: InstanceAccess,
		private readonly slot: Slot,
	) {}

	/** Id of the instance that the calls go through. */
	get instanceId(): string {
		return this.through.id;
	}

	async get(id: string): Promise<RecordJson> {
		return await this.askForRecord({ ...this.request('GET', id) });
	}

	/**
	 * Reads a list page by page and hands each page on; nothing of it is kept.
	 * In: `onPage` returns false when enough was read; records per page, at most.
	 */
	async list(
		query: RecordPageQuery,
		{
			pageSize = MAX_RECORDS_PER_PAGE,
			onPage,
		}: { pageSize?: number; onPage: (records: RecordJson[]) => boolean },
	): Promise<ListReading> {
		return await readPages(
			this.client,
			{ ...this.request('GET'), query: { where: query.where } },
			Math.min(pageSize, MAX_RECORDS_PER_PAGE),
			(entries) => onPage(entries as RecordJson[]),
			{ byNumber: this.resource.paging === 'page' },
		);
	}

	/** One page of a list. In: records per page, at most; the cursor as it came, or none for the first page. */
	async page(query: RecordPageQuery, pageSize: number, cursor?: string): Promise<Page> {
		const list = { ...this.request('GET'), query: { where: query.where } };
		return await readPage(this.client, list, Math.min(pageSize, MAX_RECORDS_PER_PAGE), cursor);
	}

	/** The first records of a filtered list, at most `max`. */
	async find(where: string, max: number): Promise<RecordJson[]> {
		const found: RecordJson[] = [];
		await this.list(
			{ where },
			{
				pageSize: max,
				onPage: (records) => {
					found.push(...records);
					return found.length < max;
				},
			},
		);
		return found.slice(0, max);
	}

	/** Never repeated once it may have had its effect. */
	async create(body: IDataObject): Promise<RecordJson> {
		return await this.askForRecord({ ...this.request('POST'), body, repeatability: 'create' });
	}

	/**
	 * Changes a record. Repeated while that is safe: the `EditSequence` in the body lets only one attempt
	 * have its effect. A failure's `wasInDoubt` tells that an earlier attempt may have had it.
	 */
	async patch(id: string, body: IDataObject): Promise<RecordJson> {
		return await this.askForRecord({ ...this.request('PATCH', id), body });
	}

	async delete(id: string): Promise<void> {
		await this.client.send(this.request('DELETE', id));
	}

	/** Waits, in milliseconds, without holding a slot; ends at once when the run is cancelled. */
	async pauseFor(durationMs: number): Promise<void> {
		await this.slot.during(
			async () => await cancellableSleep(durationMs, this.client.cancelSignal),
		);
	}

	private request(
		method: ApiRequest['method'],
		id?: string,
	): ApiRequest & { repeatability?: Repeatability } {
		return {
			method,
			segments: [...HUB, this.resource.path, ...(id === undefined ? [] : [id])],
			through: this.through,
			slot: this.slot,
			patience: this.patience,
		};
	}

	private async askForRecord(request: ApiRequest): Promise<RecordJson> {
		const { body } = await this.client.send({ ...request, accepts: isRecord });
		return body as RecordJson;
	}
}

/**
 * The id of a record. Whether a record carries `id` depends on the element's transformation (observed);
 * the native member is there in any case.
 */
export function recordIdOf(record: RecordJson): string | undefined {
	const id = record.id ?? record.ListID ?? record.TxnID;
	return id === undefined || id === null || id === '' ? undefined : String(id);
}
