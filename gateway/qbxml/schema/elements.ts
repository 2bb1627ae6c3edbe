import type { CompiledEntry, CompiledSchema, Edition } from './compiled';
import compiled from './schema.json';

export const schema = compiled as unknown as CompiledSchema;

/** An element as a block has it at one place. */
export interface Element {
	name: string;
	/** The name without `Ret`, `Add` or `Mod`, by which its spellings are the same thing. */
	stem: string;
	/** STR, ID, AMT and so on; REF and OBJ hold elements, EMPTY attributes alone. */
	type: string;
	required: boolean;
	repeated: boolean;
	/** Greatest length in characters. */
	max?: number;
	/** The greatest lengths of the editions that have another one. */
	maxOf: Partial<Record<Edition, number>>;
	/** Least and greatest number. */
	from?: string;
	to?: string;
	/** First version of qbXML that knows it; undefined when as old as its parent. */
	since?: number;
	notIn: string[];
	enum?: string;
	/** What QuickBooks takes when it is left out. */
	default?: string;
	block?: string;
	attributes: string[];
	/** Whether the id may be the macro of an earlier request. */
	macro: boolean;
}

/** One of several lists of elements; any mixture of them where it is repeated. */
export interface Choice {
	required: boolean;
	repeated: boolean;
	since?: number;
	branches: Entry[][];
}

export type Entry = Choice | Element;

/** A list of elements in the order of qbXML. */
export interface Block {
	entries: Entry[];
	/** All its elements, those of the choices too, by name. */
	byName: ReadonlyMap<string, Element>;
	byStem: ReadonlyMap<string, Element>;
}

export const isChoice = (entry: Entry): entry is Choice => 'branches' in entry;

/** `InvoiceLineRet`, `InvoiceLineAdd` and `InvoiceLineMod` are one thing to a caller. */
export const stemOf = (name: string): string => name.replace(/(?<=.)(?:Add|Mod|Ret)$/, '');

const optionalNumber = (text: string | undefined) =>
	text === undefined ? undefined : Number(text);

function parseElement(text: string): Element {
	const [head, type, ...words] = text.split(' ');
	const name = head.replace(/[?+*]$/, '');
	const occurrence = head.slice(name.length);
	const facts = new Map(
		words.map((word) => {
			const at = word.indexOf('=');
			return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
		}),
	);
	const maxOf: Partial<Record<Edition, number>> = {};
	for (const [fact, value] of facts) {
		if (fact.startsWith('max.')) maxOf[fact.slice('max.'.length) as Edition] = Number(value);
	}
	return {
		name,
		stem: stemOf(name),
		type,
		required: occurrence === '' || occurrence === '+',
		repeated: occurrence === '*' || occurrence === '+',
		max: optionalNumber(facts.get('max')),
		maxOf,
		from: facts.get('from'),
		to: facts.get('to'),
		since: optionalNumber(facts.get('since')),
		notIn: facts.get('notIn')?.split(',') ?? [],
		enum: facts.get('enum'),
		default: facts.get('default'),
		block: facts.get('block'),
		attributes: facts.get('attributes')?.split(',') ?? [],
		macro: facts.has('macro'),
	};
}

function parseEntry(entry: CompiledEntry): Entry {
	if (typeof entry === 'string') return parseElement(entry);
	return {
		required: entry.choice === '1' || entry.choice === '+',
		repeated: entry.choice === '*' || entry.choice === '+',
		since: entry.since,
		branches: entry.of.map((branch) => branch.map(parseEntry)),
	};
}

export const elementsOf = (entries: readonly Entry[]): Element[] =>
	entries.flatMap((entry) => (isChoice(entry) ? entry.branches.flatMap(elementsOf) : [entry]));

/** Whether a list may be left out altogether. */
export const canBeNothing = (entries: readonly Entry[]): boolean =>
	entries.every(
		(entry) => !entry.required || (isChoice(entry) && entry.branches.some(canBeNothing)),
	);

function parseBlock(list: readonly CompiledEntry[]): Block {
	const entries = list.map(parseEntry);
	const elements = elementsOf(entries);
	// An element of a repeated choice comes any number of times.
	for (const entry of entries) {
		if (!isChoice(entry) || !entry.repeated) continue;
		for (const element of elementsOf([entry])) element.repeated = true;
	}
	return {
		entries,
		byName: new Map(elements.map((element) => [element.name, element])),
		byStem: new Map(elements.map((element) => [element.stem, element])),
	};
}

/** Keeps what was parsed: a process needs few of the blocks, and those often. */
function kept(parse: (name: string) => Block | undefined): (name: string) => Block | undefined {
	const blocks = new Map<string, Block | undefined>();
	return (name) => {
		if (!blocks.has(name)) blocks.set(name, parse(name));
		return blocks.get(name);
	};
}

const has = (table: object, name: string) => Object.prototype.hasOwnProperty.call(table, name);

const parsed = kept((name) =>
	has(schema.blocks, name) ? parseBlock(schema.blocks[name]) : undefined,
);

/** What stands in a reference to a list; which one is for the writer to say. */
const REFERENCE = parseBlock(['ListID? ID', 'FullName? STR']);

/** The elements within an element; undefined where it holds text or attributes. */
export function blockOf(element: Element): Block | undefined {
	if (element.type === 'REF') return REFERENCE;
	return element.block === undefined ? undefined : parsed(element.block);
}

/** The block of a name, such as `InvoiceRet`; undefined when there is none. */
export const blockNamed = parsed;

/** What a message holds: by its name with `Rq` or `Rs`. Undefined when there is none. */
export const contentOf = kept((name) => {
	const message = name.slice(0, -2);
	if (!has(schema.messages, message)) return undefined;
	if (name.endsWith('Rq')) return parseBlock(schema.messages[message].rq);
	return name.endsWith('Rs') ? parseBlock(schema.messages[message].rs) : undefined;
});

/** The block of the records of a query, such as `CustomerTypeRet`: some share a block of another name. */
export function blockOfRecord(ret: string): Block | undefined {
	const own = blockNamed(ret);
	if (own) return own;
	const element = contentOf(`${ret.replace(/Ret$/, '')}QueryRs`)?.byName.get(ret);
	return element && blockOf(element);
}

/** Finds the element that a member of a record is meant for, in whatever spelling. */
export const findElement = (block: Block, name: string): Element | undefined =>
	block.byName.get(name) ?? block.byStem.get(stemOf(name));

let settable: Set<string> | undefined;

function allSettable(): Set<string> {
	const names = new Set<string>(['ListID', 'FullName']);
	const seen = new Set<string>();
	const collect = (entries: readonly CompiledEntry[]): void => {
		for (const element of elementsOf(entries.map(parseEntry))) {
			names.add(element.stem);
			const block = element.block;
			if (block === undefined || seen.has(block)) continue;
			seen.add(block);
			collect(schema.blocks[block]);
		}
	};
	for (const { rq } of Object.values(schema.messages)) collect(rq);
	return names;
}

let shown: Set<string> | undefined;

/**
 * Whether QuickBooks gives back a member of this name somewhere and takes it nowhere, as `Subtotal` or `TimeCreated`.
 * Such a member can stand in a record that it does not belong to (observed: `SalesTaxTotal` on purchase orders).
 */
export function isNeverWritten(name: string): boolean {
	settable ??= allSettable();
	shown ??= new Set(
		Object.keys(schema.blocks).flatMap((block) =>
			elementsOf(schema.blocks[block].map(parseEntry)).map(({ stem }) => stem),
		),
	);
	const stem = stemOf(name);
	return shown.has(stem) && !settable.has(stem);
}

const values = new Map<string, string[]>();

/** The values of an enumeration that a version of qbXML knows. */
export function valuesOf(name: string, version: number): readonly string[] {
	const key = `${name} ${version}`;
	let known = values.get(key);
	if (!known) {
		known = schema.enums[name].split(' ').flatMap((value) => {
			const [text, since] = value.split('@');
			return since === undefined || Number(since) <= version ? [text] : [];
		});
		values.set(key, known);
	}
	return known;
}
