import type { JsonRecord } from '../record';
import { contentOf } from './elements';
import { objectFacts } from './objects';

/** What QuickBooks leaves out of records unless it is asked for (documented). `0` owns the fields that users see. */
const WHOLE: JsonRecord = {
	IncludeLineItems: true,
	IncludeComponentLineItems: true,
	IncludeLinkedTxns: true,
	OwnerID: '0',
};

const queryMembers = (object: string) => contentOf(`${objectFacts(object)?.query}Rq`)?.byName;

const known = new Map<string, JsonRecord>();

/**
 * @param object such as `Invoice`
 * @returns the members of its query by which records come with all that belongs to them
 */
export function wholeRecords(object: string): JsonRecord {
	const there = known.get(object);
	if (there) return there;
	const members = queryMembers(object);
	const whole = Object.fromEntries(Object.entries(WHOLE).filter(([name]) => members?.has(name)));
	known.set(object, whole);
	return whole;
}
