/**
 * The JSON of a text with sorted members, so that order and white space do not count.
 *
 * @param text - Any text.
 * @returns Equal texts for equal JSON values; the text itself where it is no JSON.
 */
export function canonicalJson(text: string): string {
	try {
		return JSON.stringify(sorted(JSON.parse(text)));
	} catch {
		return text;
	}
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
	return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
