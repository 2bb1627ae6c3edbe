import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { FieldSet, LineGroup, LineGroupName, Resource } from '../../catalogue/types';
import { nounOf } from '../../catalogue/words';
import { InputError } from '../../common/problems';
import { isSameLine, sameMembersOf } from '../matching/recordDifference';
import { isSameReference } from '../matching/sameValue';
import { idOf, isNew } from './lineRows';

/** A given row and the line that it stands for; without one it is a new line. */
export interface LinePair {
	given: Members;
	present?: Members;
}

/** What a line is about, by kind: the item or the account. Applied payments are known by their ID. */
const SUBJECTS: Readonly<Partial<Record<LineGroupName, string>>> = {
	itemLines: 'ItemRef',
	itemGroupLines: 'ItemGroupRef',
	expenseLines: 'AccountRef',
	debitLines: 'AccountRef',
	creditLines: 'AccountRef',
};

/** QuickBooks computes one of these from the others, so none of them is data that a row takes over. */
const PRICING = ['Amount', 'Cost', 'Quantity', 'Rate', 'RatePercent'];

/**
 * Finds the line that each given row stands for: by its ID, else by its item or account. Among lines with
 * the same item or account it is the one that agrees in most members. A row never takes a line because of
 * where it stands, since it would take over what the line says beside it.
 *
 * @param set The fields of this kind of line.
 * @returns A pair for each row, in the order of the rows.
 * @throws InputError where a row names a line that the record does not have, or could be one of several
 * lines that differ in what the row does not say.
 */
export function pairRows(
	resource: Resource,
	group: LineGroup,
	set: FieldSet,
	present: readonly Members[],
	given: readonly Members[],
): LinePair[] {
	requireOwnLines(resource, group, present, given);
	const pairs: LinePair[] = given.map((row) => {
		const id = idOf(group, row);
		return { given: row, present: present.find((line) => id !== '' && idOf(group, line) === id) };
	});
	const taken = new Set(pairs.map((pair) => pair.present));
	const free = new Set(present.filter((line) => !taken.has(line)));
	const open = pairs.filter((pair) => !pair.present && isUnnamed(group, pair.given));
	for (const { pair, line, rivals } of candidatesFor(group, set, open, [...free])) {
		if (pair.present || !free.has(line)) continue;
		const lines = rivals.filter((rival) => free.has(rival));
		const rows = open.filter(({ present: found }) => !found).map((each) => each.given);
		requireClear(resource, group, set, rows, pair.given, lines);
		pair.present = line;
		free.delete(line);
	}
	return pairs;
}

/**
 * @throws InputError for a line ID that is not among the lines of the record.
 */
export function requireOwnLines(
	resource: Resource,
	group: LineGroup,
	present: readonly Members[],
	given: readonly Members[],
): void {
	if (group.idField === 'TxnID') return;
	const ids = new Set(present.map((line) => idOf(group, line)));
	const strangers = given
		.filter((row) => !isNew(group, row) && !ids.has(idOf(group, row)))
		.map((row) => idOf(group, row));
	if (strangers.length === 0) return;
	throw new InputError(
		strangers.map((id) => `${group.label}: this ${nounOf(resource)} has no line ${id} (TxnLineID)`),
		'Read the record again for the IDs of its lines, or leave the ID out for a new line. Nothing was written.',
	);
}

/** `-1` says that the line is new; a row without an ID may stand for one that is there. */
function isUnnamed(group: LineGroup, row: Members): boolean {
	return group.idField === 'TxnLineID' && idOf(group, row) === '';
}

/** A line that a row may stand for. */
interface Candidate {
	pair: LinePair;
	line: Members;
	/** How far the row and the line agree. */
	score: number;
	/** The lines with which the row agrees as far, this one included. */
	rivals: readonly Members[];
}

/** What rows may stand for, the best first, and in order where rows and lines agree as far. */
function candidatesFor(
	group: LineGroup,
	set: FieldSet,
	open: readonly LinePair[],
	free: readonly Members[],
): Candidate[] {
	const candidates = open.flatMap((pair) => {
		const byScore = new Map<number, Members[]>();
		for (const line of free) {
			if (!isAboutTheSame(group, set, pair.given, line)) continue;
			const score = scoreOf(group, set, pair.given, line);
			byScore.set(score, [...(byScore.get(score) ?? []), line]);
		}
		return [...byScore].flatMap(([score, rivals]) =>
			rivals.map((line): Candidate => ({ pair, line, score, rivals })),
		);
	});
	return candidates.sort((one, other) => other.score - one.score);
}

function isAboutTheSame(group: LineGroup, set: FieldSet, row: Members, line: Members): boolean {
	const subject = SUBJECTS[group.name];
	if (subject !== undefined && !(isEmpty(row[subject]) && isEmpty(line[subject]))) {
		return isSameReference(row[subject], line[subject]);
	}
	// A line of text alone is known by its text.
	const text = subject === undefined ? undefined : row.Desc;
	return text === undefined
		? isSameLine(row, line, set, group.idField)
		: isSameLine({ Desc: text }, line, set, group.idField);
}

/** A row that is as the line already comes before all others. */
function scoreOf(group: LineGroup, set: FieldSet, row: Members, line: Members): number {
	if (isSameLine(row, line, set, group.idField)) return Number.MAX_SAFE_INTEGER;
	return sameMembersOf(row, line, set).length;
}

/** Rows that say the same are interchangeable, and so are lines that differ in nothing beside a row. */
function requireClear(
	resource: Resource,
	group: LineGroup,
	set: FieldSet,
	open: readonly Members[],
	given: Members,
	lines: readonly Members[],
): void {
	const beside = new Set(lines.map((line) => dataBeside(set, given, line)));
	if (beside.size < 2) return;
	const equalRows = open.filter((row) => JSON.stringify(row) === JSON.stringify(given));
	if (equalRows.length >= lines.length) return;
	const subject = SUBJECTS[group.name] ?? group.idField;
	const ids = lines.map((line) => idOf(group, line)).join(', ');
	throw new InputError(
		[
			`${group.label}: several lines of this ${nounOf(resource)} have the same ${subject} as a row that was given: ${ids}`,
		],
		'They differ in what the row does not say, so this node does not guess which one is meant. Give the row the ID of its line (TxnLineID). Nothing was written.',
	);
}

/** What a line says that a row would take over. */
function dataBeside({ fields }: FieldSet, given: Members, line: Members): string {
	const members = fields
		.filter(({ path, update }) => update !== 'none' && !path.includes('.'))
		.map(({ path }) => path)
		.filter((path) => !PRICING.includes(path) && !(path in given) && path !== 'TxnLineID');
	return JSON.stringify(members.map((path) => line[path] ?? null));
}
