/** No reference is longer, but for zeros that nobody writes. */
const LONGEST_REFERENCE = 12;

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&/g;

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/**
 * Where a piece of text has to be cut so that no reference is torn apart.
 *
 * @param text may go on in the next piece
 */
export function wholeReferencesIn(text: string): number {
	const last = text.lastIndexOf('&');
	const isOpen = last >= 0 && text.length - last < LONGEST_REFERENCE && !text.includes(';', last);
	return isOpen ? last : text.length;
}

/**
 * Reads text between two tags. An answer of QuickBooks is one text with a reference for every tag in it: a parser of XML, which goes
 * through it character by character, takes five times as long.
 *
 * @returns undefined where there is a reference that XML itself does not know
 */
export function readReferences(text: string): string | undefined {
	let isKnown = true;
	const read = text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name];
		const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
		if (code <= 0x10ffff) return String.fromCodePoint(code);
		isKnown = false;
		return '';
	});
	return isKnown ? read : undefined;
}
