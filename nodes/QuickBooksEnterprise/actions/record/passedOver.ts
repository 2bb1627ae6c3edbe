import type { Members } from '../../catalogue/validation/walk';
import { nounOf } from '../../catalogue/words';
import type { Problems } from '../../common/problems';
import { contradictions } from '../../records/matching/contradictions';
import { passedOver } from '../../records/matching/changeable';
import type { RecordFacts } from './recordFacts';

/**
 * Warns of given members that QuickBooks fills in itself and that the record shows otherwise, and of names that
 * contradict the IDs beside them.
 *
 * @param shown The record before and after the write.
 */
export function warnOfPassedOver(
	{ resource, fields }: RecordFacts,
	given: Members,
	problems: Problems,
	...shown: Members[]
): void {
	const last = shown[shown.length - 1];
	for (const { member, named, meant } of contradictions(given, last)) {
		problems.warn(
			`${member} names '${named}', and the ID beside it is that of '${meant}': QuickBooks goes by the ID.`,
		);
	}
	const names = passedOver(fields, given, ...shown);
	if (names.length === 0) return;
	problems.warn(
		`${names.join(', ')} of the ${nounOf(resource)} is not as it was given: QuickBooks fills it in itself and takes it in no request.`,
	);
}
