import { createHash, createHmac, randomBytes, timingSafeEqual } from 'crypto';

/** A signature key that nobody can guess; differs for every webhook. */
export function newSignatureKey(): string {
	return randomBytes(32).toString('hex');
}

/** The header of a delivery: HMAC-SHA-256 over the raw body in padded Base64 (documented). */
export function signatureOf(body: Uint8Array, key: string): string {
	return `sha256=${createHmac('sha256', key).update(body).digest('base64')}`;
}

/**
 * Whether a delivery carries the signature of its raw body. The form of older revisions, `sha1=…`
 * (observed), does not count. Compared in constant time, by hash, so that neither a wrong character nor a
 * wrong length shows in how long it takes.
 */
export function isSigned(body: Uint8Array, given: unknown, key: string): boolean {
	if (typeof given !== 'string' || key === '') return false;
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given.trim()), digest(signatureOf(body, key)));
}
