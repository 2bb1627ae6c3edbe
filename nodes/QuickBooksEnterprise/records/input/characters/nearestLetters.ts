/** Characters that QuickBooks keeps: Windows-1252 without its control characters (documented by Unicode, cp1252). */
const KEPT =
	/^[\t\n\r\u0020-\u007e\u00a0-\u00ff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]*$/;

/** Control characters and halves of pairs, which no XML takes. */
const BROKEN = /^[\p{Cc}\p{Cs}]$/u;

/** Letters that are no accented form of another, and signs, each with what is written for it. */
const NEAREST: ReadonlyMap<string, string> = new Map([
	...pairs(
		'\u0110 D \u0111 d \u0126 H \u0127 h \u0131 i \u0132 IJ \u0133 ij \u0138 k \u013f L \u0140 l \u0141 L \u0142 l \u014a N \u014b n \u0166 T \u0167 t \u018f E \u0259 e \u1e9e SS',
	),
	// Cyrillic, as passports write it, and Ukrainian letters.
	...pairs(
		'\u0410 A \u0411 B \u0412 V \u0413 G \u0414 D \u0415 E \u0416 Zh \u0417 Z \u0418 I \u0419 Y \u041a K \u041b L \u041c M \u041d N \u041e O \u041f P \u0420 R \u0421 S \u0422 T \u0423 U \u0424 F \u0425 Kh \u0426 Ts \u0427 Ch \u0428 Sh \u0429 Shch \u042b Y \u042d E \u042e Yu \u042f Ya \u0404 Ye \u0406 I \u0490 G',
	),
	...pairs(
		'\u0391 A \u0392 V \u0393 G \u0394 D \u0395 E \u0396 Z \u0397 I \u0398 Th \u0399 I \u039a K \u039b L \u039c M \u039d N \u039e X \u039f O \u03a0 P \u03a1 R \u03a3 S \u03a4 T \u03a5 Y \u03a6 F \u03a7 Ch \u03a8 Ps \u03a9 O \u03c2 s',
	),
	...pairs(
		"\u2010 - \u2011 - \u2012 - \u2015 - \u2212 - \u2032 ' \u2033 \" \u201b ' \u201f \" \u02b9 ' \u02bc ' \u2044 / \u2215 / \u2260 <> \u2264 <= \u2265 >= \u2192 -> \u2190 <- \u20bd RUB \u20b9 INR \u20bf BTC \u2116 No.",
	),
	...['\u042a', '\u042c', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'].map(
		(sign) => [sign, ''] as const,
	),
	...['\u2028', '\u2029'].map((sign) => [sign, '\n'] as const),
]);

function pairs(told: string): Array<readonly [string, string]> {
	const parts = told.split(' ');
	return parts.flatMap((part, index) =>
		index % 2 === 0 ? [[part, parts[index + 1]] as const] : [],
	);
}

/** Whether QuickBooks keeps a character or a text as it is. */
export function isKept(text: string): boolean {
	return KEPT.test(text);
}

/** Whether a character breaks the request that it stands in. */
export function isBroken(character: string): boolean {
	return !isKept(character) && BROKEN.test(character);
}

/**
 * The letters nearest to a character that QuickBooks does not keep; those of broken ones are none.
 *
 * @returns undefined where there is nothing like it, as for most scripts and for pictures.
 */
export function nearestTo(character: string): string | undefined {
	if (isBroken(character)) return '';
	const told = NEAREST.get(character) ?? smallOf(NEAREST.get(character.toUpperCase()), character);
	if (told !== undefined) return told;
	// Accents are taken away, and wide, small and joined forms taken apart.
	const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
	if (plain === character || plain === '') return /^\p{M}$/u.test(character) ? '' : undefined;
	const parts = [...plain].map((part) => (isKept(part) ? part : nearestTo(part)));
	return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

function smallOf(letters: string | undefined, character: string): string | undefined {
	return letters !== undefined && character !== character.toUpperCase()
		? letters.toLowerCase()
		: letters;
}
