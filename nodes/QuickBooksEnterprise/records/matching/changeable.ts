import type { Members } from '../../catalogue/validation/walk';
import type { Field, FieldSet, LineGroup, Resource, ResourceFields } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';
import { byId, idOf, rowsGiven, rowsRead } from '../lines/lineRows';
import { withTypes } from '../typedValues';
import { isBlank, isSameReference, isSameScalar } from './sameValue';

/** What of a record an update can carry. */
export interface Changeable {
	members: Members;
	/** Paths of what a new record takes only and the record does not show as it was given. */
	left: string[];
}

/** Members that say which version or kind of a record is meant, and change nothing. */
const NAMING: readonly string[] = ['EditSequence', 'ItemType'];

/** What QuickBooks writes itself with every write; another value says nothing. */
const STAMPS: readonly string[] = ['EditSequence', 'TimeCreated', 'TimeModified', 'TxnNumber'];

/**
 * Takes out of an update what an update cannot carry.
 *
 * @param present The record as it is.
 */
export function changeable(
	resource: Resource,
	fields: ResourceFields,
	given: Members,
	present: Members,
): Changeable {
	const left: string[] = [];
	const members = taken(fields, given, present, '', left);
	for (const group of resource.lines) {
		const set = fields.lines[group.name];
		const rows = given[group.key];
		if (!set || !Array.isArray(rows)) continue;
		const there = byId(group, rowsRead(present, group));
		members[group.key] = rows.map((row: unknown) => {
			if (!isRecord(row)) return row;
			return taken(set, row, there.get(idOf(group, row)) ?? {}, `${group.key}.`, left);
		});
	}
	return { members, left: [...new Set(left)] };
}

/** The members of a record or row that an update takes. */
function taken(
	set: FieldSet,
	given: Members,
	present: Members,
	prefix: string,
	left: string[],
): Members {
	const entries = Object.entries(given).filter(([name, value]) => {
		const field = fieldOf(set, name);
		if (!field || field.readOnly || field.update !== 'none') return true;
		if (!isShownAs(field, value, present[name])) left.push(prefix + name);
		return false;
	});
	return Object.fromEntries(entries);
}

/**
 * Why an update of what was given would change nothing, as a finding; undefined where it may change something.
 * An update in vain is a slip: what was meant would never arrive.
 *
 * @param isReplaced Whether the lines that are not given go, so that naming one is a change.
 */
export function changesNothing(
	resource: Resource,
	fields: ResourceFields,
	given: Members,
	isReplaced: boolean,
): string | undefined {
	const keys = resource.lines.map(({ key }) => key);
	const own = Object.keys(given).filter((name) => !keys.includes(name) && !NAMING.includes(name));
	if (own.some((name) => mayChange(fieldOf(fields, name)))) return undefined;
	const groups = resource.lines.filter(({ key }) => given[key] !== undefined);
	if (groups.some((group) => isReplaced || rowsMayChange(group, fields, given))) return undefined;
	const names = [
		...own.map((name) => `${name} (${reasonOf(fieldOf(fields, name))})`),
		...groups.flatMap((group) => namesOfRows(group, fields, given)),
	];
	return names.length === 0
		? undefined
		: `An update cannot change anything of what was given: ${[...new Set(names)].join(', ')}`;
}

function rowsMayChange(group: LineGroup, fields: ResourceFields, given: Members): boolean {
	const set = fields.lines[group.name];
	return rowsGiven(given, group).some((row) =>
		Object.keys(row).some(
			(name) => name !== group.idField && (!set || mayChange(fieldOf(set, name))),
		),
	);
}

function namesOfRows(group: LineGroup, fields: ResourceFields, given: Members): string[] {
	const set = fields.lines[group.name] ?? { fields: [], oneOf: [] };
	return rowsGiven(given, group).flatMap((row) => {
		const names = Object.keys(row).filter((name) => name !== group.idField);
		if (names.length === 0) return [`${group.key} (names a line and nothing to change in it)`];
		return names.map((name) => `${group.key}.${name} (${reasonOf(fieldOf(set, name))})`);
	});
}

/** What is not known may be anything. */
function mayChange(field: Field | undefined): boolean {
	return field === undefined || (!field.readOnly && field.update !== 'none');
}

/**
 * What new lines of a record that is there already cannot carry, such as a counted stock or the order that is billed:
 * without it the line would not be the one that is meant.
 *
 * @param rows Rows that stand for no line of the record.
 * @returns Findings.
 */
export function notForNewLines(
	group: LineGroup,
	set: FieldSet,
	rows: readonly Members[],
): string[] {
	const names = rows.flatMap((row) =>
		Object.keys(row).filter((name) => {
			const field = fieldOf(set, name);
			return field && !field.readOnly && field.update === 'none' && !isBlank(row[name]);
		}),
	);
	return [...new Set(names)].map(
		(name) =>
			`${group.label}: a line that is added to a record that is there already cannot have ${name}; QuickBooks takes it when the record is created only`,
	);
}

function reasonOf(field: Field | undefined): string {
	return field?.readOnly === false ? 'for a new record only' : 'QuickBooks fills it in itself';
}

/**
 * Members that QuickBooks fills in itself and that were given with another value than the record shows: nothing
 * became of them. A record that was read and is sent again gives them as they are.
 *
 * @param shown The record before and after the write.
 */
export function passedOver(set: FieldSet, given: Members, ...shown: Members[]): string[] {
	return Object.entries(given)
		.filter(([name, value]) => {
			const field = fieldOf(set, name);
			if (!field?.readOnly || STAMPS.includes(name) || isBlank(value)) return false;
			if (field.type === 'object' || field.type === 'id' || field.repeatable) return false;
			return !shown.some((record) => isShownAs(field, value, record[name]));
		})
		.map(([name]) => name);
}

function fieldOf({ fields }: FieldSet, name: string): Field | undefined {
	return fields.find(({ path }) => path === name);
}

/** Whether a record shows a member as it was given; a group as far as it shows it. */
function isShownAs(field: Field, given: unknown, shown: unknown): boolean {
	if (field.isUnseen || shown === undefined) return isBlank(given);
	if (field.type === 'reference') return isSameReference(given, shown);
	if (field.type === 'object' || field.repeatable) {
		const [one, other] = [given, shown].map((value) => JSON.stringify(withTypes({ value })));
		return one === other;
	}
	return isSameScalar(field, given, shown);
}
