import type { Members } from '../../catalogue/validation/walk';
import type { LineGroup, LineGroupName, Resource, ResourceFields } from '../../catalogue/types';
import { nounOf } from '../../catalogue/words';
import { InputError } from '../../common/problems';
import { requireOwnLines } from './linePairing';
import {
	asNewIfUnnamed,
	byId,
	idOf,
	isNew,
	keptLine,
	namesLines,
	rowsGiven,
	rowsRead,
	type LineMembers,
} from './lineRows';

/** The instruction that removes all lines of a kind, for the resources that have it (qbXML 13). */
const CLEARED_BY: Readonly<Partial<Record<LineGroupName, string>>> = {
	itemLines: 'ClearItemLines',
	itemGroupLines: 'ClearItemLines',
	expenseLines: 'ClearExpenseLines',
};

/**
 * The lines of an update that loses none. As soon as one line is named, QuickBooks removes those that
 * are not (inferred), so every present line of every kind is mentioned: the named ones with what was
 * given, the others by their id alone, since values sent back would be computed anew. New ones follow.
 *
 * @returns nothing where no line was given.
 */
export function mergeLines(resource: Resource, present: Members, given: Members): LineMembers {
	if (!namesLines(resource, given)) return {};
	for (const group of resource.lines) {
		requireOwnLines(resource, group, rowsRead(present, group), rowsGiven(given, group));
	}
	const itemLines = resource.lines.find(({ name }) => name === 'itemLines');
	const groups = resource.lines.map((group) => {
		const isCleared = isTrue(given[CLEARED_BY[group.name] ?? '']);
		const there = isCleared ? [] : rowsRead(present, group);
		return [group.key, mergeRows(group, there, rowsGiven(given, group), itemLines)] as const;
	});
	return Object.fromEntries(groups.filter(([, rows]) => rows.length > 0));
}

/**
 * The lines of an update after which only those are left that were given. Kinds of which none was
 * given are cleared where qbXML has a member for it; elsewhere leaving them out does it (inferred).
 *
 * @returns nothing where no kind of line was given, not even an empty list.
 * @throws InputError where all lines are to go and nothing in qbXML does that.
 */
export function replaceLines(
	resource: Resource,
	fields: ResourceFields,
	present: Members,
	given: Members,
): LineMembers {
	const { lines } = resource;
	if (!lines.some(({ key }) => Array.isArray(given[key]))) return {};
	for (const group of lines) {
		requireOwnLines(resource, group, rowsRead(present, group), rowsGiven(given, group));
	}
	const rows = lines
		.map((group) => [group.key, rowsGiven(given, group)] as const)
		.filter(([, each]) => each.length > 0);
	const members = { ...Object.fromEntries(rows), ...clearances(resource, fields, present, given) };
	const isInVain = Object.keys(members).length === 0;
	if (isInVain && lines.some((group) => rowsRead(present, group).length > 0)) {
		throw new InputError(
			[`The lines of this ${nounOf(resource)} cannot all be removed`],
			'QuickBooks leaves them as they are where an update names none. Name at least one.',
		);
	}
	return withNewIds(resource, members);
}

/** Whether an update adds lines, so that carrying it out twice would add them twice. */
export function addsLines({ lines }: Resource, members: LineMembers): boolean {
	return lines.some((group) => rowsGiven(members, group).some((row) => isNew(group, row)));
}

/**
 * What an update added to the lines of a record: people give a row without an ID for a line that is there already.
 *
 * @param given What was asked for.
 * @param before The record before the update.
 * @param after The record as it was answered.
 * @returns The lines as the answer shows them; where it shows none, the rows that were given.
 */
export function linesAdded(
	{ lines }: Resource,
	given: Members,
	before: Members,
	after: Members,
): Members[] {
	return lines.flatMap((group) => {
		const wanted = rowsGiven(given, group).filter((row) => isNew(group, row));
		if (wanted.length === 0) return [];
		const known = byId(group, rowsRead(before, group));
		const added = rowsRead(after, group).filter((row) => !known.has(idOf(group, row)));
		return added.length > 0 ? added : wanted;
	});
}

/** The lines that a record will have after an update, as far as values were read or given. */
export function linesAfter(
	{ lines }: Resource,
	present: Members,
	members: LineMembers,
): LineMembers {
	const after = lines.map((group) => {
		const there = byId(group, rowsRead(present, group));
		const rows = rowsGiven(members, group);
		return [group.key, rows.map((row) => ({ ...there.get(idOf(group, row)), ...row }))] as const;
	});
	return Object.fromEntries(after);
}

/** What removes all lines of a kind of which none is wanted, where qbXML has a member for that. */
export function clearances(
	resource: Resource,
	fields: ResourceFields,
	present: Members,
	given: Members,
): Members {
	const members = new Set(resource.lines.map(({ name }) => CLEARED_BY[name]));
	const needed = fields.fields.filter(({ path }) => {
		if (!members.has(path)) return false;
		const groups = resource.lines.filter(({ name }) => CLEARED_BY[name] === path);
		const isThere = groups.some((group) => rowsRead(present, group).length > 0);
		return isThere && !groups.some((group) => rowsGiven(given, group).length > 0);
	});
	return Object.fromEntries(needed.map(({ path }) => [path, true]));
}

function withNewIds({ lines }: Resource, members: Members): Members {
	const named = lines.filter((group) => rowsGiven(members, group).length > 0);
	const rows = named.map((group) => [
		group.key,
		rowsGiven(members, group).map((row) => asNewIfUnnamed(group, row)),
	]);
	return { ...members, ...Object.fromEntries(rows) };
}

function isTrue(value: unknown): boolean {
	return /^(true|1)$/i.test(String(value ?? ''));
}

function mergeRows(
	group: LineGroup,
	present: readonly Members[],
	given: readonly Members[],
	itemLines: LineGroup | undefined,
): Members[] {
	if (present.some((row) => idOf(group, row) === '')) {
		throw new InputError(
			[`A line among ${group.label} has no ${group.idField}, so it cannot be kept`],
			"The service gave it without one. Name all lines and set 'Line Mode' to 'Replace'.",
		);
	}
	const there = byId(group, present);
	const named = byId(group, given);
	const kept = present.map((row) => {
		const change = named.get(idOf(group, row));
		return change ? changedLine(group, row, change, itemLines) : keptLine(group, row);
	});
	const rest = given.filter((row) => !there.has(idOf(group, row)));
	return [...kept, ...rest.map((row) => asNewIfUnnamed(group, row))];
}

/** In: `itemLines`, the kind of the lines that an item group holds; they are merged in the same way. */
function changedLine(
	group: LineGroup,
	row: Members,
	change: Members,
	itemLines: LineGroup | undefined,
): Members {
	if (group.name === 'appliedPayments') return { ...keptLine(group, row), ...change };
	if (group.name !== 'itemGroupLines' || !itemLines || rowsGiven(change, itemLines).length === 0) {
		return change;
	}
	const rows = mergeRows(
		itemLines,
		rowsRead(row, itemLines),
		rowsGiven(change, itemLines),
		undefined,
	);
	return { ...change, [itemLines.key]: rows };
}
