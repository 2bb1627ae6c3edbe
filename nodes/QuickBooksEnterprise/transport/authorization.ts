/**
 * The Authorization header of Cloud Elements and the two secrets that it is made of.
 */

/** The secrets as they are to be sent. */
export interface Secrets {
	userSecret: string;
	organizationSecret: string;
}

/** The secrets, or everything that is wrong with them. */
export type SecretsReading = Secrets | { findings: string[] };

/** Nothing but what a header carries everywhere, so that a token of an answer brings no header of its own. */
const ELEMENT_PART = /^Element [!-+\--~]+$/;

/**
 * Reads both secrets of a credential as pasted: white space around them and a pasted leading
 * `User ` or `Organization ` are forgiven, since consoles show them inside that header.
 * In: the credential's `userSecret` and `organizationSecret`.
 * Out: the clean secrets, or a finding for each that cannot stand in a header.
 */
export function readSecrets(userSecret: unknown, organizationSecret: unknown): SecretsReading {
	const user = cleanSecret(userSecret, /^User\s+/i);
	const organization = cleanSecret(organizationSecret, /^Organization\s+/i);
	const findings = [
		...findingsFor('User Secret', user),
		...findingsFor('Organization Secret', organization),
	];
	return findings.length > 0
		? { findings }
		: { userSecret: user, organizationSecret: organization };
}

/**
 * Composes the header. The parts may come in any order (documented samples differ); ours is
 * User, Organization, Element.
 * In: clean secrets; `elementPart` is `Element <token>` for a call through an instance, or nothing.
 * Out: the value of the Authorization header.
 */
export function composeAuthorization(secrets: Secrets, elementPart?: string): string {
	const parts = [`User ${secrets.userSecret}`, `Organization ${secrets.organizationSecret}`];
	if (elementPart && ELEMENT_PART.test(elementPart)) parts.push(elementPart);
	return parts.join(', ');
}

function cleanSecret(pasted: unknown, prefix: RegExp): string {
	return String(pasted ?? '')
		.trim()
		.replace(prefix, '')
		.trim();
}

function findingsFor(label: string, secret: string): string[] {
	if (secret === '') return [`${label} is empty`];
	if (/[\r\n]/.test(secret)) return [`${label} holds a line break`];
	if (secret.includes(',')) return [`${label} holds a comma`];
	if (/[^\x20-\x7e]/.test(secret)) return [`${label} holds a character that no header can carry`];
	return [];
}
