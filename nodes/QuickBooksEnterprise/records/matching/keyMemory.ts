import { OutcomeUnknown } from '../../transport/errors/failure';
import type { RecordApi } from '../../hub/recordApi';
import type { RecordKey } from './recordKey';

/** What became of the first record with a key that a run created, or tried to. */
export type KeyFate = { id: string } | { doubt: OutcomeUnknown };

/**
 * What a run did about keys, for its later items with the same one: a list may show late what was
 * created, and a create in doubt may land after it was looked for.
 */
export class KeyMemory {
	private readonly fates = new Map<string, KeyFate>();

	fateOf(api: RecordApi, key: RecordKey): KeyFate | undefined {
		return this.fates.get(placeOf(api, key));
	}

	note(api: RecordApi, key: RecordKey, fate: KeyFate): void {
		this.fates.set(placeOf(api, key), fate);
	}
}

/** The doubt of an earlier item is that of a later one with the same key too. */
export function sameDoubt({ thing, details }: OutcomeUnknown): OutcomeUnknown {
	const reason =
		'An earlier item of this run with the same key ended so, and nothing was sent again.';
	return new OutcomeUnknown(thing, details, { reason });
}

function placeOf({ call: { instanceId }, resource }: RecordApi, { identity }: RecordKey): string {
	return JSON.stringify([instanceId, resource.value, identity]);
}
