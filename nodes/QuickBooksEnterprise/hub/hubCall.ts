import { HUB } from '../common/constants';
import type { Resource } from '../catalogue/types';
import type { Answer } from '../transport/answer';
import type { CloudElementsClient } from '../transport/client';
import type { ApiRequest, RequestPolicy } from '../transport/request';
import type { InstanceAccess } from '../transport/queueing/instanceQueue';
import { Pages } from '../transport/pages';
import { cancellableSleep } from '../transport/queueing/pause';
import type { Permit } from '../transport/queueing/permit';
import {
	MAX_RECORDS_PER_PAGE,
	RecordApi,
	type InstanceCalls,
	type ListOptions,
	type RecordJson,
	type RecordPageQuery,
} from './recordApi';

/** The way of one item through one instance. */
export class HubCall implements InstanceCalls {
	constructor(
		readonly client: CloudElementsClient,
		readonly policy: RequestPolicy,
		private readonly through: InstanceAccess,
		private readonly permit: Permit,
	) {}

	get instanceId(): string {
		return this.through.id;
	}

	/** The records of a resource. */
	recordsOf(resource: Resource): RecordApi {
		return new RecordApi(this, resource);
	}

	/**
	 * A request below the hub, to be completed or sent.
	 *
	 * @param segments Parts of the path, not encoded.
	 */
	request(method: ApiRequest['method'], segments: readonly string[]): ApiRequest {
		return {
			method,
			segments: [...HUB, ...segments],
			through: this.through,
			permit: this.permit,
			policy: this.policy,
		};
	}

	/** The pages of a list that belongs to no resource, as those of `RecordApi.list`. */
	list(
		segments: readonly string[],
		{ where }: RecordPageQuery,
		{ pageSize = MAX_RECORDS_PER_PAGE, from }: ListOptions = {},
	): Pages<RecordJson> {
		const list = { ...this.request('GET', segments), query: { where } };
		return new Pages(this.client, list, { pageSize, from });
	}

	/**
	 * Asks for something that is no list of records.
	 *
	 * @param further What else the request is, such as whether an answer is what was asked for.
	 * @throws RequestFailure
	 */
	async ask(
		segments: readonly string[],
		further: Partial<Pick<ApiRequest, 'accepts' | 'method' | 'query'>> = {},
	): Promise<Answer> {
		return await this.client.send({ ...this.request('GET', segments), ...further });
	}

	async pauseFor(durationMs: number): Promise<void> {
		await this.permit.during(
			async () => await cancellableSleep(durationMs, this.client.cancelSignal),
		);
	}
}
