import type { Instance } from '../instance';
import {
	belongsElsewhere,
	hasConnectionOf,
	hasExactConnectionOf,
	hasNameLike,
	hasNameOf,
} from '../comparison/identity';
import { isAnInstance } from './confirmation';
import type { Pending } from './pending';
import type { InstanceSnapshots, Snapshot } from './snapshot';

/** Which instances a creation in doubt may have made. */
export class Candidates {
	/**
	 * @param pendings All creations of the run: what one of them made is none of another's.
	 * @param takenIds Instances that belong to some item.
	 */
	constructor(
		private readonly snapshots: InstanceSnapshots,
		private readonly pendings: readonly Pending[],
		private readonly takenIds: ReadonlySet<string>,
	) {}

	/** Whether a listed instance can be of interest to any item that is or was in doubt. */
	readonly isWanted = (instance: Instance): boolean =>
		this.pendings.some(
			({ identity, doubt }) =>
				doubt &&
				(!instance.shows.element ||
					hasNameLike(instance, identity) ||
					hasExactConnectionOf(instance, identity)),
		);

	/** Instances that a request of an item may have made. */
	matches(pending: Pending, { instances }: Snapshot): Instance[] {
		const { identity } = pending;
		const found = instances.filter(
			(instance) =>
				!this.takenIds.has(instance.id) &&
				hasNameLike(instance, identity) &&
				hasConnectionOf(instance, identity) !== false &&
				(hasNameOf(instance, identity) || !this.isNamedByAnother(pending, instance)) &&
				this.mayComeFrom(pending, instance) !== false,
		);
		const named = found.filter((instance) => hasNameOf(instance, identity));
		return named.length > 0 ? named : found;
	}

	/** Whether an instance certainly is what a request of an item made. */
	isCertain(pending: Pending, instance: Instance): boolean {
		return (
			hasConnectionOf(instance, pending.identity) === true &&
			this.mayComeFrom(pending, instance) === true
		);
	}

	/**
	 * Instances that came up since a request of an item was sent, with its connection and a name that is no item's, or
	 * with its name and a connection that is no item's: the service may keep either in a form that nobody foresees.
	 */
	keptOtherwise(pending: Pending, { instances }: Snapshot): Instance[] {
		const { identity } = pending;
		return instances.filter(
			(instance) =>
				!this.takenIds.has(instance.id) &&
				!belongsElsewhere(instance, identity.elementKey) &&
				(hasExactConnectionOf(instance, identity) || hasNameLike(instance, identity)) &&
				!this.isNamedByAnother(pending, instance) &&
				this.mayComeFrom(pending, instance) === true,
		);
	}

	/**
	 * Why an answer is about another instance than the one that was asked for. One with our connection is
	 * ours, whatever the service made of the name.
	 *
	 * @param sentAtMs When the request was sent.
	 * @returns undefined where it is about ours.
	 */
	whyForeign({ identity }: Pending, instance: Instance, sentAtMs: number): string | undefined {
		const { id, name } = instance;
		if (!isAnInstance(instance)) {
			return `The answer held an ID and nothing of an instance: ID ${id}`;
		}
		if (belongsElsewhere(instance, identity.elementKey)) {
			return `The answer was about an instance of another element: ${instance.elementKey ?? instance.elementId} (ID ${id})`;
		}
		if (this.takenIds.has(id) || this.snapshots.wasThereBefore(id, sentAtMs)) {
			return `The answer was about an instance that was there before: ID ${id}`;
		}
		const connects = instance.shows.configuration ? hasConnectionOf(instance, identity) : undefined;
		const isNamed = instance.shows.name ? hasNameLike(instance, identity) : undefined;
		if (isNamed === false && connects !== true) {
			return `The answer was about an instance of another name: ${name} (ID ${id})`;
		}
		return undefined;
	}

	private mayComeFrom({ firstSentAtMs = 0 }: Pending, instance: Instance): boolean | undefined {
		return this.snapshots.mayComeFrom(instance, firstSentAtMs);
	}

	/** Whether the name of an instance, taken for what it is, is that of another item. */
	private isNamedByAnother(pending: Pending, instance: Instance): boolean {
		return this.pendings.some((other) => other !== pending && hasNameOf(instance, other.identity));
	}
}
