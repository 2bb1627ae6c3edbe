import { parseUrl } from '../../common/parseUrl';
import { bareForm, isKeptAs, resembles } from './keptText';

/**
 * Whether two addresses of a computer lead to the same place: letter case in the host, a port that is the usual one and
 * a slash at the end say nothing (RFC 3986 §6.2).
 */
export function isSameAddress(given: string, kept: string): boolean {
	return isKeptAs(given, kept) || canonicalAddress(given) === canonicalAddress(kept);
}

/** Whether a kept address may be a given one after stronger changes. It alone proves nothing. */
export function resemblesAddress(given: string, kept: string): boolean {
	const [left, right] = [bareAddress(given), bareAddress(kept)];
	return resembles(left, right) || resembles(right, left);
}

function canonicalAddress(address: string): string {
	const text = address.trim();
	const { href } = parseUrl(text) ?? { href: text.toLowerCase() };
	return href.replace(/\/+$/, '');
}

/** Its letters and digits, without the scheme that a service may leave out or add. */
function bareAddress(address: string): string {
	return bareForm(address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''));
}
