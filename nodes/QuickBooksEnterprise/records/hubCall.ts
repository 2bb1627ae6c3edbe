import type { Resource } from '../catalogue/types';
import type { Answer } from '../transport/answer';
import type { ApiRequest, CloudElementsClient, Patience } from '../transport/client';
import type { InstanceAccess } from '../transport/lane';
import { cancellableSleep } from '../transport/pause';
import type { Slot } from '../transport/slot';
import { RecordApi } from './recordApi';

/** The service ignores which hub is named (observed); this is the documented one. */
const HUB = ['hubs', 'finance'] as const;

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

	/** Reads something that is no list of records. Errors: RequestFailure. */
	async read(segments: readonly string[], query?: ApiRequest['query']): Promise<Answer> {
		return await this.client.send({ ...this.request('GET', segments), query });
	}

	/** Waits, in milliseconds, without holding a slot; ends at once when the run is cancelled. */
	async pauseFor(durationMs: number): Promise<void> {
		await this.slot.during(
			async () => await cancellableSleep(durationMs, this.client.cancelSignal),
		);
	}
}
