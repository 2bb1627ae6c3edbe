import { type Members } from '../../catalogue/validation/walk';
import type { FieldSet, LineGroup, Resource, ResourceFields } from '../../catalogue/types';
import { InputError } from '../../common/problems';
import { notForNewLines } from '../matching/changeable';
import { isSameLine, isTakenByUpdate, recordDifference } from '../matching/recordDifference';
import { clearances } from './lineMerge';
import { pairRows, type LinePair } from './linePairing';
import {
	asNewLine,
	keptLine,
	namesLines,
	rowsGiven,
	rowsRead,
	withoutMember,
	type LineMembers,
} from './lineRows';

const NO_FIELDS: FieldSet = { fields: [], oneOf: [] };

/** What brings the lines of a record to the given rows. */
export interface LineDifference {
	/** What is to be sent; nothing where the lines are as given, or no row was given. */
	lines: LineMembers;
	/** Members of lines that differ and are set on a new line only. */
	createOnly: string[];
	/** Members of lines that could not be compared. */
	notCompared: string[];
}

/** A pair and, of a group of items, the lines in it. */
interface NestedPair extends LinePair {
	inner?: PairedGroup;
}

/** One kind of line with its rows, paired. */
interface PairedGroup {
	group: LineGroup;
	set: FieldSet;
	there: readonly Members[];
	pairs: readonly NestedPair[];
}

/**
 * Compares the lines of a record with the given rows, which are all that it is to have: lines that no row
 * stands for go, and rows that stand for no line become new ones.
 *
 * @throws InputError where it is unclear which line a row stands for.
 */
export function lineDifference(
	resource: Resource,
	fields: ResourceFields,
	present: Members,
	given: Members,
): LineDifference {
	if (!namesLines(resource, given)) return { lines: {}, createOnly: [], notCompared: [] };
	const groups = resource.lines.map((group) => paired(resource, fields, group, present, given));
	requirePossible(groups);
	const remarks = groups.flatMap(({ group, set, pairs }) =>
		pairs.flatMap((pair) => {
			if (!pair.present) return [];
			const own = withoutInner(pair.given, pair.inner);
			const { createOnly, notCompared } = recordDifference(own, pair.present, set, [group.idField]);
			const named = (names: string[]) => names.map((name) => `${group.key}.${name}`);
			return [{ createOnly: named(createOnly), notCompared: named(notCompared) }];
		}),
	);
	return {
		lines: groups.every(isUnchanged)
			? {}
			: { ...rowsToSend(groups), ...clearances(resource, fields, present, given) },
		createOnly: [...new Set(remarks.flatMap((each) => each.createOnly))],
		notCompared: [...new Set(remarks.flatMap((each) => each.notCompared))],
	};
}

/** @throws InputError where it is unclear which line a row stands for. */
function paired(
	resource: Resource,
	fields: ResourceFields,
	group: LineGroup,
	present: Members,
	given: Members,
): PairedGroup {
	const set = fields.lines[group.name] ?? NO_FIELDS;
	const there = rowsRead(present, group);
	const pairs = pairRows(resource, group, set, there, rowsGiven(given, group));
	const items = resource.lines.find(({ name }) => name === 'itemLines');
	if (group.name !== 'itemGroupLines' || !items) return { group, set, there, pairs };
	const nested = pairs.map((pair): NestedPair => {
		if (rowsGiven(pair.given, items).length === 0) return pair;
		if (!pair.present) return { given: withoutMember(pair.given, items.key) };
		return { ...pair, inner: paired(resource, fields, items, pair.present, pair.given) };
	});
	return { group, set, there, pairs: nested };
}

/** @throws InputError where a row that stands for no line has what only a new record takes. */
function requirePossible(groups: readonly PairedGroup[]): void {
	const findings = groups.flatMap(({ group, set, pairs }) =>
		notForNewLines(
			group,
			set,
			pairs.filter((pair) => !pair.present).map((pair) => pair.given),
		),
	);
	if (findings.length > 0) throw new InputError(findings, 'Nothing was written.');
}

/** The order of rows is no difference: QuickBooks keeps lines in the order in which it gave them (qbXML). */
function isUnchanged({ group, set, there, pairs }: PairedGroup): boolean {
	return pairs.length === there.length && pairs.every((pair) => isSamePair(group, set, pair));
}

function isSamePair(
	group: LineGroup,
	set: FieldSet,
	{ given, present, inner }: NestedPair,
): boolean {
	if (!present || (inner && !isUnchanged(inner))) return false;
	return isSameLine(withoutInner(given, inner), present, set, group.idField);
}

function withoutInner(given: Members, inner: PairedGroup | undefined): Members {
	return inner ? withoutMember(given, inner.group.key) : given;
}

function rowsToSend(groups: readonly PairedGroup[]): Members {
	const rows = groups
		.filter(({ pairs }) => pairs.length > 0)
		.map(({ group, set, there, pairs }) => [
			group.key,
			inOrder(there, pairs).map((pair) => lineOf(group, set, pair)),
		]);
	return Object.fromEntries(rows) as Members;
}

/**
 * QuickBooks refuses lines that are there in another order than it gave them (qbXML, status 3290). A new
 * line follows the one after which it was given.
 */
function inOrder(there: readonly Members[], pairs: readonly NestedPair[]): NestedPair[] {
	const ordered = pairs
		.filter((pair) => pair.present)
		.sort(
			(one, other) =>
				there.indexOf(one.present as Members) - there.indexOf(other.present as Members),
		);
	pairs.forEach((pair, index) => {
		if (pair.present) return;
		const before = index === 0 ? undefined : pairs[index - 1];
		ordered.splice(before ? ordered.indexOf(before) + 1 : 0, 0, pair);
	});
	return ordered;
}

function lineOf(group: LineGroup, set: FieldSet, pair: NestedPair): Members {
	const { given, present, inner } = pair;
	if (!present) return asNewLine(group, given);
	if (isSamePair(group, set, pair)) return keptLine(group, present);
	// What only a new line takes is left out.
	const taken = Object.entries(given).filter(([name]) => isTakenByUpdate(set, name));
	const base = group.idField === 'TxnID' ? keptLine(group, present) : {};
	return {
		...base,
		...Object.fromEntries(taken),
		...(inner ? rowsToSend([inner]) : {}),
		[group.idField]: present[group.idField],
	};
}
