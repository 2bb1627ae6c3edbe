import type { IDataObject } from 'n8n-workflow';

import type { Resource } from '../catalogue/types';
import { isRecord } from '../common/json/isRecord';
import type { CloudElementsClient } from '../transport/client';
import type { ApiRequest, RequestPolicy } from '../transport/request';
import { Pages, type PageTurning } from '../transport/pages';

/** A record as the service gives it. */
export type RecordJson = IDataObject;

/** Which records of a list. */
export interface RecordPageQuery {
	/** A CEQL expression; all records without. */
	where?: string;
}

/** Where a list begins, and how many records to a page, at most. */
export type ListOptions = Partial<Pick<PageTurning, 'pageSize' | 'from'>>;

/**
 * Most records asked for in one page. What the service's QuickBooks lists allow is unknown; this is the
 * documented default and maximum of its other lists (our choice).
 */
export const MAX_RECORDS_PER_PAGE = 200;

/** The way through an instance, as far as the calls about records need it. */
export interface InstanceCalls {
	readonly client: CloudElementsClient;
	readonly policy: RequestPolicy;
	/** Id of the instance that the calls go through. */
	readonly instanceId: string;
	/** A request below the hub. */
	request(method: ApiRequest['method'], segments: readonly string[]): ApiRequest;
	/** Waits without holding a permit; ends at once when the run is cancelled. */
	pauseFor(durationMs: number): Promise<void>;
}

/**
 * The records of one resource, through one instance, for one item. Every method throws a RequestFailure
 * where the service refuses or gives no readable answer.
 */
export class RecordApi {
	constructor(
		readonly call: InstanceCalls,
		readonly resource: Resource,
	) {}

	async get(id: string): Promise<RecordJson> {
		return await this.askForRecord(this.request('GET', id));
	}

	/** The pages of the list, read as they are asked for. */
	list(
		{ where }: RecordPageQuery,
		{ pageSize = MAX_RECORDS_PER_PAGE, from }: ListOptions = {},
	): Pages<RecordJson> {
		return new Pages(
			this.call.client,
			{ ...this.request('GET'), query: { where } },
			{ pageSize: Math.min(pageSize, MAX_RECORDS_PER_PAGE), from },
		);
	}

	/** Creates a record. The request is never repeated once it may have had its effect. */
	async create(body: IDataObject): Promise<RecordJson> {
		return await this.askForRecord({ ...this.request('POST'), body, repeatability: 'create' });
	}

	/**
	 * Changes a record. Repeated while that is safe: the `EditSequence` in the body lets only one attempt
	 * have its effect. A failure's `wasInDoubt` tells that an earlier attempt may have had it.
	 */
	async update(id: string, body: IDataObject): Promise<RecordJson> {
		return await this.askForRecord({ ...this.request('PATCH', id), body });
	}

	async delete(id: string): Promise<void> {
		await this.call.client.send(this.request('DELETE', id));
	}

	private request(method: ApiRequest['method'], id?: string): ApiRequest {
		const { path } = this.resource;
		return this.call.request(method, id === undefined ? [path] : [path, id]);
	}

	private async askForRecord(request: ApiRequest): Promise<RecordJson> {
		const { body } = await this.call.client.send({ ...request, accepts: isRecord });
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
