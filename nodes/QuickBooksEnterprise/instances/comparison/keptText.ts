import { namedCharacter } from './htmlEntities';

/**
 * Compares texts through the changes that services make when they keep them: escaping, white space, the form
 * of Unicode. What Cloud Elements does to a name is documented for markup alone, so the rest is our choice.
 */

/** Some escape what was escaped before. */
const MAX_LAYERS = 4;

/** A kept text that is this long may be the beginning of a longer one that was cut off. */
const MIN_CUT_LENGTH = 20;

const TAG = /<[/!]?[a-z][^<>]*>/gi;

/** Signs without a form of their own, such as joiners, marks of the writing direction and control characters. */
const UNSEEN = /(?:[\p{Cf}\p{Variation_Selector}\u034f]|(?!\s)\p{Cc})+/gu;

/**
 * A name as the service keeps it: markup is taken out of it (observed), white space around it is not
 * significant (our choice). What is no tag stays: two stores may be called "<1>" and "<2>".
 */
export function sanitiseName(name: unknown): string {
	let text = String(name ?? '');
	for (let shorter = text.replace(TAG, ''); shorter !== text; shorter = text.replace(TAG, '')) {
		text = shorter;
	}
	return text.trim();
}

/**
 * @param text A text as given, or as the service keeps it.
 * @returns The same for texts that differ only by escaping, white space or the form of Unicode.
 */
export function looseForm(text: string): string {
	let form = text.normalize('NFKC');
	for (let layer = 0; layer < MAX_LAYERS; layer++) {
		const plainer = withoutEscapes(form);
		if (plainer === form) break;
		form = plainer;
	}
	return sanitiseName(form)
		.normalize('NFKC')
		.replace(UNSEEN, '')
		.replace(/\p{White_Space}+/gu, ' ')
		.trim();
}

/** Whether two texts are equal but for what services change when they keep them. */
export function isKeptAs(given: string, kept: string): boolean {
	return given === kept || looseForm(given) === looseForm(kept);
}

/**
 * Whether a kept text may be a given one after stronger changes: letter case, signs left out, or the end cut
 * off. It alone proves nothing.
 *
 * @param given The bare form of the text as given.
 * @param kept That of the text as the service keeps it.
 */
export function resembles(given: string, kept: string): boolean {
	if (given === kept) return kept !== '';
	return kept.length >= MIN_CUT_LENGTH && given.startsWith(kept);
}

/** Letters and digits of a text alone, in lower case. */
export function bareForm(text: string): string {
	return looseForm(text)
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function withoutEscapes(text: string): string {
	return withoutPercents(
		text
			.replace(
				/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}\d{0,2}));?/gi,
				(whole, decimal, hex, name) => {
					if (name !== undefined) return namedCharacter(String(name)) ?? String(whole);
					const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
					return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : String(whole);
				},
			)
			.replace(/\\u([\da-f]{4})/gi, (_whole, code) =>
				String.fromCharCode(parseInt(String(code), 16)),
			)
			.replace(/\\(["'\\/&])/g, '$1')
			.replace(/''/g, "'"),
	);
}

function withoutPercents(text: string): string {
	const spaced = text.replace(/\+/g, ' ');
	if (!/%[\da-f]{2}/i.test(spaced)) return spaced;
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced;
	}
}
