import { encode } from './url';

/**
 * Keeps secrets and tokens out of everything that is shown: the service may echo what it was sent.
 */

/** What stands where a secret was; the service masks its own secrets with the same eight asterisks. */
export const MASK = '********';

/** Longest text taken over from an answer into a message, in characters. */
const MAX_QUOTED_LENGTH = 1000;

/** Shorter values are not replaced: they would blacken ordinary words. */
const MIN_SECRET_LENGTH = 4;

/** The secrets of one run. */
export class Redactor {
	private readonly secrets = new Set<string>();

	/** Adds a value that must never be shown; what is not a text of some length is passed over. */
	add(secret: unknown): void {
		if (typeof secret !== 'string' || secret.length < MIN_SECRET_LENGTH) return;
		this.secrets.add(secret);
		this.secrets.add(encode(secret));
	}

	/** Replaces every known secret in the text. */
	clean(text: string): string {
		// Longest first: a secret that holds another one is to be replaced as a whole.
		return [...this.secrets]
			.filter((secret) => text.includes(secret))
			.sort((one, other) => other.length - one.length)
			.reduce((result, secret) => result.split(secret).join(MASK), text);
	}

	/** Cleans a text of the service for a message: one line, no markup, of bounded length. */
	quote(text: unknown): string | undefined {
		if (typeof text !== 'string') return undefined;
		// Cleaned before it is cut as well: half a secret would not be known again.
		const plain = this.clean(text)
			.slice(0, MAX_QUOTED_LENGTH * 4)
			.replace(/<[a-z!/][^>]*>/gi, ' ')
			.replace(/\s+/g, ' ')
			.trim();
		if (plain === '') return undefined;
		const clean = this.clean(plain);
		return clean.length > MAX_QUOTED_LENGTH ? `${clean.slice(0, MAX_QUOTED_LENGTH)}…` : clean;
	}
}
