import type { FieldUse } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { Alternatives, FieldFacts } from './facts';

interface Growing {
	facts: FieldFacts;
	variants: Set<string>;
}

/** The stronger of two uses, as two requests may each say something about a field. */
function stronger(a: FieldUse, b: FieldUse): FieldUse {
	if (a === 'required' || b === 'required') return 'required';
	return a === 'optional' || b === 'optional' ? 'optional' : 'none';
}

/** The larger of two limits: a refusal here must not be stricter than QuickBooks. */
function looser(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? undefined : Math.max(a, b);
}

function isWritable(facts: FieldFacts): boolean {
	return facts.create !== 'none' || facts.update !== 'none';
}

/** Gathers the fields and alternatives of a record or of one kind of line from several blocks. */
export class SetBuilder {
	private readonly growing = new Map<string, Growing>();
	private chosen: Array<{ alternatives: Alternatives; variants: Set<string> }> = [];

	/**
	 * @param variants The kinds of product, where there are several.
	 * @param note Tells the person at work what to look at.
	 */
	constructor(
		private readonly variants: readonly string[],
		private readonly note: (text: string) => void,
	) {}

	/** Adds what one block says of a field, or merges it with what others said. */
	add(facts: FieldFacts, variant?: string): void {
		const known = this.growing.get(facts.path);
		const variants = variant ? [variant] : this.variants;
		if (!known) {
			this.growing.set(facts.path, { facts, variants: new Set(variants) });
			return;
		}
		known.facts = this.merged(known.facts, facts);
		for (const name of variants) known.variants.add(name);
	}

	/** Makes a known field one that a create takes and does without. */
	takeOnCreate(path: string): void {
		const known = this.growing.get(path);
		if (!known) throw new Error(`There is no ${path} to take on create.`);
		known.facts = { ...known.facts, create: 'optional' };
	}

	/** Adds alternatives; the same ones of another request or kind of product are merged. */
	choose(alternatives: Alternatives, variant?: string): void {
		const variants = new Set(variant ? [variant] : this.variants);
		const same = this.chosen.find(
			(other) =>
				JSON.stringify({ ...other.alternatives, on: [] }) ===
				JSON.stringify({ ...alternatives, on: [] }),
		);
		if (!same) {
			this.chosen.push({ alternatives, variants });
			return;
		}
		const on = new Set([...same.alternatives.on, ...alternatives.on]);
		same.alternatives = { ...same.alternatives, on: [...on] };
		for (const name of variants) same.variants.add(name);
	}

	/** Puts other alternatives in the place of those at a path. */
	replaceAlternatives(at: string, alternatives: readonly Alternatives[]): void {
		this.chosen = this.chosen.filter((known) => known.alternatives.at !== at);
		for (const each of alternatives) this.choose(each);
	}

	fields(): FieldFacts[] {
		return [...this.growing.values()].map(({ facts, variants }) => ({
			...facts,
			...(isWritable(facts) ? {} : { maxLength: undefined, minimum: undefined }),
			// Nobody fills these in, and a list of values of an answer deep inside serves nobody.
			values: isWritable(facts) || !facts.path.includes('.') ? facts.values : undefined,
			variants: this.named(variants),
		}));
	}

	alternatives(): Alternatives[] {
		return this.chosen.map(({ alternatives, variants }) => ({
			...alternatives,
			variants: this.named(variants),
		}));
	}

	private named(variants: ReadonlySet<string>): string[] | undefined {
		return variants.size === this.variants.length ? undefined : [...variants];
	}

	private merged(a: FieldFacts, b: FieldFacts): FieldFacts {
		if (a.type !== b.type) this.note(`${a.path} is ${a.type} and ${b.type}`);
		const bothWrite = isWritable(a) && isWritable(b);
		if (bothWrite && a.maxLength !== b.maxLength) {
			this.note(`${a.path} has at most ${a.maxLength} and ${b.maxLength} characters`);
		}
		const writing = isWritable(a) || !isWritable(b) ? a : b;
		return {
			...writing,
			create: stronger(a.create, b.create),
			update: stronger(a.update, b.update),
			repeatable: a.repeatable || b.repeatable,
			isShown: a.isShown || b.isShown,
			maxLength: bothWrite ? looser(a.maxLength, b.maxLength) : writing.maxLength,
			values: writing.values && [
				...new Set([...writing.values, ...(bothWrite ? (b.values ?? []) : [])]),
			],
		};
	}
}
