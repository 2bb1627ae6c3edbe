/** What is kept of an `Idempotency-Key`: digests alone. */
export interface KeptKey {
	/** Where the key counts: an instance, or undefined for the account. */
	instanceId?: number;
	/** Digest of the key and of where it counts. */
	key: string;
	/** Digest of method, path and body. */
	request: string;
	/** Of the request that was the last to do something under it: also the id of its first write. */
	requestId: string;
	createdAtMs: number;
	/** The first answer, sealed; undefined while it is not certain. */
	answer?: string;
}

/** The keys by which a caller repeats a request without doing it twice. */
export interface KeyStore {
	/** Takes a key that is free, on disk and synced. @returns who has it already; undefined where it was free */
	claim(key: KeptKey): Promise<KeptKey | undefined>;
	/** Another request goes on under a key, on disk and synced. */
	renew(key: string, requestId: string): Promise<void>;
	/** Keeps the answer, on disk and synced. */
	keep(key: string, answer: string): Promise<void>;
	/** Nothing was done under it: it is free again. */
	release(key: string): Promise<void>;
	/** Forgets keys that were first used before. */
	forget(beforeMs: number): Promise<void>;
}

/** For tests and for the sandbox. */
export class MemoryKeys implements KeyStore {
	private readonly held = new Map<string, KeptKey>();

	async claim(key: KeptKey): Promise<KeptKey | undefined> {
		const there = this.held.get(key.key);
		if (!there) this.held.set(key.key, { ...key });
		return there && { ...there };
	}

	async renew(key: string, requestId: string): Promise<void> {
		const there = this.held.get(key);
		if (there) there.requestId = requestId;
	}

	async keep(key: string, answer: string): Promise<void> {
		const there = this.held.get(key);
		if (there) there.answer = answer;
	}

	async release(key: string): Promise<void> {
		this.held.delete(key);
	}

	async forget(beforeMs: number): Promise<void> {
		for (const { key, createdAtMs } of this.held.values()) {
			if (createdAtMs < beforeMs) this.held.delete(key);
		}
	}

	/** Whether the outcome of a call is still to be told to whoever repeats it. */
	needs(requestId: string): boolean {
		return [...this.held.values()].some(
			(key) => key.requestId === requestId && key.answer === undefined,
		);
	}

	/** The instance was removed. */
	forgetInstance(id: number): void {
		for (const { key, instanceId } of this.held.values()) {
			if (instanceId === id) this.held.delete(key);
		}
	}
}
