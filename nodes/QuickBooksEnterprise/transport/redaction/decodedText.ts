/** A text with its escapes read, and where each of its characters stands in the text that it was made of. */
export interface DecodedText {
	/** One character for each byte (UTF-8), in lower case, without white space, `-` and `_` as `+` and `/`. */
	text: string;
	/** For each of these, where it begins and ends in the original text. */
	starts: readonly number[];
	ends: readonly number[];
}

/** Escapes of characters: of URLs, of HTML, of JSON and of programs, and of mail. */
const ESCAPE =
	/%([0-9a-f]{2})|&#x0*([0-9a-f]{1,6});?|&#0*(\d{1,7});?|&([a-z]{2,8});|\\u\{?0*([0-9a-f]{1,6})\}?|\\x([0-9a-f]{2})|=([0-9a-f]{2})|\\([\\/"'])/giy;

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	ast: '*',
	bsol: '\\',
	colon: ':',
	comma: ',',
	commat: '@',
	dollar: '$',
	equals: '=',
	excl: '!',
	gt: '>',
	hyphen: '-',
	lowbar: '_',
	lpar: '(',
	lt: '<',
	num: '#',
	percnt: '%',
	period: '.',
	plus: '+',
	quest: '?',
	quot: '"',
	rpar: ')',
	semi: ';',
	sol: '/',
	tilde: '~',
	verbar: '|',
	vert: '|',
};

/** Escapes in escapes that are read (our choice). */
const LAYERS = 4;

/** A text as texts are compared: bytes, in lower case, without white space, in one alphabet of Base64. */
export function comparable(text: string): string {
	return inOneAlphabet(Buffer.from(text, 'utf8').toString('latin1')).replace(/\s/g, '');
}

function inOneAlphabet(text: string): string {
	return text.toLowerCase().replace(/-/g, '+').replace(/_/g, '/');
}

/**
 * Reads a text as it is, and with its escapes read once, twice and so on.
 *
 * @param text - Any text; it should not be long.
 */
export function decodings(text: string): DecodedText[] {
	let layer = bytesOf(text);
	const all = [normalised(layer)];
	for (let depth = 1; depth < LAYERS; depth++) {
		const next = decoded(layer);
		if (next.text === layer.text) break;
		all.push(normalised(next));
		layer = next;
	}
	return all;
}

function bytesOf(text: string): DecodedText {
	const bytes: string[] = [];
	const starts: number[] = [];
	const ends: number[] = [];
	let at = 0;
	for (const character of text) {
		for (const byte of Buffer.from(character, 'utf8').toString('latin1')) {
			bytes.push(byte);
			starts.push(at);
			ends.push(at + character.length);
		}
		at += character.length;
	}
	return { text: bytes.join(''), starts, ends };
}

function decoded({ text, starts, ends }: DecodedText): DecodedText {
	const result = { bytes: [] as string[], starts: [] as number[], ends: [] as number[] };
	for (let at = 0; at < text.length; ) {
		ESCAPE.lastIndex = at;
		const match = ESCAPE.exec(text);
		const plain = match ? characterOf(match) : undefined;
		const length = match && plain !== undefined ? match[0].length : 1;
		for (const byte of plain ?? text[at]) {
			result.bytes.push(byte);
			result.starts.push(starts[at]);
			result.ends.push(ends[at + length - 1]);
		}
		at += length;
	}
	return { text: result.bytes.join(''), starts: result.starts, ends: result.ends };
}

/** The character of an escape, as bytes; undefined where it is none. */
function characterOf(match: RegExpExecArray): string | undefined {
	const [, percent, hexEntity, entity, named, unicode, hex, mail, plain] = match;
	const byte = percent ?? hex ?? mail;
	if (byte !== undefined) return String.fromCharCode(parseInt(byte, 16));
	if (plain !== undefined) return plain;
	if (named !== undefined) return ENTITIES[named.toLowerCase()];
	const point = entity !== undefined ? Number(entity) : parseInt(hexEntity ?? unicode, 16);
	if (!(point <= 0x10ffff)) return undefined;
	return Buffer.from(String.fromCodePoint(point), 'utf8').toString('latin1');
}

function normalised({ text, starts, ends }: DecodedText): DecodedText {
	const kept: number[] = [];
	for (let at = 0; at < text.length; at++) if (!/\s/.test(text[at])) kept.push(at);
	return {
		text: inOneAlphabet(kept.map((at) => text[at]).join('')),
		starts: kept.map((at) => starts[at]),
		ends: kept.map((at) => ends[at]),
	};
}
