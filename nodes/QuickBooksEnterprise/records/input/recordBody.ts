import { Place } from '../../catalogue/validation/place';
import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { Field, FieldSet } from '../../catalogue/types';
import { parseJson } from '../../common/json/parseJson';
import { toJsonValue, type ValueContext } from './fieldValue';
import { isRecord } from '../../common/json/isRecord';

/** A record made from what the user filled in. */
export interface BuiltRecord {
	/** Nested, as the service's JSON wants it. */
	record: Members;
	/** What was given and is no field. */
	unknown: string[];
}

/** Where the values of a record or a row come from, for problems: `Place.record` or a row. */
type Where = Pick<Place, 'member'>;

/** Makes the members of a record, or of one row of it, out of values by field. */
export class BodyBuilder {
	private readonly byPath: ReadonlyMap<string, Field>;

	constructor(
		{ fields }: Pick<FieldSet, 'fields'>,
		private readonly context: ValueContext,
		private readonly where: Where = Place.record,
	) {
		this.byPath = new Map(fields.map((field) => [field.path, field]));
	}

	/**
	 * Reads values of fields. What was not filled in, an empty text or list included, is left out.
	 *
	 * @param values by path, dotted (`BillAddress.Addr1`) or nested (`{ BillAddress: { Addr1 } }`).
	 */
	build(values: Members, prefix = ''): BuiltRecord {
		const built: BuiltRecord = { record: {}, unknown: [] };
		const sources = new Map<string, string>();
		for (const [name, value] of Object.entries(values)) {
			if (isEmpty(value)) continue;
			const path = prefix + name;
			const field = this.byPath.get(path);
			if (!field && !this.isPartOfReference(path)) {
				built.unknown.push(path);
				continue;
			}
			const read = field ? this.read(field, value, built.unknown) : String(value).trim();
			if (isEmpty(read)) continue;
			this.noteTwofold(sources, prefix, name, field?.type === 'object' ? read : undefined);
			put(built.record, name, read);
		}
		return built;
	}

	/** One of two values of one field would be lost. */
	private noteTwofold(
		sources: Map<string, string>,
		prefix: string,
		name: string,
		group: unknown,
	): void {
		for (const leaf of isRecord(group) ? leavesOf(group, name) : [name]) {
			const twin = [...sources.keys()].find(
				(each) => each === leaf || each.startsWith(`${leaf}.`) || leaf.startsWith(`${each}.`),
			);
			if (twin !== undefined) {
				const { named } = this.where.member(prefix + leaf);
				this.context.problems.add(
					`${named} is given twice, as ${prefix}${String(sources.get(twin))} and as ${prefix}${name}; leave out one`,
				);
			}
			sources.set(leaf, name);
		}
	}

	/** `CustomerRef.ListID` says which kind of name it is. */
	private isPartOfReference(path: string): boolean {
		const [, owner] = /^(.+)\.(?:ListID|FullName)$/.exec(path) ?? [];
		return owner !== undefined && this.byPath.get(owner)?.type === 'reference';
	}

	private read(field: Field, value: unknown, unknown: string[]): unknown {
		const { named } = this.where.member(field.path);
		if (field.type !== 'object') return toJsonValue(field, value, named, this.context);
		const { problems } = this.context;
		const given = typeof value === 'string' ? parseJson(value, named, problems) : value;
		if (!field.repeatable) return this.group(field, given, unknown);
		const list = Array.isArray(given) || given === undefined ? given : [given];
		return list
			?.map((each: unknown) => this.group(field, each, unknown))
			.filter((each: unknown) => each !== undefined);
	}

	/** What is no group of members stays as it is, for the checks to name. */
	private group({ path }: Field, given: unknown, unknown: string[]): unknown {
		if (!isRecord(given)) return given;
		const built = this.build(given, `${path}.`);
		unknown.push(...built.unknown);
		return Object.keys(built.record).length > 0 ? built.record : undefined;
	}
}

/** The paths of what a group holds. */
function leavesOf(group: Members, path: string): string[] {
	return Object.entries(group).flatMap(([name, value]) =>
		isRecord(value) ? leavesOf(value, `${path}.${name}`) : [`${path}.${name}`],
	);
}

/** Sets a member of known name by its dotted path; groups that are named twice become one. */
function put(record: Members, path: string, value: unknown): void {
	const [name, ...rest] = path.split('.');
	if (rest.length > 0) {
		const inner = isRecord(record[name]) ? record[name] : {};
		put(inner, rest.join('.'), value);
		record[name] = inner;
	} else {
		const present = record[name];
		record[name] = isRecord(present) && isRecord(value) ? { ...present, ...value } : value;
	}
}

interface MapperValue {
	mappingMode?: unknown;
	value?: unknown;
	schema?: unknown;
}

/** What n8n's resource mapper holds: whether it takes the input item as it is, and else the values. */
export interface MapperReading {
	isAutomatic: boolean;
	values: Members;
	/** Fields that have a value and are not among those that the editor shows. */
	hidden: string[];
}

/**
 * Reads n8n's resource mapper as a whole. Values of fields that the user removed in the editor are
 * still in it; they are left out.
 *
 * @param given what the mapper holds, or an object of an expression.
 */
export function readMapper(given: unknown): MapperReading {
	if (!isRecord(given)) return { isAutomatic: false, values: {}, hidden: [] };
	const isMapper = 'mappingMode' in given || 'value' in given || 'schema' in given;
	const { mappingMode, value, schema }: MapperValue = isMapper ? given : { value: given };
	const entries = Object.entries(isRecord(value) ? value : {});
	const known = Array.isArray(schema) ? schema.filter(isRecord) : [];
	const shown = new Set(known.filter(({ removed }) => removed !== true).map(({ id }) => id));
	// Workflows that were not made in the editor may come without a schema.
	const isShown = (id: string) => known.length === 0 || shown.has(id);
	return {
		isAutomatic: mappingMode === 'autoMapInputData',
		values: Object.fromEntries(entries.filter(([id]) => isShown(id))),
		hidden: entries.filter(([id, each]) => !isShown(id) && !isEmpty(each)).map(([id]) => id),
	};
}
