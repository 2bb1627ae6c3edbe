import { blockOfRecord, elementsOf, isRecord, type JsonRecord, type RetRecord } from '../qbxml';
import type { Resource } from './resources';

/** A line, and the lines in it where it is a group, under the names of the API. */
const underKeys = (row: JsonRecord, keys: ReadonlyMap<string, string>): JsonRecord =>
	Object.fromEntries(
		Object.entries(row).map(([member, value]) => [keys.get(member) ?? member, value]),
	);

const keysOf = new WeakMap<Resource, ReadonlyMap<string, string>>();

/** By the name that QuickBooks has for lines, the name that the API has. */
function lineKeys(resource: Resource): ReadonlyMap<string, string> {
	const known = keysOf.get(resource);
	if (known) return known;
	const keys = new Map(resource.lines.map(({ ret, key }) => [ret, key]));
	keysOf.set(resource, keys);
	return keys;
}

/** The members that a record can have beside its lines, in the order of QuickBooks. */
function membersOf({ lines }: Resource, ret: string): string[] {
	const names = elementsOf(blockOfRecord(ret)?.entries ?? []).map(({ name }) => name);
	return names.filter((name) => !lines.some((line) => line.ret === name));
}

/**
 * A record as the API shows it: `id` repeats the id of QuickBooks, lines have their irregular names (observed). A
 * product says what kind of item it is; a sales rep is named by its initials, and found by Name (observed).
 *
 * @param withNulls whether members without a value are there
 */
export function recordView(
	resource: Resource,
	{ object, ret, record }: RetRecord,
	withNulls = false,
): JsonRecord {
	const { key, object: asked } = resource;
	const keys = lineKeys(resource);
	const view: JsonRecord = {
		...(key ? { id: record[key] } : {}),
		...(asked === 'Item' ? { ItemType: object } : {}),
	};
	for (const member of Object.keys(record)) {
		const value = record[member];
		const name = keys.get(member);
		if (name === undefined) view[member] = value;
		else
			view[name] = (value as unknown[]).map((row) => (isRecord(row) ? underKeys(row, keys) : row));
	}
	if (asked === 'SalesRep') view.Name = record.Initial;
	if (withNulls) {
		for (const member of membersOf(resource, ret)) view[member] ??= null;
	}
	return view;
}
