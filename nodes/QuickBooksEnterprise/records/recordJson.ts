import { isMembers, type Members } from '../catalogue/checking/walk';
import type { Findings } from '../provisioning/findings';
import { checkTree, parseJson } from '../provisioning/jsonText';
import { inexactFinding, isInexact } from './fieldValue';

/**
 * Reads a record that the user wrote as JSON; it is sent as it is.
 * In: its text, or the object that an expression gave; what the reader calls it.
 * Out: the record, or undefined where it cannot be used, which is noted in `findings`.
 */
export function readRecordJson(
	given: unknown,
	label: string,
	findings: Findings,
): Members | undefined {
	const read = typeof given === 'string' ? parseJson(given, label, findings) : given;
	if (typeof given === 'string' && read === undefined) return undefined;
	if (!isMembers(read)) {
		findings.add(`${label} must be one JSON object, from { to }`);
		return undefined;
	}
	return isSound(read, label, findings) ? read : undefined;
}

/** Whether a record can be sent at all; where it cannot, that is noted in `findings`. */
export function isSound(record: Members, label: string, findings: Findings): boolean {
	return checkTree(record, label, findings, (value, path) => {
		if (isInexact(value)) findings.add(inexactFinding(`${label}: ${path.join(' → ')}`));
	});
}
