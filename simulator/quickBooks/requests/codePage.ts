import { isAggregate, type QbRecord, type QbValue } from '../../qbxml/record';

/** Node's decoder takes windows-1252 for Latin-1 in some of its versions, so what differs stands here. */
const WINDOWS_1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const LATIN_1 = Array.from({ length: 256 }, (_, at) => String.fromCharCode(at)).filter(
	(character) => character < '\u0080' || character > '\u009F',
);

/** Windows can be set to UTF-8, which has all characters. */
const ALL: Pick<Set<string>, 'has'> = { has: () => true };

const known = new Map<string, Pick<Set<string>, 'has'>>([
	['utf-8', ALL],
	['windows-1252', new Set([...LATIN_1, ...WINDOWS_1252])],
]);

/** The characters of a code page of one byte each. */
function charactersOf(codePage: string): Pick<Set<string>, 'has'> {
	const characters = known.get(codePage);
	if (characters) return characters;
	const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
	const decoded = new Set(new TextDecoder(codePage).decode(bytes));
	known.set(codePage, decoded);
	return decoded;
}

function kept(text: string, characters: Pick<Set<string>, 'has'>): string {
	// Most texts are ASCII.
	if (/^[\u0020-\u007E]*$/.test(text)) return text;
	const lines = text.replace(/\r/g, '');
	return [...lines].map((character) => (characters.has(character) ? character : '?')).join('');
}

const ASCII = new Set(Array.from({ length: 128 }, (_, at) => String.fromCharCode(at)));

/**
 * A request as QuickBooks keeps it: characters that its code page lacks become `?`, carriage returns are dropped.
 *
 * @param asciiFields members that keep ASCII only.
 */
export function stored(
	record: QbRecord,
	codePage: string,
	asciiFields: readonly string[],
): QbRecord {
	const characters = charactersOf(codePage);
	const one = (value: QbValue, name: string): QbValue => {
		if (typeof value === 'string') {
			return kept(value, asciiFields.includes(name) ? ASCII : characters);
		}
		if (Array.isArray(value))
			return (value as QbValue[]).map((each) => one(each, name)) as QbRecord[];
		return isAggregate(value) ? all(value) : value;
	};
	const all = (members: QbRecord): QbRecord =>
		Object.fromEntries(
			Object.entries(members).map(([name, value]) => [
				name,
				value === undefined ? undefined : one(value, name),
			]),
		);
	return all(record);
}
