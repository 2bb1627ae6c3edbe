import { positionAt, type TextPosition } from './jsonPosition';

/** A key that an object of a text has more than once, with the place of the second one. */
export interface DuplicateKey {
	key: string;
	position: TextPosition;
}

const TOKEN = /["{}[\],:]/g;

/**
 * Where a string ends. An expression for the whole string would run out of stack over one of megabytes.
 *
 * @param start Index of its opening quote.
 * @returns Index behind its closing quote.
 */
function endOfString(text: string, start: number): number {
	for (let index = start + 1; index < text.length; index++) {
		if (text[index] === '\\') index++;
		else if (text[index] === '"') return index + 1;
	}
	return text.length;
}

/**
 * Finds keys that stand twice in one object. `JSON.parse` silently takes the last one, so that what the
 * other one says would be lost.
 *
 * @param text Valid JSON.
 */
export function duplicateKeys(text: string): DuplicateKey[] {
	const duplicates: DuplicateKey[] = [];
	/** The keys of each open object, undefined for a list. */
	const open: Array<Set<string> | undefined> = [];
	let isKeyNext = false;
	const tokens = new RegExp(TOKEN);
	for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
		const { 0: token, index } = match;
		if (token === '"') tokens.lastIndex = endOfString(text, index);
		if (token === '{' || token === '[') {
			open.push(token === '{' ? new Set() : undefined);
			isKeyNext = token === '{';
		} else if (token === '}' || token === ']') {
			open.pop();
			isKeyNext = false;
		} else if (token === ',') {
			isKeyNext = open[open.length - 1] !== undefined;
		} else if (token !== ':' && isKeyNext) {
			const key = JSON.parse(text.slice(index, tokens.lastIndex)) as string;
			const keys = open[open.length - 1];
			if (keys?.has(key)) duplicates.push({ key, position: positionAt(text, index) });
			keys?.add(key);
			isKeyNext = false;
		}
	}
	return duplicates;
}
