import type { Instance, InstanceDraft, InstanceKey } from './instances';
import { INSTANCE_TAKEN, StoreConflictError } from './store';

/** What no two instances have in common, each with the kind of thing it is. */
const keysOf = ({ facts, secrets }: InstanceDraft): string[] => [
	`username ${facts.connector.username}`,
	`token ${secrets.token}`,
	...(secrets.link === undefined ? [] : [`link ${secrets.link}`]),
];

/**
 * Instances in memory, for those that cannot wait. What it gives are the instances that are kept: whoever changes one
 * has changed it for all. User name, token and link are changed by {@link change} alone, since they are looked up.
 */
export class MemoryInstances {
	private readonly held = new Map<number, Instance>();

	private readonly idOf = new Map<string, number>();

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
		this.put(instance);
		return instance;
	}

	/** Puts instances from elsewhere in place of all that are here. */
	restore(instances: readonly Instance[], highestId: number): void {
		this.clear();
		for (const instance of instances) this.put(instance);
		this.lastId = Math.max(highestId, this.lastId);
	}

	get(id: number): Instance | undefined {
		return this.held.get(id);
	}

	find(key: InstanceKey): Instance | undefined {
		const [[kind, text]] = Object.entries(key) as Array<[string, string]>;
		return this.held.get(this.idOf.get(`${kind} ${text}`) ?? NaN);
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
		this.forgetKeys(current);
		this.put(Object.assign(current, { facts, secrets }));
		return current;
	}

	/** @returns whether it was there */
	remove(id: number): boolean {
		const instance = this.held.get(id);
		if (instance) this.forgetKeys(instance);
		return this.held.delete(id);
	}

	/** Forgets all instances and ids. */
	clear(): void {
		this.held.clear();
		this.idOf.clear();
		this.lastId = this.firstId - 1;
	}

	private put(instance: Instance): void {
		this.held.set(instance.id, instance);
		for (const key of keysOf(instance)) this.idOf.set(key, instance.id);
	}

	private forgetKeys(instance: Instance): void {
		for (const key of keysOf(instance)) this.idOf.delete(key);
	}

	private checkFree(draft: InstanceDraft, id?: number): void {
		const isTaken = keysOf(draft).some((key) => (this.idOf.get(key) ?? id) !== id);
		if (isTaken) throw new StoreConflictError(INSTANCE_TAKEN);
	}
}
