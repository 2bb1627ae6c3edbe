import { maskNames } from './quotedNames';
import type { Wording } from './wording';

/** A link between the service and QuickBooks. */
export type Link = 'tunnel' | 'connector' | 'quickBooks';

const WORDS: Readonly<Record<Link, RegExp>> = {
	tunnel: /\btunnel\b|\bground ?2 ?cloud\b|\bg2c\b|\bagent\b/i,
	connector: /\bconnector\b/i,
	quickBooks: /\bquickbooks\b|\bqbxml\b|\bcompany (?:data )?file\b/i,
};

/** What a user reads of a broken link. */
export const LINK_WORDINGS: Readonly<Record<Link, Wording>> = {
	tunnel: {
		message: "The tunnel to the company's computer is down: start the Ground2Cloud agent there",
		mend: "The computer must be on, awake and online. 'Check Connection' of the resource 'Instance' tells when it is back.",
	},
	connector: {
		message: "The connector on the company's computer does not answer: start it there",
		mend: "It runs beside QuickBooks. 'Check Connection' of the resource 'Instance' tells when it is back.",
	},
	quickBooks: {
		message:
			'QuickBooks does not answer; open it with the right company file and close its dialogs',
		mend: '',
	},
};

/** Addresses, host names, file names and paths: they are made of the same words and say nothing. */
const ADDRESSES = /\b[a-z][a-z0-9+.-]*:\/\/\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?|\S*[\\/]\S*/gi;

/** That something does not work. A link that is only mentioned may be the one that does. */
const BROKEN =
	/\b(?:not|no|cannot|can't|isn't|doesn't|didn't|unable|down|offline|unreachable|unavailable|disconnected|refused|reset|closed|lost|stopped|timed? ?-?out|fail(?:s|ed|ure)?|broken|dead|gone|missing|error|interrupted|expired|dropped)\b/i;

/**
 * Which link the service says is broken. Its words are not documented, so a clause is looked for that names a link
 * and says that something does not work (our choice).
 *
 * @param text - What the service said.
 * @param ownNames - What the user calls things: such a name says nothing, wherever it stands.
 * @returns Undefined where no link is told.
 */
export function brokenLinkIn(text: string, ownNames: Iterable<string>): Link | undefined {
	let said = maskNames(text)[0].text.replace(ADDRESSES, '«»');
	for (const name of ownNames) said = withoutName(said, name);
	const broken = said.split(/[.;:!?\n]\s|,\s|\bbut\b/i).filter((clause) => BROKEN.test(clause));
	const isBroken = (link: Link) => broken.some((clause) => WORDS[link].test(clause));
	if (isBroken('tunnel')) return 'tunnel';
	if (isBroken('connector')) return 'connector';
	// The last link: whoever quotes it got through to it.
	return WORDS.quickBooks.test(said) ? 'quickBooks' : undefined;
}

/** A text with a name taken out of it wherever it stands as words of its own. */
function withoutName(text: string, name: string): string {
	const wanted = name.trim().toLowerCase();
	if (wanted.length < 2) return text;
	let result = text;
	for (
		let at = result.toLowerCase().indexOf(wanted);
		at >= 0;
		at = result.toLowerCase().indexOf(wanted, at + 2)
	) {
		const around = `${result[at - 1] ?? ' '}${result[at + wanted.length] ?? ' '}`;
		if (/[\p{L}\p{N}_]/u.test(around)) continue;
		result = `${result.slice(0, at)}«»${result.slice(at + wanted.length)}`;
	}
	return result;
}
