import type { StoredInstance } from '../types';

/** Where ids start: our choice. */
const FIRST_ID = 1001;

/**
 * All instances, by id and by token. Ids grow in the order in which instances are stored, hence become visible:
 * our choice, since the service does not say.
 */
export class InstanceStore {
	private readonly byId = new Map<number, StoredInstance>();
	private readonly byToken = new Map<string, StoredInstance>();
	private lastId = FIRST_ID - 1;
	/** Nothing stored from now on is listed before this real time. */
	private listFloorMs = 0;

	takeId(): number {
		this.lastId += 1;
		return this.lastId;
	}

	/** The highest id given out, also to instances deleted since. */
	get highestId(): number {
		return this.lastId;
	}

	add(instance: StoredInstance, holdBackLaterOnes = false): void {
		instance.listedFromMs = Math.max(instance.listedFromMs, this.listFloorMs);
		if (holdBackLaterOnes) this.listFloorMs = instance.listedFromMs;
		this.byId.set(instance.id, instance);
		this.byToken.set(instance.token, instance);
	}

	/** Puts instances from a state file back. */
	restore(instances: StoredInstance[], highestId: number): void {
		for (const instance of instances) this.add(instance);
		this.lastId = Math.max(highestId, FIRST_ID - 1);
	}

	get(id: number): StoredInstance | undefined {
		return this.byId.get(id);
	}

	withToken(token: string): StoredInstance | undefined {
		return this.byToken.get(token);
	}

	remove(instance: StoredInstance): void {
		this.byId.delete(instance.id);
		this.byToken.delete(instance.token);
	}

	clear(): void {
		this.byId.clear();
		this.byToken.clear();
		this.lastId = FIRST_ID - 1;
		this.listFloorMs = 0;
	}

	/** Every stored instance in id order. */
	all(): StoredInstance[] {
		return [...this.byId.values()];
	}

	/** Those that lists show by now, in id order (the order is our choice: unknown). */
	listed(): StoredInstance[] {
		const nowMs = Date.now();
		return this.all().filter((instance) => instance.listedFromMs <= nowMs);
	}
}
