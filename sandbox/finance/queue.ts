/**
 * QuickBooks Desktop does one thing at a time: calls through an instance wait for one another. How many wanted to at
 * once is kept, so that a test can tell whether a client makes them one after the other.
 */
export class InstanceQueues {
	private readonly last = new Map<number, Promise<unknown>>();
	private readonly open = new Map<number, number>();
	private readonly peaks = new Map<number, number>();

	/** A call through an instance has arrived. Returns how to say that its connection has ended. */
	arrived(instanceId: number): () => void {
		const open = (this.open.get(instanceId) ?? 0) + 1;
		this.open.set(instanceId, open);
		this.peaks.set(instanceId, Math.max(this.peakOf(instanceId), open));
		let isOpen = true;
		return () => {
			if (isOpen) this.open.set(instanceId, (this.open.get(instanceId) ?? 1) - 1);
			isOpen = false;
		};
	}

	/** Most calls through an instance that were open at once. */
	peakOf(instanceId: number): number {
		return this.peaks.get(instanceId) ?? 0;
	}

	resetPeaks(): void {
		this.peaks.clear();
	}

	/** Does something when everything before it through the same instance is done. */
	async run<T>(instanceId: number, work: () => Promise<T>): Promise<T> {
		const before = this.last.get(instanceId) ?? Promise.resolve();
		const mine = before.then(work);
		const settled = mine.catch(() => undefined);
		this.last.set(instanceId, settled);
		try {
			return await mine;
		} finally {
			if (this.last.get(instanceId) === settled) this.last.delete(instanceId);
		}
	}
}
