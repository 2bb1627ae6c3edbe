import type { CloudElementsClient } from '../../transport/client';

/** Says whether a run may start something new: not once it was stopped, nor after a failure that ends it. */
export class RunGate {
	private hasFailed = false;

	/** @param keepGoing Whether an item that fails leaves the others running. */
	constructor(
		private readonly client: CloudElementsClient,
		private readonly keepGoing: boolean,
	) {}

	/** Tells that an item failed. */
	noteFailure(): void {
		this.hasFailed = true;
	}

	readonly isOpen = (): boolean => !this.client.isCancelled && (this.keepGoing || !this.hasFailed);
}
