/** The parts of an `Authorization` header, by scheme word in lower case. */
export type Credentials = Partial<Record<'user' | 'organization' | 'element' | 'bearer', string>>;

/**
 * Reads `User x, Organization y, Element z`. The order of the parts does not matter (documented samples differ);
 * that the case of the scheme words does not matter either is our choice.
 */
export function readCredentials(header = ''): Credentials {
	const credentials: Credentials = {};
	for (const part of header.split(',')) {
		const match = /^(user|organization|element|bearer)\s+(\S+)$/i.exec(part.trim());
		if (match) credentials[match[1].toLowerCase() as keyof Credentials] = match[2];
	}
	return credentials;
}
