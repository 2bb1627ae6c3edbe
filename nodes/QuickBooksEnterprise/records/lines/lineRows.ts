import { isEmpty, type Members } from '../../catalogue/validation/walk';
import { compareDecimals, isDecimal } from '../../catalogue/validation/decimal';
import type { LineGroup, Resource } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';

/** What an update names a line by that is not there yet (qbXML). */
export const NEW_LINE_ID = '-1';

/** What is sent of the lines: rows by the key of their kind, and instructions such as `ClearItemLines`. */
export type LineMembers = Members;

/** The rows of one kind of line as the service gave them; one alone may come without its list. */
export function rowsRead(record: Members, { readKeys }: LineGroup): Members[] {
	for (const key of readKeys) {
		const rows = record[key];
		if (isRecord(rows)) return [rows];
		if (Array.isArray(rows) && rows.length > 0) return rows.filter(isRecord);
	}
	return [];
}

/** The rows of one kind of line that the user gave. */
export function rowsGiven(given: Members, { key }: LineGroup): Members[] {
	const rows = given[key];
	return Array.isArray(rows) ? rows.filter(isRecord) : [];
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

export function withoutMember(members: Members, name: string): Members {
	return Object.fromEntries(Object.entries(members).filter(([each]) => each !== name));
}

/**
 * A record whose new groups of items name no lines: QuickBooks fills a group from the product (qbXML), and its lines can be
 * changed once they are there.
 *
 * @returns The same record where no group names lines.
 */
export function withoutInnerRows({ lines }: Resource, given: Members): Members {
	const groups = lines.find(({ name }) => name === 'itemGroupLines');
	const items = lines.find(({ name }) => name === 'itemLines');
	const rows = groups ? rowsGiven(given, groups) : [];
	if (!groups || !items || rows.every((row) => rowsGiven(row, items).length === 0)) return given;
	return { ...given, [groups.key]: rows.map((row) => withoutMember(row, items.key)) };
}

/** What identifies a row; empty where it has nothing that does. */
export function idOf({ idField }: LineGroup, row: Members): string {
	return isEmpty(row[idField]) ? '' : String(row[idField]).trim();
}

/** Rows by what identifies them. */
export function byId(group: LineGroup, rows: readonly Members[]): Map<string, Members> {
	return new Map(rows.map((row) => [idOf(group, row), row]));
}

/** An applied payment is known by what it pays; QuickBooks tells itself whether it is new. */
export function isNew(group: LineGroup, row: Members): boolean {
	return group.idField === 'TxnLineID' && ['', NEW_LINE_ID].includes(idOf(group, row));
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

/** A row as a line that is not there yet; an applied payment says nothing of that. */
export function asNewLine({ idField }: LineGroup, row: Members): Members {
	return idField === 'TxnLineID' ? { ...row, TxnLineID: NEW_LINE_ID } : row;
}

/** A row as a new line, unless it names the line that it stands for. */
export function asNewIfUnnamed(group: LineGroup, row: Members): Members {
	return isNew(group, row) ? asNewLine(group, row) : row;
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

function isSomething(amount: unknown): boolean {
	const text = String(amount ?? '').trim();
	return isDecimal(text) && compareDecimals(text, '0') !== 0;
}
