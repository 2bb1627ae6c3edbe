import type { Members } from '../../catalogue/validation/walk';
import type { Problems } from '../../common/problems';
import { checkTree, parseJson } from '../../common/json/parseJson';
import { inexactFinding, isInexact } from './fieldValue';
import { isRecord } from '../../common/json/isRecord';

/**
 * Reads a record that the user wrote as JSON.
 *
 * @param given its text, or the object that an expression gave.
 * @returns the record, or undefined where it cannot be used, which is noted in `problems`.
 */
export function readRecordJson(
	given: unknown,
	label: string,
	problems: Problems,
): Members | undefined {
	const read = typeof given === 'string' ? parseJson(given, label, problems) : given;
	if (typeof given === 'string' && read === undefined) return undefined;
	if (!isRecord(read)) {
		problems.add(`${label} must be one JSON object, from { to }`);
		return undefined;
	}
	return isSound(read, label, problems) ? read : undefined;
}

/** Whether a record can be sent at all; where it cannot, that is noted in `problems`. */
export function isSound(record: Members, label: string, problems: Problems): boolean {
	return checkTree(record, label, problems, (value, path) => {
		if (isInexact(value)) problems.add(inexactFinding(`${label}: ${path.join(' → ')}`));
	});
}
