/**
 * What a text says apart from the names in it. What somebody called a record or a computer says nothing about what
 * happened: 'Grand Travel Agent' is no agent that stopped.
 */

/** A text in which each name in quotation marks is replaced by «0», «1» and so on. */
export interface MaskedText {
	text: string;
	/** The names, without their quotation marks. */
	names: readonly string[];
}

/** The name that a part of a masked text stands for; the part itself where it stands for none. */
export function unmask(part: string, names: readonly string[]): string {
	const index = /^«(\d+)»$/.exec(part)?.[1];
	return index === undefined ? part : (names[Number(index)] ?? '');
}

const ESCAPES: ReadonlyArray<readonly [RegExp, string]> = [
	[/&(?:quot|#34|#x22);/gi, '"'],
	[/&(?:apos|#39|#x27);/gi, "'"],
	[/&(?:lt|#60|#x3c);/gi, '<'],
	[/&(?:gt|#62|#x3e);/gi, '>'],
	[/&(?:amp|#38|#x26);/gi, '&'],
	[/\\"/g, '"'],
];

/** Single ones only around whole words: most of them are apostrophes. */
const QUOTED = /"([^"]*)"|“([^”]*)”|‘([^’]*)’(?!\w)|(?<!\w)'(.+?)'(?!\w)/g;

/**
 * Replaces the names in a text.
 *
 * @param text - What somebody said; HTML and JSON escapes of quotation marks are read too.
 * @returns The readings that are possible, the likeliest one first. There are two where a name may hold a quotation
 * mark itself, such as the inches in `"Pipe 6" copper"`: then all between the first mark and the last one is one name.
 */
export function maskNames(text: string): MaskedText[] {
	const plain = ESCAPES.reduce(
		(result, [escape, character]) => result.replace(escape, character),
		text.replace(/[«»]/g, ' '),
	);
	const marks = plain.match(/"/g)?.length ?? 0;
	const readings = [mask(plain, QUOTED)];
	if (marks > 2) readings.push(mask(plain, /"(.*)"/gs));
	// An odd number shows that the first reading is not the right one.
	return marks % 2 === 1 ? readings.reverse() : readings;
}

function mask(text: string, quoted: RegExp): MaskedText {
	const names: string[] = [];
	const masked = text.replace(quoted, (_whole, ...groups: unknown[]) => {
		names.push(String(groups.find((group) => typeof group === 'string')));
		return `«${names.length - 1}»`;
	});
	return { text: masked, names };
}
