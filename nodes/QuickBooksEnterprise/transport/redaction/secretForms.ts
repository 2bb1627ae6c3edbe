import { comparable, decodings, type DecodedText } from './decodedText';

/** Fewer characters than these tell nothing of a longer secret (our choice). */
const SHORTEST_PART = 8;

/** So many characters of its beginning or end are no chance, wherever they stand (our choice). */
const TELLING_PART = 12;

/** A place in a text, from the first character to the one after the last. */
export type Place = readonly [start: number, end: number];

/**
 * Finds secrets in a text, in whatever form: in another case, split by white space, escaped for URLs, HTML or JSON, in
 * Base64 of either alphabet, in hexadecimal digits, and in part, where their beginning or end was cut off.
 */
export class SecretForms {
	/** Each form of each secret, by its first and by its last characters. */
	private readonly byBeginning = new Map<string, Set<string>>();
	private readonly byEnd = new Map<string, Set<string>>();

	/** @param secret - At least eight characters. */
	add(secret: string): void {
		for (const form of formsOf(secret)) {
			if (form.length < SHORTEST_PART) continue;
			addTo(this.byBeginning, form.slice(0, SHORTEST_PART), form);
			addTo(this.byEnd, form.slice(-SHORTEST_PART), form);
		}
	}

	/** @returns Where the text shows a secret, or a part of one. */
	find(text: string): Place[] {
		if (this.byBeginning.size === 0) return [];
		return [...decodings(text), digitsOf(text)].flatMap((decoded) => this.findIn(decoded));
	}

	private findIn({ text, starts, ends }: DecodedText): Place[] {
		const places: Place[] = [];
		const note = (from: number, to: number) => places.push([starts[from], ends[to - 1]]);
		for (let at = 0; at + SHORTEST_PART <= text.length; at++) {
			const piece = text.slice(at, at + SHORTEST_PART);
			for (const form of this.byBeginning.get(piece) ?? []) {
				let length = SHORTEST_PART;
				while (length < form.length && text[at + length] === form[length]) length++;
				const to = at + length;
				const isTelling = length === form.length || length >= TELLING_PART;
				if (isTelling || ENDS.test(text.slice(to, to + 40))) note(at, to);
			}
			for (const form of this.byEnd.get(piece) ?? []) {
				const to = at + SHORTEST_PART;
				let length = SHORTEST_PART;
				while (length < form.length && text[to - length - 1] === form[form.length - length - 1]) {
					length++;
				}
				const from = to - length;
				const isTelling = length === form.length || length >= TELLING_PART;
				if (isTelling || BEGINS.test(text.slice(Math.max(0, from - 40), from))) note(from, to);
			}
		}
		return places;
	}
}

/** What may follow where a text was cut off: the end, a rest of an escape, marks, or dots that say so. */
const ENDS =
	/^["'`)\]}>,;:!.]*(?:%[0-9a-f]?|&#?\w{0,7}|\\u?[0-9a-f]{0,3})?$|^["'`]?(?:\.{2,}|\u00e2\u0080\u00a6|\*{2,}|\[)/;
/** The same before its beginning. */
const BEGINS = /^["'`([{<]*$|(?:\.{2,}|\u00e2\u0080\u00a6|\*{2,}|\])["'`]?$/;

/** The forms of a secret that no reading of escapes undoes, as texts are compared. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	return [comparable(secret), ...base64Cores(bytes).map(comparable), bytes.toString('hex')];
}

/**
 * What is always there in Base64 that holds these bytes: they may stand at three places in a group of three bytes, and
 * the characters at both ends depend on what stands beside them.
 */
function base64Cores(bytes: Buffer): string[] {
	return [0, 1, 2].map((before) => {
		const whole = Buffer.concat([Buffer.alloc(before), bytes]);
		const from = Math.ceil((before * 8) / 6);
		const to = Math.floor((whole.length * 8) / 6);
		return whole.toString('base64').slice(from, to);
	});
}

/** The hexadecimal digits of a text, which may stand apart: `75:73`, `0x75, 0x73`, `75 73`. */
function digitsOf(text: string): DecodedText {
	const digits: string[] = [];
	const starts: number[] = [];
	for (const match of text.matchAll(/0x|\\x|([0-9a-f])|[^\s:,;.\\-]/gi)) {
		// Anything else parts what stands before it from what follows.
		if (match[0].length > 1) continue;
		digits.push(match[1]?.toLowerCase() ?? '|');
		starts.push(match.index ?? 0);
	}
	return { text: digits.join(''), starts, ends: starts.map((start) => start + 1) };
}

function addTo(index: Map<string, Set<string>>, key: string, form: string): void {
	const known = index.get(key);
	if (known) known.add(form);
	else index.set(key, new Set([form]));
}
