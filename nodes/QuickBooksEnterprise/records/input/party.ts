import { partyOf } from '../../catalogue/parties';
import { referenceFrom } from '../../catalogue/references';
import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { Resource } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';
import { fromLocator } from './locators';
import type { ValueContext } from './fieldValue';

/** The parameter for whom a transaction is with; saved workflows hold its name. */
export const PARTY = 'party';

/**
 * Adds whom a transaction is with to a record. Workflows from before the parameter have it among the fields; both
 * may say the same.
 *
 * @param record What the fields say.
 * @param given What the parameter holds: a locator, or a name or ID of an expression in its place.
 */
export function withParty(
	record: Members,
	given: unknown,
	resource: Resource,
	{ problems, idLike }: ValueContext,
): Members {
	const party = partyOf(resource);
	if (!party) return record;
	const { member, label } = party;
	const read = fromLocator(given);
	if (isEmpty(read)) return record;
	const reference = isRecord(read) ? read : referenceFrom(String(read), idLike);
	const present = record[member];
	if (isEmpty(present) || isSame(reference, present)) return { ...record, [member]: reference };
	problems.add(
		`${label} is given twice and differently: ${shown(reference)} in '${label}' (${PARTY}), ${shown(present)} in 'Fields' (${member}); leave out one`,
	);
	return record;
}

/** Whether two references name one record as far as both say it. */
function isSame(one: Members, other: unknown): boolean {
	if (!isRecord(other)) return false;
	const members = ['ListID', 'FullName'].filter(
		(name) => !isEmpty(one[name]) && !isEmpty(other[name]),
	);
	const plain = (value: unknown) => String(value).trim().toLowerCase();
	return members.length > 0 && members.every((name) => plain(one[name]) === plain(other[name]));
}

function shown(reference: unknown): string {
	if (!isRecord(reference)) return `'${String(reference)}'`;
	return `'${String(reference.FullName ?? reference.ListID)}'`;
}
