import fc, { type Arbitrary, type GeneratorValue } from 'fast-check';
import type { JsonRecord } from '../../../../gateway/qbxml';
import type { Edition } from '../../../../gateway/qbxml/schema/compiled';
import {
	blockOf,
	elementsOf,
	isChoice,
	type Block,
	type Element,
	type Entry,
} from '../../../../gateway/qbxml/schema/elements';
import { kept, scalar, text, type RandomTarget } from './randomValue';

export type { RandomTarget };

export const randomTarget: Arbitrary<RandomTarget> = fc.record({
	version: fc.constantFrom('8.0', '13.0', '14.0', '16.0'),
	edition: fc.constantFrom<Edition>('US', 'US', 'CA', 'UK', 'AU'),
});

const reportNumber = fc.integer({ min: 1, max: 999 }).map(String);

const DATA_TYPES = [
	'AMTTYPE',
	'BOOLTYPE',
	'DATETYPE',
	'INTTYPE',
	'PERCENTTYPE',
	'QUANTYPE',
	'STRTYPE',
];

/** What stands in attributes: in reports everything but the head. */
const ATTRIBUTES: Readonly<Record<string, Arbitrary<string>>> = {
	colID: reportNumber,
	dataType: fc.constantFrom(...DATA_TYPES),
	rowNumber: reportNumber,
	rowType: fc.constantFrom('account', 'customer', 'item', 'label', 'vendor'),
	titleRow: reportNumber,
	value: text(40),
};

/** Attributes that reports have always; a column has its type, a cell may have one. */
const isAlwaysThere = (element: string, attribute: string) =>
	['colID', 'rowNumber', 'titleRow'].includes(attribute) ||
	(attribute === 'dataType' && element === 'ColDesc');

/** The makers of values of an element for a target, to be given to fast-check again and again as the same thing. */
const makersOf = kept((element: Element) =>
	kept((target: string) => {
		const [version, edition] = target.split(' ') as [string, Edition];
		const max = element.maxOf[edition] ?? element.max ?? 60;
		const value = kept(() => scalar(element, { version, edition }));
		const id = kept(() => scalar({ ...element, type: 'ID' }, { version, edition }));
		return { value: () => value(0), id: () => id(0), name: () => text(max) };
	}),
);

const third = fc.nat(2);
const oneOfThree = () => third;
const portion = fc.double({ min: 0, max: 1, noNaN: true });
const chance = () => portion;
const attributeMaker = kept((name: string) => () => ATTRIBUTES[name]);

/** Deep enough for every block; deeper than that only what is required is made. */
const DEEP = 5;

/** Makes records of a block that are whole: what is required, any of the rest, one branch of a choice. */
export class RandomRecord {
	constructor(
		private readonly make: GeneratorValue,
		private readonly target: RandomTarget,
		/** How often what is optional is there. */
		private readonly share: number,
		/** The blocks that were made so far: one that is not among them is made wherever it can stand. */
		private readonly made: Set<string> = new Set(),
	) {}

	private isNew({ block }: Element): boolean {
		return block !== undefined && !this.made.has(block);
	}

	/** Attributes as members with `@`, as the validator reads them. */
	private attributes({ name, attributes }: Element): JsonRecord {
		const known = attributes.filter((attribute) => Object.hasOwn(ATTRIBUTES, attribute));
		const there = known.filter((each) => isAlwaysThere(name, each) || this.chance());
		return Object.fromEntries(there.map((each) => [`@${each}`, this.make(attributeMaker(each))]));
	}

	private chance(): boolean {
		return this.make(chance) < this.share;
	}

	exists({ since, notIn }: { since?: number; notIn?: string[] }): boolean {
		if (notIn?.includes(this.target.edition)) return false;
		return since === undefined || since <= Number(this.target.version);
	}

	private value(element: Element, depth: number): unknown {
		const makers = makersOf(element)(`${this.target.version} ${this.target.edition}`);
		if (element.type === 'REF') {
			const byName = { FullName: this.make(makers.name) };
			const byId = { ListID: this.make(makers.id) };
			return [byName, byId, { ...byId, ...byName }][this.make(oneOfThree)];
		}
		if (element.type === 'EMPTY') return this.attributes(element);
		const block = blockOf(element);
		if (block) {
			if (element.block !== undefined) this.made.add(element.block);
			return { ...this.attributes(element), ...this.record(block, depth + 1) };
		}
		return this.make(makers.value);
	}

	private element(element: Element, record: JsonRecord, depth: number, isWanted: boolean): void {
		if (!this.exists(element)) return;
		if (!isWanted && !this.isNew(element) && (depth > DEEP || !this.chance())) return;
		const count = element.repeated ? this.make(fc.integer, { min: 1, max: 2 }) : 1;
		const values = Array.from({ length: count }, () => this.value(element, depth)).filter(
			(value) => typeof value !== 'object' || Object.keys(value!).length > 0,
		);
		if (values.length > 0) record[element.name] = element.repeated ? values : values[0];
	}

	private entries(list: readonly Entry[], record: JsonRecord, depth: number): void {
		let skipped: Entry | undefined;
		list.forEach((entry, index) => {
			if (entry === skipped) return;
			if (!isChoice(entry)) {
				const isClear = entry.type === 'BOOL' && entry.name.startsWith('Clear');
				this.element(entry, record, depth, entry.required);
				// The switch that empties a list stands before it.
				if (isClear && record[entry.name] === 'true') skipped = list[index + 1];
				return;
			}
			if (!this.exists(entry)) return;
			const hasNew = elementsOf([entry]).some((each) => this.isNew(each) && this.exists(each));
			const isWanted = entry.required || hasNew || (depth <= DEEP && this.chance());
			if (!isWanted) return;
			const branches = entry.branches.filter((branch) =>
				elementsOf(branch).some((element) => this.exists(element)),
			);
			if (branches.length === 0) return;
			const isNew = (branch: Entry[]) =>
				elementsOf(branch).some((each) => this.isNew(each) && this.exists(each));
			if (!entry.repeated) {
				const taken = branches.find(isNew) ?? branches[this.make(fc.nat, branches.length - 1)];
				this.branch(taken, record, depth);
				return;
			}
			const kinds = branches.filter((branch, at) => at === 0 || isNew(branch) || this.chance());
			for (const kind of kinds) this.branch(kind, record, depth);
		});
	}

	/** A branch that was taken holds something. */
	private branch(branch: Entry[], record: JsonRecord, depth: number): void {
		const before = Object.keys(record).length;
		this.entries(branch, record, depth);
		if (Object.keys(record).length > before) return;
		const [first] = elementsOf(branch).filter((element) => this.exists(element));
		if (first) this.element(first, record, depth, true);
	}

	record({ entries }: Pick<Block, 'entries'>, depth = 0): JsonRecord {
		const record: JsonRecord = {};
		this.entries(entries, record, depth);
		if (Object.keys(record).length > 0) return record;
		const [first] = elementsOf(entries).filter((element) => this.exists(element));
		if (first) this.element(first, record, depth, true);
		return record;
	}
}
