/** What n8n's notes are set in, in pixels of the canvas (measured in the editor of 2.41.1). */
const PADDING = 32;
const CHARACTER = 6.8;
const TITLE = { line: 32, below: 8, character: 11.9 };
const PARAGRAPH = { line: 19, below: 8 };
const POINT = { line: 18.2, above: 3.5, indent: 20 };
const POINT_MARK = /^(?:- |\d+\. )/;
const ABOVE_ALL = 8;

/** In how many lines a text stands, broken between words. */
function linesOf(text: string, width: number, character: number): number {
	const plain = text.replace(/\*\*|`|(?<!\w)\*|\*(?!\w)/g, '');
	let lines = 1;
	let filled = 0;
	for (const word of plain.split(/\s+/)) {
		const needed = word.length * character;
		const isBroken = filled > 0 && filled + character * 0.6 + needed > width;
		if (isBroken) lines += 1;
		filled = isBroken || filled === 0 ? needed : filled + character * 0.6 + needed;
	}
	return lines;
}

/**
 * About how high the text of a note is, give or take the height of a line.
 *
 * @param content Markdown: a title, paragraphs, and lists whose points stand on a line each.
 * @param width Of the note.
 */
export function textHeight(content: string, width: number): number {
	const room = width - PADDING;
	const heights = content.split('\n\n').map((block) => {
		if (block.startsWith('## ')) {
			return TITLE.line * linesOf(block.slice(3), room, TITLE.character) + TITLE.below;
		}
		const rows = block.split('\n');
		if (!POINT_MARK.test(rows[0])) {
			return PARAGRAPH.line * linesOf(block, room, CHARACTER) + PARAGRAPH.below;
		}
		const points = rows.map(
			(row) =>
				POINT.line * linesOf(row.replace(POINT_MARK, ''), room - POINT.indent, CHARACTER) +
				POINT.above,
		);
		return points.reduce((sum, height) => sum + height, PARAGRAPH.below);
	});
	return heights.reduce((sum, height) => sum + height, ABOVE_ALL);
}
