import { encode } from '../url';
import { SecretForms } from './secretForms';

/**
 * Keeps secrets and tokens out of everything that is shown: the service may echo what it was sent.
 */

/** What stands where a secret was; the service masks its own secrets with the same eight asterisks. */
export const MASK = '********';

/** Whether a value is shown in place of a secret: signs that hide it, with a few of its last ones at most. */
export function isMasked(value: unknown): boolean {
	return typeof value === 'string' && /^\s*[*\u2022\u25cf\u25aa]{3,}\S{0,4}\s*$/.test(value);
}

/** Longest text taken over from an answer into a message, in characters. */
const MAX_QUOTED_LENGTH = 1000;

/** How much of a text is read at all, in characters: much more than is shown. */
const MAX_READ_LENGTH = MAX_QUOTED_LENGTH * 8;

/** Shorter values are not replaced: they would blacken ordinary words. */
const MIN_SECRET_LENGTH = 4;

/**
 * Whether the value of a configuration key is a secret: never shown, whether the service masks it
 * (observed for password and oauth.api.*) or not (unknown for the signature key, so our choice).
 */
export function isSecretKey(key: string): boolean {
	return /password|passphrase|secret|token|signature|api\.key|private/i.test(key);
}

/** From this length on a secret is also known in other forms and in part; shorter ones would blacken words. */
const MIN_FORM_LENGTH = 8;

/** The secrets of one run. */
export class Redactor {
	private readonly secrets = new Set<string>();
	private readonly forms = new SecretForms();

	/** Adds a value that must never be shown; what is not a text of some length is passed over. */
	add(secret: unknown): void {
		if (typeof secret !== 'string' || secret.length < MIN_SECRET_LENGTH) return;
		if (this.secrets.has(secret)) return;
		const encoded = encode(secret);
		this.secrets.add(secret);
		this.secrets.add(encoded);
		// Some encode with lower-case digits.
		this.secrets.add(encoded.replace(/%../g, (octet) => octet.toLowerCase()));
		if (secret.length >= MIN_FORM_LENGTH) this.forms.add(secret);
	}

	/** Adds what an instance holds of secrets, as the service gave it: a later answer may quote it. */
	addFrom(instance: Readonly<Record<string, unknown>>): void {
		const { token, configuration, connector } = instance;
		this.add(token);
		this.addSetupLink(connector);
		if (typeof configuration !== 'object' || configuration === null) return;
		for (const [key, value] of Object.entries(configuration)) {
			if (isSecretKey(key) && value !== 'true' && value !== 'false') this.add(value);
		}
	}

	/** Who has the link of a gateway can connect a company, and all of it that is secret is its last part. */
	addSetupLink(connector: unknown): void {
		if (typeof connector !== 'object' || connector === null) return;
		const { setupUrl } = connector as { setupUrl?: unknown };
		if (typeof setupUrl !== 'string') return;
		this.add(setupUrl.split('/').pop());
	}

	/** Replaces every known secret in the text, as it is or escaped for a URL. */
	clean(text: string): string {
		// A run over many instances knows many secrets, and most texts hold none.
		const found: string[] = [];
		for (const secret of this.secrets) {
			if (secret.length <= text.length && text.includes(secret)) found.push(secret);
		}
		// Longest first: a secret that holds another one is to be replaced as a whole.
		return found
			.sort((one, other) => other.length - one.length)
			.reduce((result, secret) => result.split(secret).join(MASK), text);
	}

	/**
	 * Cleans a text of the service for a message: one line, no markup, of bounded length, without any secret in
	 * whatever form.
	 */
	quote(text: unknown): string | undefined {
		if (typeof text !== 'string') return undefined;
		// Cleaned before it is cut as well: half a secret would not be known again.
		const plain = this.cleanAll(text.slice(0, MAX_READ_LENGTH))
			.slice(0, MAX_QUOTED_LENGTH * 4)
			.replace(/<[a-z!/][^>]*>/gi, ' ')
			.replace(/\s+/g, ' ')
			.trim();
		if (plain === '') return undefined;
		const clean = this.cleanAll(plain);
		return clean.length > MAX_QUOTED_LENGTH ? `${clean.slice(0, MAX_QUOTED_LENGTH)}…` : clean;
	}

	private cleanAll(text: string): string {
		const clean = this.clean(text);
		const places = [...this.forms.find(clean)].sort(([one], [other]) => one - other);
		let result = '';
		let doneTo = 0;
		for (const [start, end] of places) {
			if (end <= doneTo) continue;
			// What overlaps or touches is one secret, or several without anything between them.
			if (start > doneTo || doneTo === 0) result += clean.slice(doneTo, start) + MASK;
			doneTo = end;
		}
		return result + clean.slice(doneTo);
	}
}
