import type { QbRecord } from './company';

export type { QbRecord } from './company';

export const isRecord = (value: unknown): value is QbRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The id of a record of a list or of a transaction. */
export const idOf = (record: QbRecord) => String(record.ListID ?? record.TxnID);

/** The rows under a member of a record. */
export function rowsOf(record: QbRecord | undefined, member: string): QbRecord[] {
	const rows = record?.[member];
	return Array.isArray(rows) ? (rows as QbRecord[]) : [];
}

/** The reference under a member. */
export function referenceIn(record: QbRecord | undefined, member: string): QbRecord | undefined {
	const value = record?.[member];
	return isRecord(value) ? value : undefined;
}

/** The list id that a reference names. */
export function idIn(record: QbRecord | undefined, member: string): string | undefined {
	const id = referenceIn(record, member)?.ListID;
	return typeof id === 'string' ? id : undefined;
}

/** The name by which a list knows a record. */
export const nameOf = (record: QbRecord | undefined): string | undefined => {
	const name = record?.FullName ?? record?.Name ?? record?.Initial;
	return name === undefined || name === null ? undefined : String(name);
};

/** A reference to a record of a list. */
export const referenceTo = (record: QbRecord): QbRecord => ({
	ListID: String(record.ListID),
	FullName: nameOf(record),
});

/** A record but for some members. */
export function without(record: QbRecord, members: readonly string[]): QbRecord {
	return Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)));
}

/** Whether a member holds something. */
export const has = (record: QbRecord, member: string) =>
	record[member] !== undefined && record[member] !== null && record[member] !== '';

/** QuickBooks compares names without case. */
export const nameKey = (name: unknown) => String(name).toLowerCase();

/** `yyyy-MM-dd` plus so many days. */
export function dayAfter(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * What a Mod makes of a record: members that are given take the place of the old ones, `null` takes away. A group such
 * as `SalesOrPurchase` is merged member by member; an address or a reference is replaced as a whole.
 */
export function merged(old: QbRecord, given: QbRecord): QbRecord {
	const record = { ...old };
	for (const [member, value] of Object.entries(given)) {
		const before = old[member];
		if (value === null) delete record[member];
		else if (isRecord(value) && isRecord(before) && !/(Ref|Address)$/.test(member)) {
			record[member] = merged(before, value);
		} else if (isRecord(value)) record[member] = merged({}, value);
		else if (value !== undefined) record[member] = value;
	}
	return record;
}
