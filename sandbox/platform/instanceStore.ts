import { MemoryInstances, type Instance, type InstanceDraft } from '../../gateway/store';
import { flatView, fromSaved, type PlatformFacts, type StoredInstance } from './storedInstance';

/** Where ids start: our choice. */
const FIRST_ID = 1001;

/** What lies beside an instance of the gateway. */
interface Beside {
	platform: PlatformFacts;
	flat: StoredInstance;
}

/**
 * The gateway's instances, read and changed at once, and beside each what only the platform keeps. Ids grow in the
 * order in which instances are stored, hence become visible: our choice, since the service does not say.
 */
export class InstanceStore {
	private readonly instances = new MemoryInstances(FIRST_ID);
	private readonly beside = new Map<number, Beside>();
	/** Nothing stored from now on is listed before this real time. */
	private listFloorMs = 0;

	/** The highest id given out, also to instances deleted since. */
	get highestId(): number {
		return this.instances.highestId;
	}

	/** @param holdsBackLaterOnes whether what is stored later is not listed before this one */
	add(draft: InstanceDraft, platform: PlatformFacts, holdsBackLaterOnes = false): StoredInstance {
		const listedFromMs = Math.max(platform.listedFromMs, this.listFloorMs);
		if (holdsBackLaterOnes) this.listFloorMs = listedFromMs;
		return this.show(this.instances.add(draft), { ...platform, listedFromMs });
	}

	/** Puts instances from a state file back. */
	restore(saved: StoredInstance[], highestId: number): void {
		const restored = saved.map(fromSaved);
		this.instances.restore(
			restored.map(({ instance }) => instance),
			highestId,
		);
		for (const { instance, platform } of restored) this.show(instance, platform);
	}

	get(id: number): StoredInstance | undefined {
		return this.beside.get(id)?.flat;
	}

	/** The instance as the gateway keeps it. */
	kept(id: number): Instance | undefined {
		return this.instances.get(id);
	}

	withToken(token: string): StoredInstance | undefined {
		const instance = this.instances.find({ token });
		return instance && this.get(instance.id);
	}

	/** What the platform keeps of an instance. */
	platformFacts(id: number): PlatformFacts | undefined {
		return this.beside.get(id)?.platform;
	}

	change(id: number, change: (current: Instance) => InstanceDraft): Instance | undefined {
		return this.instances.change(id, change);
	}

	remove(id: number): void {
		this.instances.remove(id);
		this.beside.delete(id);
	}

	clear(): void {
		this.instances.clear();
		this.beside.clear();
		this.listFloorMs = 0;
	}

	/** Every stored instance in id order. */
	all(): StoredInstance[] {
		return [...this.beside.values()].map(({ flat }) => flat);
	}

	/** Those that lists show by now, in id order (the order is our choice: unknown). */
	listed(): Instance[] {
		const nowMs = Date.now();
		return this.instances
			.all()
			.filter(({ id }) => this.beside.get(id)!.platform.listedFromMs <= nowMs);
	}

	private show(instance: Instance, platform: PlatformFacts): StoredInstance {
		const flat = flatView(instance, platform);
		this.beside.set(instance.id, { platform, flat });
		return flat;
	}
}
