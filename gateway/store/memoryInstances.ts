import type { Instance, InstanceDraft, InstanceKey } from './instances';
import { INSTANCE_TAKEN, StoreConflictError } from './store';

/**
 * Instances in memory, for those that cannot wait. What it gives are the instances that are kept: whoever changes one
 * has changed it for all.
 */
export class MemoryInstances {
	private readonly held = new Map<number, Instance>();

	private lastId: number;

	/** @param firstId the id of the first instance */
	constructor(private readonly firstId = 1) {
		this.lastId = firstId - 1;
	}

	/** The highest id that was given, also to instances that are gone. */
	get highestId(): number {
		return this.lastId;
	}

	/** @throws StoreConflictError where its user name, token or link is taken */
	add(draft: InstanceDraft): Instance {
		this.checkFree(draft);
		this.lastId += 1;
		const instance = { ...draft, id: this.lastId };
		this.held.set(instance.id, instance);
		return instance;
	}

	/** Puts instances from elsewhere in place of all that are here. */
	restore(instances: readonly Instance[], highestId: number): void {
		this.clear();
		for (const instance of instances) this.held.set(instance.id, instance);
		this.lastId = Math.max(highestId, this.lastId);
	}

	get(id: number): Instance | undefined {
		return this.held.get(id);
	}

	find(key: InstanceKey): Instance | undefined {
		return this.all().find(({ facts, secrets }) => {
			if ('username' in key) return facts.connector.username === key.username;
			return 'token' in key ? secrets.token === key.token : secrets.link === key.link;
		});
	}

	/** All of them, by id. */
	all(): Instance[] {
		return [...this.held.values()];
	}

	/** @throws StoreConflictError as {@link add} */
	change(id: number, change: (current: Instance) => InstanceDraft): Instance | undefined {
		const current = this.held.get(id);
		if (!current) return undefined;
		const { facts, secrets } = change(current);
		this.checkFree({ ...current, facts, secrets }, id);
		return Object.assign(current, { facts, secrets });
	}

	remove(id: number): boolean {
		return this.held.delete(id);
	}

	/** Forgets all instances and ids. */
	clear(): void {
		this.held.clear();
		this.lastId = this.firstId - 1;
	}

	private checkFree({ facts, secrets }: InstanceDraft, id?: number): void {
		const isTaken = this.all().some(
			(other) =>
				other.id !== id &&
				(other.facts.connector.username === facts.connector.username ||
					other.secrets.token === secrets.token ||
					(secrets.link !== undefined && other.secrets.link === secrets.link)),
		);
		if (isTaken) throw new StoreConflictError(INSTANCE_TAKEN);
	}
}
