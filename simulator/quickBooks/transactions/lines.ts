import { retName } from '../objects';
import { rowsOf, without, type QbRecord } from '../record';
import { notFound, wrongOrder } from '../refusals/status';
import type { Write } from '../writes/write';
import { withGroup } from './groups';
import { lineAfter, next } from './lineRow';
import type { Before } from './pricing';

/** A line with the kind that it is. */
export interface Line {
	kind: string;
	row: QbRecord;
}

/** The kinds of lines in their order. In: the member that each kind stands under. */
function inOrder(
	record: QbRecord,
	kinds: readonly string[],
	memberOf: (kind: string) => string,
): Line[] {
	const rows = new Map(kinds.map((kind) => [memberOf(kind), [...rowsOf(record, memberOf(kind))]]));
	const order = ((record['#order'] ?? []) as string[]).filter((member) => rows.has(member));
	const kindOf = (member: string) => kinds.find((kind) => memberOf(kind) === member)!;
	const told = order.flatMap((member): Line[] => {
		const row = rows.get(member)!.shift();
		return row ? [{ kind: kindOf(member), row }] : [];
	});
	const rest = [...rows].flatMap(([member, own]) =>
		own.map((row) => ({ kind: kindOf(member), row })),
	);
	return [...told, ...rest];
}

/** The members of a record that hold these lines; a kind that has none is taken away. */
function lineMembersOf(kinds: readonly string[], lines: Line[]): QbRecord {
	const members = kinds.map((kind): [string, QbRecord[] | null] => {
		const rows = lines.filter((line) => line.kind === kind).map(({ row }) => row);
		return [retName(kind), rows.length > 0 ? rows : null];
	});
	const isMixed = members.filter(([, rows]) => rows).length > 1;
	const order = isMixed ? lines.map(({ kind }) => retName(kind)) : null;
	return { ...Object.fromEntries(members), ...(kinds.length > 1 ? { '#order': order } : {}) };
}

/** Whether a request names nothing of a line but its id. */
const isMentionedOnly = (given: QbRecord) =>
	Object.keys(given).every((each) => each === 'TxnLineID');

/** A journal line changes sides by its type. */
function sideOf(kind: string, given: QbRecord, old: Line | undefined): string {
	if (kind !== 'JournalLine') return kind;
	const type = given.JournalLineType;
	return type === undefined ? (old?.kind ?? 'JournalDebitLine') : `Journal${String(type)}Line`;
}

/**
 * The lines of one list after a Mod names some of them: what is not named is gone.
 *
 * @throws StatusError 3120 for a line that the transaction has not, 3290 for lines in another order.
 */
function linesAfterMod(write: Write, old: Line[], given: Line[]): Line[] {
	let before: Before = { previous: 0n, running: 0n };
	let last = -1;
	return given.map(({ kind: told, row: asked }): Line => {
		const id = String(asked.TxnLineID ?? '-1');
		const at = old.findIndex(({ row }) => row.TxnLineID === id);
		if (id !== '-1') {
			if (at < 0) throw notFound(id);
			if (at < last) throw wrongOrder(id);
			last = at;
		}
		const known = at < 0 ? undefined : old[at];
		const kind = sideOf(told, asked, known);
		const members = without(asked, ['JournalLineType']);
		const row =
			known && isMentionedOnly(members)
				? known.row
				: (withGroup(write, kind, known?.row, members) ??
					lineAfter(write, kind, known?.row, members, before));
		before = next(write, before, row);
		return { kind, row };
	});
}

function linesAfterAdd(write: Write, given: Line[]): Line[] {
	let before: Before = { previous: 0n, running: 0n };
	return given.map(({ kind, row: asked }): Line => {
		const row =
			withGroup(write, kind, undefined, asked) ?? lineAfter(write, kind, undefined, asked, before);
		before = next(write, before, row);
		return { kind, row };
	});
}

/** Under which member a request has the lines of a kind. */
const requestName = (on: 'Add' | 'Mod') => (kind: string) =>
	kind.startsWith('Journal') ? (on === 'Add' ? kind : 'JournalLineMod') : `${kind}${on}`;

const CLEARED: Readonly<Record<string, string>> = {
	ClearExpenseLines: 'ExpenseLine',
	ClearItemLines: 'ItemLine',
};

/**
 * The members with lines that a transaction has after a write. Each list of lines is replaced only when the request
 * names a line of it.
 *
 * @throws StatusError
 */
export function linesAfter(write: Write, old: QbRecord, given: QbRecord): QbRecord {
	const { object, on } = write;
	const members: QbRecord = {};
	for (const kinds of object.lines) {
		const asked =
			on === 'Mod' && object.name === 'JournalEntry'
				? rowsOf(given, 'JournalLineMod').map((row) => ({ kind: 'JournalLine', row }))
				: inOrder(given, kinds, requestName(on));
		const isCleared = Object.entries(CLEARED).some(
			([flag, kind]) => kinds.includes(kind) && given[flag] === 'true',
		);
		if (asked.length > 0) {
			const after =
				on === 'Add'
					? linesAfterAdd(write, asked)
					: linesAfterMod(write, inOrder(old, kinds, retName), asked);
			Object.assign(members, lineMembersOf(kinds, after));
		} else if (isCleared) Object.assign(members, lineMembersOf(kinds, []));
	}
	return members;
}

/** The members of a request that say something of lines. */
export const lineRequests = ({ object, on }: Write): string[] => [
	...object.lines.flat().map(requestName(on)),
	...Object.keys(CLEARED),
	'#order',
];
