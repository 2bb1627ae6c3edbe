import { isRecord, type JsonRecord } from '../record';
import { compareDecimals, parseDecimal } from './values/decimals';
import { isEmpty, memberOf } from './scope';
import { stemOf } from '../schema/elements';

function sameScalar(given: unknown, present: unknown): boolean {
	const [a, b] = [String(given), String(present)];
	if (a === b) return true;
	const [first, second] = [parseDecimal(a), parseDecimal(b)];
	return first !== undefined && second !== undefined && compareDecimals(first, second) === 0;
}

/** QuickBooks goes by the id alone where a reference has one. */
function sameReference(given: JsonRecord, present: JsonRecord): boolean | undefined {
	if (isEmpty(given.ListID) || isEmpty(present.ListID)) return undefined;
	return given.ListID === present.ListID;
}

/**
 * @param given a value that a caller sent
 * @param present the value that QuickBooks has
 * @returns whether the first one asks for no change: every member that it names is as it is
 */
export function asksNoChange(given: unknown, present: unknown): boolean {
	if (isEmpty(given)) return isEmpty(present);
	if (isEmpty(present)) return false;
	if (Array.isArray(given) || Array.isArray(present)) {
		const [all, old] = [given, present].map((value) => (Array.isArray(value) ? value : [value]));
		return all.length === old.length && all.every((each, index) => asksNoChange(each, old[index]));
	}
	if (!isRecord(given) || !isRecord(present)) return sameScalar(given, present);
	return (
		sameReference(given, present) ??
		Object.entries(given).every(([key, value]) =>
			asksNoChange(value, present[key] ?? memberOf(present, stemOf(key))),
		)
	);
}
