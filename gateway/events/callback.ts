/**
 * Whether a callback may be called: http or https, without a user name, and not the address under which computers of
 * clouds give out secrets (169.254/16; our choice).
 *
 * @param url the callback of an instance
 */
export function mayCall(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname, username, password } = new URL(url);
	const isLinkLocal = /^169\.254\./.test(hostname) || /^\[(?:fe[89ab]|::ffff:a9fe)/i.test(hostname);
	return /^https?:$/.test(protocol) && username === '' && password === '' && !isLinkLocal;
}
