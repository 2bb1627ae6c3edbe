import { isRecord } from '../server/http';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import type { Expression } from '../../gateway/ceql';
import { resourceAt, type FinanceRecord } from './kinds';

/** A member under its own name and under QuickBooks' own; dotted, `[*]` goes through the rows of a list. */
interface FieldMapping {
	path: string;
	vendorPath: string;
	/** Where the field is taken out. */
	removed: Directions;
}

/** Of records from QuickBooks, and of requests to it. */
interface Directions {
	fromVendor: boolean;
	toVendor: boolean;
}

const BOTH: Directions = { fromVendor: true, toVendor: true };
const NEITHER: Directions = { fromVendor: false, toVendor: false };

/**
 * A setting of a transformation or of one of its fields: an entry of its `configuration`, or a member of its own with a
 * boolean (our choice: both forms are read).
 */
function settingOf(holder: Record<string, unknown>, type: string): Directions | undefined {
	const { configuration, [type]: plain } = holder;
	if (typeof plain === 'boolean') return plain ? BOTH : NEITHER;
	const entries: unknown[] = Array.isArray(configuration) ? configuration : [];
	const entry = entries.filter(isRecord).find((each) => each.type === type);
	if (!entry) return undefined;
	const { fromVendor = true, toVendor = true } = isRecord(entry.properties) ? entry.properties : {};
	return { fromVendor: fromVendor !== false, toVendor: toVendor !== false };
}

/** The parts of a path between its lists, each as its steps. */
const partsOf = (path: string) =>
	path.split(/\[\*\]\.?/).map((part) => part.split('.').filter((step) => step !== ''));

function valueAt(record: FinanceRecord, steps: string[]): unknown {
	return steps.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), record);
}

/** Puts a value there, making the groups on the way; a group that is no group is left as it is. */
function put(record: FinanceRecord, steps: string[], value: unknown): void {
	let at = record;
	for (const step of steps.slice(0, -1)) {
		const inner = (at[step] ??= {});
		if (!isRecord(inner)) return;
		at = inner;
	}
	at[steps[steps.length - 1]] = value;
}

function remove(record: FinanceRecord, [step, ...rest]: string[]): void {
	const inner = record[step];
	if (rest.length === 0) delete record[step];
	else if (isRecord(inner)) remove(inner, rest);
}

/** Takes a member out; one that goes through lists stays (our choice). */
function take(record: FinanceRecord, path: string): void {
	const parts = partsOf(path);
	if (parts.length === 1) remove(record, parts[0]);
}

/** Copies a value from one path to the other, row by row where both go through lists. */
function copy(
	from: FinanceRecord,
	[source, ...sources]: string[][],
	to: FinanceRecord,
	[target, ...targets]: string[][],
): void {
	const value = valueAt(from, source);
	if (value === undefined) return;
	if (sources.length === 0) return put(to, target, value);
	if (!Array.isArray(value)) return;
	const known = valueAt(to, target);
	const rows: unknown[] = Array.isArray(known) ? known : [];
	value.forEach((row: unknown, index) => {
		rows[index] ??= {};
		const other = rows[index];
		if (isRecord(row) && isRecord(other)) copy(row, sources, other, targets);
	});
	put(to, target, rows);
}

/** A transformation that was posted, as it is applied. */
export class Transformation {
	constructor(
		/** The object behind it: a path of the service or a native name. */
		readonly vendorName: string,
		private readonly mappings: FieldMapping[],
		/** Where members that are not mapped go through. */
		private readonly passThrough: Directions = BOTH,
	) {}

	/** A record with the mapped members under their names too; the native ones stay (our choice) unless it says not. */
	outward(record: FinanceRecord): FinanceRecord {
		const result = this.passThrough.fromVendor ? structuredClone(record) : {};
		for (const { path, vendorPath, removed } of this.mappings) {
			if (removed.fromVendor) take(result, vendorPath);
			else copy(record, partsOf(vendorPath), result, partsOf(path));
		}
		return result;
	}

	/** A request under its native names. Where it has both, the mapped one wins (our choice). */
	inward(members: FinanceRecord): FinanceRecord {
		const result = this.passThrough.toVendor ? structuredClone(members) : {};
		for (const { path, vendorPath, removed } of this.mappings) {
			take(result, path);
			if (removed.toVendor) take(result, vendorPath);
		}
		for (const { path } of this.mappings) {
			const [[root], ...lists] = partsOf(path);
			const rest = result[root];
			const isEmptied = isRecord(rest) && Object.keys(rest).length === 0;
			if (isEmptied || (lists.length > 0 && !this.isNative(root))) delete result[root];
		}
		for (const { path, vendorPath, removed } of this.mappings) {
			if (!removed.toVendor) copy(members, partsOf(path), result, partsOf(vendorPath));
		}
		return result;
	}

	private isNative(member: string): boolean {
		return this.mappings.some(({ vendorPath }) => partsOf(vendorPath)[0][0] === member);
	}

	/** A filter under the native names. */
	inwardFilter(expression: Expression): Expression {
		if ('sides' in expression) {
			return { ...expression, sides: expression.sides.map((side) => this.inwardFilter(side)) };
		}
		const mapping = this.mappings.find(({ path }) => path === expression.field);
		return mapping ? { ...expression, field: mapping.vendorPath } : expression;
	}
}

/** Both names are there and go through as many lists. */
function mappingOf(field: unknown): FieldMapping[] {
	if (!isRecord(field)) return [];
	const { path, vendorPath } = field;
	if (typeof path !== 'string' || typeof vendorPath !== 'string') return [];
	const [own, native] = [partsOf(path), partsOf(vendorPath)];
	const isUsable =
		own.length === native.length && [...own, ...native].every((steps) => steps.length > 0);
	return isUsable ? [{ path, vendorPath, removed: settingOf(field, 'remove') ?? NEITHER }] : [];
}

const mappingsOf = ({ fields }: Record<string, unknown>): FieldMapping[] =>
	Array.isArray(fields) ? fields.flatMap(mappingOf) : [];

/** The fields of a transformation, and of those above it as long as each inherits; the nearest one of a path counts. */
function inherited(levels: Array<Record<string, unknown>>): FieldMapping[] {
	const last = levels.findIndex((level) => !settingOf(level, 'inherit')?.fromVendor);
	const counted = last === -1 ? levels : levels.slice(0, last + 1);
	const byPath = new Map<string, FieldMapping>();
	for (const mapping of counted.flatMap(mappingsOf)) {
		if (!byPath.has(mapping.path)) byPath.set(mapping.path, mapping);
	}
	return [...byPath.values()];
}

/**
 * What was posted for an object: for the instance, else for the element in the account, else in the organization (the
 * order is our choice). The object is what the path of a call names; `vendorName` says which one is behind it.
 */
export function transformationFor(
	world: World,
	instance: StoredInstance,
	objectName: string,
): Transformation | undefined {
	const levels = [
		instance.transformations,
		world.transformations.of('account', instance.elementKey),
		world.transformations.of('organization', instance.elementKey),
	];
	const posted = levels.map((level) => level[objectName]).filter(isRecord);
	if (posted.length === 0) return undefined;
	const [nearest] = posted;
	const { vendorName } = nearest;
	const isKnown = typeof vendorName === 'string' && resourceAt(vendorName) !== undefined;
	return new Transformation(
		isKnown ? vendorName : objectName,
		inherited(posted),
		settingOf(nearest, 'passThrough'),
	);
}
