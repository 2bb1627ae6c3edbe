import { hashOf } from '../../transport/queueing/pause';
import { Learnt } from './learnt';

/**
 * What the service made of values that it was sent for one instance: it may drop a key, or cut a value. Known
 * to all runs in this process, so that a run does not write again what will not be kept. Only hashes are held.
 */
export class KeptValues {
	private static readonly shownByGiven = new Learnt();

	/**
	 * @param account What tells the account from others.
	 * @param instanceId Id of the instance.
	 */
	constructor(
		private readonly account: string,
		private readonly instanceId: string,
	) {}

	/** Remembers that the service was sent a value for a field and shows another one, or none. */
	remember(field: string, given: unknown, shown: unknown): void {
		KeptValues.shownByGiven.set(this.keyOf(field, given), hashOf([JSON.stringify(shown ?? null)]));
	}

	/** Whether the service was sent a value before and showed afterwards what it shows now. */
	isKeptOtherwise(field: string, given: unknown, shown: unknown): boolean {
		const known = KeptValues.shownByGiven.get(this.keyOf(field, given));
		return known !== undefined && known === hashOf([JSON.stringify(shown ?? null)]);
	}

	private keyOf(field: string, given: unknown): string {
		return hashOf([this.account, this.instanceId, field, JSON.stringify(given ?? null)]);
	}
}
