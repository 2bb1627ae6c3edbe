import { lengthOf, type Target } from '../write/values/scalarText';
import {
	blockOf,
	blockOfRecord,
	contentOf,
	elementsOf,
	isChoice,
	valuesOf,
	type Block,
	type Element,
	type Entry,
} from './elements';
import { objectFacts } from './objects';
import { isThere } from './queries';

/** A member of the records of an object, as a request takes it or an answer shows it. */
export interface ObjectField {
	/** Dotted, as `BillAddress.City`; behind what can be repeated stands `[*]`, as `InvoiceLineRet[*].Desc`. */
	path: string;
	/** As qbXML has them: `AMT`, `BOOL`, `DATE`, `OBJ` and so on. */
	type: string;
	/** Greatest length in characters; of a reference that of the full name. */
	maxLength?: number;
	/** Of an enumeration: what this version of qbXML knows. */
	values?: readonly string[];
	/** Whether a new record, or a new line, has to have it. */
	isRequired: boolean;
	/** Whether an Add or a Mod takes it. */
	isWritable: boolean;
}

/** Members of a new record of which those of one list alone can be given. */
export interface FieldChoice {
	isRequired: boolean;
	lists: string[][];
}

export interface FieldSet {
	fields: ObjectField[];
	choices: FieldChoice[];
}

/** What a caller may do with records. */
export interface Allowed {
	add: boolean;
	mod: boolean;
}

/** The same part of a record in a new one, in a change and in an answer. */
interface Sides {
	add?: Block;
	mod?: Block;
	ret?: Block;
}

type Member = Partial<Record<keyof Sides, Element>>;

const SIDES = ['add', 'mod', 'ret'] as const;

/** The block of the record in a request such as `InvoiceAdd`. */
function writtenBlock(message: string | undefined): Block | undefined {
	const element = contentOf(`${message}Rq`)?.byName.get(message!);
	return element && blockOf(element);
}

/** Collects the members of one object for one QuickBooks. */
class Collector implements FieldSet {
	readonly fields: ObjectField[] = [];

	readonly choices: FieldChoice[] = [];

	constructor(private readonly target: Target) {}

	/** @param isRequired whether what the members stand in has to be there */
	collect(sides: Sides, prefix = '', isRequired = true): void {
		const entries = sides.add?.entries ?? [];
		const needed = new Set(
			entries.flatMap((entry) => (!isChoice(entry) && entry.required ? [entry.stem] : [])),
		);
		const [adds, mods, rets] = SIDES.map((side) => this.there(sides[side]?.entries));
		for (const stem of new Set([...adds.keys(), ...mods.keys(), ...rets.keys()])) {
			const member = { add: adds.get(stem), mod: mods.get(stem), ret: rets.get(stem) };
			this.collectMember(member, prefix, isRequired && needed.has(stem));
		}
		for (const entry of entries) {
			if (!isChoice(entry) || entry.repeated) continue;
			const lists = entry.branches
				.map((branch) => [...this.there(branch).values()])
				.map((branch) => branch.map(({ stem, name }) => prefix + (rets.get(stem)?.name ?? name)));
			const chosen = lists.filter((list) => list.length > 0);
			if (chosen.length > 1) this.choices.push({ isRequired: entry.required, lists: chosen });
		}
	}

	/** The elements that this QuickBooks has, by stem. */
	private there(entries: readonly Entry[] = []): Map<string, Element> {
		const elements = elementsOf(entries).filter((element) => isThere(element, this.target));
		return new Map(elements.map((element) => [element.stem, element]));
	}

	private collectMember({ add, mod, ret }: Member, prefix: string, isRequired: boolean): void {
		const element = (add ?? mod ?? ret)!;
		const isList = [add, mod, ret].some((each) => each?.repeated);
		// Answers name a member; what only requests have is named as there.
		const path = `${prefix}${(ret ?? element).name}${isList ? '[*]' : ''}`;
		const maxLength = lengthOf(element, this.target);
		this.fields.push({
			path,
			type: element.type,
			...(maxLength === undefined ? {} : { maxLength }),
			...(element.enum === undefined
				? {}
				: { values: valuesOf(element.enum, Number(this.target.version)) }),
			isRequired,
			isWritable: (add ?? mod) !== undefined,
		});
		if (element.type !== 'OBJ') return;
		const inner = (each: Element | undefined) => each && blockOf(each);
		const within = { add: inner(add), mod: inner(mod), ret: inner(ret) };
		// What a line needs, it needs wherever there is a line.
		this.collect(within, `${path}.`, isRequired || isList);
	}
}

/**
 * @param object such as `Invoice`; one that stands for several, such as `Item`, has no fields of its own
 * @param allowed what callers may do: without it a member is shown, and not taken
 * @returns the members of its records, what a new record takes first; what this QuickBooks does not have is not there
 */
export function objectFields(object: string, target: Target, allowed: Allowed): FieldSet {
	const { add, mod, ret } = objectFacts(object) ?? {};
	const collector = new Collector(target);
	collector.collect({
		add: allowed.add ? writtenBlock(add) : undefined,
		mod: allowed.mod ? writtenBlock(mod) : undefined,
		ret: ret === undefined ? undefined : blockOfRecord(ret),
	});
	return { fields: collector.fields, choices: collector.choices };
}
