import { Automaton, parseModel, type Occurrence, type Particle } from './contentModel';
import { attributesAt, facetsOf, file, type AttributeFacts, type ObjectFacts } from './grammarFile';

export type Edition = 'US' | 'CA' | 'UK' | 'AU';

/** Lists and kinds of transactions by their qbXML names. */
export const OBJECTS: Readonly<Record<string, ObjectFacts>> = file.objects;

/** What an element may hold. */
export interface ElementFacts {
	/** qbXML's type without `TYPE`; `OBJ` is an aggregate, `EMPTY` has attributes only. */
	type: string;
	/** Of an aggregate. */
	block?: string;
	/** Of text, in characters; of a reference that of its `FullName`. */
	max?: number;
	min?: number;
	maxValue?: number;
	values?: Set<string>;
	/** Values that only later versions know. */
	newerValues?: Set<string>;
	/** Whether `useMacro` may stand for the value. */
	isMacro: boolean;
	/** Whether it may occur more than once. */
	isRepeatable: boolean;
	/** Whether it has to be there wherever its place in the model is reached. */
	isRequired: boolean;
	/** Whether it is one of several kinds that may alternate. */
	isMixed: boolean;
	attributes: Map<string, AttributeFacts>;
}

/** A list of elements with its order. */
export interface Block {
	name: string;
	particles: Particle[];
	automaton: Automaton;
	elements: Map<string, ElementFacts>;
	/** Why an element that qbXML knows is not there. */
	absent: Map<string, 'newerElement' | 'otherEdition'>;
}

/** Every element of a model with how it occurs: required outside of choices only. */
function* placesOf(
	particles: Particle[],
	isMixed = false,
): Generator<{ name: string; isRequired: boolean; isRepeatable: boolean; isMixed: boolean }> {
	for (const particle of particles) {
		const { occurs } = particle;
		const isMany = occurs === '+' || occurs === '*';
		if ('element' in particle) {
			const isRequired = occurs === '1' || occurs === '+';
			yield { name: particle.element, isRequired, isRepeatable: isMany || isMixed, isMixed };
			continue;
		}
		const alternate = isMany && particle.choice.length > 1;
		for (const branch of particle.choice) yield* placesOf(branch, isMixed || alternate);
	}
}

const OPTIONAL: Readonly<Record<Occurrence, Occurrence>> = {
	'1': '?',
	'+': '*',
	'?': '?',
	'*': '*',
};

const optional = (particles: Particle[]): Particle[] =>
	particles.map((particle) => ({ ...particle, occurs: OPTIONAL[particle.occurs] }));

/** The version that the grammar is of. */
const NEWEST_VERSION = 14;

/** Most blocks are never checked, only looked at: the automaton is made when it is asked for. */
function withAutomaton(block: Omit<Block, 'automaton'>, particles: Particle[]): Block {
	let automaton: Automaton | undefined;
	return {
		...block,
		get automaton() {
			return (automaton ??= new Automaton(particles));
		},
	};
}

/** qbXML as one version and one edition know it. */
export class Grammar {
	private static readonly known = new Map<string, Grammar>();
	private readonly blocks = new Map<string, Block>();

	private constructor(
		readonly version: number,
		readonly edition: Edition,
	) {}

	/**
	 * @param version of qbXML. What came after 14.0 is not known, so 15 and 16 are checked as 14.
	 * @param edition the country of the QuickBooks.
	 */
	static of(version: number, edition: Edition = 'US'): Grammar {
		const atMost = Math.min(version, NEWEST_VERSION);
		const key = `${atMost} ${edition}`;
		const known = Grammar.known.get(key) ?? new Grammar(atMost, edition);
		Grammar.known.set(key, known);
		return known;
	}

	/**
	 * @param isPartial whether all that has to be there may be missing.
	 * @throws Error where qbXML has no such block.
	 */
	block(name: string, isPartial = false): Block {
		const key = isPartial ? `${name} in part` : name;
		const known = this.blocks.get(key);
		if (known) return known;
		if (!Grammar.has(name)) throw new Error(`qbXML has no block ${name}.`);
		const whole = this.read(name);
		const block = withAutomaton(whole, isPartial ? optional(whole.particles) : whole.particles);
		this.blocks.set(key, block);
		return block;
	}

	/** @returns whether qbXML has a block, in whatever version. */
	static has(name: string): boolean {
		return Object.hasOwn(file.models, name);
	}

	/** @returns the names of all blocks, in whatever version. */
	static blockNames(): string[] {
		return Object.keys(file.models);
	}

	private read(name: string): Omit<Block, 'automaton'> {
		const absent: Block['absent'] = new Map();
		const facets = facetsOf(name);
		for (const [element, { words }] of facets) {
			if (words.get('not')?.split(',').includes(this.edition)) absent.set(element, 'otherEdition');
			else if (Number(words.get('since') ?? 0) > this.version) absent.set(element, 'newerElement');
		}
		const particles = parseModel(file.models[name], (element) => !absent.has(element));
		const places = new Map([...placesOf(particles)].map((place) => [place.name, place]));
		const elements = new Map<string, ElementFacts>();
		for (const [element, { type, words }] of facets) {
			const place = places.get(element);
			if (!place) continue;
			const { isRequired, isRepeatable, isMixed } = place;
			elements.set(element, {
				...this.facts(type, words),
				isRequired,
				isRepeatable,
				isMixed,
			});
		}
		return { name, particles, elements, absent };
	}

	private facts(type: string, words: Map<string, string>) {
		const number = (word: string) => (words.has(word) ? Number(words.get(word)) : undefined);
		return {
			type,
			block: words.get('block'),
			max: number(`max.${this.edition}`) ?? number('max'),
			min: number('min'),
			maxValue: number('maxValue'),
			isMacro: words.has('macro'),
			attributes: attributesAt(words.get('attributes')),
			...this.enumeration(words.get('enum')),
		};
	}

	private enumeration(name: string | undefined): Pick<ElementFacts, 'values' | 'newerValues'> {
		if (name === undefined) return {};
		const values = file.enums[name].map((text) => {
			const [value, since = '0'] = text.split('@');
			return { value, isNewer: Number(since) > this.version };
		});
		const named = (isNewer: boolean) =>
			new Set(values.filter((each) => each.isNewer === isNewer).map(({ value }) => value));
		return { values: named(false), newerValues: named(true) };
	}
}
