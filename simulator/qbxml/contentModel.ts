/** How often something may stand at its place. */
export type Occurrence = '1' | '?' | '+' | '*';

/** A content model as it is written: elements and choices in their order. */
export type Particle =
	| { element: string; occurs: Occurrence }
	| { choice: Particle[][]; occurs: Occurrence };

const TOKENS = /[\w.]+|[()|]|[?+*]/g;

/**
 * Reads a content model such as `TxnID EditSequence CustomerRef? (InvoiceLineMod | InvoiceLineGroupMod)*`.
 *
 * @param isThere whether an element exists for the version and edition at hand; others are left out.
 * @throws Error where the text is no content model.
 */
export function parseModel(text: string, isThere: (name: string) => boolean): Particle[] {
	const tokens = text.match(TOKENS) ?? [];
	let at = 0;
	const occurrence = (): Occurrence => {
		const sign = tokens[at];
		if (sign !== '?' && sign !== '+' && sign !== '*') return '1';
		at += 1;
		return sign;
	};
	const sequence = (): Particle[] => {
		const particles: Particle[] = [];
		while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') {
			const token = tokens[at++];
			if (token !== '(') {
				const occurs = occurrence();
				if (isThere(token)) particles.push({ element: token, occurs });
				continue;
			}
			const branches = [sequence()];
			while (tokens[at] === '|') {
				at += 1;
				branches.push(sequence());
			}
			if (tokens[at++] !== ')') throw new Error(`No content model: ${text}`);
			const occurs = occurrence();
			const choice = branches.filter((branch) => branch.length > 0);
			if (choice.length > 0) particles.push({ choice, occurs });
		}
		return particles;
	};
	const particles = sequence();
	if (at < tokens.length) throw new Error(`No content model: ${text}`);
	return particles;
}

/** What may begin and end a part of a model, and whether it may be left out. */
interface Ends {
	first: string[];
	last: string[];
	isOptional: boolean;
}

/**
 * A content model as an automaton over the names of elements (Glushkov's construction). As a model names each element
 * once, the last name read is the whole state, and each step is one look-up.
 */
export class Automaton {
	private readonly follow = new Map<string, Set<string>>();
	private readonly first: Set<string>;
	private readonly last: Set<string>;
	private readonly isOptional: boolean;

	constructor(particles: Particle[]) {
		const { first, last, isOptional } = this.sequence(particles);
		this.first = new Set(first);
		this.last = new Set(last);
		this.isOptional = isOptional;
	}

	/** @param after the element read last, undefined at the start. */
	allows(after: string | undefined, name: string): boolean {
		return after === undefined
			? this.first.has(name)
			: (this.follow.get(after)?.has(name) ?? false);
	}

	/** @returns whether the model is complete after an element. */
	mayEnd(after: string | undefined): boolean {
		return after === undefined ? this.isOptional : this.last.has(after);
	}

	/** @returns the elements that may come next. */
	next(after: string | undefined): string[] {
		return [...((after === undefined ? this.first : this.follow.get(after)) ?? [])];
	}

	private connect(from: string[], to: string[]): void {
		for (const name of from) {
			const next = this.follow.get(name) ?? new Set();
			for (const each of to) next.add(each);
			this.follow.set(name, next);
		}
	}

	private sequence(particles: Particle[]): Ends {
		let whole: Ends = { first: [], last: [], isOptional: true };
		for (const particle of particles) {
			const part = this.particle(particle);
			this.connect(whole.last, part.first);
			whole = {
				first: whole.isOptional ? [...whole.first, ...part.first] : whole.first,
				last: part.isOptional ? [...whole.last, ...part.last] : part.last,
				isOptional: whole.isOptional && part.isOptional,
			};
		}
		return whole;
	}

	private particle(particle: Particle): Ends {
		const ends = 'element' in particle ? only(particle.element) : this.choice(particle.choice);
		const { occurs } = particle;
		if (occurs === '+' || occurs === '*') this.connect(ends.last, ends.first);
		return { ...ends, isOptional: ends.isOptional || occurs === '?' || occurs === '*' };
	}

	private choice(branches: Particle[][]): Ends {
		const ends = branches.map((branch) => this.sequence(branch));
		return {
			first: ends.flatMap(({ first }) => first),
			last: ends.flatMap(({ last }) => last),
			isOptional: ends.some(({ isOptional }) => isOptional),
		};
	}
}

const only = (name: string): Ends => ({ first: [name], last: [name], isOptional: false });
