/** No reference is longer, but for zeros that nobody writes. */
const LONGEST_REFERENCE = 12;

const AMPERSAND = '&'.charCodeAt(0);

/** The ones that XML itself knows, the frequent ones first. */
const NAMED: ReadonlyArray<readonly [reference: string, character: string]> = [
	['&lt;', '<'],
	['&gt;', '>'],
	['&amp;', '&'],
	['&quot;', '"'],
	['&apos;', "'"],
];

const NUMERIC = /^&#(?:(\d{1,7})|x([\da-fA-F]{1,6}));/;

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
 * through it character by character, takes five times as long, and texts of what stands between the references are ten
 * times the memory of the whole. So they are replaced within the bytes.
 *
 * @returns undefined where there is a reference that XML itself does not know
 */
export function readReferences(text: string): string | undefined {
	const bytes = Buffer.from(text, 'utf8');
	let to = bytes.indexOf(AMPERSAND);
	if (to < 0) return text;
	for (let at = to; at < bytes.length; ) {
		if (bytes[at] === AMPERSAND) {
			const [reference, character] = referenceAt(bytes, at) ?? [];
			if (reference === undefined || character === undefined) return undefined;
			at += reference.length;
			// No character is longer than a reference to it.
			to += bytes.write(character, to);
		} else {
			bytes[to] = bytes[at];
			at += 1;
			to += 1;
		}
	}
	return bytes.toString('utf8', 0, to);
}

function referenceAt(bytes: Buffer, at: number): readonly [string, string] | undefined {
	for (const named of NAMED) if (standsAt(bytes, at, named[0])) return named;
	const numeric = NUMERIC.exec(bytes.toString('latin1', at, at + LONGEST_REFERENCE));
	if (!numeric) return undefined;
	const [reference, decimal, hex] = numeric;
	const code = decimal === undefined ? parseInt(hex, 16) : Number(decimal);
	return code <= 0x10ffff ? [reference, String.fromCodePoint(code)] : undefined;
}

function standsAt(bytes: Buffer, at: number, reference: string): boolean {
	for (let index = 1; index < reference.length; index += 1) {
		if (bytes[at + index] !== reference.charCodeAt(index)) return false;
	}
	return true;
}
