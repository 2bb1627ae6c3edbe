/**
 * Builds request URLs. Every value is encoded here and nowhere else.
 */

export type QueryValue = string | number | boolean | readonly string[];

/**
 * Joins a base URL, path segments and a query.
 *
 * @param segments Unencoded, none of them empty, `.` or `..` (those would walk the API).
 * @param query A list as a value is repeated under its key.
 * @throws RangeError for a segment that cannot be one.
 */
export function buildUrl(
	baseUrl: string,
	segments: readonly string[],
	query: Readonly<Record<string, QueryValue | undefined>> = {},
): string {
	const path = segments.map(encodeSegment).join('/');
	const pairs: string[] = [];
	for (const [key, value] of Object.entries(query)) {
		if (value === undefined) continue;
		const values = Array.isArray(value) ? value : [value];
		for (const one of values) {
			pairs.push(`${encodeURIComponent(key)}=${encode(String(one))}`);
		}
	}
	return `${baseUrl}/${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function encodeSegment(segment: string): string {
	if (segment === '' || segment === '.' || segment === '..') {
		throw new RangeError(`'${segment}' cannot be a part of an address`);
	}
	return encode(segment);
}

/** Encodes any text: half of a surrogate pair, which has no encoding, becomes the replacement mark. */
export function encode(text: string): string {
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}
