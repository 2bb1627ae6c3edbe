import { positionAt, type TextPosition } from './jsonPosition';

/**
 * Curly quotes: what a word processor makes of the quotes of a JSON file.
 */

const CURLY_DOUBLE = '“”„‟″';
const DOUBLE = `"${CURLY_DOUBLE}`;
const CURLY_SINGLE = '‘’‚‛';
/** White space that a word processor or a web page puts where JSON knows only plain spaces. */
const FOREIGN_SPACE = '\u00a0\u2007\u202f\u2028\u2029\ufeff';

export type QuoteRepair = { text: string } | { position: TextPosition; found: string };

/**
 * Replaces curly quotes that delimit strings; those inside a string stay. n8n's own repair of JSON guesses
 * where it is unclear what was meant, and this must not: the text holds names and amounts.
 *
 * @param text A text that is no JSON as it stands.
 * @returns The repaired text, or the first unclear place. A curly string is repaired only where its first
 * closing quote is followed by a comma, a colon, a bracket or the end.
 */
export function repairQuotes(text: string): QuoteRepair {
	let repaired = '';
	let index = 0;
	while (index < text.length) {
		const character = text[index];
		if (FOREIGN_SPACE.includes(character)) {
			repaired += ' ';
			index++;
		} else if (CURLY_SINGLE.includes(character)) {
			return { position: positionAt(text, index), found: character };
		} else if (DOUBLE.includes(character)) {
			const end = endOfString(text, index);
			if (end.unclearAt !== undefined) {
				return { position: positionAt(text, end.unclearAt), found: text[end.unclearAt] };
			}
			repaired += `"${text.slice(index + 1, end.index)}"`;
			index = end.index + 1;
		} else {
			repaired += character;
			index++;
		}
	}
	return { text: repaired };
}

/** Index of the first curly double quote of a text, or -1. */
export function firstCurlyQuote(text: string): number {
	return [...CURLY_DOUBLE, ...CURLY_SINGLE]
		.map((quote) => text.indexOf(quote))
		.filter((index) => index >= 0)
		.reduce((first, index) => (first < 0 || index < first ? index : first), -1);
}

function endOfString(text: string, start: number): { index: number; unclearAt?: number } {
	const openedStraight = text[start] === '"';
	for (let index = start + 1; index < text.length; index++) {
		const character = text[index];
		if (character === '\\') {
			index++;
		} else if (character === '\n' || character === '\r') {
			return { index, unclearAt: start };
		} else if (character === '"' || (!openedStraight && CURLY_DOUBLE.includes(character))) {
			return isFollowedByStructure(text, index)
				? { index }
				: { index, unclearAt: openedStraight ? start : index };
		} else if (
			openedStraight &&
			CURLY_DOUBLE.includes(character) &&
			isFollowedByStructure(text, index)
		) {
			// A string that opens straight and seems to close curly: what was meant cannot be told.
			return { index, unclearAt: index };
		}
	}
	return { index: text.length, unclearAt: start };
}

function isFollowedByStructure(text: string, index: number): boolean {
	return /^[\s\u00a0\u2007\u202f\ufeff]*([,:}\]]|$)/.test(text.slice(index + 1, index + 200));
}
