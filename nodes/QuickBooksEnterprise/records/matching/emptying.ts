import { canBeEmptied } from '../../catalogue/emptying';
import { labelOf } from '../../catalogue/labels';
import type { FieldSet, LineGroup, Resource, ResourceFields } from '../../catalogue/types';
import type { Members } from '../../catalogue/validation/walk';
import { InputError } from '../../common/problems';
import { isRecord } from '../../common/json/isRecord';
import { byId, idOf, rowsGiven, rowsRead } from '../lines/lineRows';
import { isBlank } from './sameValue';

/**
 * Refuses to empty what QuickBooks never leaves empty. A member that holds nothing may be named as empty: a record that
 * was read holds such ones.
 *
 * @param members What is to be sent for the record.
 * @throws InputError that names all of them.
 */
export function requireEmptiable(
	resource: Resource,
	fields: ResourceFields,
	members: Members,
	present: Members,
): void {
	const keys = resource.lines.map(({ key }) => key);
	const own = Object.fromEntries(Object.entries(members).filter(([name]) => !keys.includes(name)));
	const findings = [
		...stubborn(fields, own, present, { prefix: '', isInLine: false }),
		...resource.lines.flatMap((group) => stubbornInRows(resource, fields, group, members, present)),
	];
	if (findings.length === 0) return;
	throw new InputError(
		[...new Set(findings)],
		'QuickBooks always has a value there. Give another one, or leave it out. Nothing was written.',
	);
}

/** Item groups hold lines of their own. */
function stubbornInRows(
	resource: Resource,
	fields: ResourceFields,
	group: LineGroup,
	members: Members,
	present: Members,
): string[] {
	const set = fields.lines[group.name];
	const there = byId(group, rowsRead(present, group));
	const inner = resource.lines.find(
		({ name }) => group.name === 'itemGroupLines' && name === 'itemLines',
	);
	if (!set) return [];
	return rowsGiven(members, group).flatMap((row) => {
		const line = there.get(idOf(group, row)) ?? {};
		return [
			...stubborn(set, row, line, { prefix: `${group.key}.`, isInLine: true }),
			...(inner ? stubbornInRows(resource, fields, inner, row, line) : []),
		];
	});
}

/** Where members stand. */
interface Whereabouts {
	/** What stands before the path of a field in a message. */
	prefix: string;
	isInLine: boolean;
}

/** @param path The group whose members are given, with a dot behind it. */
function stubborn(
	set: FieldSet,
	members: Members,
	present: Members,
	where: Whereabouts,
	path = '',
): string[] {
	return Object.entries(members).flatMap(([name, value]) => {
		const field = set.fields.find((each) => each.path === path + name);
		const there = present[name];
		if (!field || field.readOnly || isBlank(there)) return [];
		if (
			isRecord(value) &&
			isRecord(there) &&
			Object.keys(value).length > 0 &&
			field.type === 'object'
		) {
			return stubborn(set, value, there, where, `${field.path}.`);
		}
		return !isCleared(value) || canBeEmptied(field, where.isInLine)
			? []
			: [`${labelOf(field.path)} (${where.prefix}${field.path}) cannot be emptied`];
	});
}

/** An empty list names nothing, and so empties nothing. */
function isCleared(value: unknown): boolean {
	return !Array.isArray(value) && isBlank(value);
}

/**
 * QuickBooks takes an address as a whole, so the lines that are not named go along as they are. An address of which
 * nothing is left is emptied as a whole.
 */
export function withWholeAddresses(
	{ fields }: FieldSet,
	members: Members,
	present: Members,
): Members {
	const completed = Object.entries(members).map(([name, value]) => {
		const there = present[name];
		if (!/Address$/.test(name) || !isRecord(value)) return [name, value] as const;
		const isTaken = (line: string) =>
			fields.length === 0 ||
			fields.some(({ path, update }) => path === `${name}.${line}` && update !== 'none');
		const kept = Object.entries(isRecord(there) ? there : {}).filter(
			([line, text]) => isTaken(line) && !isBlank(text),
		);
		const whole = { ...Object.fromEntries(kept), ...value };
		return [name, isBlank(whole) ? null : whole] as const;
	});
	return Object.fromEntries(completed);
}
