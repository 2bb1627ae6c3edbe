import type { Particle } from './contentModel';
import type { Block, ElementFacts, Grammar } from './grammar';
import { isAggregate, ORDER, textOf, textsOf, type QbRecord, type QbValue } from './record';
import { referenceBlock } from './reference';

/** What differs from one answer to the next. */
export interface WriteOptions {
	grammar: Grammar;
	/** Members of the record that are wanted; undefined for all. */
	only?: ReadonlySet<string>;
	/** How a value is shown, by its type without `TYPE`. */
	shown?: (type: string, text: string) => string;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};

/** @returns text as it can stand in an element or an attribute. */
const escapeXml = (text: string) =>
	// Most texts have nothing to escape, and there are millions of them.
	/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => ESCAPES[character]) : text;

/** Writes attributes, a space before each; those without a value are left out. */
export const attributesXml = (attributes: Record<string, string | undefined>) =>
	Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ` ${name}="${escapeXml(value!)}"`)
		.join('');

/** Writes records with exactly the members that their blocks have, in the order of the blocks. */
export class Writer {
	private text = '';
	/** How many aggregates are open: within one stand the members of a record. */
	private depth = 0;

	constructor(private readonly options: WriteOptions) {}

	/**
	 * @param block of an answer, such as `CustomerQueryRs`.
	 * @param content its members: `{ CustomerRet: [record, …] }`.
	 * @returns the XML of what the block has of them.
	 */
	content(block: string, content: QbRecord): string {
		const known = this.options.grammar.block(block);
		this.sequence(known, known.particles, content);
		const { text } = this;
		this.text = '';
		return text;
	}

	private sequence(block: Block, particles: Particle[], record: QbRecord): void {
		for (const particle of particles) {
			if ('element' in particle) this.member(block, particle.element, record);
			else if (particle.occurs === '+' || particle.occurs === '*') {
				this.mixed(block, particle.choice, record);
			} else {
				const branch = particle.choice.find((each) => namesIn(each).some((name) => name in record));
				if (branch) this.sequence(block, branch, record);
			}
		}
	}

	/** Kinds that alternate: in their order where it is known, otherwise one kind after the other. */
	private mixed(block: Block, branches: Particle[][], record: QbRecord): void {
		const names = branches.flatMap(namesIn).filter((name) => this.isWanted(name));
		const left = new Map(names.map((name) => [name, listOf(record[name])[Symbol.iterator]()]));
		const next = (name: string) => {
			const { done, value } = left.get(name)!.next();
			if (!done) this.one(name, block.elements.get(name)!, value);
			return !done;
		};
		for (const name of textsOf(record, ORDER)) if (left.has(name)) next(name);
		for (const name of names) while (next(name));
	}

	private isWanted(name: string): boolean {
		const { only } = this.options;
		return this.depth !== 1 || !only || only.has(name);
	}

	private member(block: Block, name: string, record: QbRecord): void {
		const value = record[name];
		if (value === undefined || value === null || !this.isWanted(name)) return;
		const facts = block.elements.get(name)!;
		if (!Array.isArray(value)) this.one(name, facts, value);
		else if (facts.isRepeatable) for (const each of value) this.one(name, facts, each);
		else if (value.length > 0) this.one(name, facts, value[0]);
	}

	private one(name: string, facts: ElementFacts, value: QbValue): void {
		if (isAggregate(value)) return this.aggregate(name, facts, value);
		if (typeof value !== 'string' || (value === '' && !facts.isRequired)) return;
		const { shown } = this.options;
		const text = shown ? shown(facts.type, value) : value;
		this.text += `<${name}>${escapeXml(text)}</${name}>\n`;
	}

	private aggregate(name: string, facts: ElementFacts, record: QbRecord): void {
		const tag = facts.attributes.size > 0 ? name + attributesOf(facts, record) : name;
		if (facts.type === 'EMPTY') {
			this.text += `<${tag}/>\n`;
			return;
		}
		const before = this.text;
		this.text += `<${tag}>\n`;
		const start = this.text.length;
		const block =
			facts.type === 'REF' ? referenceBlock(facts.max) : this.options.grammar.block(facts.block!);
		this.depth += 1;
		this.sequence(block, block.particles, record);
		this.depth -= 1;
		// A record of which nothing is wanted is still there; a part without members only where it has to be.
		const isNothing = this.text.length === start && tag === name;
		if (isNothing && this.depth > 0 && !facts.isRequired) this.text = before;
		else this.text += `</${name}>\n`;
	}
}

const attributesOf = ({ attributes }: ElementFacts, record: QbRecord) =>
	attributesXml(
		Object.fromEntries([...attributes.keys()].map((name) => [name, textOf(record, `@${name}`)])),
	);

function namesIn(particles: Particle[]): string[] {
	return particles.flatMap((particle) =>
		'element' in particle ? [particle.element] : particle.choice.flatMap(namesIn),
	);
}

function listOf(value: QbValue | undefined): QbValue[] {
	if (Array.isArray(value)) return value;
	return value === undefined || value === null ? [] : [value];
}
