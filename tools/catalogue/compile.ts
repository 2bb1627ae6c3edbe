import type {
	FieldUse,
	LineGroupName,
	Resource,
	WriteOperation,
} from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { AMENDMENTS, DROPPED, isOnlineOnly, longestOf, UPDATED_LIKE } from './amendments';
import { readAlternatives, readRemark, type Alternatives, type FieldFacts } from './facts';
import { Naming } from './naming';
import { SetBuilder } from './setBuilder';
import type { SourceBlock } from './source';

/** One block of the tables and what it is for. */
interface Part {
	block: SourceBlock;
	on?: WriteOperation;
	/** Kind of product, where the resource has several. */
	variant?: string;
}

export interface CompiledSet {
	fields: FieldFacts[];
	oneOf: Alternatives[];
}

export interface Compiled extends CompiledSet {
	lines: Partial<Record<LineGroupName, CompiledSet>>;
	/** What a person should look at: tables that disagree with themselves. */
	notes: string[];
}

const ENDINGS = { Add: 'create', Mod: 'update', Ret: undefined } as const;

/** The blocks that matter for a resource: what it cannot write is left out. Creates come first. */
function partsOf(resource: Resource, tables: Record<string, string | SourceBlock>): Part[] {
	const blocks = Object.entries(tables).filter(
		(entry): entry is [string, SourceBlock] => typeof entry[1] !== 'string',
	);
	const hasVariants = blocks.filter(([name]) => name.endsWith('Add')).length > 1;
	return Object.entries(ENDINGS).flatMap(([ending, on]) =>
		blocks
			.filter(([name]) => name.endsWith(ending) && (!on || resource.operations.includes(on)))
			.flatMap(([name, block]) => {
				const variant = hasVariants ? name.slice(0, -ending.length) : undefined;
				const part: Part = { block, on, variant };
				const alike = Object.keys(UPDATED_LIKE).filter(
					(other) => on === 'update' && UPDATED_LIKE[other] === variant,
				);
				return [part, ...alike.map((other) => ({ ...part, variant: other }))];
			}),
	);
}

/** Whether an object names another record: then it has a `ListID` and a `FullName` and nothing else. */
function isReference(block: SourceBlock, path: string): boolean {
	const children = Object.keys(block.fields).filter((name) => name.startsWith(`${path}.`));
	return (
		children.length === 2 &&
		children.includes(`${path}.ListID`) &&
		children.includes(`${path}.FullName`)
	);
}

/** Makes the catalogue's facts of one resource from the tables of qbXML. */
export function compile(
	resource: Resource,
	tables: Record<string, string | SourceBlock>,
): Compiled {
	const parts = partsOf(resource, tables);
	const naming = new Naming(
		resource,
		parts.filter((part) => part.on).map((part) => part.block),
	);
	const variants = [...new Set(parts.flatMap((part) => part.variant ?? []))];
	const notes: string[] = [];
	const builders = new Map<string, SetBuilder>(
		['', ...resource.lines.map((line) => line.key)].map((key) => [
			key,
			new SetBuilder(variants, (note) => notes.push(`${resource.value}: ${note}`)),
		]),
	);
	const builder = (key = '') => builders.get(key) as SetBuilder;

	builder().add({ path: 'id', type: 'id', create: 'none', update: 'none', isShown: true });
	for (const part of parts) addPart(part);
	amend();

	const set = (key: string): CompiledSet => ({
		fields: builder(key).fields(),
		oneOf: builder(key).alternatives(),
	});
	return {
		...set(''),
		lines: Object.fromEntries(resource.lines.map((line) => [line.name, set(line.key)])),
		notes,
	};

	function addPart(part: Part): void {
		const { block, on, variant } = part;
		const alternatives = (block.oneOf ?? [])
			.flatMap((source) => readAlternatives(source, on ?? 'create') ?? [])
			.filter(({ at }) => !isOnlineOnly(resource.value, at));
		const chosen = new Set(
			(block.oneOf ?? []).flatMap(({ at, options }) =>
				options
					.flatMap((option) => option.split(/\W+/))
					.map((option) => (at === '(root)' ? option : `${at}.${option}`)),
			),
		);
		for (const [name, text] of Object.entries(block.fields)) {
			const parent = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
			if (parent !== '' && isReference(block, parent)) continue;
			if (DROPPED.includes(name.slice(name.lastIndexOf('.') + 1))) continue;
			if (isOnlineOnly(resource.value, name)) continue;
			addField(name, text, chosen.has(name), part);
		}
		if (!on) return;
		for (const alternative of alternatives) {
			addAlternatives(alternative, variant);
		}
	}

	function addField(name: string, text: string, isChosen: boolean, part: Part): void {
		const { block, on, variant } = part;
		const remark = readRemark(text);
		const reference = remark.type === 'object' && isReference(block, name);
		const use: FieldUse = remark.required && !isChosen ? 'required' : 'optional';
		const isKey = name === resource.idField;
		for (const { lineKey, path } of naming.places(name, resource)) {
			if (path === '') {
				// A kind of line that a create must have.
				if (use === 'required' && on && lineKey) needLine(lineKey, on);
				continue;
			}
			builder(lineKey).add(
				{
					path,
					type: reference ? 'reference' : remark.type,
					create: on === 'create' ? use : 'none',
					// The id travels in the address, and the node fetches the edit sequence itself.
					update:
						on !== 'update' || (isKey && !lineKey)
							? 'none'
							: name === 'EditSequence'
								? 'optional'
								: use,
					repeatable: remark.repeatable,
					isShown: on === undefined,
					maxLength: longestOf(
						resource.value,
						name,
						reference ? readRemark(block.fields[`${name}.FullName`]).maxLength : remark.maxLength,
					),
					minimum: remark.minimum,
					values: remark.values,
				},
				variant,
			);
		}
	}

	function needLine(key: string, on: WriteOperation): void {
		builder().choose({ at: '', on: [on], required: true, several: true, options: [key] });
	}

	function addAlternatives(source: Alternatives, variant?: string): void {
		if (!source.required && source.several) return;
		for (const { lineKey, path } of naming.places(source.at, resource)) {
			const options = source.options.map((option) => naming.member(option));
			builder(lineKey).choose({ ...source, at: path, options }, variant);
		}
	}

	function amend(): void {
		const {
			added = [],
			notRequired = [],
			alternatives = [],
			alsoOnCreate = {},
			lineAlternatives = {},
		} = AMENDMENTS[resource.value] ?? {};
		for (const field of added) builder().add({ ...field, isShown: true });
		for (const path of notRequired) builder().takeOnCreate(path);
		for (const each of alternatives) builder().choose(each);
		for (const line of resource.lines) {
			for (const path of alsoOnCreate[line.name] ?? []) builder(line.key).takeOnCreate(path);
			const replaced = lineAlternatives[line.name];
			if (replaced) builder(line.key).replaceAlternatives('', replaced);
		}
	}
}
