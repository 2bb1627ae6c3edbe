import type { Members } from '../../catalogue/validation/walk';
import { isRecord } from '../../common/json/isRecord';
import { isBlank, isSameName } from './sameValue';

/** A reference whose ID is that of another record than its name says. */
export interface Contradiction {
	/** The member that holds the reference. */
	member: string;
	named: string;
	meant: string;
}

/**
 * Finds references by name and ID that do not agree: QuickBooks passes the name over (documented).
 *
 * @param shown The record as QuickBooks shows it, which says whose the IDs are.
 */
export function contradictions(given: Members, shown: Members): Contradiction[] {
	const names = new Map(
		referencesIn(shown).map(({ id, name }) => [id.toLowerCase(), name] as const),
	);
	return referencesIn(given).flatMap(({ member, id, name: named }) => {
		const meant = names.get(id.toLowerCase());
		return meant === undefined || isSameName(meant, named) ? [] : [{ member, named, meant }];
	});
}

/** The references within a value that have both members. */
function referencesIn(
	value: unknown,
	member = '',
): Array<{ member: string; id: string; name: string }> {
	if (Array.isArray(value)) return value.flatMap((each) => referencesIn(each, member));
	if (!isRecord(value)) return [];
	const { ListID: id, FullName: name } = value;
	if (member.endsWith('Ref') && !isBlank(id) && !isBlank(name)) {
		return [{ member, id: String(id), name: String(name) }];
	}
	return Object.entries(value).flatMap(([key, each]) => referencesIn(each, key));
}
