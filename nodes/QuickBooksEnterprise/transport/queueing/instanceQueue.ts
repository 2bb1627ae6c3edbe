import { hashOf, Pause, unlessCancelled } from './pause';

/** What a call through an instance needs. */
export interface InstanceAccess {
	/** The instance's id. */
	id: string;
	/** Its Element token. */
	token: string;
}

/**
 * The way through one instance. QuickBooks Desktop answers one request at a time for each company file
 * (inferred from the vendor's own tests, which run one by one), so calls go one after the other; and
 * when the company's computer cannot be reached, all that go there wait, and nobody else does.
 */
export class InstanceQueue {
	private static readonly byInstance = new Map<string, InstanceQueue>();

	readonly pause = new Pause();
	private tail = Promise.resolve();
	/** How many calls are under way or wait. */
	private length = 0;

	/**
	 * The queue of an instance: shared by all runs in this process.
	 *
	 * @param account What tells the account from others; only a hash of it is kept.
	 * @param instanceId The id of the instance.
	 */
	static of(account: readonly string[], instanceId: string): InstanceQueue {
		const key = hashOf([...account, instanceId]);
		const known = InstanceQueue.byInstance.get(key);
		if (known) return known;
		const queue = new InstanceQueue();
		InstanceQueue.byInstance.set(key, queue);
		return queue;
	}

	/** Whether a call may go at once. */
	get isFree(): boolean {
		return this.length === 0 && !this.pause.holds;
	}

	/**
	 * Waits for its turn, and until no pause holds; or until the run is cancelled.
	 *
	 * @returns What to call when the call through the instance has ended.
	 */
	async enter(cancelSignal: AbortSignal | undefined): Promise<() => void> {
		const ahead = this.tail;
		let leave: () => void = () => {};
		const mine = new Promise<void>((resolve) => {
			leave = () => {
				this.length--;
				resolve();
			};
		});
		this.length++;
		this.tail = ahead.then(async () => await mine);
		await unlessCancelled(ahead, cancelSignal);
		await this.pause.over(cancelSignal);
		return leave;
	}
}
