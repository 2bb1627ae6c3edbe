import { InputFault } from '../transport/failure';

/**
 * Collects everything that is wrong with one item, so that the user reads it all at once.
 */
export class Findings {
	private readonly missing: string[] = [];
	private readonly wrong: string[] = [];

	/** In: what stands before the list of what is missing. */
	constructor(private readonly missingIntro = 'Missing required configuration') {}

	/** Notes a required value that is not there, by its label and its key in the service's JSON. */
	addMissing(label: string, key: string): void {
		this.missing.push(`${label} (${key})`);
	}

	/** Notes anything else, as a sentence part that names the parameter. */
	add(finding: string): void {
		this.wrong.push(finding);
	}

	get isEmpty(): boolean {
		return this.missing.length === 0 && this.wrong.length === 0;
	}

	/** Errors: InputFault when anything was noted. */
	throwIfAny(mend: string): void {
		if (this.isEmpty) return;
		const missing =
			this.missing.length > 0 ? [`${this.missingIntro}: ${this.missing.join(', ')}`] : [];
		throw new InputFault([...missing, ...this.wrong], mend);
	}
}

/**
 * A placeholder of the documentation that nobody replaced, such as `<INSERT_APP_NAME>`.
 * Out: the placeholder, or undefined.
 */
export function findPlaceholder(text: string): string | undefined {
	return /<\s*INSERT[^<>]*>/i.exec(text)?.[0] ?? /^\s*(<[A-Z][A-Z0-9_]+>)\s*$/.exec(text)?.[1];
}
