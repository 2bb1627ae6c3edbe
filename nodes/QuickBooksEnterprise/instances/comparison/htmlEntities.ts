/** Names of U+00A0 to U+00FF in HTML 4, in order. */
const LATIN_1 =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
	'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
	'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
	'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
	'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
	'thorn yuml';

/** What else names of companies hold. */
const OTHERS: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	bdquo: '„',
	bull: '•',
	euro: '€',
	gt: '>',
	hellip: '…',
	ldquo: '“',
	lsquo: '‘',
	lt: '<',
	mdash: '—',
	ndash: '–',
	OElig: 'Œ',
	oelig: 'œ',
	quot: '"',
	rdquo: '”',
	rsquo: '’',
	sbquo: '‚',
	Scaron: 'Š',
	scaron: 'š',
	trade: '™',
	Yuml: 'Ÿ',
	zwj: '\u200d',
	zwnj: '\u200c',
};

const CHARACTERS: ReadonlyMap<string, string> = new Map([
	...LATIN_1.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
	...Object.entries(OTHERS),
]);

/**
 * The character that an HTML escape stands for, by its name. Case counts where two differ by it: `Eacute`, `eacute`.
 *
 * @param name The name between `&` and `;`.
 * @returns undefined where it is none.
 */
export function namedCharacter(name: string): string | undefined {
	return CHARACTERS.get(name) ?? CHARACTERS.get(name.toLowerCase());
}
