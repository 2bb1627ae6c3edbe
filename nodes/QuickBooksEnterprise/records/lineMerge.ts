import { isEmpty, isMembers, type Members } from '../catalogue/checking/walk';
import { compareDecimals, isDecimal } from '../catalogue/decimal';
import type { LineGroup, LineGroupName, Resource, ResourceFields } from '../catalogue/types';
import { InputFault } from '../transport/failure';

/** What an update names a line by that is not there yet (qbXML). */
export const NEW_LINE_ID = '-1';

/** What is sent of the lines: rows by the key of their kind, and instructions such as `ClearItemLines`. */
export type LineMembers = Members;

/** The instruction that removes all lines of a kind, for the resources that have it (qbXML 13). */
const CLEARED_BY: Readonly<Partial<Record<LineGroupName, string>>> = {
	itemLines: 'ClearItemLines',
	itemGroupLines: 'ClearItemLines',
	expenseLines: 'ClearExpenseLines',
};

/** The rows of one kind of line as the service gave them; one alone may come without its list. */
export function rowsRead(record: Members, { readKeys }: LineGroup): Members[] {
	for (const key of readKeys) {
		const rows = record[key];
		if (isMembers(rows)) return [rows];
		if (Array.isArray(rows) && rows.length > 0) return rows.filter(isMembers);
	}
	return [];
}

/** The rows of one kind of line that the user gave. */
export function rowsGiven(given: Members, { key }: LineGroup): Members[] {
	const rows = given[key];
	return Array.isArray(rows) ? rows.filter(isMembers) : [];
}

/** Whether any line was given. An empty list names none, as it leaves nothing in qbXML. */
export function namesLines({ lines }: Resource, given: Members): boolean {
	return lines.some((group) => rowsGiven(given, group).length > 0);
}

/** The members of a record but for its lines. */
export function withoutLines({ lines }: Resource, given: Members): Members {
	const keys = lines.map(({ key }) => key);
	return Object.fromEntries(Object.entries(given).filter(([name]) => !keys.includes(name)));
}

/**
 * The lines of an update that loses none. As soon as one line is named, QuickBooks removes those that
 * are not (inferred), so every present line of every kind is mentioned: the named ones with what was
 * given, the others by their id alone, since values sent back would be computed anew. New ones follow.
 * Out: nothing where no line was given.
 */
export function mergeLines(resource: Resource, present: Members, given: Members): LineMembers {
	if (!namesLines(resource, given)) return {};
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
 * Out: nothing where no kind of line was given, not even an empty list.
 * Errors: InputFault where all lines are to go and nothing in qbXML does that.
 */
export function replaceLines(
	resource: Resource,
	fields: ResourceFields,
	present: Members,
	given: Members,
): LineMembers {
	const { label, lines } = resource;
	if (!lines.some(({ key }) => Array.isArray(given[key]))) return {};
	const rows = lines
		.map((group) => [group.key, rowsGiven(given, group)] as const)
		.filter(([, each]) => each.length > 0);
	const members = { ...Object.fromEntries(rows), ...clearances(resource, fields, present, given) };
	const isInVain = Object.keys(members).length === 0;
	if (isInVain && lines.some((group) => rowsRead(present, group).length > 0)) {
		throw new InputFault(
			[`The lines of this ${label.toLowerCase()} cannot all be removed`],
			'QuickBooks leaves them as they are where an update names none. Name at least one.',
		);
	}
	return withNewIds(resource, members);
}

/** Whether an update adds lines, so that carrying it out twice would add them twice. */
export function addsLines({ lines }: Resource, members: LineMembers): boolean {
	return lines.some((group) => rowsGiven(members, group).some((row) => isNew(group, row)));
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

/** Ids of lines that were given more than once. */
export function repeatedLineIds({ lines }: Resource, given: Members): string[] {
	return lines.flatMap((group) => {
		const ids = rowsGiven(given, group)
			.filter((row) => !isNew(group, row))
			.map((row) => idOf(group, row));
		return [...new Set(ids.filter((id, index) => id !== '' && ids.indexOf(id) !== index))];
	});
}

/** A line that stays as it is. */
export function keptLine(group: LineGroup, row: Members): Members {
	const kept: Members = { [group.idField]: row[group.idField] };
	if (group.name !== 'appliedPayments') return kept;
	// Whether QuickBooks keeps what was paid where only the transaction is named is not known; an amount
	// that is paid is computed from nothing, so naming it is safe either way (our choice).
	const paid = row.PaymentAmount ?? row.Amount;
	if (isSomething(paid)) kept.PaymentAmount = paid;
	if (isSomething(row.DiscountAmount)) {
		for (const name of ['DiscountAmount', 'DiscountAccountRef', 'DiscountClassRef']) {
			if (!isEmpty(row[name])) kept[name] = row[name];
		}
	}
	return kept;
}

/** A row as a line that is not there yet; an applied payment says nothing of that. */
export function asNewLine({ idField }: LineGroup, row: Members): Members {
	return idField === 'TxnLineID' ? { ...row, TxnLineID: NEW_LINE_ID } : row;
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

/** What identifies a row; empty where it has nothing that does. */
export function idOf({ idField }: LineGroup, row: Members): string {
	return isEmpty(row[idField]) ? '' : String(row[idField]).trim();
}

function withNewIds({ lines }: Resource, members: Members): Members {
	const named = lines.filter((group) => rowsGiven(members, group).length > 0);
	const rows = named.map((group) => [
		group.key,
		rowsGiven(members, group).map((row) => asNewIfUnnamed(group, row)),
	]);
	return { ...members, ...Object.fromEntries(rows) };
}

function asNewIfUnnamed(group: LineGroup, row: Members): Members {
	return isNew(group, row) ? asNewLine(group, row) : row;
}

function byId(group: LineGroup, rows: readonly Members[]): Map<string, Members> {
	return new Map(rows.map((row) => [idOf(group, row), row]));
}

/** An applied payment is known by what it pays; QuickBooks tells itself whether it is new. */
function isNew(group: LineGroup, row: Members): boolean {
	return group.idField === 'TxnLineID' && ['', NEW_LINE_ID].includes(idOf(group, row));
}

function isTrue(value: unknown): boolean {
	return /^(true|1)$/i.test(String(value ?? ''));
}

function isSomething(amount: unknown): boolean {
	const text = String(amount ?? '').trim();
	return isDecimal(text) && compareDecimals(text, '0') !== 0;
}

function mergeRows(
	group: LineGroup,
	present: readonly Members[],
	given: readonly Members[],
	itemLines: LineGroup | undefined,
): Members[] {
	if (present.some((row) => idOf(group, row) === '')) {
		throw new InputFault(
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
	// A line that is not the record's own is sent on: the service tells what it thinks of it.
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
