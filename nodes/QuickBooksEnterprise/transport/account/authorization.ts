/**
 * The Authorization header of Cloud Elements and the two secrets that it is made of.
 */

/** The secrets as they are to be sent. */
export interface Secrets {
	userSecret: string;
	organizationSecret: string;
}

/** The secrets, or everything that is wrong with them. */
export type SecretsReading = Secrets | { problems: string[] };

/** Nothing but what a header carries everywhere, so that a token of an answer brings no header of its own. */
const ELEMENT_PART = /^Element [!-+\--~]+$/;

/**
 * Reads both secrets of a credential as pasted: white space around them and a leading `User ` or `Organization ` are
 * forgiven, and a whole header in one field is split, since consoles and samples show them inside that header.
 *
 * @returns The clean secrets, or a finding for each that cannot stand in a header.
 */
export function readSecrets(userSecret: unknown, organizationSecret: unknown): SecretsReading {
	const fields = [splitHeader(userSecret, 'user'), splitHeader(organizationSecret, 'organization')];
	const users = valuesOf(fields, 'user');
	const organizations = valuesOf(fields, 'organization');
	const problems = [
		...findingsFor('User Secret', users),
		...findingsFor('Organization Secret', organizations),
	];
	return problems.length > 0
		? { problems }
		: { userSecret: users[0], organizationSecret: organizations[0] };
}

/**
 * Composes the header. The parts may come in any order (documented samples differ); ours is
 * User, Organization, Element.
 *
 * @param secrets Clean secrets.
 * @param elementPart `Element <token>` for a call through an instance, or nothing.
 * @returns The value of the Authorization header.
 */
export function composeAuthorization(secrets: Secrets, elementPart?: string): string {
	const parts = [`User ${secrets.userSecret}`, `Organization ${secrets.organizationSecret}`];
	if (elementPart && ELEMENT_PART.test(elementPart)) parts.push(elementPart);
	return parts.join(', ');
}

type Part = 'user' | 'organization' | 'element';

/** One part of a header; of a token nothing is used. */
const NAMED_PART = /^(User|Organization|Element)(?:\s+(.*))?$/is;

/** What a field holds, by the words of the header. What stands there without a word is the field's own. */
function splitHeader(pasted: unknown, own: Part): Array<[Part, string]> {
	const text = String(pasted ?? '')
		.trim()
		.replace(/^Authorization\s*:\s*/i, '');
	const parts = text.split(',').map((part) => part.trim());
	// Without a word of the header a comma is part of a secret that is then refused.
	if (!parts.some((part) => NAMED_PART.test(part))) return [[own, text]];
	return parts.map((part) => {
		const [, word, secret = ''] = NAMED_PART.exec(part) ?? [];
		return word === undefined ? [own, part] : [word.toLowerCase() as Part, secret.trim()];
	});
}

/** The different secrets of one kind that both fields hold. */
function valuesOf(fields: ReadonlyArray<ReadonlyArray<[Part, string]>>, wanted: Part): string[] {
	const found = fields.flat().filter(([part, secret]) => part === wanted && secret !== '');
	return [...new Set(found.map(([, secret]) => secret))];
}

function findingsFor(label: string, [secret = '', ...others]: readonly string[]): string[] {
	if (secret === '') return [`${label} is empty`];
	if (others.length > 0) return [`${label} is given twice, with different values`];
	if (/[\r\n]/.test(secret)) return [`${label} holds a line break`];
	if (secret.includes(',')) return [`${label} holds a comma`];
	if (/[^\x20-\x7e]/.test(secret)) return [`${label} holds a character that no header can carry`];
	return [];
}
