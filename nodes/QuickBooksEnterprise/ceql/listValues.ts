/** The values of a list, and whether a text was taken apart at commas that may belong to a value. */
export interface ListValues {
	values: unknown[];
	isSplit: boolean;
}

/** One value of a list: in quotation marks, where a doubled one stands for itself, or up to the next comma. */
const ENTRY = /\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^,]*))\s*(?:,|$)/y;

/**
 * Reads the values of a list: an array or its JSON, one value on each line, values in quotation marks, or else the parts
 * between commas. Names hold commas ("Blue, Dale"), so only the last form can be mistaken.
 */
export function listValues(given: unknown): ListValues {
	if (Array.isArray(given)) return { values: given, isSplit: false };
	if (typeof given !== 'string') return { values: [given], isSplit: false };
	const parsed = given.trim().startsWith('[') ? parsedArray(given) : undefined;
	if (parsed) return { values: parsed, isSplit: false };
	const lines = given.split(/\r?\n/).map((line) => line.trim());
	if (lines.filter((line) => line !== '').length > 1) return { values: lines, isSplit: false };
	const quoted = /^\s*["']/.test(given) ? quotedValues(given) : undefined;
	if (quoted) return { values: quoted, isSplit: false };
	const parts = given.split(',').map((part) => part.trim());
	return { values: parts, isSplit: parts.filter((part) => part !== '').length > 1 };
}

/** Out: undefined where a quotation mark has no partner, or something follows it. */
function quotedValues(text: string): string[] | undefined {
	const values: string[] = [];
	ENTRY.lastIndex = 0;
	while (ENTRY.lastIndex < text.length) {
		const match = ENTRY.exec(text);
		if (!match) return undefined;
		const [, double, single, plain] = match;
		if (plain !== undefined && /^["']/.test(plain)) return undefined;
		values.push(double?.replace(/""/g, '"') ?? single?.replace(/''/g, "'") ?? (plain ?? '').trim());
	}
	return values;
}

function parsedArray(text: string): unknown[] | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}
