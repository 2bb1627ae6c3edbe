import {
	blockNamed,
	blockOf,
	findElement,
	isChoice,
	schema,
	stemOf,
	valuesOf,
	type Block,
	type Element,
} from '../../../gateway/qbxml/schema/elements';
import type {
	Field,
	FieldSet,
	FieldType,
	Resource,
	ResourceFields,
	WriteOperation,
} from '../../../nodes/QuickBooksEnterprise/catalogue/types';

const TYPES: Readonly<Record<string, FieldType>> = {
	AMT: 'amount',
	BOOL: 'boolean',
	DATE: 'date',
	DATETIME: 'dateTime',
	ENUM: 'enumeration',
	FLOAT: 'number',
	GUID: 'guid',
	ID: 'id',
	INT: 'integer',
	OBJ: 'object',
	PERCENT: 'percent',
	PRICE: 'price',
	QUAN: 'quantity',
	REF: 'reference',
	STR: 'text',
	TIMEINTERVAL: 'duration',
};

const WRITES = { create: 'add', update: 'mod' } as const;
const OPERATIONS = ['create', 'update'] as const;

/** The kinds of item that the catalogue describes. */
const PRODUCTS = ['ItemInventory', 'ItemNonInventory', 'ItemService'];

/** A block that a write fills, with the kind of product that it is for. */
interface Target {
	block: Block;
	on: WriteOperation;
	variant?: string;
}

interface Place {
	name: string;
	set: FieldSet;
	targets: Target[];
	/** Members that have a place of their own. */
	lines: string[];
}

interface Found {
	element: Element;
	within: Block;
	target: Target;
}

function targetsOf({ qbObject, operations }: Resource): Target[] {
	const variants = qbObject === 'Item' ? PRODUCTS : [undefined];
	return variants.flatMap((variant) =>
		OPERATIONS.filter((on) => operations.includes(on)).flatMap((on): Target[] => {
			const name = schema.objects[variant ?? qbObject][WRITES[on]];
			return name === undefined ? [] : [{ block: blockNamed(name)!, on, variant }];
		}),
	);
}

/** Debits and credits are changed under one name. */
const lineElement = (block: Block, key: string) =>
	findElement(block, key) ?? findElement(block, 'JournalLine');

function placesOf(resource: Resource, fields: ResourceFields): Place[] {
	const { value, lines } = resource;
	const targets = targetsOf(resource);
	const own = lines.flatMap(({ key }) =>
		targets.flatMap(({ block }) => lineElement(block, key)?.stem ?? []),
	);
	return [
		{ name: value, set: fields, targets, lines: own },
		...lines.map(({ name, key }): Place => {
			const inner = targets.map(({ block, on }) => ({
				block: blockOf(lineElement(block, key)!)!,
				on,
			}));
			return { name: `${value}.${name}`, set: fields.lines[name]!, targets: inner, lines: [] };
		}),
	];
}

function elementAt(block: Block, path: string): Omit<Found, 'target'> | undefined {
	const [first, ...rest] = path.split('.');
	const element = findElement(block, first);
	if (!element || rest.length === 0) return element && { element, within: block };
	const inner = blockOf(element);
	return inner && elementAt(inner, rest.join('.'));
}

const isWritten = (field: Field, { on, variant }: Target) =>
	field[on] !== 'none' &&
	(variant === undefined || !field.variants || field.variants.includes(variant));

/** The greatest length of any edition: a check of the node must not be stricter than QuickBooks. */
const longest = ({ max, maxOf }: Element) =>
	max === undefined ? undefined : Math.max(max, ...Object.values(maxOf));

/** Of several kinds and writes that take a field the loosest holds. */
function loosest(found: Found[]): number | undefined {
	const lengths = found.map(({ element }) => longest(element));
	return lengths.includes(undefined) ? undefined : Math.max(...lengths.map(Number));
}

const isRequired = ({ element, within }: Found) =>
	element.required && within.entries.some((entry) => !isChoice(entry) && entry === element);

function limits(field: Field, found: Found[]): string[] {
	const types = new Set(found.map(({ element }) => TYPES[element.type]));
	const values = new Set(
		found.flatMap(({ element }) => (element.enum ? valuesOf(element.enum, Infinity) : [])),
	);
	const own = new Set(field.values);
	const [max, least] = [loosest(found), found[0].element.from];
	return [
		...(types.has(field.type) ? [] : [`is ${[...types].join(' or ')}, not ${field.type}`]),
		...(max === field.maxLength ? [] : [`has at most ${max}, not ${field.maxLength}`]),
		...(Number(least ?? 0) === (field.minimum ?? 0) ? [] : [`is at least ${least}`]),
		...(found.some(({ element }) => element.repeated) === field.repeatable
			? []
			: [`is ${field.repeatable ? 'no' : 'a'} list`]),
		...[...values].filter((value) => !own.has(value)).map((value) => `can be ${value}`),
		...[...own].filter((value) => !values.has(value)).map((value) => `cannot be ${value}`),
	];
}

function uses(field: Field, found: Found[]): string[] {
	return OPERATIONS.flatMap((on) => {
		const here = found.filter(({ target }) => target.on === on);
		const isNeeded = here.some(isRequired);
		if (here.length === 0 || isNeeded === (field[on] === 'required')) return [];
		return [`is ${isNeeded ? '' : 'not '}required on ${on}`];
	});
}

function differencesAt({ name, set, targets }: Place): string[] {
	return set.fields.flatMap((field) => {
		const written = targets.filter((target) => isWritten(field, target));
		const found = written.flatMap((target) => {
			const at = elementAt(target.block, field.path);
			return at ? [{ ...at, target }] : [];
		});
		const missing = OPERATIONS.filter((on) =>
			written.some((each) => each.on === on && !elementAt(each.block, field.path)),
		).map((on) => `is unknown on ${on}`);
		const rest = found.length === 0 ? [] : [...limits(field, found), ...uses(field, found)];
		return [...missing, ...rest].map((text) => `${name} ${field.path} ${text}`);
	});
}

/** What the catalogue says of the writes of a resource, where the schema of qbXML says something else. */
export const differences = (resource: Resource, fields: ResourceFields): string[] =>
	placesOf(resource, fields).flatMap(differencesAt);

/** The members of a resource's writes that the catalogue lacks, with the editions that lack them too. */
export function unnamed(resource: Resource, fields: ResourceFields) {
	return placesOf(resource, fields).flatMap(({ name, set, targets, lines }) =>
		targets.flatMap((target) =>
			[...target.block.byStem.values()]
				.filter(({ stem }) => !lines.includes(stem) && stem !== resource.idField)
				.filter(({ stem }) => {
					const named = set.fields.filter(({ path }) => stemOf(path) === stem);
					return !named.some((field) => isWritten(field, target));
				})
				.map(({ stem, notIn }) => ({ member: `${name} ${stem} on ${target.on}`, notIn })),
		),
	);
}
