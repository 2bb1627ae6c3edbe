import type { Members } from '../catalogue/checking/walk';
import type { FieldSet, LineGroup, Resource, ResourceFields } from '../catalogue/types';
import { clearances } from './lineMerge';
import {
	asNewLine,
	idOf,
	keptLine,
	namesLines,
	rowsGiven,
	rowsRead,
	type LineMembers,
} from './lineRows';
import { differenceOf, isSameLine } from './recordDifference';

const NO_FIELDS: FieldSet = { fields: [], oneOf: [] };

/** A given row and the present one that it stands for, where there is one. */
interface Pair {
	given: Members;
	present?: Members;
}

/**
 * What brings the lines of a record to the given ones, which are all that it is to have. Rows pair by
 * the id that they name, else those that are equal at both ends of the list, and what is left in
 * between in order. Present lines without a partner go; given ones without become new.
 * Out: nothing where the lines are as given, or none was given.
 */
export function pairLines(
	resource: Resource,
	fields: ResourceFields,
	present: Members,
	given: Members,
): LineMembers {
	if (!namesLines(resource, given)) return {};
	const groups = resource.lines.map((group) => {
		const set = fields.lines[group.name] ?? NO_FIELDS;
		const there = rowsRead(present, group);
		const pairs = pairRows(group, set, there, rowsGiven(given, group));
		return { group, set, there, pairs };
	});
	const isUnchanged = groups.every(
		({ group, set, there, pairs }) =>
			pairs.length === there.length &&
			pairs.every((pair, index) => pair.present === there[index] && isSame(group, set, pair)),
	);
	if (isUnchanged) return {};
	const rows = groups
		.filter(({ pairs }) => pairs.length > 0)
		.map(({ group, set, pairs }) => [group.key, pairs.map((pair) => lineOf(group, set, pair))]);
	return { ...Object.fromEntries(rows), ...clearances(resource, fields, present, given) };
}

function pairRows(
	group: LineGroup,
	set: FieldSet,
	present: readonly Members[],
	given: readonly Members[],
): Pair[] {
	const pairs: Pair[] = given.map((row) => {
		const id = idOf(group, row);
		return { given: row, present: present.find((there) => id !== '' && idOf(group, there) === id) };
	});
	// An applied payment is known by what it pays and by nothing else.
	if (group.idField === 'TxnID') return pairs;
	const taken = new Set(pairs.map((pair) => pair.present));
	const free = present.filter((row) => !taken.has(row));
	const open = pairs.filter((pair) => !pair.present);
	const isEqual = (pair: Pair, row: Members) => isSameLine(pair.given, row, set, group.idField);
	while (open.length > 0 && free.length > 0 && isEqual(open[0], free[0])) {
		(open.shift() as Pair).present = free.shift();
	}
	while (
		open.length > 0 &&
		free.length > 0 &&
		isEqual(open[open.length - 1], free[free.length - 1])
	) {
		(open.pop() as Pair).present = free.pop();
	}
	open.forEach((pair, index) => (pair.present = free[index]));
	return pairs;
}

function isSame(group: LineGroup, set: FieldSet, { given, present }: Pair): boolean {
	return present !== undefined && isSameLine(given, present, set, group.idField);
}

function lineOf(group: LineGroup, set: FieldSet, pair: Pair): Members {
	const { given, present } = pair;
	if (!present) return asNewLine(group, given);
	if (isSame(group, set, pair)) return keptLine(group, present);
	// What only a new line takes is left out.
	const { createOnly } = differenceOf(given, present, set);
	const taken = Object.entries(given).filter(([name]) => !createOnly.includes(name));
	const base = group.idField === 'TxnID' ? keptLine(group, present) : {};
	return { ...base, ...Object.fromEntries(taken), [group.idField]: present[group.idField] };
}
