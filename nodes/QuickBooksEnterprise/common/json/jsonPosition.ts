/** Where in a text something stands, both counted from 1. */
export interface TextPosition {
	line: number;
	column: number;
}

/** Line and column of an index of a text. */
export function positionAt(text: string, index: number): TextPosition {
	const before = text.slice(0, index).split('\n');
	return { line: before.length, column: before[before.length - 1].length + 1 };
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Finds where a text stops being JSON (RFC 8259). JSON.parse says so in words that differ between versions
 * of Node, and for many texts it names no place at all.
 *
 * @param text A text that JSON.parse refused.
 * @returns The index of the first character that does not fit.
 */
export function findSyntaxError(text: string): number {
	let index = 0;
	const take = (token: RegExp): boolean => {
		token.lastIndex = index;
		const found = token.exec(text);
		if (!found) return false;
		index = token.lastIndex;
		return true;
	};
	const takeCharacter = (character: string): boolean => {
		if (text[index] !== character) return false;
		index++;
		return true;
	};
	const takeString = (): boolean => {
		if (!takeCharacter('"')) return false;
		while (index < text.length && text[index] >= ' ') {
			if (takeCharacter('"')) return true;
			if (text[index] !== '\\') index++;
			else if (!take(ESCAPE)) return false;
		}
		return false;
	};
	const open: string[] = [];
	let expected: 'value' | 'key' | 'separator' = 'value';
	let mayClose = false;
	for (;;) {
		take(SPACE);
		if (mayClose && open.length > 0 && takeCharacter(open[open.length - 1])) {
			open.pop();
			expected = 'separator';
			mayClose = true;
		} else if (expected === 'separator') {
			if (open.length === 0 || !takeCharacter(',')) return index;
			expected = open[open.length - 1] === '}' ? 'key' : 'value';
			mayClose = false;
		} else if (expected === 'key') {
			if (!takeString()) return index;
			take(SPACE);
			if (!takeCharacter(':')) return index;
			expected = 'value';
			mayClose = false;
		} else if (takeCharacter('{')) {
			open.push('}');
			expected = 'key';
			mayClose = true;
		} else if (takeCharacter('[')) {
			open.push(']');
			mayClose = true;
		} else {
			if (!takeString() && !take(SCALAR)) return index;
			expected = 'separator';
			mayClose = true;
		}
	}
}
