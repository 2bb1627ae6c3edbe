/**
 * Windows-1252, in which QuickBooks keeps its texts (the Unicode consortium's table cp1252.txt), without its control
 * characters. What it lacks becomes a question mark in QuickBooks.
 */
const OUTSIDE =
	/[^\t\n\u0020-\u007e\u00a0-\u00ff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/u;
const CONTROL = /[\p{Cc}\p{Cs}]/u;
/** What XML does not have. */
const NO_XML = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** In which characters a QuickBooks keeps its texts; `other` is any code page but the one of western languages. */
export type CodePage = 'other' | 'windows-1252';
const ESCAPED = /[&<>"\t\n\u0080-\u{10ffff}]/gu;

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Most texts are of these alone, and need no closer look. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

/** A text as QuickBooks keeps it: line breaks as one character, accents joined with their letters. */
export const asKept = (text: string): string =>
	PLAIN.test(text) ? text : text.replace(/\r\n?/g, '\n').normalize('NFC');

/**
 * @param text a text that went through {@link asKept}
 * @returns what is wrong with its characters, in words; undefined when QuickBooks can keep them all
 */
export function characterFault(
	text: string,
	codePage: CodePage = 'windows-1252',
): string | undefined {
	if (PLAIN.test(text)) return undefined;
	const [character] = (codePage === 'other' ? NO_XML : OUTSIDE).exec(text) ?? [];
	if (character === undefined) return undefined;
	const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
	if (codePage === 'other' || CONTROL.test(character)) {
		return `holds the character U+${code}, which XML or QuickBooks does not take; leave it out`;
	}
	return `holds "${character}" (U+${code}), which QuickBooks cannot keep; use the characters of Windows-1252`;
}

/**
 * @param text any text of allowed characters
 * @returns the text for XML, as content or in an attribute, in ASCII alone, so that no declared encoding matters
 */
export function escaped(text: string): string {
	if (PLAIN.test(text)) return text;
	return text.replace(ESCAPED, (character) => NAMED[character] ?? `&#${character.codePointAt(0)};`);
}
