/** What is another one in each run, and what stands for it. Secrets are among it. */
const CHANGING: ReadonlyArray<[RegExp, string]> = [
	[/http:\/\/localhost:\d+/g, 'http://localhost:8080'],
	[/(\/connect\/)[\w-]+/g, '$1<secret>'],
	[/company-[\da-f-]{36}/g, 'company-<id>'],
	[/\{[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}/gi, '{<guid>}'],
	[/((?:new|old)MessageSetID=)"[^"]*"/g, '$1"<message set>"'],
	[/(requestID=)"[^"]*"/g, '$1"<request>"'],
	[/\b([\dA-F]+-)1[6-9]\d{8}\b/g, '$1<seconds>'],
	[/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
];

/** A text as it is in every run: times, ids and secrets are replaced. */
export const plain = (text: string): string =>
	CHANGING.reduce((now, [pattern, words]) => now.replace(pattern, words), text);

/** A document of XML with an element on each line. */
export function indented(xml: string): string {
	let depth = 0;
	const lines: string[] = [];
	for (const piece of xml.match(/<[^>]+>[^<]*/g) ?? []) {
		const isEnd = piece.startsWith('</');
		if (isEnd) depth -= 1;
		const last = lines.at(-1);
		const name = /^<\/([^>]+)>/.exec(piece)?.[1];
		// An element without elements stays on its line.
		if (name && last?.trimStart().startsWith(`<${name}`) && !last.includes('</')) {
			lines[lines.length - 1] = last + piece.trim();
		} else lines.push('  '.repeat(depth) + piece.trim());
		if (!isEnd && !piece.startsWith('<?') && !/\/>/.test(piece)) depth += 1;
	}
	return lines.join('\n');
}
