import { Place } from '../../../catalogue/validation/place';
import type { Members } from '../../../catalogue/validation/walk';
import type { Resource } from '../../../catalogue/types';
import type { Problems } from '../../../common/problems';
import { isRecord } from '../../../common/json/isRecord';
import { isBroken, isKept, nearestTo } from './nearestLetters';

/** What is done about characters that QuickBooks does not keep. */
export interface CharacterRules {
	/** Whether the nearest letters are written in their place. */
	transliterate: boolean;
	/** Whether the company file keeps the characters of Windows-1252; without, only broken ones are looked for. */
	isWindows1252: boolean;
}

/** Most characters of one text that are named. */
const MAX_NAMED = 5;

/**
 * Looks for characters that QuickBooks would refuse without saying where, or turn into question marks for good. Accents
 * are joined with their letters, which is another form of the same text.
 *
 * @param problems Where each text is noted that holds such characters.
 * @returns A record of its own, with what is to be written.
 */
export function keepableText(
	record: Members,
	resource: Resource,
	rules: CharacterRules,
	problems: Problems,
): Members {
	return withTexts(record, resource, (text, place) => textOf(text, place, rules, problems));
}

/**
 * What is lost of a record that is sent as it stands, such as a row of a file: nothing can be written in place of a
 * character, and accents that stand apart from their letters stay so.
 *
 * @returns A finding for each text.
 */
export function lostCharacters(
	record: Members,
	resource: Resource,
	isWindows1252: boolean,
): string[] {
	const findings: string[] = [];
	withTexts(record, resource, (text, place) => {
		if (isKept(text)) return text;
		const isFine = isWindows1252 ? isKept : isUnbroken;
		const finding = findingOf(
			place,
			[...text].filter((character) => !isFine(character)),
		);
		if (finding !== undefined) findings.push(finding);
		return text;
	});
	return findings;
}

/** A record of its own with other texts, each made of the one that is there. */
function withTexts(
	record: Members,
	resource: Resource,
	textFor: (text: string, place: Place) => string,
): Members {
	const read = (value: unknown, place: Place): unknown => {
		if (typeof value === 'string') return textFor(value, place);
		if (Array.isArray(value)) {
			const line = resource.lines.find(({ key }) => key === place.jsonPath);
			return value.map((each: unknown, index) =>
				read(each, line ? Place.row(line.label, line.key, index) : place.at(index)),
			);
		}
		if (!isRecord(value)) return value;
		const members = Object.entries(value);
		return Object.fromEntries(
			members.map(([name, each]) => [name, read(each, place.member(name))]),
		);
	};
	return read(record, Place.record) as Members;
}

function textOf(given: string, place: Place, rules: CharacterRules, problems: Problems): string {
	if (isKept(given)) return given;
	const text = given.normalize('NFC');
	const isFine = rules.isWindows1252 ? isKept : isUnbroken;
	const characters = [...text].map((character) => {
		if (isFine(character)) return { character, written: character };
		return { character, written: rules.transliterate ? nearestTo(character) : undefined };
	});
	const lost = characters.filter(({ written }) => written === undefined);
	const finding = findingOf(
		place,
		lost.map(({ character }) => character),
	);
	if (finding !== undefined) problems.add(finding);
	return finding === undefined ? characters.map(({ written }) => written).join('') : text;
}

const isUnbroken = (character: string) => !isBroken(character);

function findingOf(place: Place, lost: readonly string[]): string | undefined {
	const named = [...new Set(lost)];
	if (named.length === 0) return undefined;
	const list = named.slice(0, MAX_NAMED).map(nameOf).join(', ');
	const all = named.length > MAX_NAMED ? `${list}, …` : list;
	return named.every(isBroken)
		? `${place.named} holds what no request can carry: ${all}`
		: `${place.named} holds what QuickBooks does not keep: ${all}`;
}

/** A character with its code point; one that cannot be shown by that alone. */
function nameOf(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	if (isBroken(character)) return `U+${code}`;
	return /^\p{M}$/u.test(character)
		? `U+${code}, an accent that stands apart from its letter`
		: `'${character}' (U+${code})`;
}
