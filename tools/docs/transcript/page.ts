const BEGIN = '<!-- Written by tools/docs/transcript/write.ts -->';
const END = '<!-- End of what is written -->';

function bounds(page: string): [number, number] {
	const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error('The page has no place for the transcript.');
	return [begin + BEGIN.length, end];
}

/** @returns the transcript that stands in a page */
export const transcriptIn = (page: string): string => page.slice(...bounds(page)).trim();

/** @returns the page with another transcript */
export function withTranscript(page: string, transcript: string): string {
	const [begin, end] = bounds(page);
	return `${page.slice(0, begin)}\n\n${transcript}\n\n${page.slice(end)}`;
}
